//! People: who somebody is, wherever they work.

use super::dice::Dice;
use super::numbers;
use super::plan::{Place, Plan};
use super::professions::{PROFESSIONS, Profession};
use super::skills;

/// Every one of so many people, and the first so many of them, bear the name that is most often
/// borne twice in the national file (`annuaire.md` §6), so that a small sample has namesakes too.
const NAMESAKE_EVERY: u64 = 1_500;
const NAMESAKES: u64 = 12;

/// A person in the columns of the file.
#[derive(Debug)]
pub struct Person<'a> {
    /// Number of the person in the sample.
    pub number: u64,
    /// RPPS number.
    pub rpps: String,
    /// Code of the civility, empty for a few.
    pub civility: &'static str,
    /// Code of the civility in practice, empty for most professions.
    pub title: &'static str,
    /// Last name.
    pub last_name: String,
    /// First name, empty for a few.
    pub first_name: String,
    /// Profession.
    pub profession: &'static Profession,
    /// Code of the category: civil, student or public agent.
    pub category: &'static str,
    /// Code of the skill, empty for most professions.
    pub skill: &'static str,
    /// Where the person lives, and mostly works.
    pub home: &'a Place,
}

impl<'a> Person<'a> {
    /// The person with this number.
    pub fn invent(plan: &'a Plan, number: u64, dice: &mut Dice) -> Self {
        let profession = dice.weighted(&PROFESSIONS, |profession| profession.weight);
        let namesake = number % NAMESAKE_EVERY == NAMESAKE_EVERY / 2 && number / NAMESAKE_EVERY < NAMESAKES;
        let female = namesake || dice.below(100) < profession.women;
        let category = category(profession, dice);
        let (last_name, first_name) = if namesake {
            ("MARTIN".to_owned(), "ISABELLE".to_owned())
        } else {
            let first_name = plan.names.first(female, dice);
            (plan.names.last(dice), if dice.chance(20) { String::new() } else { first_name })
        };
        Self {
            number,
            rpps: numbers::rpps(number, plan.seed),
            civility: civility(female, dice),
            title: title(profession, category, dice),
            last_name,
            first_name,
            profession,
            category,
            skill: if category == "E" { "" } else { skills::of(profession.code, dice) },
            home: plan.town(dice),
        }
    }

    /// The person's name as it stands on a door, after the word for a practice.
    pub fn door_name(&self) -> String {
        let physician = ["10", "40"].contains(&self.profession.code);
        let link = if physician { "DU DR" } else { "DE" };
        let first_name = self.first_name.to_uppercase();
        format!("{link} {first_name} {}", self.last_name).replace("  ", " ")
    }
}

/// Students are mostly in medicine (43,105 of 391,578 people, `annuaire.md` §6).
fn category(profession: &Profession, dice: &mut Dice) -> &'static str {
    let (students, agents) = match profession.code {
        "10" => (1_100, 60),
        "21" | "40" | "50" => (250, 30),
        "60" => (0, 20),
        _ => (0, 0),
    };
    match dice.below(10_000) {
        draw if draw < students => "E",
        draw if draw < students + agents => "M",
        _ => "C",
    }
}

fn civility(female: bool, dice: &mut Dice) -> &'static str {
    match dice.below(100) {
        0 => "",
        1..4 if female => "MLLE",
        _ if female => "MME",
        _ => "M",
    }
}

fn title(profession: &Profession, category: &str, dice: &mut Dice) -> &'static str {
    match (profession.code, category) {
        ("10", "M") => {
            if dice.chance(5_000) {
                "MC"
            } else {
                "MG"
            }
        }
        ("10" | "40", "C") => {
            if dice.chance(200) {
                "PR"
            } else {
                "DR"
            }
        }
        ("21", "M") => "PC",
        ("21", "C") if dice.chance(3_000) => "DR",
        _ => "",
    }
}
