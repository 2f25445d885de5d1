//! What hurried staff type finds whom they mean, and those first.

use carnet::domain::entry::{Coded, Entry};

use crate::{harness, staff::Staff};

fn entry(id: &str, [last_name, first_name, profession, skill, city]: [&str; 5]) -> Entry {
    let postcode = if city == "Lyon" { "69003" } else { "59000" };
    let skills = Some(skill).filter(|skill| !skill.is_empty());
    Entry {
        id: id.to_owned(),
        rpps_number: (id == "named").then(|| "19900000019".to_owned()),
        last_name: Some(last_name.to_owned()),
        first_name: Some(first_name.to_owned()),
        profession_name: Some(profession.to_owned()),
        skills: skills
            .map(|name| Coded { code: name.to_owned(), name: name.to_owned() })
            .into_iter()
            .collect(),
        registered_name: Some("Maison du Lac".to_owned()),
        city: Some(city.to_owned()),
        postcode: Some(postcode.to_owned()),
        ..Entry::default()
    }
}

/// Others elsewhere, so that a town is rare, as it is in a country; half of them are dentists, who are not.
const ELSEWHERE: usize = 40;

fn staff() -> Staff {
    let elsewhere = (0..ELSEWHERE).map(|at| {
        let profession = if at % 2 == 0 { "Chirurgien-Dentiste" } else { "Opticien-Lunetier" };
        entry(&format!("elsewhere{at}"), ["Autre", "Ada", profession, "", "Rennes"])
    });
    let people = [
        entry("named", ["Paris", "Ada", "Masseur-Kinésithérapeute", "", "Lille"]),
        entry("there", ["Lormeau", "Ada", "Masseur-Kinésithérapeute", "", "Paris"]),
        entry("dentist", ["Moreau", "Ada", "Chirurgien-Dentiste", "", "Lyon"]),
        entry("oral", ["Moreau", "Jo", "Chirurgien-Dentiste", "Chirurgie orale", "Lyon"]),
        entry("surgeon", ["Vernier", "Ada", "Médecin", "Chirurgie générale", "Lyon"]),
        entry("plain", ["Vernier", "Jo", "Médecin", "", "Lyon"]),
        entry("works", ["Vernier", "Max", "Médecin", "Médecine du travail", "Lyon"]),
        entry("wife", ["Gralard-Dordal", "Édith", "Sage-Femme", "", "Lille"]),
        entry("single", ["Morin", "Léa", "Sage-Femme", "", "Lille"]),
    ];
    Staff(harness::searcher(&people.into_iter().chain(elsewhere).collect::<Vec<_>>()))
}

#[test]
fn beside_what_somebody_does_a_large_town_is_where_they_are() {
    let staff = staff();
    for typed in ["kiné paris", "Paris kinésithérapeute", "kiné libéral à Paris"] {
        assert_eq!(staff.typed(typed), "there named", "{typed}");
    }
    assert_eq!(staff.typed("paris ada"), "named there", "alone it may be a name");
}

#[test]
fn a_word_of_the_profession_tells_no_more_where_a_skill_holds_it_too() {
    let found = staff().typed("médecin lyon");
    assert_eq!(found.split(' ').count(), 3, "{found}");
    assert!(!found.starts_with("works"), "{found}");
}

#[test]
fn a_surgeon_is_meant_before_a_dentist() {
    let staff = staff();
    for typed in ["chirurgien lyon", "chirurgiens lyon"] {
        assert_eq!(staff.typed(typed), "surgeon dentist oral", "{typed}");
    }
    assert_eq!(staff.typed("chirurgien dentiste lyon"), "dentist oral");
}

#[test]
fn of_two_names_the_directory_may_hold_either_or_both() {
    let staff = staff();
    for (typed, found) in [
        ("Mme Morin née Vidal Léa", "single"),
        ("Mme Vidal épouse Morin", "single"),
        ("Mme Édith GRALARD épouse DORDAL", "wife"),
        ("morin née", "single"),
    ] {
        assert_eq!(staff.typed(typed), found, "{typed}");
    }
}

#[test]
fn what_the_post_says_of_a_town_is_understood() {
    let staff = staff();
    for typed in ["vernier jo 69000", "vernier jo lyon cedex 03", "vernier jo lyon 3e arrondissement"] {
        assert_eq!(staff.typed(typed), "plain", "{typed}");
    }
}

#[test]
fn a_number_may_be_written_right_behind_its_name() {
    assert_eq!(staff().typed("RPPS19900000019"), "named");
}
