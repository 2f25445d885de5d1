use std::io::{Cursor, Write};

use flate2::{Compression, write::GzEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::harness::{FIXTURE, Home, run_with};

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn archive(members: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const SKILLS: &str = "Type d'identifiant PP|Identifiant PP|Code savoir-faire\n8|1|SM54\n";

#[test]
fn a_gzip_file_is_read_whatever_its_name() {
    let home = Home::new();
    home.import(&home.file("ps.bin", gzip(FIXTURE))).succeeds();
    assert_eq!(home.entries().len(), 10);
}

#[test]
fn a_gzip_file_that_was_cut_off_replaces_nothing() {
    let home = Home::new();
    home.import_text(FIXTURE);
    let many = FIXTURE.repeat(200);
    let whole = gzip(&many);
    let cut = home.file("cut.gz", &whole[..whole.len() - 20]);
    home.import(&cut).fails_with(&["cut.gz could not be read", "download the file again"]);
    assert_eq!(home.entries().len(), 10);
    assert!(home.names().iter().all(|name| !name.contains("tmp")), "{:?}", home.names());
}

#[test]
fn the_file_is_found_among_those_of_an_archive() {
    let home = Home::new();
    let members = [
        ("PS_LibreAcces_SavoirFaire_202611220911.txt", SKILLS),
        ("notice/lisez-moi.txt", "Bonjour\n"),
        ("PS_LibreAcces_Personne_activite_202611220911.txt", FIXTURE),
    ];
    let run = home.import(&home.file("ps.zip", archive(&members))).succeeds();
    assert!(run.out.contains("national directory of 2026-11-22 from ps.zip"), "{}", run.out);
    assert_eq!(home.entries().len(), 10);
}

#[test]
fn of_two_files_in_an_archive_the_one_that_was_not_read_is_told() {
    let home = Home::new();
    let (first, second) = ("PS_Personne_activite_202611210911.txt", "PS_Personne_activite_202611220911.txt");
    let members = [(first, FIXTURE), (second, FIXTURE), ("lisez-moi.txt", "Bonjour\n")];
    let out = home.import(&home.file("ps.zip", archive(&members))).succeeds().out;
    assert!(out.contains("directory of 2026-11-22"), "{out}");
    assert!(out.contains(&format!("The archive also holds {first}, which was not read")), "{out}");
    assert!(!out.contains("lisez-moi") && out.matches("not read").count() == 1, "{out}");
}

#[test]
fn an_archive_without_the_file_says_what_it_holds() {
    let home = Home::new();
    let file = home.file("ps.zip", archive(&[("savoir.txt", SKILLS), ("a.html", "<html>")]));
    home.import(&file).fails_with(&[
        "zip archive of other files",
        "savoir.txt, the extraction of skills",
        "a.html, a web page",
    ]);
    home.import(&home.file("none.zip", archive(&[]))).fails_with(&["empty zip archive"]);
    home.import(&home.file("cut.zip", &archive(&[("a.txt", FIXTURE)])[..900]))
        .fails_with(&["cut.zip could not be read"]);
}

#[test]
fn the_date_is_the_stamp_s_else_the_one_given_else_unknown() {
    let home = Home::new();
    let stamped = home.file("PS_LibreAcces_Personne_activite_202611210300.txt", FIXTURE);
    let plain = home.file("ps.txt", FIXTURE);
    let import = |file: &std::path::Path, more: &[&str]| {
        let arguments = [&["import", file.to_str().unwrap()], more].concat();
        home.directory(&arguments).succeeds().out
    };
    assert!(import(&plain, &[]).starts_with("Loaded the national directory of an unknown date"));
    assert!(
        import(&plain, &["--date", "2026-11-20"]).starts_with("Loaded the national directory of 2026-11-20")
    );
    let last = import(&stamped, &["--date", "2026-11-20"]);
    assert!(last.starts_with("Loaded the national directory of 2026-11-21"), "{last}");
    assert!(last.contains("It replaces the national directory of 2026-11-20."), "{last}");
}

#[test]
fn the_status_says_what_is_loaded() {
    let home = Home::new();
    let none = home.directory(&["status"]).succeeds();
    assert_eq!(none.out, "No directory is loaded. Load one with: carnet directory import --download\n");
    let run = home.import(&home.file("ps-202611210300.txt", FIXTURE)).succeeds();
    assert!(run.out.contains("Nothing was loaded before."), "{}", run.out);
    let out = home.directory(&["status"]).succeeds().out;
    let counts = "Rows read             12\n  kept                11\n  duplicate            1\n  refused              0\n\
                  Entries               10\nPeople                 9\n";
    assert!(
        out.starts_with("Loaded: the national directory of 2026-11-21, from ps-202611210300.txt, imported "),
        "{out}"
    );
    assert!(out.ends_with(counts), "{out}");
}

#[test]
fn an_invented_directory_can_be_written_and_imported() {
    let home = Home::new();
    let file = home.file("sample.txt", "");
    let arguments = ["sample", "--rows", "300", "--seed", "7"];
    let printed = home.directory(&arguments).succeeds().out;
    let to_file = [&arguments[..], &["--out", file.to_str().unwrap()]].concat();
    assert_eq!(home.directory(&to_file).succeeds().out, "");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), printed);
    let out = home.import(&file).succeeds().out;
    assert!(out.contains("Rows read            300") && out.contains("refused              0"), "{out}");
    let nowhere = home.data().join("missing/sample.txt");
    home.directory(&["sample", "--out", nowhere.to_str().unwrap()])
        .fails_with(&["missing/sample.txt", "Check the path"]);
}

