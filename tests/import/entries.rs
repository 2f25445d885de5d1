use carnet::domain::entry::{Coded, Entry};

use crate::harness::{FIXTURE, Home, file_of, fixture_rows, with};

fn imported() -> Home {
    let home = Home::new();
    home.import_text(FIXTURE);
    home
}

fn coded(code: &str, name: &str) -> Coded {
    Coded { code: code.into(), name: name.into() }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn rows_of_one_person_at_one_place_are_one_entry() {
    let of_hospital = imported().entries_of("DURANVILLE").into_iter().find(|entry| entry.finess.is_some());
    assert_eq!(
        of_hospital.unwrap(),
        Entry {
            rpps_number: text("19900000019"),
            last_name: text("DURANVILLE"),
            first_name: text("Hélène"),
            gender: text("F"),
            profession_code: text("10"),
            profession_name: text("Médecin"),
            registered_name: text("CH DES TROIS VALLEES"),
            finess: text("259990018"),
            finess_justice: text("259990026"),
            ident_tech_structure: text("F259990018"),
            building_number: text("2 BIS"),
            street: text("Faubourg SAINT ETIENNE"),
            postcode: text("25304"),
            city: text("Pontarlier"),
            department: text("25"),
            phone_number: text("0353015454"),
            email: text("accueil@trois-vallees.example"),
            category: Some(coded("C", "Civil")),
            activity_segments: vec![coded("SA01", "Etablissement public de santé")],
            skills: vec![coded("SM02", "Anesthésie-réanimation"), coded("SM54", "Médecine générale")],
            modes: vec![coded("S", "Salarié")],
            roles: vec![coded("FON-33", "Salarié en poste fixe"), coded("FON-48", "Interne")],
            activity_kinds: vec![coded("GENR01", "Activité de soin et de pharmacie")],
            ..Entry::default()
        }
    );
}

#[test]
fn the_other_place_of_a_person_is_another_entry() {
    let practice =
        imported().entries_of("DURANVILLE").into_iter().find(|entry| entry.finess.is_none()).unwrap();
    assert_eq!(practice.siret, text("99900000000018"));
    assert_eq!((practice.street, practice.building_number), (text("RUE DU GENERAL"), text("6")));
    assert_eq!((practice.city, practice.department), (text("DOUBS"), text("25")));
    assert_eq!(practice.phone_number, text("0353011122"), "the second number, for the first is none");
    assert_eq!(practice.modes, [coded("L", "Libéral, indépendant, artisan, commerçant")]);
}

#[test]
fn what_the_file_says_in_its_own_way_is_said_in_one() {
    let pharmacy = imported().entry("QUILLIOT");
    assert_eq!((pharmacy.finess, pharmacy.gender), (text("139990030"), text("M")));
    assert_eq!(pharmacy.registered_name, text("PHARMACIE DU VIEUX PORT"));
    assert_eq!((pharmacy.building_number, pharmacy.street), (text("P"), text("Rue DES LILAS")));
    assert_eq!((pharmacy.postcode, pharmacy.city), (text("13281"), text("MARSEILLE")));
    assert_eq!(pharmacy.department, text("13"));
    assert_eq!(pharmacy.extra["pharmacist_section"], ["Pharmacien titulaire d'officine"]);
}

#[test]
fn quotes_and_backslashes_are_letters_like_others() {
    let entry = imported().entry("O\"BRISSET\\D");
    assert_eq!(entry.registered_name, text("CABINET \"DU PARC\""));
    assert_eq!(entry.city, text("Montpellier"));
}

#[test]
fn persons_of_the_older_register_have_no_rpps_number() {
    let entry = imported().entry("TESSARD");
    assert_eq!((entry.rpps_number, entry.gender), (None, text("F")));
    assert_eq!(entry.extra["adeli_number"], ["259991234"]);
}

#[test]
fn a_person_without_a_place_is_kept() {
    let entry = imported().entry("VERDELIN");
    assert_eq!((entry.registered_name, entry.city, entry.department), (None, None, None));
    assert_eq!(entry.category, Some(coded("E", "Etudiant")));
}

#[test]
fn departments_are_those_of_islands_and_of_no_foreign_place() {
    let home = imported();
    assert_eq!(home.entry("EXEMPLE-CORSE").department, text("2A"));
    let island = home.entry("LAROCHETTE");
    assert_eq!((island.department, island.first_name), (text("978"), None));
    assert_eq!(island.street, text("BP 139"));
    let abroad = home.entry("GUIGNANDON");
    assert_eq!((abroad.department, abroad.postcode), (None, text("GL")));
    assert_eq!(abroad.city, text("GL 5O 2QJ CHELTENHAM"));
    assert_eq!(abroad.phone_number, text("+442079460958"));
    assert_eq!(abroad.extra["country"], ["Royaume-uni"]);
}

#[test]
fn five_digits_abroad_are_no_department_and_france_has_two_codes() {
    let home = Home::new();
    home.import_text(FIXTURE.replace("|GL|", "|08001|"));
    let abroad = home.entry("GUIGNANDON");
    assert_eq!((abroad.postcode, abroad.department), (text("08001"), None));
    let home = Home::new();
    home.import_text(FIXTURE.replace("|GL|", "|08001|").replace("|99132|Royaume-uni|", "|99000|France|"));
    let entry = home.entry("GUIGNANDON");
    assert_eq!((entry.department, entry.extra.get("country")), (text("08"), None));
}

#[test]
fn wrong_check_digits_are_kept() {
    let entry = imported().entry("FAUTIER");
    assert!(!entry.rpps().unwrap().is_sound() && !entry.finess().unwrap().is_sound());
    assert_eq!(entry.profession_name, text("Technicien de laboratoire médical"));
}

#[test]
fn the_order_of_the_file_does_not_matter() {
    let straight = imported().entries();
    let mut rows: Vec<&str> = FIXTURE.lines().skip(1).collect();
    rows.reverse();
    let reversed = Home::new();
    reversed.import_text(file_of(&rows));
    assert_eq!(reversed.entries(), straight);
    rows.sort_by_key(|row| row.len());
    let shuffled = Home::new();
    shuffled.import_text(file_of(&rows));
    assert_eq!(shuffled.entries(), straight);
}

#[test]
fn identifiers_last_as_long_as_person_profession_category_and_place_do() {
    let row = fixture_rows("O\"BRISSET")[0];
    let id = |row: &str| {
        let home = Home::new();
        home.import_text(file_of(&[row]));
        home.entries().remove(0).id
    };
    let first = id(row);
    assert!(first.len() == 27 && first.starts_with('p'), "{first}");
    assert!(first[1..].bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7')), "{first}");
    for (column, value) in
        [(7, "BRISSET"), (8, "Patrice"), (17, "S"), (40, "0199005454"), (24, "Cabinet  du-parc")]
    {
        assert_eq!(id(&with(row, column, value)), first, "column {column}");
    }
    for (column, value) in [
        (1, "19900000050"),
        (9, "70"),
        (11, "E"),
        (19, "99900000000018"),
        (24, "AUTRE"),
        (35, "34070"),
        (32, "RUE X"),
    ] {
        assert_ne!(id(&with(row, column, value)), first, "column {column}");
    }
}
