//! The workers that the staff keep, each with the organizations.

use std::collections::{HashMap, HashSet};

use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl, SelectableHelper,
    dsl::{exists, not},
};

use super::{
    affiliation_record::AffiliationRecord,
    affiliations,
    database::{Database, on_both},
    first_ten,
    history::{self, EventRecord},
    listing::{
        Cursor, Listed, Listing, Page, Reach, bounded,
        count::Count,
        one_more, rows,
        through::{self, Found},
    },
    organization_record::OrganizationRecord,
    registered::{Affiliated, Registered, Removal},
    schema::{affiliations as links, organizations, workers as table},
    search::lead,
    text::json,
    worker_record::WorkerRecord,
};
use crate::domain::{event::EventKind, identifiers::Rpps, organization::Organization, worker::Worker};

/// A worker in the listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerRow {
    /// The worker.
    pub worker: Registered<Worker>,
    /// The first ten organizations.
    pub organizations: Vec<Affiliated<Organization>>,
    /// How many there are.
    pub organizations_total: u64,
}

impl WorkerRow {
    /// Whether it is registered from the demonstration directory alone, as far as it is shown.
    pub fn is_demonstration(&self) -> bool {
        !self.organizations.is_empty() && self.organizations.iter().all(Affiliated::is_demonstration)
    }
}

/// The worker of that number, if registered.
///
/// # Errors
/// Any error of the database.
pub fn find(db: &mut Database, rpps: &Rpps) -> QueryResult<Option<Registered<Worker>>> {
    record(db, rpps)?.map(WorkerRecord::into_registered).transpose()
}

/// A page of the listing, in the order of the sort names.
///
/// # Errors
/// Any error of the database.
pub fn page(db: &mut Database, listing: &Listing) -> QueryResult<Page<WorkerRow>> {
    let records = listed(db, listing)?;
    let keys: Vec<String> = records.rows.iter().map(|record| record.rpps_number.clone()).collect();
    let mut organizations = first_organizations(db, &keys)?;
    let totals = first_ten::organizations_counted(db, &keys)?;
    let rows = records.rows.into_iter().map(|record| {
        Ok(WorkerRow {
            organizations: organizations.remove(&record.rpps_number).unwrap_or_default(),
            organizations_total: totals.get(&record.rpps_number).copied().unwrap_or(0),
            worker: record.into_registered()?,
        })
    });
    Ok(Page { rows: rows.collect::<QueryResult<_>>()?, next: records.next, reach: records.reach })
}

/// How many rows a listing has that is known to find them by itself ([`Page::found_as`]): nothing is looked
/// for through links again.
///
/// # Errors
/// Any error of the database.
pub fn count_found(db: &mut Database, listing: &Listing) -> QueryResult<Count> {
    rows::count(db, Listed::Workers, listing)
}

/// How many rows a listing has on all its pages.
///
/// # Errors
/// Any error of the database.
pub fn count(db: &mut Database, listing: &Listing) -> QueryResult<Count> {
    through::count(db, Listed::Workers, listing)
}

fn listed(db: &mut Database, listing: &Listing) -> QueryResult<Page<WorkerRecord>> {
    let size = bounded(listing.size);
    let Found { keys, reach } = through::keys(db, Listed::Workers, listing, one_more(size))?;
    let page = Page::cut(in_order(db, &keys)?, size, |record| record.place(listing.order));
    Ok(Page { reach, ..page })
}

/// The rows of these keys, in their order.
pub fn in_order(db: &mut Database, keys: &[String]) -> QueryResult<Vec<WorkerRecord>> {
    let some: Vec<&str> = keys.iter().map(String::as_str).collect();
    let mut found: HashMap<String, WorkerRecord> =
        records(db, &some)?.into_iter().map(|record| (record.rpps_number.clone(), record)).collect();
    Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
}

fn first_organizations(
    db: &mut Database,
    keys: &[String],
) -> QueryResult<HashMap<String, Vec<Affiliated<Organization>>>> {
    let links = first_ten::of_workers(db, keys)?;
    let places: Vec<&str> = links.iter().map(|link| link.finess.as_str()).collect();
    let found = organizations::table
        .filter(organizations::finess.eq_any(places))
        .select(OrganizationRecord::as_select())
        .load::<OrganizationRecord>(db)?;
    let facts = found.into_iter().map(|record| Ok((record.finess.clone(), record.into_facts()?)));
    let facts = facts.collect::<QueryResult<HashMap<String, Organization>>>()?;
    let mut all: HashMap<String, Vec<Affiliated<Organization>>> = HashMap::new();
    for link in links {
        if let Some(organization) = facts.get(&link.finess) {
            all.entry(link.rpps_number.clone()).or_default().push(link.with(organization.clone())?);
        }
    }
    Ok(all)
}

