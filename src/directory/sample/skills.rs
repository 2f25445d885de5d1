//! Skills: which ones people of a profession have.

use super::dice::Dice;

/// A code of table R38 with its weight; the empty code is no skill.
type Weighted = (&'static str, u32);

/// General practitioners are 39 % of the physicians (152,598 of 391,578 people, `annuaire.md` §6),
/// students included; the other weights are estimates.
const PHYSICIANS: [Weighted; 30] = [
    ("SM54", 240),
    ("SM26", 130),
    ("SM53", 70),
    ("SM42", 62),
    ("SM02", 50),
    ("SM40", 42),
    ("SM04", 36),
    ("SM74", 34),
    ("SM44", 20),
    ("SM38", 30),
    ("SM20", 28),
    ("SM25", 25),
    ("SM24", 21),
    ("SM32", 18),
    ("SM41", 18),
    ("SM59", 18),
    ("SM15", 18),
    ("SM08", 18),
    ("SM18", 17),
    ("SM49", 15),
    ("SM48", 14),
    ("SM34", 13),
    ("SM29", 13),
    ("SM14", 12),
    ("SM30", 11),
    ("SM16", 10),
    ("SM36", 8),
    ("SM12", 7),
    ("SM57", 3),
    ("", 20),
];

const DENTISTS: [Weighted; 4] = [("", 92), ("SCD01", 6), ("SCD02", 1), ("SCD03", 1)];
const NURSES: [Weighted; 6] = [("", 960), ("SI07", 15), ("SI08", 15), ("SI06", 6), ("SI01", 3), ("SI04", 1)];
const PHARMACISTS: [Weighted; 2] = [("", 93), ("SM03", 7)];

/// The code of the skill of somebody of this profession, empty for none.
pub fn of(profession: &str, dice: &mut Dice) -> &'static str {
    let list = list(profession);
    if list.is_empty() { "" } else { dice.weighted(list, |(_, weight)| *weight).0 }
}

/// The code of another skill of the same profession than `first`, empty when it has no other.
pub fn other(profession: &str, first: &str, dice: &mut Dice) -> &'static str {
    let weight = |(code, weight): &Weighted| if *code == first { 0 } else { *weight };
    let list = list(profession);
    if list.iter().all(|skill| weight(skill) == 0) { "" } else { dice.weighted(list, weight).0 }
}

fn list(profession: &str) -> &'static [Weighted] {
    match profession {
        "10" => &PHYSICIANS,
        "40" => &DENTISTS,
        "60" => &NURSES,
        "21" => &PHARMACISTS,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes;

    #[test]
    fn another_skill_is_another_one() {
        let mut dice = Dice::new([1, 2, 3, 4]);
        assert!((0..500).all(|_| other("10", "SM54", &mut dice) != "SM54"));
        assert_eq!(other("93", "", &mut dice), "");
    }

    #[test]
    fn every_skill_stands_in_the_national_table() {
        for (code, _) in PHYSICIANS.iter().chain(&DENTISTS).chain(&NURSES).chain(&PHARMACISTS) {
            assert!(code.is_empty() || codes::label(&codes::SKILLS, code).is_some(), "{code}");
        }
    }
}
