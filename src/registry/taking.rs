//! Taking over what the directory says of something registered.

use diesel::{QueryDsl, QueryResult, RunQueryDsl};

use super::{
    affiliations, changes,
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
    selection::Fact,
};

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
