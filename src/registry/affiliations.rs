//! The links between workers and organizations.

use std::collections::{HashMap, HashSet};

use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl, SelectableHelper, dsl::count_star,
};

use super::{
    affiliation_record::AffiliationRecord,
    database::{Database, on_both},
    error::unreadable,
    history::{self, EventRecord},
    organization_record::OrganizationRecord,
    schema::{affiliations, organizations, workers},
    text::{json, list, storable},
    worker_record::WorkerRecord,
};
use crate::domain::{
    event::EventKind,
    identifiers::{Finess, Rpps},
    selection::Fact,
};

/// How many keys one query asks for, well below what either database can bind.
const KEYS: usize = 1000;

/// What is registered of the keys that a page of search results shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownKeys {
    workers: HashSet<String>,
    organizations: HashSet<String>,
    /// When the worker was linked to the organization.
    pairs: HashMap<(String, String), i64>,
    /// For the worker and the entry: the organization with which the entry was completed.
    entries: HashMap<(String, String), (Finess, i64)>,
}

impl KnownKeys {
    /// Whether the worker is registered.
    pub fn has_worker(&self, rpps: &Rpps) -> bool {
        self.workers.contains(rpps.as_str())
    }

    /// Whether the organization is registered.
    pub fn has_organization(&self, finess: &Finess) -> bool {
        self.organizations.contains(finess.as_str())
    }

    /// The organization to which the worker is linked, and since when (seconds since 1970, UTC):
    /// the one asked for or, for an entry without FINESS number, the one it was completed with.
    pub fn affiliation(&self, rpps: &Rpps, finess: Option<&Finess>, entry_id: &str) -> Option<(Finess, i64)> {
        let worker = rpps.as_str().to_owned();
        match finess {
            Some(finess) => {
                let since = self.pairs.get(&(worker, finess.as_str().to_owned()))?;
                Some((finess.clone(), *since))
            }
            None => self.entries.get(&(worker, entry_id.to_owned())).cloned(),
        }
    }
}

/// Looks up what is registered of these keys, and of those entries that have no FINESS number, in few
/// queries whatever the size of the register; links are looked for of the workers that are there.
///
/// # Errors
/// Any error of the database.
pub fn known(
    db: &mut Database,
    rpps: &[Rpps],
    finess: &[Finess],
    entries: &[String],
) -> QueryResult<KnownKeys> {
    let mut known = KnownKeys::default();
    let rpps: Vec<&str> = rpps.iter().map(Rpps::as_str).collect();
    let finess: Vec<&str> = finess.iter().map(Finess::as_str).collect();
    for keys in rpps.chunks(KEYS) {
        let found = workers::table.select(workers::rpps_number).filter(workers::rpps_number.eq_any(keys));
        known.workers.extend(found.load::<String>(db)?);
    }
    for keys in finess.chunks(KEYS) {
        let found =
            organizations::table.select(organizations::finess).filter(organizations::finess.eq_any(keys));
        known.organizations.extend(found.load::<String>(db)?);
    }
    if known.workers.is_empty() {
        return Ok(known);
    }
    let linked: Vec<&str> = known.workers.iter().map(String::as_str).collect();
    let places: Vec<&str> = known.organizations.iter().map(String::as_str).collect();
    for keys in places.chunks(KEYS) {
        for workers in linked.chunks(KEYS) {
            known.pairs.extend(pairs(db, workers, keys)?);
        }
    }
    let entries: Vec<String> = entries.iter().map(|id| storable(id)).collect();
    for keys in entries.chunks(KEYS) {
        known.entries.extend(completed(db, keys)?);
    }
    Ok(known)
}

/// The keys of a link's two sides.
type Pair = (String, String);

fn pairs(db: &mut Database, rpps: &[&str], finess: &[&str]) -> QueryResult<Vec<(Pair, i64)>> {
    affiliations::table
        .filter(affiliations::finess.eq_any(finess).and(affiliations::rpps_number.eq_any(rpps)))
        .select(((affiliations::rpps_number, affiliations::finess), affiliations::created_at))
        .load(db)
}

/// The links made from these entries; the newest where an entry was completed more than once.
fn completed(db: &mut Database, entries: &[String]) -> QueryResult<Vec<(Pair, (Finess, i64))>> {
    let found: Vec<(Pair, (String, i64))> = affiliations::table
        .filter(affiliations::entry_id.eq_any(entries))
        .order((affiliations::created_at, affiliations::finess))
        .select((
            (affiliations::rpps_number, affiliations::entry_id),
            (affiliations::finess, affiliations::created_at),
        ))
        .load(db)?;
    found
        .into_iter()
        .map(|(pair, (finess, since))| Ok((pair, (Finess::parse(&finess).map_err(unreadable)?, since))))
        .collect()
}

