//! `/?q=`: what a person types finds whom they mean, however they write it.

use carnet::domain::identifiers::with_check_digit;

use crate::support::{
    directory::{self, of_index},
    door::Door,
    fixture::{CLINIC, COMPLETE, FILE_NAME, PHARMACY, TOLD_BY_ROLE, WITHOUT_RPPS},
    home::Home,
    rows::{HEADER, Person, Place, row},
};

/// The heading of a person's card.
const NAME: &str = "#results article.person h2";

#[tokio::test]
async fn words_in_any_order_without_accents_or_case_find_a_person() {
    let door = Door::open().await;
    for typed in ["claire dubreuil", "DUBREUIL Claire", "dubreuil valmont", "  dubr", "cardiologie dubreuil"]
    {
        let page = door.visitor.search(typed).await;
        assert_eq!(page.texts(NAME).first().map(String::as_str), Some("DUBREUIL Claire"), "{typed}");
    }
    let page = door.visitor.search("kervadec SOLENE").await;
    assert_eq!(page.text(NAME), "KERVADEC Solène");
}

#[tokio::test]
async fn a_name_cut_to_its_stem_is_no_name_of_those_who_work_where_it_is_found() {
    let home = Home::empty();
    let hospital = Place { name: "Clinique Fontaine", ..CLINIC };
    let number = |at: usize| with_check_digit(&format!("199002{at:04}"));
    let numbers: Vec<String> = (0..26).map(number).collect();
    let called = |last_name, number| Person { last_name, first_name: "Sophie", number, ..COMPLETE };
    let mut lines = vec![HEADER.join("|"), row(&called("FONTAINE", &numbers[0]), &PHARMACY)];
    lines.extend(numbers[1..].iter().map(|number| row(&called("DUBREUIL", number), &hospital)));
    home.import(FILE_NAME, &(lines.join("\n") + "\n"));
    let door = Door::at(home).await;
    let page = door.visitor.search("fontain sophie").await;
    assert_eq!(page.text("#results .near"), "Orthographe proche de « fontain sophie »");
    let meant = format!("{NAME} a");
    assert!(page.texts(&meant).iter().any(|name| name == "FONTAINE Sophie"), "{}", page.words());
    let whole = door.visitor.search("fontaine sophie").await;
    assert_eq!((whole.texts(NAME)[0].as_str(), whole.has("#results .near")), ("FONTAINE Sophie", false));
}

#[tokio::test]
async fn many_words_are_looked_for_as_far_as_the_directory_goes() {
    let door = Door::open().await;
    for typed in [
        "claire dubreuil hopital de la fontaine la rochelle",
        "clairre dubreuil la residence de la gare de charleville",
        "clairre dubrueil la polyclinique de la fontaine a la rochelle",
    ] {
        let page = door.visitor.search(typed).await;
        assert_eq!(page.status, 200, "{typed}: {}", page.words());
        let offers = directory::is_gateway() || page.has("#results .empty li a");
        assert!(offers, "{typed}: {}", page.words());
    }
}

#[tokio::test]
async fn a_person_is_found_as_people_speak() {
    let door = Door::open().await;
    for (typed, name) in [
        ("Dr C Dubreuil", "DUBREUIL Claire"),
        ("kiné kervadec", "KERVADEC Solène"),
        ("kervadec masseuse", "KERVADEC Solène"),
        ("2a kervadec", "KERVADEC Solène"),
        ("69 isabelle martineau", "MARTINEAU Isabelle"),
        ("infirmière alice", "VAUBERT Alice"),
        ("Mme Vaubert infirmiere", "VAUBERT Alice"),
        ("l marc", "LEVANTIN Marc"),
        ("d. claire", "DUBREUIL Claire"),
        ("oneil zoe", "<b>O'NEIL</b> & \"FILS\" Zoé"),
        ("cardiologue valmont", "DUBREUIL Claire"),
    ] {
        let page = door.visitor.search(typed).await;
        assert_eq!(page.texts(NAME).first().map(String::as_str), Some(name), "{typed}");
    }
}

