//! What somebody does at a place: role, mode, kind of activity, section of the pharmacists.
//!
//! The codes are those of `annuaire.md` §4; how frequent each is, is an estimate.

use super::dice::Dice;
use super::kinds::Kind;

type Weighted = (&'static str, u32);

const HOSPITAL: [Weighted; 4] = [("FON-33", 84), ("FON-43", 4), ("FON-22", 3), ("", 9)];
const STUDENT: [Weighted; 4] = [("FON-48", 70), ("FON-57", 12), ("FON-47", 8), ("", 10)];
const PHARMACY: [Weighted; 4] = [("FON-03", 44), ("FON-05", 48), ("FON-04", 5), ("FON-23", 3)];
const LABORATORY: [Weighted; 3] = [("FON-41", 60), ("FON-40", 30), ("FON-33", 10)];
const SOLO: [Weighted; 3] = [("FON-01", 88), ("FON-17", 8), ("", 4)];
const GROUP: [Weighted; 5] = [("FON-01", 52), ("FON-02", 16), ("FON-17", 20), ("FON-42", 6), ("FON-22", 6)];
const COMPANY: [Weighted; 3] = [("FON-02", 78), ("FON-17", 18), ("FON-33", 4)];
const NOWHERE: [Weighted; 3] = [("", 76), ("FON-22", 18), ("FON-51", 6)];
/// Roles of profession 99 (R85): the role says what the person is.
const ACTORS: [Weighted; 8] =
    [("313", 46), ("315", 14), ("331", 12), ("314", 8), ("360", 7), ("316", 5), ("332", 5), ("361", 3)];

/// Code of the role of somebody of this profession at a place of this kind.
pub fn role(profession: &str, category: &str, kind: Option<Kind>, dice: &mut Dice) -> &'static str {
    let weighted: &[Weighted] = match (profession, kind) {
        ("99", Some(Kind::Pharmacy)) => &[("317", 1)],
        ("99", _) => &ACTORS,
        (_, Some(_)) if category == "E" => &STUDENT,
        ("21", Some(Kind::Pharmacy)) => &PHARMACY,
        ("21", Some(Kind::Laboratory)) => &LABORATORY,
        (_, Some(Kind::SoloPractice)) => &SOLO,
        (_, Some(Kind::GroupPractice | Kind::HealthHouse)) => &GROUP,
        (_, Some(Kind::Company)) => &COMPANY,
        (_, Some(_)) => &HOSPITAL,
        (_, None) => &NOWHERE,
    };
    dice.weighted(weighted, |(_, weight)| *weight).0
}

/// Another role at the same place.
pub fn other_role(kind: Kind, first: &str, dice: &mut Dice) -> &'static str {
    let others = if kind.facts().employs {
        ["FON-09", "FON-43", "FON-46", "FON-54"]
    } else {
        ["FON-17", "FON-22", "FON-32", "FON-54"]
    };
    let drawn = *dice.one_of(&others);
    if drawn == first { others[3] } else { drawn }
}

/// Code of the mode of practice: employed, on one's own account, seldom unpaid or untold.
pub fn mode(profession: &str, kind: Option<Kind>, role: &str, dice: &mut Dice) -> &'static str {
    let employed = match (kind, role) {
        (Some(Kind::Pharmacy), "FON-03") => 0,
        (Some(Kind::Clinic), _) if profession == "10" => 3_500,
        (Some(kind), _) => {
            if kind.facts().employs {
                9_700
            } else {
                400
            }
        }
        (None, _) => 4_500,
    };
    match dice.below(1_000) {
        0..3 => "B",
        3..200 if kind.is_none() => "",
        _ if dice.chance(employed) => "S",
        _ => "L",
    }
}

/// Code of the kind of activity, empty for a tenth and for most of those at no known place.
pub fn kind_of_activity(profession: &str, role: &str, kind: Option<Kind>, dice: &mut Dice) -> &'static str {
    if dice.chance(if kind.is_some() { 1_000 } else { 8_000 }) {
        return "";
    }
    match (profession, role) {
        ("41", _) => {
            if dice.chance(5_000) {
                "GENR10"
            } else {
                "GENR11"
            }
        }
        (_, "FON-04" | "FON-22" | "FON-51") => "GENR02",
        _ if dice.chance(300) => {
            if dice.chance(5_000) {
                "GENR04"
            } else {
                "GENR13"
            }
        }
        _ => "GENR01",
    }
}

/// Another kind of activity at the same place.
pub fn other_kind(first: &str) -> &'static str {
    if first == "GENR04" { "GENR01" } else { "GENR04" }
}

/// Code of the section of the register of pharmacists, empty for other professions; those overseas
/// have sections of their own.
pub fn section(profession: &str, kind: Option<Kind>, role: &str, department: &str) -> &'static str {
    if profession != "21" {
        return "";
    }
    let (mainland, overseas) = match kind {
        Some(Kind::Pharmacy) if role == "FON-03" => ("A", "EA"),
        Some(Kind::Laboratory) => ("G", "EG"),
        Some(Kind::Industry) => ("B", "EB"),
        Some(Kind::Pharmacy) | None => ("D", "ED"),
        Some(_) => ("H", "EH"),
    };
    if department.len() == 3 { overseas } else { mainland }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes;

    #[test]
    fn every_role_stands_in_the_national_table() {
        let lists: [&[Weighted]; 9] =
            [&HOSPITAL, &STUDENT, &PHARMACY, &LABORATORY, &SOLO, &GROUP, &COMPANY, &NOWHERE, &ACTORS];
        for (code, _) in lists.into_iter().flatten() {
            assert!(code.is_empty() || codes::label(&codes::ROLES, code).is_some(), "{code}");
        }
    }

    #[test]
    fn another_role_is_another_one() {
        let mut dice = Dice::new([1, 2, 3, 4]);
        for kind in Kind::ALL {
            assert!((0..200).all(|_| other_role(kind, "FON-43", &mut dice) != "FON-43"));
        }
    }

    #[test]
    fn pharmacists_have_the_section_of_their_place() {
        assert_eq!(section("21", Some(Kind::Pharmacy), "FON-03", "33"), "A");
        assert_eq!(section("21", Some(Kind::Pharmacy), "FON-05", "974"), "ED");
        assert_eq!(section("10", Some(Kind::Hospital), "", "33"), "");
    }
}
