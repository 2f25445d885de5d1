//! What has changed at the source since it was registered, until someone takes or dismisses it.

use std::collections::HashMap;

use diesel::{
    BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl,
    SelectableHelper,
};

use super::{
    change_record::{ChangeRecord, DISMISSED, OPEN},
    comparing::{self, Compared, Side},
    database::{Database, on_both},
    history::rows,
    organizations,
    schema::changes,
    text::storable,
    worker_record::WorkerRecord,
    workers,
};
use crate::domain::{change::Difference, organization::Organization, worker::Worker};

/// How many open changes are counted, at most.
pub const COUNTED: u64 = 1000;

/// An open change, with whom and what it is about.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its key.
    pub id: String,
    /// What differs.
    pub difference: Difference,
    /// When it was found (seconds since 1970).
    pub found_at: i64,
    /// The worker as registered.
    pub worker: Option<Worker>,
    /// The organization as registered.
    pub organization: Option<Organization>,
}

/// Open changes, in the order of their keys: those of workers, then those of each organization.
///
/// # Errors
/// Any error of the database.
pub fn page(db: &mut Database, after: &str, size: usize) -> QueryResult<Vec<Change>> {
    let open = changes::table.filter(changes::state.eq(OPEN).and(changes::id.gt(after)));
    let found: Vec<ChangeRecord> =
        open.order(changes::id).limit(rows(size)).select(ChangeRecord::as_select()).load(db)?;
    told(db, found)
}

/// The open change of that key, found at that moment; none where it is not open any more, or was found anew.
///
/// # Errors
/// Any error of the database.
pub fn find(db: &mut Database, id: &str, found_at: i64) -> QueryResult<Option<Change>> {
    let seen = changes::state.eq(OPEN).and(changes::found_at.eq(found_at)).and(changes::id.eq(storable(id)));
    let found = changes::table.filter(seen).select(ChangeRecord::as_select()).load(db)?;
    Ok(told(db, found)?.pop())
}

fn told(db: &mut Database, found: Vec<ChangeRecord>) -> QueryResult<Vec<Change>> {
    let people: Vec<&str> = found.iter().filter_map(|one| one.rpps_number.as_deref()).collect();
    let places: Vec<&str> = found.iter().filter_map(|one| one.finess.as_deref()).collect();
    let people = workers::records(db, &people)?
        .into_iter()
        .map(|row| Ok((row.rpps_number.clone(), row.into_facts()?)));
    let people: HashMap<String, Worker> = people.collect::<QueryResult<_>>()?;
    let places = organizations::records(db, &places)?
        .into_iter()
        .map(|row| Ok((row.finess.clone(), row.into_facts()?)));
    let places: HashMap<String, Organization> = places.collect::<QueryResult<_>>()?;
    let told = found.into_iter().map(|row| {
        let worker = row.rpps_number.as_ref().and_then(|key| people.get(key)).cloned();
        let organization = row.finess.as_ref().and_then(|key| places.get(key)).cloned();
        let (id, found_at) = (row.id.clone(), row.found_at);
        Ok(Change { id, found_at, worker, organization, difference: row.into_difference()? })
    });
    told.collect()
}

/// How many are open, up to [`COUNTED`].
///
/// # Errors
/// Any error of the database.
pub fn count_open(db: &mut Database) -> QueryResult<u64> {
    let most = i64::try_from(COUNTED).unwrap_or(i64::MAX);
    let open = changes::table.filter(changes::state.eq(OPEN)).select(changes::id).limit(most);
    open.load::<String>(db).map(|found| found.len() as u64)
}

/// Takes the open change of that key, found at that moment, off the list: another one found since has not been
/// seen by whoever decides, and of several who decide at once only one gets it.
///
/// # Errors
/// Any error of the database.
pub fn take_off(db: &mut Database, id: &str, found_at: i64) -> QueryResult<Option<ChangeRecord>> {
    let seen = changes::state.eq(OPEN).and(changes::found_at.eq(found_at)).and(changes::id.eq(storable(id)));
    on_both!(db => diesel::delete(changes::table)
        .filter(seen)
        .returning(ChangeRecord::as_returning())
        .get_result(db)
        .optional())
}

