//! Towns, streets, houses, organizations, telephone numbers and addresses are found as people and directories write them.

use carnet::domain::{entry::Entry, particulars::Particulars, staff_query::StaffSearch};

use crate::{harness, staff::Staff};

#[test]
fn who_is_in_a_town_of_several_words_stands_above_who_is_called_by_one_of_them() {
    let entry = |id: &str, last_name: &str, street: &str, city: &str| Entry {
        id: id.to_owned(),
        last_name: Some(last_name.to_owned()),
        profession_name: Some("Masseur-Kinésithérapeute".to_owned()),
        street: Some(street.to_owned()),
        city: Some(city.to_owned()),
        ..Entry::default()
    };
    let staff = Staff(harness::searcher(&[
        entry("called", "ETIENNE", "Rue SAINT JACQUES", "PAU"),
        entry("there", "LORMEAU", "Rue Basse", "SAINT ETIENNE"),
        entry("both", "ETIENNE", "Rue Haute", "SAINT ETIENNE"),
    ]));
    for typed in ["st etienne kiné", "kiné saint-étienne", "saint etienne"] {
        assert_eq!(staff.typed(typed), "both there called", "{typed}");
    }
}

#[test]
fn what_is_shortened_is_found_wherever_it_stands() {
    let entry = |id: &str, [first_name, organization, number, street, city]: [&str; 5]| Entry {
        id: id.to_owned(),
        last_name: Some("Barthier".to_owned()),
        first_name: Some(first_name.to_owned()),
        profession_name: Some("Manipulateur ERM".to_owned()),
        registered_name: Some(organization.to_owned()),
        building_number: Some(number.to_owned()),
        street: Some(street.to_owned()),
        city: Some(city.to_owned()),
        postcode: Some("35000".to_owned()),
        department: Some("35".to_owned()),
        ..Entry::default()
    };
    let staff = Staff(harness::searcher(&[
        entry("jf", ["Jean-François", "Cabinet du Lac", "3", "Rue Basse", "Rennes"]),
        entry("bd", ["Ada", "Cabinet du Pont", "5", "Boulevard VOLTAIRE", "Amiens"]),
        entry("rd", ["Ada", "Cabinet du Pont", "7", "Route DEPARTEMENTALE 12", "Limoges"]),
        entry("ter", ["Ada", "Cabinet du Pont", "88 T", "Rue DU STADE", "Mende"]),
        entry("all", ["Ada", "Cabinet du Pont", "9", "ALL DU LEVANT", "Bourges"]),
        entry("ch", ["Ada", "CH DE LA ROSERAIE", "1", "Rue Haute", "Nancy"]),
    ]));
    for (typed, found) in [
        ("barthier jf rennes", "jf"),
        ("rennes jf barthier", "jf"),
        ("bd voltaire", "bd"),
        ("bd voltaire amiens", "bd"),
        ("5 bd voltaire amiens", "bd"),
        ("route departementale 12 limoges", "rd"),
        ("88 T rue du stade mende", "ter"),
        ("88t rue du stade", "ter"),
        ("88 ter rue du stade", "ter"),
        ("allée du levant bourges", "all"),
        ("hôpital roseraie nancy", "ch"),
        ("centre hospitalier de la roseraie nancy", "ch"),
        ("manipulateur radio barthier jean françois rennes 35", "jf"),
    ] {
        assert_eq!(staff.typed(typed), found, "{typed}");
    }
    let street = |street: &str| {
        let particulars = Particulars { street: street.to_owned(), ..Particulars::default() };
        staff.find(StaffSearch { particulars, ..StaffSearch::default() })
    };
    assert_eq!(
        (street("88 T rue du stade"), street("allée du levant")),
        ("ter".to_owned(), "all".to_owned())
    );
}

#[test]
fn a_telephone_number_is_found_however_it_is_written() {
    let held = |id: &str, number: &str| Entry {
        id: id.to_owned(),
        last_name: Some("Parson".to_owned()),
        phone_number: Some(number.to_owned()),
        ..Entry::default()
    };
    let staff = Staff(harness::searcher(&[held("a", "0199005454"), held("b", "01 99 00 54 55")]));
    for typed in ["0199005454", "01 99 00 54 54", "parson 01.99.00.54.54", "+33 1 99 00 54 54"] {
        assert_eq!(staff.typed(typed), "a", "{typed}");
    }
    assert_eq!(staff.typed("01 99 00 54 55 parson"), "b", "as a gateway may hold it");
}

#[test]
fn an_address_and_a_company_s_number_are_found_in_the_box() {
    let entry = |id: &str, last_name: &str| Entry {
        id: id.to_owned(),
        last_name: Some(last_name.to_owned()),
        ..Entry::default()
    };
    let secure =
        Entry { secure_email: vec!["Lea.MORIN@pro.mssante.example".to_owned()], ..entry("a", "Morin") };
    let lower =
        Entry { secure_email: vec!["jo.parson@pro.mssante.example".to_owned()], ..entry("b", "Parson") };
    let plain = Entry { email: Some("accueil@lormeau.example".to_owned()), ..entry("c", "Vidal") };
    let site = Entry { siret: Some("99000000000010".to_owned()), ..entry("d", "Sorel") };
    let structure = Entry { ident_tech_structure: Some("C99000000000028".to_owned()), ..entry("e", "Sorel") };
    let staff = Staff(harness::searcher(&[secure, lower, plain, site, structure]));
    for (typed, found) in [
        ("Lea.MORIN@pro.mssante.example", "a"),
        ("<Jo.Parson@pro.mssante.example>,", "b"),
        ("jo.parson@pro", "b"),
        ("accueil@lormeau.example", "c"),
        ("99000000000010", "d"),
        ("SIRET 990 000 000 00010 sorel", "d"),
        ("990 000 000 00028", "e"),
        ("jo.parson@autre", ""),
        ("parson accueil@lormeau.example", ""),
    ] {
        assert_eq!(staff.typed(typed), found, "{typed}");
    }
}