/// A page of one worker's organizations, in the order of their names.
///
/// # Errors
/// Any error of the database.
pub fn organizations(
    db: &mut Database,
    rpps: &Rpps,
    after: Option<&Cursor>,
    size: usize,
) -> QueryResult<Page<Affiliated<Organization>>> {
    let mut query = links::table
        .inner_join(organizations::table.on(organizations::finess.eq(links::finess)))
        .filter(links::rpps_number.eq(rpps.as_str()))
        .select((AffiliationRecord::as_select(), OrganizationRecord::as_select()))
        .into_boxed();
    if let Some(after) = after {
        let later_name = links::organization_sort_name.gt(after.sorted());
        let later_key = links::finess.gt(after.key());
        query = query.filter(links::organization_sort_name.ge(after.sorted()).and(later_name.or(later_key)));
    }
    let size = bounded(size);
    let rows: Vec<(AffiliationRecord, OrganizationRecord)> =
        query.order((links::organization_sort_name, links::finess)).limit(one_more(size)).load(db)?;
    let page = Page::cut(rows, size, |(link, _)| link.place_of_organization());
    let rows = page.rows.into_iter().map(|(link, organization)| link.with(organization.into_facts()?));
    Ok(Page { rows: rows.collect::<QueryResult<_>>()?, next: page.next, reach: Reach::Own })
}

/// Registers the workers who are not registered yet, and tells which these were.
pub fn ensure(db: &mut Database, new: &[WorkerRecord]) -> QueryResult<HashSet<String>> {
    let created: Vec<String> = match new {
        // Of one row the statement is prepared once for all.
        [one] => on_both!(db => diesel::insert_into(table::table)
            .values(one)
            .on_conflict_do_nothing()
            .returning(table::rpps_number)
            .load(db))?,
        many => match db {
            Database::Sqlite(db) => {
                // In the order of the full text, which is written out whenever a row comes before the last.
                let mut many: Vec<_> = many.iter().collect();
                many.sort_by_key(|row| lead(&row.sort_name));
                let many = diesel::insert_into(table::table).values(many).on_conflict_do_nothing();
                many.returning(table::rpps_number).load(db)?
            }
            Database::Postgres(db) => {
                let many = diesel::insert_into(table::table).values(many).on_conflict_do_nothing();
                many.returning(table::rpps_number).load(db)?
            }
        },
    };
    Ok(created.into_iter().collect())
}

/// The rows of those of these workers who are registered.
pub fn records(db: &mut Database, keys: &[&str]) -> QueryResult<Vec<WorkerRecord>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    table::table.filter(table::rpps_number.eq_any(keys)).select(WorkerRecord::as_select()).load(db)
}

/// The row of a registered worker.
pub fn record(db: &mut Database, rpps: &Rpps) -> QueryResult<Option<WorkerRecord>> {
    table::table.find(rpps.as_str()).select(WorkerRecord::as_select()).first(db).optional()
}

/// The same for whoever changes it: nobody else does until the transaction ends. SQLite lets only one change
/// anything at a time.
///
/// # Errors
/// Any error of the database.
pub fn record_to_change(db: &mut Database, rpps: &Rpps) -> QueryResult<Option<WorkerRecord>> {
    match db {
        Database::Postgres(db) => table::table
            .find(rpps.as_str())
            .for_update()
            .select(WorkerRecord::as_select())
            .first(db)
            .optional(),
        Database::Sqlite(_) => record(db, rpps),
    }
}

/// Removes a worker who is linked to no organization any more.
///
/// # Errors
/// Any error of the database.
pub fn remove(db: &mut Database, rpps: &Rpps, actor: &str, now: i64) -> QueryResult<Removal> {
    remove_with(db, rpps, EventRecord::new(EventKind::WorkerRemoved, actor, now))
}

/// The same, recorded by that event, which is told what was there.
pub fn remove_with(db: &mut Database, rpps: &Rpps, event: EventRecord) -> QueryResult<Removal> {
    let Some(worker) = find(db, rpps)? else { return Ok(Removal::Unknown) };
    let linked = exists(links::table.filter(links::rpps_number.eq(rpps.as_str())));
    let unlinked = table::table.filter(table::rpps_number.eq(rpps.as_str())).filter(not(linked));
    if diesel::delete(unlinked).execute(db)? == 0 {
        return affiliations::count_of_worker(db, rpps).map(|count| match count {
            0 => Removal::Unknown,
            count => Removal::StillLinked(count),
        });
    }
    history::record(db, &[event.about_worker(rpps).before(json(&worker.facts)?)])?;
    Ok(Removal::Removed)
}
