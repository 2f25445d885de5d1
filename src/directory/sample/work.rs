//! Work: the places of a person and what the person does there; each one is a row of the file.

use super::activity;
use super::dice::Dice;
use super::kinds::Kind;
use super::organizations::{Organization, Owner};
use super::people::Person;
use super::plan::Plan;
use super::skills;

/// One row's worth of work.
#[derive(Debug, Clone)]
pub struct Work {
    /// Where, when it is known.
    pub organization: Option<Organization>,
    /// Code of the skill practised here, may be empty.
    pub skill: &'static str,
    /// Code of the mode of practice, may be empty.
    pub mode: &'static str,
    /// Code of the role, may be empty.
    pub role: &'static str,
    /// Code of the kind of activity, may be empty.
    pub activity: &'static str,
    /// Code of the section of the register of pharmacists, may be empty.
    pub section: &'static str,
}

/// The rows of a person: one for 84 %, two for 13 %, three or more for 3 %, which makes 1.195 a
/// person (`annuaire.md` §6).
pub fn of(person: &Person<'_>, plan: &Plan, dice: &mut Dice) -> Vec<Work> {
    let more = match dice.below(1_000) {
        0..843 => 0,
        843..970 => 1,
        970..994 => 2,
        _ => 3,
    };
    let mut rows = vec![at(person, first_place(person, plan, dice), dice)];
    for _ in 0..more {
        let row = another(&rows[0], person, plan, dice);
        rows.push(row);
    }
    rows
}

/// One more row of a person: mostly another place, else the same one with one thing different.
fn another(first: &Work, person: &Person<'_>, plan: &Plan, dice: &mut Dice) -> Work {
    let Some(organization) = &first.organization else {
        return at(person, Some(shared_place(None, person, plan, dice)), dice);
    };
    let mut row = first.clone();
    match dice.below(100) {
        0..25 => row.role = activity::other_role(organization.kind, first.role, dice),
        25..35 => row.activity = activity::other_kind(first.activity),
        35..50 if !first.skill.is_empty() => {
            row.skill = skills::other(person.profession.code, first.skill, dice)
        }
        50..58 => row.mode = if first.mode == "S" { "L" } else { "S" },
        _ => return at(person, Some(second_place(organization, person, plan, dice)), dice),
    }
    row
}

/// A part-timer's other place: drawn again a few times where it comes out the same.
fn second_place(first: &Organization, person: &Person<'_>, plan: &Plan, dice: &mut Dice) -> Organization {
    let mut place = shared_place(Some(first.kind), person, plan, dice);
    for _ in 0..4 {
        if place.technical != first.technical {
            break;
        }
        place = shared_place(Some(first.kind), person, plan, dice);
    }
    place
}

/// A place that others share: a hospital for those of a hospital, in the same town or another.
fn shared_place(first: Option<Kind>, person: &Person<'_>, plan: &Plan, dice: &mut Dice) -> Organization {
    let town = if dice.chance(6_500) { person.home } else { plan.town(dice) };
    let hospitals = [Kind::Hospital, Kind::NonProfitHospital, Kind::Clinic];
    let hospital = first.is_some_and(|kind| hospitals.contains(&kind)) && dice.chance(8_000);
    let kind = if hospital {
        *dice.one_of(&hospitals)
    } else {
        match dice.weighted(person.profession.places, |(_, share)| *share).0 {
            Kind::SoloPractice => Kind::GroupPractice,
            kind => kind,
        }
    };
    Organization::shared(plan, town, kind, dice)
}

fn first_place(person: &Person<'_>, plan: &Plan, dice: &mut Dice) -> Option<Organization> {
    match kind_of_place(person, dice)? {
        Kind::SoloPractice => {
            let name = person.door_name();
            let owner = Owner { number: person.number, rpps: &person.rpps, name: &name };
            Some(Organization::own(person.home, owner, dice))
        }
        kind => Some(Organization::shared(plan, person.home, kind, dice)),
    }
}

/// Students and public agents are in hospitals, or nowhere that is known.
fn kind_of_place(person: &Person<'_>, dice: &mut Dice) -> Option<Kind> {
    if person.category != "C" {
        return dice.chance(6_500).then_some(Kind::Hospital);
    }
    let mut left = dice.below(100) as u32;
    for (kind, share) in person.profession.places {
        if left < *share {
            return Some(*kind);
        }
        left -= share;
    }
    None
}

fn at(person: &Person<'_>, organization: Option<Organization>, dice: &mut Dice) -> Work {
    let kind = organization.as_ref().map(|organization| organization.kind);
    let (profession, category) = (person.profession.code, person.category);
    let role = activity::role(profession, category, kind, dice);
    Work {
        organization,
        skill: person.skill,
        mode: activity::mode(profession, kind, role, dice),
        role,
        activity: activity::kind_of_activity(profession, role, kind, dice),
        section: activity::section(profession, kind, role, person.home.department),
    }
}