/// The name of whom or what a change is about.
pub fn named(db: &mut Database, row: &ChangeRecord) -> QueryResult<String> {
    if let Some(rpps) = &row.rpps_number {
        return Ok(workers::records(db, &[rpps])?
            .first()
            .map(WorkerRecord::display_name)
            .unwrap_or_default());
    }
    let places: Vec<&str> = row.finess.as_deref().into_iter().collect();
    Ok(organizations::records(db, &places)?.into_iter().next().map(|place| place.name).unwrap_or_default())
}

/// Decides against a change, found at that moment: it does not come back while the directory says
/// the same. Whom or what it is about, none where there is no such change.
///
/// # Errors
/// Any error of the database.
pub fn dismiss(db: &mut Database, id: &str, found_at: i64) -> QueryResult<Option<String>> {
    let seen = changes::state.eq(OPEN).and(changes::found_at.eq(found_at)).and(changes::id.eq(storable(id)));
    let row: Option<ChangeRecord> = on_both!(db => diesel::update(changes::table)
        .filter(seen)
        .set(changes::state.eq(DISMISSED))
        .returning(ChangeRecord::as_returning())
        .get_result(db)
        .optional())?;
    row.map(|row| named(db, &row)).transpose()
}

/// Whether all that differs is known already.
///
/// # Errors
/// Any error of the database.
pub fn is_settled(db: &mut Database, compared: &Compared) -> QueryResult<bool> {
    let (gone, new) = due(db, compared, 0)?;
    Ok(gone.is_empty() && new.is_empty())
}

/// Keeps what differs of the rows compared, and drops what no longer does; to be called inside one
/// transaction. `now` is in seconds since 1970.
///
/// # Errors
/// Any error of the database.
pub fn settle(db: &mut Database, compared: &Compared, now: i64) -> QueryResult<()> {
    let (gone, new) = due(db, compared, now)?;
    diesel::delete(changes::table.filter(changes::id.eq_any(gone))).execute(db)?;
    if new.is_empty() {
        return Ok(());
    }
    on_both!(db => diesel::insert_into(changes::table)
        .values(&new)
        .on_conflict_do_nothing()
        .execute(db))
    .map(drop)
}

/// The keys of rows to drop, and the rows to write.
fn due(db: &mut Database, compared: &Compared, now: i64) -> QueryResult<(Vec<String>, Vec<ChangeRecord>)> {
    let mut known: HashMap<String, ChangeRecord> =
        kept(db, compared)?.into_iter().map(|row| (row.id.clone(), row)).collect();
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for difference in comparing::differences(db, compared)? {
        let mut row = ChangeRecord::new(&difference, now)?;
        match known.remove(&row.id) {
            Some(known) if known.is_like(&row) => continue,
            Some(known) => {
                gone.push(known.id.clone());
                if known.says_the_same(&row) {
                    (row.state, row.found_at) = (known.state, known.found_at);
                }
            }
            None => {}
        }
        new.push(row);
    }
    gone.extend(known.into_keys());
    new.sort_by(|one, other| one.id.cmp(&other.id));
    Ok((gone, new))
}

/// What is known already of the rows compared.
fn kept(db: &mut Database, compared: &Compared) -> QueryResult<Vec<ChangeRecord>> {
    let all = changes::table.select(ChangeRecord::as_select());
    let keys = compared.keys();
    match compared.side {
        Side::Workers => all.filter(changes::rpps_number.eq_any(keys)).load(db),
        Side::Organizations => {
            all.filter(changes::finess.eq_any(keys).and(changes::rpps_number.is_null())).load(db)
        }
    }
}
