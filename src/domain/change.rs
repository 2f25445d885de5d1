//! Where a directory says something else than what is registered.
//!
//! Spelling apart from accents and case counts, and a fact that the directory does not tell is no
//! change. Where it has several entries for one key, one that agrees with the register is enough.

use super::{
    changed_fact::{ChangedFact, Facts},
    entry::{Entry, street_line},
    identifiers::{Finess, Rpps},
    organization::Organization,
    selection::Source,
    text,
    worker::Worker,
};

/// The skills that go with a profession, a line for each.
const SKILLS: &str = "skills";

/// What a directory says of one key.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Its entries, in the order of their ids.
    pub entries: Vec<Entry>,
    /// Whether these are all it has.
    pub is_whole: bool,
}

/// A link as registered.
#[derive(Debug, Clone)]
pub struct Link {
    /// The organization.
    pub finess: Finess,
    /// The selected entry.
    pub entry_id: String,
    /// Where the entry came from.
    pub source: Source,
    /// Whether the entry named no organization, and a person chose it.
    pub is_by_hand: bool,
}

/// One fact that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The organization, of whose facts it is or at which the worker was.
    pub finess: Option<Finess>,
    /// The worker.
    pub rpps_number: Option<Rpps>,
    /// Which fact.
    pub fact: ChangedFact,
    /// What is registered.
    pub registered: Facts,
    /// What the directory says; none where it no longer has it.
    pub directory: Option<Facts>,
}

/// What differs of a worker and of the links, by what a directory of that source says.
pub fn of_worker(worker: &Worker, links: &[Link], told: &Told, source: Source) -> Vec<Difference> {
    let difference = |finess, fact, registered, directory| {
        let rpps_number = Some(worker.rpps_number.clone());
        Difference { finess, rpps_number, fact, registered, directory }
    };
    if told.entries.is_empty() {
        return vec![difference(None, ChangedFact::Presence, Facts::new(), None)];
    }
    let facts = [ChangedFact::LastName, ChangedFact::FirstName, ChangedFact::Profession];
    let mut found: Vec<Difference> = facts
        .into_iter()
        .filter_map(|fact| {
            let registered = of_worker_now(worker, fact);
            let said = said(&registered, told.entries.iter().map(|entry| of_person(entry, fact)), fact)?;
            Some(difference(None, fact, registered, Some(said)))
        })
        .collect();
    let gone = links.iter().filter(|link| told.is_whole && is_gone(link, &told.entries, source));
    found.extend(
        gone.map(|link| difference(Some(link.finess.clone()), ChangedFact::Affiliation, Facts::new(), None)),
    );
    found
}

/// What differs of an organization, by what a directory says.
pub fn of_organization(organization: &Organization, told: &Told) -> Vec<Difference> {
    let difference = |fact, registered, directory| {
        let finess = Some(organization.finess.clone());
        Difference { finess, rpps_number: None, fact, registered, directory }
    };
    if told.entries.is_empty() {
        return vec![difference(ChangedFact::Presence, Facts::new(), None)];
    }
    let found = [ChangedFact::Name, ChangedFact::Place].into_iter().filter_map(|fact| {
        let registered = of_organization_now(organization, fact);
        let said = said(&registered, told.entries.iter().map(|entry| of_place(entry, fact)), fact)?;
        Some(difference(fact, registered, Some(said)))
    });
    found.collect()
}

/// What is registered of a worker's fact.
pub fn of_worker_now(worker: &Worker, fact: ChangedFact) -> Facts {
    match fact {
        ChangedFact::LastName => facts([("last_name", Some(&worker.last_name))]),
        ChangedFact::FirstName => facts([("first_name", Some(&worker.first_name))]),
        ChangedFact::Profession => facts([
            ("profession_name", Some(&worker.profession_name)),
            ("profession_code", worker.profession_code.as_ref()),
        ]),
        _ => Facts::new(),
    }
}

/// A fact without what is taken over together with it.
pub fn alone(mut facts: Facts) -> Facts {
    facts.remove(SKILLS);
    facts
}

/// What taking over a worker's fact replaces.
pub fn before_taking(worker: &Worker, fact: ChangedFact) -> Facts {
    let mut facts = of_worker_now(worker, fact);
    if fact == ChangedFact::Profession && !worker.skills.is_empty() {
        facts.insert(SKILLS.to_owned(), worker.skills.join(", "));
    }
    facts
}

/// What is registered of an organization's fact.
pub fn of_organization_now(organization: &Organization, fact: ChangedFact) -> Facts {
    match fact {
        ChangedFact::Name => facts([("name", Some(&organization.name))]),
        ChangedFact::Place => facts([
            ("building_number", organization.building_number.as_ref()),
            ("street", organization.street.as_ref()),
            ("postcode", organization.postcode.as_ref()),
            ("city", organization.city.as_ref()),
            ("department", organization.department.as_ref()),
        ]),
        _ => Facts::new(),
    }
}

/// The worker with what the directory says of one fact; skills are those of the profession.
pub fn take_for_worker(worker: Worker, fact: ChangedFact, mut said: Facts) -> Worker {
    let mut given = |name: &str, known: String| said.remove(name).unwrap_or(known);
    match fact {
        ChangedFact::LastName => Worker { last_name: given("last_name", worker.last_name), ..worker },
        ChangedFact::FirstName => Worker { first_name: given("first_name", worker.first_name), ..worker },
        ChangedFact::Profession => Worker {
            profession_name: given("profession_name", worker.profession_name),
            profession_code: said.remove("profession_code"),
            skills: said.remove(SKILLS).iter().flat_map(|all| all.lines()).map(str::to_owned).collect(),
            ..worker
        },
        _ => worker,
    }
}

