use crate::harness::{FIXTURE, Home, file_of, fixture_rows, header, with};

#[test]
fn rows_that_cannot_be_read_are_listed_with_line_and_reason() {
    let good = fixture_rows("QUILLIOT")[0];
    let rows = [
        good.to_owned(),
        good.replacen("PHARMACIE", "PHARMA|CIE", 1),
        with(good, 1, "1990000"),
        with(good, 0, "5"),
        with(good, 21, "13999003X"),
        with(good, 22, "139"),
        with(&with(good, 0, "0"), 1, "19900000027"),
        "8|19900000027".to_owned(),
        "x".repeat(70_000),
    ];
    let home = Home::new();
    let run = home.import_text(file_of(&rows));
    for line in
        ["Rows read              9", "  kept                 1", "  refused              8", "refused.tsv"]
    {
        assert!(run.out.contains(line), "{}", run.out);
    }
    let refused = home.refused();
    let told: Vec<(&str, &str)> = refused.lines().filter_map(|line| line.rsplit_once('\t')).collect();
    let reasons: Vec<&str> = told.iter().map(|(told, _)| *told).collect();
    assert_eq!(
        reasons,
        [
            "line\treason",
            "3\t57 fields where the header names 56",
            "4\tthe RPPS number “1990000” does not have 11 digits",
            "5\tthe type of identifier is “5”, neither 8 (RPPS) nor 0 (ADELI)",
            "6\tthe FINESS number “13999003X” does not have 9 digits (or 2A or 2B and 7 digits)",
            "7\tthe FINESS number “139” does not have 9 digits (or 2A or 2B and 7 digits)",
            "8\tthe ADELI number “19900000027” does not have 9 digits",
            "9\t2 fields where the header names 56",
            "10\tthe line is too long to be a row",
        ]
    );
    assert_eq!(told[1].1, rows[1]);
}

#[test]
fn an_import_without_refusals_removes_the_list_of_the_one_before() {
    let home = Home::new();
    home.import_text(file_of(&[fixture_rows("QUILLIOT")[0], "x"]));
    assert!(!home.refused().is_empty());
    let run = home.import_text(FIXTURE);
    assert!(!run.out.contains("refused.tsv"));
    assert_eq!(home.refused(), "");
}

#[test]
fn another_file_is_named_and_changes_nothing() {
    let home = Home::new();
    home.import_text(FIXTURE);
    let (before, names) = (home.entries(), home.names());
    let without_finess = FIXTURE.replacen("Numéro FINESS site", "Numéro", 1);
    for (content, words) in [
        (
            "Type d'identifiant PP|Identifiant PP|Code savoir-faire|Libellé savoir-faire\n8|1|SM54|x\n",
            "SavoirFaire",
        ),
        ("Identifiant PP|Code type diplôme obtenu\n", "diplomas"),
        ("<html><body>502 Bad Gateway</body></html>", "web page"),
        ("", "without lines"),
        ("\n\n", "empty"),
        ("nom,prenom\nA,B\n", "“nom,prenom”"),
        (&without_finess, "“Numéro FINESS site”"),
        (&FIXTURE.replacen("Libellé civilité|", "Date de naissance|", 1), "restricted"),
    ] {
        let file = home.file("other.txt", content);
        home.import(&file).fails_with(&[words, "PS_LibreAcces_Personne_activite", "Nothing was changed"]);
    }
    assert_eq!((home.entries(), home.names()), (before, names));
}

#[test]
fn another_file_does_not_even_make_the_data_folder() {
    let home = Home::new();
    home.import(&home.file("other.txt", "<html>")).fails_with(&["web page"]);
    assert!(!home.data().exists());
    home.import(&home.data().join("missing.txt"))
        .fails_with(&["missing.txt could not be read", "Check the path"]);
}

#[test]
fn a_file_without_a_row_to_keep_replaces_nothing() {
    let home = Home::new();
    home.import_text(FIXTURE);
    let names = home.names();
    let alone = home.file("alone.txt", format!("{}\n", header()));
    home.import(&alone).fails_with(&["no row to keep", "none after the header"]);
    let broken = home.file("broken.txt", file_of(&["8|1|2", "8|1|2|3"]));
    home.import(&broken).fails_with(&["2 refused", "line 2", "3 fields where the header names 56"]);
    assert_eq!((home.entries().len(), home.names()), (10, names));
}

/// The fixture's header and so many rows of as many persons.
fn rows(count: usize) -> String {
    let row = fixture_rows("QUILLIOT")[0];
    let rows: Vec<String> = (0..count).map(|n| row.replace("19900000027", &format!("199{n:08}"))).collect();
    file_of(&rows)
}

#[test]
fn a_file_much_smaller_than_the_directory_loaded_is_refused_unless_forced() {
    let home = Home::new();
    home.import_text(rows(100));
    let small = home.file("small.txt", rows(79));
    let names = home.names();
    home.import(&small).fails_with(&["holds 79 rows", "loaded 100", "80 %", "--force"]);
    assert_eq!((home.entries().len(), home.names()), (100, names));
    home.import(&home.file("enough.txt", rows(80))).succeeds();
    home.import_forced(&small).succeeds();
    assert_eq!(home.entries().len(), 79);
}

/// Rows that nobody can read do not make a file large.
#[test]
fn rows_refused_do_not_count_as_rows() {
    let home = Home::new();
    home.import_text(rows(10));
    let broken = format!("{}{}", rows(7), "8|1|2\n".repeat(100));
    home.import(&home.file("broken.txt", broken)).fails_with(&["holds 7 rows", "loaded 10"]);
}

/// Neither do rows that stand there twice, in the one file or in the other.
#[test]
fn rows_that_stand_there_twice_count_once() {
    let home = Home::new();
    home.import_text(rows(10));
    let repeated = rows(10) + rows(10).split_once('\n').unwrap().1;
    home.import(&home.file("repeated.txt", repeated)).succeeds();
    home.import(&home.file("right.txt", rows(9))).succeeds();
    let few = rows(2) + &rows(2).split_once('\n').unwrap().1.repeat(10);
    home.import(&home.file("few.txt", few)).fails_with(&["holds 2 rows", "loaded 9"]);
    assert_eq!(home.entries().len(), 9);
}