#[tokio::test]
async fn the_number_of_a_department_is_not_taken_for_that_of_a_house() {
    let door = Door::open().await;
    // At 14, rue du Belvédère, in the Doubs.
    let in_the_department = door.visitor.search("infirmier 25").await;
    assert!(in_the_department.texts(NAME).contains(&"ABADOUX".to_owned()), "{}", in_the_department.words());
    let elsewhere = door.visitor.search("infirmier 14").await;
    assert!(!elsewhere.texts(NAME).contains(&"ABADOUX".to_owned()), "{}", elsewhere.words());
    let at_the_house = door.visitor.search("infirmier 14 rue").await;
    assert!(at_the_house.texts(NAME).contains(&"ABADOUX".to_owned()), "{}", at_the_house.words());
}

#[tokio::test]
async fn linking_words_are_optional() {
    let door = Door::open().await;
    let door_of = async |typed: &str| door.visitor.search(typed).await;
    for typed in ["kiné à ajaccio kervadec", "kervadec le kiné"] {
        assert_eq!(door_of(typed).await.texts(NAME)[0], "KERVADEC Solène", "{typed}");
    }
    for typed in ["dubreil médecin de l'hôpital", "dubreil de la cardiologie du valmont"] {
        let page = door_of(typed).await;
        assert!(page.texts(NAME).contains(&"DUBREUIL Claire".to_owned()), "{typed}: {}", page.words());
    }
    if !directory::is_gateway() {
        let page = door_of("dubreuil a valmont").await;
        assert_eq!(page.text(NAME), "DUBREUIL Claire", "an à without its accent: {}", page.words());
    }
    let nothing = door_of("dubreuil de zzzyyyxxx").await;
    assert!(!nothing.text("#results .empty").contains("sans « de »"), "{}", nothing.words());
}

#[tokio::test]
async fn a_number_is_found_at_each_digit() {
    let door = Door::open().await;
    for typed in ["199", "1990", "19900", "199000000", "1990000001", "19-900-000-019", "rpps 1990"] {
        let page = door.visitor.search(typed).await;
        let cards = page.texts("#results article.person");
        assert!(!cards.is_empty() && cards.iter().all(|card| card.contains("RPPS 19900")), "{typed}");
        assert!(!page.has("#results .warning"), "{typed}");
    }
    for typed in ["2a9", "2A990", "2A99000", "2A990007", "FINESS 2A9"] {
        assert_eq!(door.visitor.search(typed).await.texts(NAME), ["JASMIN Yves"], "{typed}");
    }
}

#[tokio::test]
async fn a_number_with_spaces_inside_is_an_identifier() {
    let door = Door::open().await;
    for typed in [
        "19900000019",
        "19 900 000 019",
        "1 99 00000019",
        "RPPS 19 900 000 019",
        "rpps:19900000019",
        "819900000019",
        "N° RPPS : 19900000019",
        "Claire Dubreuil (RPPS n°19900000019)",
        "identifiant RPPS=19900000019,",
    ] {
        assert_eq!(door.visitor.search(typed).await.text(NAME), "DUBREUIL Claire", "{typed}");
    }
    for typed in [PHARMACY.finess, "339 900 045", "Finess 339900045", "FINESS ET n° 339900045"] {
        let mut names = door.visitor.search(typed).await.texts(NAME);
        names.sort();
        assert_eq!(names, ["MARTINEAU Isabelle", "ORVAL Denis", "TASSINEAU Hugo"], "{typed}");
    }
    assert_eq!(door.visitor.search("25300 dubreuil").await.text(NAME), "DUBREUIL Claire");
    let doubtful = door.visitor.search("19900000018").await;
    assert!(doubtful.text("#results .warning").contains("clé de contrôle est fausse"));
}

#[tokio::test]
async fn an_adeli_number_finds_whom_it_names_in_the_box_too() {
    let door = Door::open().await;
    for typed in [WITHOUT_RPPS.number, "25 930 0012", "0259300012", "2593"] {
        let page = door.visitor.search(typed).await;
        assert_eq!(page.texts(NAME), ["BRUNELOT Léa"], "{typed}: {}", page.words());
        assert!(page.words().contains("ADELI 259300012"), "{typed}: {}", page.words());
    }
    let label = door.visitor.get("/").await.text("label[for=identifier]");
    assert_eq!(label, "Identifiant (RPPS, ADELI, FINESS)");
}