/// The organization with what the directory says of one fact; a place is taken as a whole.
pub fn take_for_organization(organization: Organization, fact: ChangedFact, mut said: Facts) -> Organization {
    match fact {
        ChangedFact::Name => {
            Organization { name: said.remove("name").unwrap_or(organization.name), ..organization }
        }
        ChangedFact::Place => Organization {
            building_number: said.remove("building_number"),
            street: said.remove("street"),
            postcode: said.remove("postcode"),
            city: said.remove("city"),
            department: said.remove("department"),
            ..organization
        },
        _ => organization,
    }
}

/// The street with its number, the postcode and the town.
pub fn place_lines(facts: &Facts) -> [Option<String>; 3] {
    let fact = |name: &str| facts.get(name).cloned();
    let street = street_line(fact("building_number").as_deref(), fact("street").as_deref());
    [street, fact("postcode"), fact("city")]
}

/// What the first entry that tells the fact says, unless some entry agrees with the register.
fn said(registered: &Facts, told: impl Iterator<Item = Facts>, fact: ChangedFact) -> Option<Facts> {
    let known = compared(registered, fact);
    let mut first = None;
    for facts in told {
        let told = compared(&facts, fact);
        if told.iter().all(Option::is_none) {
            continue;
        }
        if told.iter().zip(&known).all(|(told, known)| told.is_none() || told == known) {
            return None;
        }
        first.get_or_insert(facts);
    }
    first
}

/// What of a fact is compared, folded: of a profession the label, of a place no department.
fn compared(facts: &Facts, fact: ChangedFact) -> Vec<Option<String>> {
    let folded = |text: Option<&str>| text.map(text::fold).filter(|text| !text.is_empty());
    match fact {
        ChangedFact::Place => place_lines(facts).iter().map(|line| folded(line.as_deref())).collect(),
        _ => vec![folded(facts.get(fact.as_str()).map(String::as_str))],
    }
}

fn of_person(entry: &Entry, fact: ChangedFact) -> Facts {
    match fact {
        ChangedFact::LastName => facts([("last_name", entry.last_name.as_ref())]),
        ChangedFact::FirstName => facts([("first_name", entry.first_name.as_ref())]),
        ChangedFact::Profession => facts([
            ("profession_name", entry.profession().map(|profession| profession.name).as_ref()),
            ("profession_code", entry.profession_code.as_ref()),
            (SKILLS, Some(&entry.skill_names().collect::<Vec<_>>().join("\n"))),
        ]),
        _ => Facts::new(),
    }
}

fn of_place(entry: &Entry, fact: ChangedFact) -> Facts {
    match fact {
        ChangedFact::Name => facts([("name", entry.registered_name.as_ref())]),
        ChangedFact::Place => facts([
            ("building_number", entry.building_number.as_ref()),
            ("street", entry.street.as_ref()),
            ("postcode", entry.postcode.as_ref()),
            ("city", entry.city.as_ref()),
            ("department", entry.clone().with_department().department.as_ref()),
        ]),
        _ => Facts::new(),
    }
}

fn facts<const N: usize>(named: [(&str, Option<&String>); N]) -> Facts {
    let given = named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.clone())));
    given.filter(|(_, value)| !value.trim().is_empty()).collect()
}

/// Whether no entry of the worker's is the linked one any more. Nothing is said where the link is
/// another directory's: a demonstration knows no real link, nor is an id known anywhere else.
fn is_gone(link: &Link, entries: &[Entry], source: Source) -> bool {
    let is_there = entries.iter().any(|entry| entry.finess().as_ref() == Some(&link.finess));
    if is_there || (link.source == Source::Demo) != (source == Source::Demo) {
        return false;
    }
    let is_same_entry = || entries.iter().any(|entry| entry.id == link.entry_id);
    !link.is_by_hand || (link.source == source && !is_same_entry())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        entry::Coded,
        selection::{Completion, Known, Selection},
    };

    #[test]
    fn whom_a_role_tells_is_compared_by_it() {
        let told_as = |role: &str| Entry {
            rpps_number: Some("19900000175".into()),
            last_name: Some("FERRANDEL".into()),
            first_name: Some("Maud".into()),
            profession_code: Some("99".into()),
            profession_name: Some("Acteur caractérisé par un rôle".into()),
            registered_name: Some("Clinique".into()),
            finess: Some("259900017".into()),
            roles: vec![Coded { code: "313".into(), name: role.into() }],
            ..Entry::default()
        };
        let of = |entry| Told { entries: vec![entry], is_whole: true };
        let (entry, completion, known) = (told_as("Aide-soignant"), Completion::default(), Known::default());
        let worker = Selection::from_entry(&entry, Source::Index, &completion, &known).unwrap().worker;
        assert_eq!(worker.profession_name, "Aide-soignant");
        assert_eq!(of_worker(&worker, &[], &of(entry), Source::Index), []);
        let changed = of_worker(&worker, &[], &of(told_as("Ambulancier")), Source::Index);
        let said = changed[0].directory.as_ref().unwrap();
        assert_eq!((changed.len(), said["profession_name"].as_str()), (1, "Ambulancier"));
    }
}
