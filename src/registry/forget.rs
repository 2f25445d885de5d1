//! Forgetting a person: nothing personal of it stays in the database, nor in its files.

use diesel::{
    ExpressionMethods, QueryDsl, QueryResult, QueryableByName, RunQueryDsl, SelectableHelper, sql_query,
    sql_types::BigInt,
};
use serde_json::{Map, Value as Json, json};

use super::{
    database::{self, Database},
    error::unreadable,
    history::{self, EventRecord},
    schema::{affiliations, events, workers},
    text::json as text_of,
};
use crate::domain::{event::EventKind, identifiers::Rpps};

/// The one fact of an event about a person that is not that person's.
const NOT_PERSONAL: &str = "organization";

/// The tables that may have told of a person; changes go with the rows that they are about.
const TABLES: [&str; 4] = ["workers", "affiliations", "events", "changes"];

/// What is known of a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// Whether the person is registered.
    pub is_registered: bool,
    /// Links to organizations.
    pub affiliations: u64,
    /// Lines of history.
    pub events: u64,
}

impl Known {
    /// Whether there is nothing to forget.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Why traces may be left in the database's files.
#[derive(Debug, thiserror::Error)]
#[error(
    "the person is forgotten, but traces may remain in unused parts of the database's files ({0}); \
     stop whatever uses the register, then give the same command again"
)]
pub struct TracesLeft(String);

#[derive(QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = BigInt)]
    busy: i64,
}

/// What there is to forget.
///
/// # Errors
/// Any error of the database.
pub fn known(db: &mut Database, rpps: &Rpps) -> QueryResult<Known> {
    let count = |count: i64| count.unsigned_abs();
    Ok(Known {
        is_registered: workers::table.find(rpps.as_str()).count().get_result::<i64>(db)? > 0,
        affiliations: affiliations::table
            .filter(affiliations::rpps_number.eq(rpps.as_str()))
            .count()
            .get_result(db)
            .map(count)?,
        events: events::table
            .filter(events::rpps_number.eq(rpps.as_str()))
            .count()
            .get_result(db)
            .map(count)?,
    })
}

/// Removes the person with all links, and takes from the history who it was: what happened stays,
/// at which organization, and that someone was forgotten. To be called inside one transaction.
///
/// # Errors
/// Any error of the database.
pub fn forget(db: &mut Database, rpps: &Rpps, actor: &str, now: i64) -> QueryResult<Known> {
    let known = known(db, rpps)?;
    if known.is_nothing() {
        return Ok(known);
    }
    let links = affiliations::table.filter(affiliations::rpps_number.eq(rpps.as_str()));
    diesel::delete(links).execute(db)?;
    diesel::delete(workers::table.find(rpps.as_str())).execute(db)?;
    let told: Vec<EventRecord> = events::table
        .filter(events::rpps_number.eq(rpps.as_str()))
        .select(EventRecord::as_select())
        .load(db)?;
    for event in told {
        diesel::update(events::table.find(&event.id))
            .set((
                events::rpps_number.eq(None::<String>),
                events::before.eq(impersonal(event.told_before())?),
                events::after.eq(impersonal(event.told_after())?),
            ))
            .execute(db)?;
    }
    let what = json!({ "affiliations": known.affiliations, "events": known.events });
    let event = EventRecord::new(EventKind::WorkerForgotten, actor, now).after(text_of(&what)?);
    history::record(db, &[event])?;
    Ok(known)
}

fn impersonal(facts: Option<&str>) -> QueryResult<Option<String>> {
    let Some(facts) = facts else { return Ok(None) };
    let facts: Map<String, Json> = serde_json::from_str(facts).map_err(unreadable)?;
    let kept: Map<String, Json> = facts.into_iter().filter(|(key, _)| key == NOT_PERSONAL).collect();
    text_of(&kept).map(Some)
}

/// Overwrites what the database's files still hold of what was removed. Outside any transaction.
///
/// # Errors
/// [`TracesLeft`], where someone else is in the way.
pub fn wipe(db: &mut Database) -> Result<(), TracesLeft> {
    let left = |error: diesel::result::Error| TracesLeft(error.to_string());
    if matches!(db, Database::Postgres(_)) {
        return database::run_alone(
            db,
            &TABLES.map(|table| format!("VACUUM {table}")).each_ref().map(String::as_str),
        )
        .map_err(left);
    }
    // The index of words keeps those of removed rows until its parts are joined.
    let joined = "INSERT INTO workers_search (workers_search) VALUES ('optimize')";
    database::run_alone(db, &[joined, "VACUUM"]).map_err(left)?;
    let emptied: Checkpoint = sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(db).map_err(left)?;
    if emptied.busy == 0 { Ok(()) } else { Err(TracesLeft("someone is reading".to_owned())) }
}