#[tokio::test]
async fn whom_a_role_tells_is_found_by_it_and_shown_with_it() {
    let door = Door::open().await;
    for typed in
        of_index(&["aide soignante lyon", "aide-soignant", "aidesoignante", "ferrandel aide soignant"])
    {
        let page = door.visitor.search(typed).await;
        assert_eq!(page.texts(NAME).first().map(String::as_str), Some("FERRANDEL Maud"), "{typed}");
    }
    let page = door.visitor.search("ferrandel").await;
    let card = page.text("#results article.person");
    assert!(card.contains("Aide-soignant") && !card.contains("Acteur"), "{card}");
}

#[tokio::test]
async fn whom_a_role_tells_is_registered_as_what_the_card_says() {
    let door = Door::open().await;
    door.select(&TOLD_BY_ROLE).await;
    for path in [format!("/workers/{}", TOLD_BY_ROLE.number), format!("/organizations/{}", CLINIC.finess)] {
        let words = door.visitor.get(&path).await.words();
        assert!(words.contains("Aide-soignant") && !words.contains("Acteur"), "{path}: {words}");
    }
    let found = door.visitor.get("/workers?q=aide+soignant").await;
    assert!(found.words().contains("FERRANDEL"), "{}", found.words());
    assert!(door.visitor.get("/workers?profession=99").await.words().contains("FERRANDEL"));
}

#[tokio::test]
async fn everyday_words_may_be_misspelt() {
    let door = Door::open().await;
    for (typed, name) in of_index(&[
        ("infirmere vaubert", "VAUBERT Alice"),
        ("cardiolgue valmont", "DUBREUIL Claire"),
        ("pharmacein orval", "ORVAL Denis"),
    ]) {
        let page = door.visitor.search(typed).await;
        assert!(page.texts(NAME).contains(&name.to_owned()), "{typed}: {}", page.words());
    }
}

#[tokio::test]
async fn words_beside_a_number_empty_no_search() {
    let door = Door::open().await;
    for typed in ["orval 1er", "8 bis place du marche orval", "orval 8ter place"] {
        let page = door.visitor.search(typed).await;
        assert_eq!(
            page.texts(NAME).first().map(String::as_str),
            Some("ORVAL Denis"),
            "{typed}: {}",
            page.words()
        );
    }
}

#[tokio::test]
async fn more_near_spellings_are_shown_when_asked_for() {
    let door = Door::open().await;
    let mut page = door.visitor.search("peupleraye").await;
    assert!(page.has(".near"), "{}", page.words());
    let first = page.texts("#results .place").len();
    assert!((10..20).contains(&first), "{first}");
    page = door.visitor.click(&page, "#results .more a").await;
    assert!(page.texts("#results .place").len() > first);
    let shown = page.texts("#results .place").len();
    assert!((1..=shown).all(|number| page.has(&format!("#place-{number}"))), "each has its own number");
}

#[tokio::test]
async fn a_near_spelling_is_found_under_its_own_line() {
    let door = Door::open().await;
    let page = door.visitor.search("dubreil claire").await;
    assert!(page.text(".near").contains("Orthographe proche de « dubreil claire »"));
    assert!(page.texts(NAME).contains(&"DUBREUIL Claire".to_owned()));
    let sounds = [
        ("dubruile claire", "DUBREUIL Claire"),
        ("qervadek solen", "KERVADEC Solène"),
        ("izabel martino", "MARTINEAU Isabelle"),
        ("laivantin marc", "LEVANTIN Marc"),
        ("dub clai", "DUBREUIL Claire"),
        ("peuplrai bruno", "PEUPLERAIE Bruno-Anne"),
    ];
    for (typed, name) in of_index(&sounds) {
        let page = door.visitor.search(typed).await;
        assert!(page.texts(NAME).contains(&name.to_owned()), "{typed}: {}", page.words());
    }
}

#[tokio::test]
async fn a_misspelt_name_does_not_pass_for_one_in_an_organization_s_name() {
    let door = Door::open().await;
    // "Cabinet Kervadec" has the same stem, and so has a stranger who works there.
    for typed in ["kervadece", "kervadecs"] {
        let page = door.visitor.search(typed).await;
        assert!(page.has(".near") && !page.has("#results .found"), "{typed}: {}", page.words());
        assert_eq!(page.texts(NAME).first().map(String::as_str), Some("KERVADEC Solène"), "{typed}");
    }
    assert!(!door.visitor.search("infirmiers").await.has(".near"));
}
