//! Everything that happened, narrowed and by pages.

use diesel::{
    BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl,
    SelectableHelper, TextExpressionMethods, dsl::sql, sql_types::Bool,
};

use super::{
    database::Database,
    history::{EventRecord, rows, told},
    schema::events,
    text::storable,
};
use crate::domain::{
    event::{Event, EventKind},
    identifiers::{Finess, Rpps},
};

/// Links made of which somebody completed facts, word by word as the index of these has it.
const BY_HAND: &str = r#"after LIKE '%"completed_by_hand":["%'"#;

/// What happened, as the history is narrowed to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Events of one kind.
    Kind(EventKind),
    /// Links made of which somebody completed facts by hand.
    CompletedByHand,
}

/// What is asked of the history; none narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Done by this person.
    pub who: Option<String>,
    /// Only this.
    pub what: Option<What>,
    /// At this moment or later: seconds since 1970, UTC.
    pub since: Option<i64>,
    /// Before this moment.
    pub until: Option<i64>,
    /// About this organization.
    pub finess: Option<Finess>,
    /// About this worker.
    pub rpps_number: Option<Rpps>,
    /// After the event of that id.
    pub after: Option<String>,
}

impl What {
    /// The word for it in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.as_str(),
            Self::CompletedByHand => "completed_by_hand",
        }
    }

    /// What that word means.
    pub fn parse(word: &str) -> Option<Self> {
        let kind = || EventKind::parse(word).map(Self::Kind);
        if word == Self::CompletedByHand.as_str() { Some(Self::CompletedByHand) } else { kind() }
    }
}

/// What happened, newest first.
///
/// # Errors
/// Any error of the database.
pub fn page(db: &mut Database, asked: &Asked, size: usize) -> QueryResult<Vec<Event>> {
    let mut query = events::table.into_boxed();
    if let Some(id) = &asked.after {
        let place = events::table.find(storable(id)).select((events::at, events::id));
        let Some((at, id)) = place.first::<(i64, String)>(db).optional()? else { return Ok(Vec::new()) };
        query = query.filter(events::at.le(at).and(events::at.lt(at).or(events::id.lt(id))));
    }
    // One filter leads by its index, the one that fewest pass; the others are hidden from SQLite,
    // which does not know which that is.
    let is_about_one = asked.finess.is_some() || asked.rpps_number.is_some();
    if let Some(finess) = &asked.finess {
        query = query.filter(events::finess.eq(finess.as_str()));
    }
    if let Some(rpps) = &asked.rpps_number {
        query = query.filter(events::rpps_number.eq(rpps.as_str()));
    }
    query = match asked.what {
        Some(What::CompletedByHand) => query.filter(sql::<Bool>(BY_HAND)),
        Some(What::Kind(kind)) if is_about_one => query.filter(events::kind.concat("").eq(kind.as_str())),
        Some(What::Kind(kind)) => query.filter(events::kind.eq(kind.as_str())),
        None => query,
    };
    if let Some(who) = &asked.who {
        query = if is_about_one || asked.what.is_some() {
            query.filter(events::actor.concat("").eq(storable(who)))
        } else {
            query.filter(events::actor.eq(storable(who)))
        };
    }
    if let Some(since) = asked.since {
        query = query.filter(events::at.ge(since));
    }
    if let Some(until) = asked.until {
        query = query.filter(events::at.lt(until));
    }
    let newest_first = (events::at.desc(), events::id.desc());
    told(query.order(newest_first).limit(rows(size)).select(EventRecord::as_select()).load(db)?)
}
