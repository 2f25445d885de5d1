//! Registering a selection: what is new is created, what exists is only linked.

use diesel::QueryResult;

use super::{
    affiliation_record::AffiliationRecord,
    affiliations,
    database::Database,
    error::removed_meanwhile,
    history::{self, EventRecord},
    organization_record::OrganizationRecord,
    organizations,
    registered::{Stamp, Written},
    text::json,
    worker_record::WorkerRecord,
    workers,
};
use crate::domain::{event::EventKind, selection::Selection};

/// What registering a selection did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What became of the organization.
    pub organization: Written,
    /// What became of the worker.
    pub worker: Written,
    /// What became of the link between them.
    pub affiliation: Written,
    /// Under which number it can be taken back; none when nothing was created.
    pub selection_id: Option<String>,
}

/// Registers a selection, to be called inside one transaction.
///
/// Unique keys decide what is new, so that any number of processes may register the same at the
/// same time; the order is always organization, worker, affiliation, events, against deadlocks.
///
/// # Errors
/// Any error of the database.
pub fn register(db: &mut Database, selection: &Selection, stamp: &Stamp) -> QueryResult<Outcome> {
    let (finess, rpps) = (&selection.organization.finess, &selection.worker.rpps_number);
    let organization = organizations::ensure(db, &OrganizationRecord::new(&selection.organization, stamp))?;
    let worker = workers::ensure(db, &WorkerRecord::new(&selection.worker, stamp)?)?;
    let (Some(there), Some(who)) = (organizations::record(db, finess)?, workers::record(db, rpps)?) else {
        return Err(removed_meanwhile());
    };
    let sort_names = (there.sort_name.clone(), who.sort_name.clone());
    let link = AffiliationRecord::new(selection, sort_names, stamp)?;
    let affiliation = affiliations::ensure(db, &link)?;
    let event = |kind| {
        let event = EventRecord::new(kind, &stamp.actor, stamp.now).of_selection(&stamp.selection_id);
        match kind {
            EventKind::OrganizationCreated => event.at_organization(finess),
            EventKind::WorkerCreated => event.about_worker(rpps),
            _ => event.at_organization(finess).about_worker(rpps),
        }
    };
    let mut events = Vec::new();
    if organization.is_created() {
        events.push(event(EventKind::OrganizationCreated).after(json(&selection.organization)?));
    }
    if worker.is_created() {
        events.push(event(EventKind::WorkerCreated).after(json(&selection.worker)?));
    }
    if affiliation.is_created() {
        let name = who.into_facts()?.display_name();
        let facts = link.facts(&there.name, &name, &selection.completed_by_hand);
        events.push(event(EventKind::AffiliationCreated).after(json(&facts)?));
    }
    let selection_id = (!events.is_empty()).then(|| stamp.selection_id.clone());
    history::record(db, &events)?;
    Ok(Outcome { organization, worker, affiliation, selection_id })
}
