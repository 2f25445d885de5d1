//! Professions: how frequent each is, and where its people work.

use super::kinds::Kind::{
    self, Authority, ChildProtection, Clinic, Company, DisabilityHome, ElderlyHome, GroupPractice,
    HealthCentre, HealthHouse, Hospital, Industry, Laboratory, NonProfitHospital, Pharmacy, School, Shop,
    SoloPractice,
};

/// A kind of place with its share, in percent; the rest work at no known place.
pub type Share = (Kind, u32);

/// A profession.
#[derive(Debug)]
pub struct Profession {
    /// Its code (`annuaire.md` §4).
    pub code: &'static str,
    /// Its people among 100,000.
    pub weight: u32,
    /// Women among 100 of its people; an estimate.
    pub women: u64,
    /// The body that registers its people.
    pub authority: &'static str,
    /// Where they work, in percent of its rows; what lacks to 100 work at no known place.
    pub places: &'static [Share],
}

const fn profession(
    code: &'static str,
    weight: u32,
    women: u64,
    authority: &'static str,
    places: &'static [Share],
) -> Profession {
    Profession { code, weight, women, authority, places }
}

const FITTING: &[Share] = &[(Shop, 75)];
const REHABILITATION: &[Share] =
    &[(Hospital, 19), (NonProfitHospital, 8), (DisabilityHome, 14), (ElderlyHome, 6), (SoloPractice, 18)];
const OWN_PRACTICE: &[Share] = &[(SoloPractice, 40), (GroupPractice, 18), (HealthHouse, 3), (Company, 2)];

/// Every profession of the file.
///
/// The six first carry the national counts, the others share the remaining 26.7 % as in department
/// 13 (`annuaire.md` §6). Where people work is chosen so that 41 % of the rows have a FINESS
/// number and a good quarter no structure.
pub static PROFESSIONS: [Profession; 29] = [
    profession(
        "60",
        32_829,
        86,
        "ARS",
        &[
            (Hospital, 29),
            (NonProfitHospital, 4),
            (Clinic, 7),
            (ElderlyHome, 5),
            (HealthCentre, 1),
            (SoloPractice, 10),
            (GroupPractice, 7),
            (School, 2),
        ],
    ),
    profession(
        "10",
        20_471,
        48,
        "CNOM",
        &[
            (Hospital, 29),
            (NonProfitHospital, 3),
            (Clinic, 5),
            (HealthCentre, 3),
            (HealthHouse, 3),
            (SoloPractice, 17),
            (GroupPractice, 14),
            (Company, 6),
            (ChildProtection, 1),
        ],
    ),
    profession(
        "93",
        6_227,
        88,
        "ARS",
        &[(Hospital, 9), (DisabilityHome, 9), (SoloPractice, 26), (Authority, 2)],
    ),
    profession(
        "70",
        6_157,
        54,
        "CNOMK",
        &[(Hospital, 8), (Clinic, 4), (SoloPractice, 32), (GroupPractice, 30)],
    ),
    profession("21", 4_282, 68, "CNOP", &[(Pharmacy, 71), (Hospital, 9), (Laboratory, 7), (Industry, 5)]),
    profession(
        "40",
        3_369,
        49,
        "ONCD",
        &[(HealthCentre, 10), (SoloPractice, 46), (GroupPractice, 22), (Company, 12)],
    ),
    profession("86", 4_504, 74, "ARS", &[(Laboratory, 34), (Hospital, 30)]),
    profession("71", 2_856, 52, "ARS", &[(SoloPractice, 62), (GroupPractice, 8)]),
    profession(
        "99",
        2_468,
        85,
        "ARS",
        &[(Hospital, 42), (ElderlyHome, 20), (Pharmacy, 14), (DisabilityHome, 6)],
    ),
    profession("91", 2_297, 96, "ARS", OWN_PRACTICE),
    profession("98", 2_180, 71, "ARS", &[(Hospital, 56), (Clinic, 16), (Company, 10)]),
    profession("28", 2_109, 57, "ARS", FITTING),
    profession(
        "50",
        1_590,
        97,
        "CNOSF",
        &[(Hospital, 44), (Clinic, 12), (SoloPractice, 22), (ChildProtection, 4)],
    ),
    profession("72", 1_314, 79, "ARS", &[(SoloPractice, 48)]),
    profession("96", 1_270, 91, "ARS", REHABILITATION),
    profession("41", 1_214, 93, "ARS", &[(Hospital, 26), (Authority, 24), (DisabilityHome, 10)]),
    profession("95", 1_085, 94, "ARS", &[(Hospital, 26), (Clinic, 6), (SoloPractice, 30)]),
    profession("80", 837, 67, "CNOPP", OWN_PRACTICE),
    profession("31", 827, 98, "ARS", &[(HealthCentre, 16), (GroupPractice, 30), (Company, 18)]),
    profession("94", 704, 88, "ARS", REHABILITATION),
    profession("92", 478, 89, "ARS", &[(Hospital, 18), (GroupPractice, 34), (SoloPractice, 26)]),
    profession("26", 475, 51, "ARS", FITTING),
    profession("83", 196, 48, "ARS", FITTING),
    profession("81", 92, 32, "ARS", FITTING),
    profession("73", 73, 34, "ARS", &[(SoloPractice, 80)]),
    profession("32", 57, 38, "ARS", &[(Hospital, 55), (Clinic, 20)]),
    profession("82", 30, 36, "ARS", FITTING),
    profession("84", 9, 45, "ARS", FITTING),
    profession("85", 2, 50, "ARS", FITTING),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes;

    #[test]
    fn every_profession_of_the_national_table_stands_once() {
        let mut listed: Vec<_> = PROFESSIONS.iter().map(|profession| profession.code).collect();
        listed.sort_unstable();
        let national: Vec<_> = codes::PROFESSIONS.rows().iter().map(|(code, _)| *code).collect();
        assert_eq!(listed, national);
    }

    #[test]
    fn shares_stay_within_a_hundred() {
        for profession in &PROFESSIONS {
            assert!(
                profession.places.iter().map(|(_, share)| share).sum::<u32>() <= 100,
                "{}",
                profession.code
            );
        }
        let people: u32 = PROFESSIONS.iter().map(|profession| profession.weight).sum();
        assert!((99_900..=100_100).contains(&people), "{people}");
    }
}