/// Links those who are not linked yet, and tells which these were: FINESS and RPPS number.
pub fn ensure(db: &mut Database, new: &[AffiliationRecord]) -> QueryResult<HashSet<Pair>> {
    let keys = (affiliations::finess, affiliations::rpps_number);
    let created: Vec<Pair> = match new {
        // Of one row the statement is prepared once for all.
        [one] => on_both!(db => diesel::insert_into(affiliations::table)
            .values(one)
            .on_conflict_do_nothing()
            .returning(keys)
            .load(db))?,
        many => on_both!(db => diesel::insert_into(affiliations::table)
            .values(many)
            .on_conflict_do_nothing()
            .returning(keys)
            .load(db))?,
    };
    Ok(created.into_iter().collect())
}

/// Notes that a fact of a worker comes from the directory now, though a person had completed it by hand.
///
/// # Errors
/// Any error of the database.
pub fn no_longer_by_hand(db: &mut Database, rpps: &Rpps, fact: Fact) -> QueryResult<()> {
    let links = affiliations::table.filter(affiliations::rpps_number.eq(rpps.as_str()));
    let links = links.order(affiliations::finess).select(AffiliationRecord::as_select());
    for link in links.load::<AffiliationRecord>(db)? {
        let mut by_hand = link.by_hand()?;
        if by_hand.contains(&fact) {
            by_hand.retain(|other| *other != fact);
            let this = affiliations::table.find((link.finess, link.rpps_number));
            diesel::update(this).set(affiliations::completed_by_hand.eq(list(&by_hand)?)).execute(db)?;
        }
    }
    Ok(())
}

/// Removes a link, and says whether it was there.
///
/// # Errors
/// Any error of the database.
pub fn remove(db: &mut Database, finess: &Finess, rpps: &Rpps, actor: &str, now: i64) -> QueryResult<bool> {
    let event = EventRecord::new(EventKind::AffiliationRemoved, actor, now);
    remove_with(db, finess, rpps, event)
}

/// Removes a link and records the event, which is told what was there; says whether it was.
pub fn remove_with(db: &mut Database, finess: &Finess, rpps: &Rpps, event: EventRecord) -> QueryResult<bool> {
    let Some((affiliation, organization, worker)) = find(db, finess, rpps)? else { return Ok(false) };
    let this = affiliations::table.find((finess.as_str(), rpps.as_str()));
    let same = affiliations::selection_id.eq(&affiliation.selection_id);
    if diesel::delete(this.filter(same)).execute(db)? == 0 {
        return Ok(false);
    }
    let name = worker.into_facts()?.display_name();
    let before = json(&affiliation.facts(&organization.name, &name, &affiliation.by_hand()?))?;
    history::record(db, &[event.at_organization(finess).about_worker(rpps).before(before)])?;
    Ok(true)
}

type Linked = (AffiliationRecord, OrganizationRecord, WorkerRecord);

fn find(db: &mut Database, finess: &Finess, rpps: &Rpps) -> QueryResult<Option<Linked>> {
    affiliations::table
        .inner_join(organizations::table.on(organizations::finess.eq(affiliations::finess)))
        .inner_join(workers::table.on(workers::rpps_number.eq(affiliations::rpps_number)))
        .filter(affiliations::finess.eq(finess.as_str()).and(affiliations::rpps_number.eq(rpps.as_str())))
        .select((AffiliationRecord::as_select(), OrganizationRecord::as_select(), WorkerRecord::as_select()))
        .first(db)
        .optional()
}

/// The selection that linked the two, if they are linked.
///
/// # Errors
/// Any error of the database.
pub fn selection_of(db: &mut Database, finess: &Finess, rpps: &Rpps) -> QueryResult<Option<String>> {
    let this = affiliations::table.find((finess.as_str(), rpps.as_str()));
    this.select(affiliations::selection_id).first(db).optional()
}

/// The selections that made the links between any of these organizations and workers.
pub fn selections_among(
    db: &mut Database,
    finess: &[&Finess],
    rpps: &[&Rpps],
) -> QueryResult<HashSet<String>> {
    let finess: Vec<&str> = finess.iter().map(|finess| finess.as_str()).collect();
    let rpps: Vec<&str> = rpps.iter().map(|rpps| rpps.as_str()).collect();
    let linked = affiliations::finess.eq_any(finess).and(affiliations::rpps_number.eq_any(rpps));
    let found = affiliations::table.filter(linked).select(affiliations::selection_id).load::<String>(db)?;
    Ok(found.into_iter().collect())
}

/// How many workers are linked to an organization.
pub fn count_of_organization(db: &mut Database, finess: &Finess) -> QueryResult<u64> {
    let count = affiliations::table.filter(affiliations::finess.eq(finess.as_str())).select(count_star());
    count.first::<i64>(db).map(i64::unsigned_abs)
}

/// How many organizations a worker is linked to.
pub fn count_of_worker(db: &mut Database, rpps: &Rpps) -> QueryResult<u64> {
    let count = affiliations::table.filter(affiliations::rpps_number.eq(rpps.as_str())).select(count_star());
    count.first::<i64>(db).map(i64::unsigned_abs)
}
