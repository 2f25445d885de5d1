//! Taking over what the directory says of something registered.

use diesel::{QueryDsl, QueryResult, RunQueryDsl};

use super::{
    affiliations,
    changes::{self, Change},
    database::Database,
    history::{self, EventRecord},
    organizations,
    schema::{organizations as places, workers as people},
    text::json,
    unlink, workers,
};
use crate::domain::{
    change::{self, Difference},
    changed_fact::{ChangedFact, Facts},
    event::EventKind,
    identifiers::{Finess, Rpps},
    organization::Organization,
    selection::Fact,
    worker::Worker,
};

/// How many links are named.
const NAMED: usize = 10;

/// What goes from the register when a change is taken that says that the directory no longer has it.
pub struct Going {
    /// The worker, where it is about one.
    pub worker: Option<Worker>,
    /// The organization, where it is about one.
    pub organization: Option<Organization>,
    /// How many links go with it.
    pub links: u64,
    /// Names at the other ends of the first ten of them.
    pub names: Vec<String>,
}

/// What goes when the open change of that key, found at that moment, is taken; none where it is not open any
/// more, or was found anew.
///
/// # Errors
/// Any error of the database.
pub fn going(db: &mut Database, id: &str, found_at: i64) -> QueryResult<Option<Going>> {
    let Some(Change { difference, worker, organization, .. }) = changes::find(db, id, found_at)? else {
        return Ok(None);
    };
    let (links, names) = match (difference.rpps_number, difference.finess) {
        (Some(rpps), _) => {
            let first = workers::organizations(db, &rpps, None, NAMED)?.rows.into_iter();
            (affiliations::count_of_worker(db, &rpps)?, first.map(|one| one.facts.name).collect())
        }
        (None, Some(finess)) => {
            let first = organizations::workers(db, &finess, None, NAMED)?.rows.into_iter();
            let names = first.map(|one| one.facts.display_name()).collect();
            (affiliations::count_of_organization(db, &finess)?, names)
        }
        (None, None) => (0, Vec::new()),
    };
    Ok(Some(Going { worker, organization, links, names }))
}

/// What was taken over.
pub struct Taken {
    /// Whom or what it was about.
    pub name: String,
    /// What of it.
    pub fact: ChangedFact,
}

/// Takes over a change, found at that moment, with its event; to be called inside one transaction.
/// What is no longer in the directory goes from the register, with its links. None where it is not open any
/// more, or was found anew since. `now` is in seconds since 1970.
///
/// # Errors
/// Any error of the database.
pub fn take(db: &mut Database, id: &str, found_at: i64, actor: &str, now: i64) -> QueryResult<Option<Taken>> {
    let Some(row) = changes::take_off(db, id, found_at)? else { return Ok(None) };
    let name = changes::named(db, &row)?;
    let Difference { finess, rpps_number, fact, directory, .. } = row.into_difference()?;
    let said = directory.unwrap_or_default();
    let taken = match (finess, rpps_number, fact) {
        (Some(finess), Some(rpps), _) => affiliations::remove(db, &finess, &rpps, actor, now)?,
        (finess, Some(rpps), ChangedFact::Presence) => {
            unlink::all(db, finess.as_ref(), Some(&rpps), actor, now)?;
            workers::remove(db, &rpps, actor, now)?.is_removed()
        }
        (Some(finess), None, ChangedFact::Presence) => {
            unlink::all(db, Some(&finess), None, actor, now)?;
            organizations::remove(db, &finess, actor, now)?.is_removed()
        }
        (None, Some(rpps), fact) => of_worker(db, &rpps, (fact, said), actor, now)?,
        (Some(finess), None, fact) => of_organization(db, &finess, (fact, said), actor, now)?,
        (None, None, _) => false,
    };
    Ok(taken.then_some(Taken { name, fact }))
}

type Said = (ChangedFact, Facts);

fn of_worker(db: &mut Database, rpps: &Rpps, (fact, said): Said, actor: &str, now: i64) -> QueryResult<bool> {
    let Some(row) = workers::record_to_change(db, rpps)? else { return Ok(false) };
    let worker = row.clone().into_facts()?;
    let before = json(&change::before_taking(&worker, fact))?;
    let worker = change::take_for_worker(worker, fact, said);
    diesel::update(people::table.find(rpps.as_str())).set(row.with_facts(&worker)?).execute(db)?;
    if let Some(fact) = completed(fact) {
        affiliations::no_longer_by_hand(db, rpps, fact)?;
    }
    let event = EventRecord::new(EventKind::WorkerUpdated, actor, now).about_worker(rpps);
    history::record(db, &[event.before(before).after(json(&worker)?)])?;
    Ok(true)
}

/// The fact of a worker that a person may have completed by hand.
fn completed(fact: ChangedFact) -> Option<Fact> {
    match fact {
        ChangedFact::FirstName => Some(Fact::FirstName),
        ChangedFact::Profession => Some(Fact::ProfessionName),
        _ => None,
    }
}

fn of_organization(
    db: &mut Database,
    finess: &Finess,
    (fact, said): Said,
    actor: &str,
    now: i64,
) -> QueryResult<bool> {
    let Some(row) = organizations::record_to_change(db, finess)? else { return Ok(false) };
    let organization = row.clone().into_facts()?;
    let before = json(&change::of_organization_now(&organization, fact))?;
    let organization = change::take_for_organization(organization, fact, said);
    diesel::update(places::table.find(finess.as_str())).set(row.with_facts(&organization)).execute(db)?;
    let event = EventRecord::new(EventKind::OrganizationUpdated, actor, now).at_organization(finess);
    history::record(db, &[event.before(before).after(json(&organization)?)])?;
    Ok(true)
}
