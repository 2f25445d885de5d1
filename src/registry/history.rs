//! Events: who did what to whom, when. They are added and read, never changed.

use diesel::{
    ExpressionMethods, Insertable, QueryDsl, QueryResult, Queryable, RunQueryDsl, Selectable,
    SelectableHelper, result::Error,
};
use uuid::Uuid;

use super::{
    database::{Database, on_both},
    error::unreadable,
    listing::{LARGEST_PAGE, bounded},
    schema::events,
    text::storable,
};
use crate::domain::{
    event::{Event, EventKind},
    identifiers::{Finess, Rpps},
};

/// A row of `events`, written and read alike.
#[derive(Clone, Hash, Insertable, Queryable, Selectable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
pub struct EventRecord {
    /// Time-ordered text.
    pub id: String,
    at: i64,
    actor: String,
    selection_id: Option<String>,
    kind: String,
    finess: Option<String>,
    rpps_number: Option<String>,
    before: Option<String>,
    after: Option<String>,
}

impl EventRecord {
    /// An event of which nothing but who, when and what is said yet.
    pub fn new(kind: EventKind, actor: &str, now: i64) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            at: now,
            actor: storable(actor),
            selection_id: None,
            kind: kind.as_str().to_owned(),
            finess: None,
            rpps_number: None,
            before: None,
            after: None,
        }
    }

    /// The selection that it belongs to.
    pub fn of_selection(self, id: &str) -> Self {
        Self { selection_id: Some(storable(id)), ..self }
    }

    /// The organization concerned.
    pub fn at_organization(self, finess: &Finess) -> Self {
        Self { finess: Some(finess.as_str().to_owned()), ..self }
    }

    /// The worker concerned.
    pub fn about_worker(self, rpps: &Rpps) -> Self {
        Self { rpps_number: Some(rpps.as_str().to_owned()), ..self }
    }

    /// What was there before, as JSON text.
    pub fn before(self, json: String) -> Self {
        Self { before: Some(json), ..self }
    }

    /// What is there after, as JSON text.
    pub fn after(self, json: String) -> Self {
        Self { after: Some(json), ..self }
    }

    /// What it keeps of what was there before, as JSON text.
    pub fn told_before(&self) -> Option<&str> {
        self.before.as_deref()
    }

    /// What it keeps of what is there after, as JSON text.
    pub fn told_after(&self) -> Option<&str> {
        self.after.as_deref()
    }

    /// What is wrong with the row, by itself.
    pub fn wrong(self) -> Option<String> {
        self.into_event().err().map(|error| format!("cannot be read: {error}"))
    }

    fn into_event(self) -> QueryResult<Event> {
        let unknown = || Error::DeserializationError(format!("no event is of the kind {}", self.kind).into());
        Ok(Event {
            kind: EventKind::parse(&self.kind).ok_or_else(unknown)?,
            id: self.id,
            at: self.at,
            actor: self.actor,
            selection_id: self.selection_id,
            finess: self.finess.as_deref().map(Finess::parse).transpose().map_err(unreadable)?,
            rpps_number: self.rpps_number.as_deref().map(Rpps::parse).transpose().map_err(unreadable)?,
            before: value(self.before)?,
            after: value(self.after)?,
        })
    }
}

/// Adds events. Of as many as one selection makes at most the statement is prepared once for all.
pub fn record(db: &mut Database, new: &[EventRecord]) -> QueryResult<()> {
    let table = events::table;
    let added = match new {
        [one] => on_both!(db => diesel::insert_into(table).values(one).execute(db)),
        [one, two] => {
            let new = [one, two].map(Clone::clone);
            on_both!(db => diesel::insert_into(table).values(new).execute(db))
        }
        [one, two, three] => {
            let new = [one, two, three].map(Clone::clone);
            on_both!(db => diesel::insert_into(table).values(new).execute(db))
        }
        many => on_both!(db => diesel::insert_into(table).values(many).execute(db)),
    };
    added.map(drop)
}

/// What happened to an organization, newest first.
///
/// # Errors
/// Any error of the database.
pub fn of_organization(db: &mut Database, finess: &Finess, size: usize) -> QueryResult<Vec<Event>> {
    let found = events::table
        .filter(events::finess.eq(finess.as_str()))
        .order((events::at.desc(), events::id.desc()))
        .limit(rows(size))
        .select(EventRecord::as_select())
        .load(db)?;
    told(found)
}

/// What happened to a worker, newest first.
///
/// # Errors
/// Any error of the database.
pub fn of_worker(db: &mut Database, rpps: &Rpps, size: usize) -> QueryResult<Vec<Event>> {
    let found = events::table
        .filter(events::rpps_number.eq(rpps.as_str()))
        .order(events::id.desc())
        .limit(rows(size))
        .select(EventRecord::as_select())
        .load(db)?;
    told(found)
}

/// What one selection did, and its undoing, oldest first.
///
/// # Errors
/// Any error of the database.
pub fn of_selection(db: &mut Database, id: &str) -> QueryResult<Vec<Event>> {
    let found = events::table
        .filter(events::selection_id.eq(storable(id)))
        .order(events::id.asc())
        .limit(rows(LARGEST_PAGE))
        .select(EventRecord::as_select())
        .load(db)?;
    told(found)
}

/// So many rows, kept within bounds.
pub fn rows(size: usize) -> i64 {
    i64::try_from(bounded(size)).unwrap_or(i64::MAX)
}

/// The events that rows tell of.
pub fn told(found: Vec<EventRecord>) -> QueryResult<Vec<Event>> {
    found.into_iter().map(EventRecord::into_event).collect()
}

fn value(json: Option<String>) -> QueryResult<Option<serde_json::Value>> {
    json.map(|json| serde_json::from_str(&json)).transpose().map_err(unreadable)
}
