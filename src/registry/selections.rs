//! Registering selections: what is new is created, what exists is only linked.

use std::collections::{BTreeMap, HashMap, HashSet};

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
use crate::domain::{
    event::EventKind,
    identifiers::{Finess, Rpps},
    selection::Selection,
};

/// A selection to register, and who makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What is registered.
    pub selection: Selection,
    /// By whom, when, and under which number.
    pub stamp: Stamp,
}

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

/// The rows of one side as registered, by key, and which of those who ask created theirs.
struct Side<Record> {
    rows: HashMap<String, Record>,
    makers: HashSet<usize>,
}

/// Registers selections in few statements, however many they are; to be called inside one
/// transaction. The outcomes stand in the order of the selections.
///
/// Unique keys decide what is new, so that any number of processes may register the same at the
/// same time; of those who ask here for one key, the first creates it. The order is always
/// organizations, workers, affiliations, events, each sorted by key, against deadlocks.
///
/// # Errors
/// Any error of the database; then the transaction must be undone.
pub fn register_all(db: &mut Database, asked: &[Asked]) -> QueryResult<Vec<Outcome>> {
    let places = organizations(db, asked)?;
    let people = workers(db, asked)?;
    let links = affiliations(db, asked, &places, &people)?;
    let (mut outcomes, mut events) = (Vec::with_capacity(asked.len()), Vec::new());
    for (at, Asked { selection, stamp }) in asked.iter().enumerate() {
        let link = links.get(&at);
        let told = events.len();
        let event = |kind| EventRecord::new(kind, &stamp.actor, stamp.now).of_selection(&stamp.selection_id);
        let (finess, rpps) = keys(selection);
        if places.makers.contains(&at) {
            let event = event(EventKind::OrganizationCreated).at_organization(finess);
            events.push(event.after(json(&selection.organization)?));
        }
        if people.makers.contains(&at) {
            events.push(event(EventKind::WorkerCreated).about_worker(rpps).after(json(&selection.worker)?));
        }
        if let Some(link) = link {
            let (place, person) = (places.row(finess.as_str())?, people.row(rpps.as_str())?);
            let name = person.display_name();
            let facts = json(&link.facts(&place.name, &name, &selection.completed_by_hand))?;
            let event = event(EventKind::AffiliationCreated).at_organization(finess).about_worker(rpps);
            events.push(event.after(facts));
        }
        outcomes.push(Outcome {
            organization: Written::created_if(places.makers.contains(&at)),
            worker: Written::created_if(people.makers.contains(&at)),
            affiliation: Written::created_if(link.is_some()),
            selection_id: (events.len() > told).then(|| stamp.selection_id.clone()),
        });
    }
    history::record(db, &events)?;
    Ok(outcomes)
}

fn organizations(db: &mut Database, asked: &[Asked]) -> QueryResult<Side<OrganizationRecord>> {
    let first = firsts(asked, |selection| selection.organization.finess.as_str());
    let new = first.values().map(|(_, one)| OrganizationRecord::new(&one.selection.organization, &one.stamp));
    let new: Vec<OrganizationRecord> = new.collect();
    let created = organizations::ensure(db, &new)?;
    let known: Vec<&str> = first.keys().copied().filter(|key| !created.contains(*key)).collect();
    let known = organizations::records(db, &known)?;
    let rows = new.into_iter().filter(|row| created.contains(&row.finess)).chain(known);
    let rows = rows.map(|row| (row.finess.clone(), row)).collect();
    Ok(Side { rows, makers: makers(&first, |key| created.contains(*key)) })
}

fn workers(db: &mut Database, asked: &[Asked]) -> QueryResult<Side<WorkerRecord>> {
    let first = firsts(asked, |selection| selection.worker.rpps_number.as_str());
    let new = first.values().map(|(_, one)| WorkerRecord::new(&one.selection.worker, &one.stamp));
    let new = new.collect::<QueryResult<Vec<WorkerRecord>>>()?;
    let created = workers::ensure(db, &new)?;
    let known: Vec<&str> = first.keys().copied().filter(|key| !created.contains(*key)).collect();
    let known = workers::records(db, &known)?;
    let rows = new.into_iter().filter(|row| created.contains(&row.rpps_number)).chain(known);
    let rows = rows.map(|row| (row.rpps_number.clone(), row)).collect();
    Ok(Side { rows, makers: makers(&first, |key| created.contains(*key)) })
}

/// The links that were created, each with which of those who ask created it.
fn affiliations(
    db: &mut Database,
    asked: &[Asked],
    places: &Side<OrganizationRecord>,
    people: &Side<WorkerRecord>,
) -> QueryResult<HashMap<usize, AffiliationRecord>> {
    let first = firsts(asked, |selection| {
        let (finess, rpps) = keys(selection);
        (finess.as_str(), rpps.as_str())
    });
    let new = first.iter().map(|((finess, rpps), (_, one))| {
        let (place, person) = (places.row(finess)?, people.row(rpps)?);
        let sort_names = (place.sort_name.clone(), person.sort_name.clone());
        AffiliationRecord::new(&one.selection, sort_names, &one.stamp)
    });
    let new = new.collect::<QueryResult<Vec<AffiliationRecord>>>()?;
    let created = affiliations::ensure(db, &new)?;
    let rows = first.values().map(|(at, _)| *at).zip(new);
    Ok(rows.filter(|(_, row)| created.contains(&(row.finess.clone(), row.rpps_number.clone()))).collect())
}

fn keys(selection: &Selection) -> (&Finess, &Rpps) {
    (&selection.organization.finess, &selection.worker.rpps_number)
}

/// For each key, in order: the first who asks for it, and at which place.
fn firsts<'a, Key: Ord>(
    asked: &'a [Asked],
    key: impl Fn(&'a Selection) -> Key,
) -> BTreeMap<Key, (usize, &'a Asked)> {
    let mut firsts = BTreeMap::new();
    for (at, one) in asked.iter().enumerate() {
        firsts.entry(key(&one.selection)).or_insert((at, one));
    }
    firsts
}

fn makers<Key>(firsts: &BTreeMap<Key, (usize, &Asked)>, is_created: impl Fn(&Key) -> bool) -> HashSet<usize> {
    firsts.iter().filter(|(key, _)| is_created(key)).map(|(_, (at, _))| *at).collect()
}

impl<Record> Side<Record> {
    /// A row that was either created or found; else it was removed in between.
    fn row(&self, key: &str) -> QueryResult<&Record> {
        self.rows.get(key).ok_or_else(removed_meanwhile)
    }
}
