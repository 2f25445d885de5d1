//! Whom two of the words name stands above whom one names and the other finds elsewhere.

use carnet::domain::{
    abilities::Abilities,
    entry::Entry,
    search::SearchRequest,
    staff_query::{self, StaffSearch},
};

use crate::harness;

/// Last name, first name, organization, street.
const ROWS: [(&str, &str, &str, &str); 21] = [
    ("ROUSSEL", "Simon", "Cabinet du Lac", "Rue Basse"),
    ("SIMON", "Florian", "SELAS Roussel", "Rue Haute"),
    ("MARTIN", "Paul", "Cabinet du Lac", "Rue Basse"),
    ("PAUL", "Mohamed", "Cabinet du Pont", "Rue Saint Martin"),
    ("PAUL", "Pauline", "Cabinet Martin", "Rue Martin"),
    ("MARTIN", "Vincent", "Cabinet du Lac", "Rue Basse"),
    ("VINCENT", "Martine", "Cabinet Martin", "Rue Saint Martin"),
    ("INFIRMIER", "Luce", "Cabinet Martin", "Rue Basse"),
    ("OUVRARD", "Zoé", "Cabinet du Lac", "Rue Haute"),
    ("MARTIN", "Ada", "Cabinet du Lac", "Rue Haute"),
    ("MARTIN", "Luc", "Cabinet du Lac", "Rue Haute"),
    ("MARTIN", "Éva", "Cabinet du Lac", "Rue Haute"),
    ("MARTIN", "Noé", "Cabinet du Lac", "Rue Haute"),
    ("FAURE-MARIE", "Antoine", "Cabinet Faure", "Rue Haute"),
    ("FAURE", "Marie", "Cabinet du Lac", "Rue Basse"),
    ("LORMEAU", "Marie", "Cabinet Faure", "Rue Basse"),
    ("RENAUD", "Morgane", "Clinique du Lac", "Rue Basse"),
    ("VERNET", "Ada", "Clinique Renaud", "Rue Basse"),
    ("RENAUD", "Ada", "Clinique du Pont", "Rue Haute"),
    ("NORBERT", "Louise-Hélène", "Cabinet de Louise-Hélène Norbert", "Rue Haute"),
    ("NORBERT", "Louise", "Centre hospitalier", "Rue Haute"),
];

fn search(typed: &str) -> StaffSearch {
    StaffSearch { text: typed.to_owned(), size: 20, ..StaffSearch::default() }
}

/// The names of those found, the best first.
fn found(request: &SearchRequest) -> Vec<String> {
    let entries = ROWS.map(|(last_name, first_name, organization, street)| Entry {
        id: format!("{last_name} {first_name}"),
        last_name: Some(last_name.to_owned()),
        first_name: Some(first_name.to_owned()),
        registered_name: Some(organization.to_owned()),
        street: Some(street.to_owned()),
        ..Entry::default()
    });
    harness::ids(&harness::searcher(&entries), request).unwrap()
}

#[test]
fn a_full_name_stands_above_half_of_one_and_a_street() {
    for (typed, meant) in [("martin paul", "MARTIN Paul"), ("Paul MARTIN", "MARTIN Paul")] {
        let request = staff_query::request(&search(typed), &Abilities::FULL).unwrap();
        let found = found(&request);
        assert_eq!((found.len(), found[0].as_str()), (3, meant), "{typed}: {found:?}");
    }
}

#[test]
fn a_last_name_and_a_first_one_stand_above_a_last_name_of_both() {
    for typed in ["marie faure", "faure marie"] {
        let found = found(&staff_query::request(&search(typed), &Abilities::FULL).unwrap());
        assert_eq!(found, ["FAURE Marie", "FAURE-MARIE Antoine", "LORMEAU Marie"], "{typed}");
    }
}

#[test]
fn an_organization_named_with_its_kind_stands_above_who_is_called_so_elsewhere() {
    let best =
        |typed: &str| found(&staff_query::request(&search(typed), &Abilities::FULL).unwrap()).remove(0);
    assert_eq!(best("clinique renaud"), "VERNET Ada");
    assert_eq!(best("renaud clinique"), "VERNET Ada");
    assert_eq!(best("renaud ada clinique"), "RENAUD Ada");
}

#[test]
fn a_name_misspelt_stands_above_half_of_one_and_an_organization() {
    for (typed, meant) in [
        ("simon rousel", "ROUSSEL Simon"),
        ("rousel simon", "ROUSSEL Simon"),
        ("martim vincent", "MARTIN Vincent"),
    ] {
        let request = staff_query::near(&search(typed), &Abilities::FULL).unwrap();
        let found = found(&request);
        assert_eq!((found.len(), found[0].as_str()), (2, meant), "{typed}: {found:?}");
    }
}

#[test]
fn among_names_nearly_alike_the_plain_one_stands_above_a_compound_one() {
    let found = found(&staff_query::near(&search("louize norbert"), &Abilities::FULL).unwrap());
    assert_eq!(found, ["NORBERT Louise", "NORBERT Louise-Hélène"]);
}
