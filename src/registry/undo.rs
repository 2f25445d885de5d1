//! Taking one selection back: only what it created, and only while nothing else builds on it.

use std::collections::HashSet;

use diesel::QueryResult;

use super::{
    affiliations,
    database::Database,
    history::{self, EventRecord},
    organizations,
    registered::Removal,
    workers,
};
use crate::domain::{
    event::{Event, EventKind},
    identifiers::{Finess, Rpps},
    staff::Actor,
};

/// Seconds within which a selection can be taken back.
const WITHIN: i64 = 24 * 60 * 60;

/// What became of the wish to take a selection back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undo {
    /// It was taken back, as far as nothing else builds on it.
    Done(Undone),
    /// More than a day has passed.
    TooLate,
    /// Somebody else made it.
    NotYours,
    /// There is no such selection.
    Unknown,
}

/// What became of each of the three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The organization's key.
    pub finess: Finess,
    /// The organization's name.
    pub organization_name: String,
    /// The worker's key.
    pub rpps_number: Rpps,
    /// The worker's last and first name.
    pub worker_name: String,
    /// What became of the link.
    pub affiliation: TakenBack,
    /// What became of the worker.
    pub worker: TakenBack,
    /// What became of the organization.
    pub organization: TakenBack,
}

impl Undone {
    /// Whether nothing was left to take back.
    pub fn is_unchanged(&self) -> bool {
        ![self.affiliation, self.worker, self.organization].contains(&TakenBack::Removed)
    }
}

/// What became of one of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenBack {
    /// It was removed.
    Removed,
    /// It stays: it was there before the selection.
    KnownBefore,
    /// It stays: something else links to it.
    LinkedElsewhere,
    /// It was gone already.
    AlreadyGone,
    /// It stays: it was removed and registered anew since.
    Renewed,
}

/// The selections, among those whose links these events tell of, that the actor can still take
/// back. `now` is in seconds since 1970.
///
/// # Errors
/// Any error of the database.
pub fn possible(
    db: &mut Database,
    events: &[Event],
    actor: &Actor,
    now: i64,
) -> QueryResult<HashSet<String>> {
    let is_open = |event: &&Event| {
        event.kind == EventKind::AffiliationCreated
            && actor.may_undo(&event.actor)
            && now - event.at <= WITHIN
    };
    let open: Vec<&Event> = events.iter().filter(is_open).collect();
    let places: Vec<&Finess> = open.iter().filter_map(|event| event.finess.as_ref()).collect();
    let people: Vec<&Rpps> = open.iter().filter_map(|event| event.rpps_number.as_ref()).collect();
    let standing = affiliations::selections_among(db, &places, &people)?;
    let selections = open.into_iter().filter_map(|event| event.selection_id.clone());
    Ok(selections.filter(|selection| standing.contains(selection)).collect())
}

/// Takes a selection back, to be called inside one transaction. `now` is in seconds since 1970.
///
/// # Errors
/// Any error of the database.
pub fn undo(db: &mut Database, selection_id: &str, actor: &Actor, now: i64) -> QueryResult<Undo> {
    let events = history::of_selection(db, selection_id)?;
    let Some(link) = events.iter().find(|event| event.kind == EventKind::AffiliationCreated) else {
        return Ok(Undo::Unknown);
    };
    let (Some(finess), Some(rpps)) = (link.finess.clone(), link.rpps_number.clone()) else {
        return Ok(Undo::Unknown);
    };
    if !actor.may_undo(&link.actor) {
        return Ok(Undo::NotYours);
    }
    if now - link.at > WITHIN {
        return Ok(Undo::TooLate);
    }
    let created = |kind| events.iter().any(|event| event.kind == kind);
    let event = |kind| EventRecord::new(kind, &actor.name, now).of_selection(selection_id);
    let removed = event(EventKind::AffiliationRemoved);
    let affiliation = match affiliations::selection_of(db, &finess, &rpps)? {
        None => TakenBack::AlreadyGone,
        Some(id) if id != selection_id => TakenBack::Renewed,
        Some(_) if affiliations::remove_with(db, &finess, &rpps, removed)? => TakenBack::Removed,
        Some(_) => TakenBack::AlreadyGone,
    };
    let worker = match workers::record(db, &rpps)? {
        _ if !created(EventKind::WorkerCreated) => TakenBack::KnownBefore,
        None => TakenBack::AlreadyGone,
        Some(record) if record.selection_id != selection_id => TakenBack::Renewed,
        Some(_) => taken_back(workers::remove_with(db, &rpps, event(EventKind::WorkerRemoved))?),
    };
    let organization = match organizations::record(db, &finess)? {
        _ if !created(EventKind::OrganizationCreated) => TakenBack::KnownBefore,
        None => TakenBack::AlreadyGone,
        Some(record) if record.selection_id != selection_id => TakenBack::Renewed,
        Some(_) => {
            taken_back(organizations::remove_with(db, &finess, event(EventKind::OrganizationRemoved))?)
        }
    };
    Ok(Undo::Done(Undone {
        organization_name: named(link, "organization"),
        worker_name: named(link, "worker"),
        finess,
        rpps_number: rpps,
        affiliation,
        worker,
        organization,
    }))
}

fn taken_back(removal: Removal) -> TakenBack {
    match removal {
        Removal::Removed => TakenBack::Removed,
        Removal::StillLinked(_) => TakenBack::LinkedElsewhere,
        Removal::Unknown => TakenBack::AlreadyGone,
    }
}

/// A name that the event kept.
fn named(event: &Event, key: &str) -> String {
    let names = event.after.as_ref().and_then(|after| after.get(key)).and_then(|name| name.as_str());
    names.unwrap_or_default().to_owned()
}