#[test]
fn what_is_loaded_can_be_searched() {
    let home = Home::new();
    home.directory(&["search", "martin"]).fails_with(&["no directory is loaded"]);
    home.import(&home.file("ps-202611210300.txt", FIXTURE)).succeeds();
    let first = home.entries().remove(0);
    let (name, rpps) = (first.last_name.unwrap(), first.rpps_number.unwrap());
    let found = home.directory(&["search", &name.to_lowercase()]).succeeds();
    let is_person = |line: &str| line.starts_with(&name) && line.contains(&format!("\t{rpps}\t"));
    assert!(found.out.lines().any(is_person), "{found:?}");
    let nothing = home.directory(&["search", "zzzyyyxxx", "wwwvvvuuu"]).succeeds();
    assert!(nothing.out.is_empty() && nothing.err.contains("Nothing matches"), "{nothing:?}");
}

#[test]
fn a_day_to_come_is_refused() {
    let home = Home::new();
    let file = home.file("ps.txt", FIXTURE);
    let run = home.directory(&["import", file.to_str().unwrap(), "--date", "2999-01-01"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("still to come"), "{run:?}");
}

#[test]
fn a_wrong_call_exits_with_2() {
    let home = Home::new();
    for arguments in
        [&["import"][..], &["import", "a.txt", "--date", "hier"], &["sample", "--rows", "x"], &["nonsense"]]
    {
        assert_eq!(home.directory(arguments).code, Some(2), "{arguments:?}");
    }
    let unknown = crate::harness::run(home.command(&["status"]).env("CARNET_DATADIR", "x"));
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("CARNET_DATADIR"), "{}", unknown.err);
}

#[test]
fn standard_input_is_read_plain_or_gzip_and_no_archive() {
    let home = Home::new();
    let import = |bytes: &[u8]| run_with(&mut home.command(&["import", "-", "--date", "2026-11-20"]), bytes);
    let plain = import(FIXTURE.as_bytes()).succeeds();
    assert!(
        plain.out.starts_with("Loaded the national directory of 2026-11-20 from standard input"),
        "{plain:?}"
    );
    assert!(plain.err.contains("Reading 12 rows"), "{}", plain.err);
    let entries = home.entries();
    assert_eq!(entries.len(), 10);
    import(&gzip(FIXTURE)).succeeds();
    assert_eq!(home.entries(), entries);
    import(&archive(&[("a.txt", FIXTURE)])).fails_with(&["standard input", "zip archive", "unzip -p"]);
    import(b"<html>").fails_with(&["standard input", "web page"]);
    import(b"").fails_with(&["standard input", "without lines"]);
    assert_eq!(home.entries(), entries);
}

#[test]
fn an_import_in_little_memory_gives_the_same_index() {
    let home = Home::new();
    let file = home.file("ps.txt", FIXTURE);
    home.import(&file).succeeds();
    let entries = home.entries();
    home.directory(&["import", "--memory", "small", file.to_str().unwrap()]).succeeds();
    assert_eq!(home.entries(), entries);
}
