//! The organizations that the staff keep, each with its workers.

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
    schema::{affiliations as links, organizations as table, workers},
    search::lead,
    text::{json, storable},
    worker_record::WorkerRecord,
};
use crate::domain::{
    entry, event::EventKind, identifiers::Finess, organization::Organization, text, worker::Worker,
};

/// How many organizations of one place are told.
const SAME_PLACE: i64 = 20;

/// How many organizations of one address are put in order.
const KEYS: usize = 1000;

/// An organization in the listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationRow {
    /// The organization.
    pub organization: Registered<Organization>,
    /// Its first ten workers.
    pub workers: Vec<Affiliated<Worker>>,
    /// How many it has.
    pub workers_total: u64,
}

impl OrganizationRow {
    /// Whether it is registered from the demonstration directory alone, as far as it is shown.
    pub fn is_demonstration(&self) -> bool {
        !self.workers.is_empty() && self.workers.iter().all(Affiliated::is_demonstration)
    }
}

/// The organization of that number, if it is registered.
///
/// # Errors
/// Any error of the database.
pub fn find(db: &mut Database, finess: &Finess) -> QueryResult<Option<Registered<Organization>>> {
    record(db, finess)?.map(OrganizationRecord::into_registered).transpose()
}

/// A page of the listing, in the order of the sort names.
///
/// # Errors
/// Any error of the database.
pub fn page(db: &mut Database, listing: &Listing) -> QueryResult<Page<OrganizationRow>> {
    let records = listed(db, listing)?;
    let keys: Vec<String> = records.rows.iter().map(|record| record.finess.clone()).collect();
    let mut workers = first_workers(db, &keys)?;
    let totals = first_ten::workers_counted(db, &keys)?;
    let rows = records.rows.into_iter().map(|record| {
        Ok(OrganizationRow {
            workers: workers.remove(&record.finess).unwrap_or_default(),
            workers_total: totals.get(&record.finess).copied().unwrap_or(0),
            organization: record.into_registered()?,
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
    rows::count(db, Listed::Organizations, listing)
}

/// How many rows a listing has on all its pages.
///
/// # Errors
/// Any error of the database.
pub fn count(db: &mut Database, listing: &Listing) -> QueryResult<Count> {
    through::count(db, Listed::Organizations, listing)
}

fn listed(db: &mut Database, listing: &Listing) -> QueryResult<Page<OrganizationRecord>> {
    let size = bounded(listing.size);
    let Found { keys, reach } = through::keys(db, Listed::Organizations, listing, one_more(size))?;
    let page = Page::cut(in_order(db, &keys)?, size, |record| record.place(listing.order));
    Ok(Page { reach, ..page })
}

/// The rows of these keys, in their order.
pub fn in_order(db: &mut Database, keys: &[String]) -> QueryResult<Vec<OrganizationRecord>> {
    let some: Vec<&str> = keys.iter().map(String::as_str).collect();
    let mut found: HashMap<String, OrganizationRecord> =
        records(db, &some)?.into_iter().map(|record| (record.finess.clone(), record)).collect();
    Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
}

fn first_workers(
    db: &mut Database,
    keys: &[String],
) -> QueryResult<HashMap<String, Vec<Affiliated<Worker>>>> {
    let links = first_ten::of_organizations(db, keys)?;
    let people: Vec<&str> = links.iter().map(|link| link.rpps_number.as_str()).collect();
    let found = workers::table
        .filter(workers::rpps_number.eq_any(people))
        .select(WorkerRecord::as_select())
        .load::<WorkerRecord>(db)?;
    let facts = found.into_iter().map(|record| Ok((record.rpps_number.clone(), record.into_facts()?)));
    let facts = facts.collect::<QueryResult<HashMap<String, Worker>>>()?;
    let mut all: HashMap<String, Vec<Affiliated<Worker>>> = HashMap::new();
    for link in links {
        if let Some(worker) = facts.get(&link.rpps_number) {
            all.entry(link.finess.clone()).or_default().push(link.with(worker.clone())?);
        }
    }
    Ok(all)
}

/// A page of one organization's workers, in the order of their names.
///
/// # Errors
/// Any error of the database.
pub fn workers(
    db: &mut Database,
    finess: &Finess,
    after: Option<&Cursor>,
    size: usize,
) -> QueryResult<Page<Affiliated<Worker>>> {
    let mut query = links::table
        .inner_join(workers::table.on(workers::rpps_number.eq(links::rpps_number)))
        .filter(links::finess.eq(finess.as_str()))
        .select((AffiliationRecord::as_select(), WorkerRecord::as_select()))
        .into_boxed();
    if let Some(after) = after {
        let later_name = links::worker_sort_name.gt(after.sorted());
        let later_key = links::rpps_number.gt(after.key());
        query = query.filter(links::worker_sort_name.ge(after.sorted()).and(later_name.or(later_key)));
    }
    let size = bounded(size);
    let rows: Vec<(AffiliationRecord, WorkerRecord)> =
        query.order((links::worker_sort_name, links::rpps_number)).limit(one_more(size)).load(db)?;
    let page = Page::cut(rows, size, |(link, _)| link.place_of_worker());
    let rows = page.rows.into_iter().map(|(link, worker)| link.with(worker.into_facts()?));
    Ok(Page { rows: rows.collect::<QueryResult<_>>()?, next: page.next, reach: Reach::Own })
}

/// The organizations registered at a place: of that structure, else at that address, given as
/// postcode and street with its number.
///
/// # Errors
/// Any error of the database.
pub fn same_place(
    db: &mut Database,
    ident_tech_structure: Option<&str>,
    address: Option<(&str, &str)>,
) -> QueryResult<Vec<Organization>> {
    let mut found = Vec::new();
    if let Some(structure) = ident_tech_structure {
        let same = table::table.filter(table::ident_tech_structure.eq(storable(structure)));
        found = same
            .order((table::sort_name, table::finess))
            .limit(SAME_PLACE)
            .select(OrganizationRecord::as_select())
            .load(db)?;
    }
    if let (true, Some((postcode, street))) = (found.is_empty(), address) {
        found = at_address(db, postcode, &text::fold(street))?;
    }
    found.into_iter().map(OrganizationRecord::into_facts).collect()
}

/// The streets of one postcode are few enough to be compared here, folded as every text is.
fn at_address(db: &mut Database, postcode: &str, street: &str) -> QueryResult<Vec<OrganizationRecord>> {
    type Street = (String, Option<String>, Option<String>);
    let streets: Vec<Street> = table::table
        .filter(table::postcode.eq(storable(postcode)).and(table::street.is_not_null()))
        .select((table::finess, table::building_number, table::street))
        .load(db)?;
    let same = |(_, number, name): &Street| {
        let line = entry::street_line(number.as_deref(), name.as_deref());
        line.is_some_and(|line| text::fold(&line) == street)
    };
    let keys: Vec<String> = streets.into_iter().filter(same).map(|(finess, ..)| finess).take(KEYS).collect();
    table::table
        .filter(table::finess.eq_any(keys))
        .order((table::sort_name, table::finess))
        .limit(SAME_PLACE)
        .select(OrganizationRecord::as_select())
        .load(db)
}

/// Registers the organizations that are not registered yet, and tells which these were.
pub fn ensure(db: &mut Database, new: &[OrganizationRecord]) -> QueryResult<HashSet<String>> {
    let created: Vec<String> = match new {
        // Of one row the statement is prepared once for all.
        [one] => on_both!(db => diesel::insert_into(table::table)
            .values(one)
            .on_conflict_do_nothing()
            .returning(table::finess)
            .load(db))?,
        many => match db {
            Database::Sqlite(db) => {
                // In the order of the full text, which is written out whenever a row comes before the last.
                let mut many: Vec<_> = many.iter().collect();
                many.sort_by_key(|row| lead(&row.sort_name));
                let many = diesel::insert_into(table::table).values(many).on_conflict_do_nothing();
                many.returning(table::finess).load(db)?
            }
            Database::Postgres(db) => {
                let many = diesel::insert_into(table::table).values(many).on_conflict_do_nothing();
                many.returning(table::finess).load(db)?
            }
        },
    };
    Ok(created.into_iter().collect())
}

/// The rows of those of these organizations that are registered.
pub fn records(db: &mut Database, keys: &[&str]) -> QueryResult<Vec<OrganizationRecord>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    table::table.filter(table::finess.eq_any(keys)).select(OrganizationRecord::as_select()).load(db)
}

/// The row of a registered organization.
pub fn record(db: &mut Database, finess: &Finess) -> QueryResult<Option<OrganizationRecord>> {
    table::table.find(finess.as_str()).select(OrganizationRecord::as_select()).first(db).optional()
}

/// The same for whoever changes it: nobody else does until the transaction ends. SQLite lets only one change
/// anything at a time.
///
/// # Errors
/// Any error of the database.
pub fn record_to_change(db: &mut Database, finess: &Finess) -> QueryResult<Option<OrganizationRecord>> {
    match db {
        Database::Postgres(db) => table::table
            .find(finess.as_str())
            .for_update()
            .select(OrganizationRecord::as_select())
            .first(db)
            .optional(),
        Database::Sqlite(_) => record(db, finess),
    }
}

/// Removes an organization to which no worker is linked any more.
///
/// # Errors
/// Any error of the database.
pub fn remove(db: &mut Database, finess: &Finess, actor: &str, now: i64) -> QueryResult<Removal> {
    remove_with(db, finess, EventRecord::new(EventKind::OrganizationRemoved, actor, now))
}

/// The same, recorded by that event, which is told what was there.
pub fn remove_with(db: &mut Database, finess: &Finess, event: EventRecord) -> QueryResult<Removal> {
    let Some(organization) = find(db, finess)? else { return Ok(Removal::Unknown) };
    let linked = exists(links::table.filter(links::finess.eq(finess.as_str())));
    let unlinked = table::table.filter(table::finess.eq(finess.as_str())).filter(not(linked));
    if diesel::delete(unlinked).execute(db)? == 0 {
        return affiliations::count_of_organization(db, finess).map(|count| match count {
            0 => Removal::Unknown,
            count => Removal::StillLinked(count),
        });
    }
    history::record(db, &[event.at_organization(finess).before(json(&organization.facts)?)])?;
    Ok(Removal::Removed)
}
