//! An affiliation as the database holds it.

use diesel::{Insertable, QueryResult, Queryable, QueryableByName, Selectable, result::Error};
use serde::Serialize;

use super::{
    listing::Cursor,
    registered::{Affiliated, Stamp},
    schema::affiliations,
    text::{list, listed, optional, storable},
};
use crate::domain::selection::{Fact, Selection, Source};

/// A row of `affiliations`, written and read alike.
#[derive(Clone, Hash, Insertable, Queryable, QueryableByName, Selectable)]
#[diesel(table_name = affiliations, treat_none_as_default_value = false)]
pub struct AffiliationRecord {
    pub finess: String,
    pub rpps_number: String,
    pub organization_sort_name: String,
    pub worker_sort_name: String,
    pub mode: Option<String>,
    pub role: Option<String>,
    pub entry_id: String,
    pub source: String,
    pub completed_by_hand: String,
    pub selection_id: String,
    pub created_at: i64,
    pub created_by: String,
}

/// What history keeps of an affiliation: the names too, for the rows may go.
#[derive(Serialize)]
pub struct AffiliationFacts<'a> {
    /// Name of the organization.
    pub organization: &'a str,
    /// Last and first name of the worker.
    pub worker: &'a str,
    /// Mode of practice at this place.
    pub mode: Option<&'a str>,
    /// Role at this place.
    pub role: Option<&'a str>,
    /// The directory's identifier of the entry.
    pub entry_id: &'a str,
    /// Where the entry came from.
    pub source: &'a str,
    /// The facts that a person completed by hand.
    pub completed_by_hand: &'a [Fact],
}

impl AffiliationRecord {
    /// The row of a link to register, with the sort names under which both sides are registered.
    pub fn new(selection: &Selection, sort_names: (String, String), stamp: &Stamp) -> QueryResult<Self> {
        Ok(Self {
            finess: selection.organization.finess.as_str().to_owned(),
            rpps_number: selection.worker.rpps_number.as_str().to_owned(),
            organization_sort_name: sort_names.0,
            worker_sort_name: sort_names.1,
            mode: optional(&selection.mode),
            role: optional(&selection.role),
            entry_id: storable(&selection.entry_id),
            source: selection.source.as_str().to_owned(),
            completed_by_hand: list(&selection.completed_by_hand)?,
            selection_id: stamp.selection_id.clone(),
            created_at: stamp.now,
            created_by: storable(&stamp.actor),
        })
    }

    /// What history keeps of the row.
    pub fn facts<'a>(
        &'a self,
        organization: &'a str,
        worker: &'a str,
        by_hand: &'a [Fact],
    ) -> AffiliationFacts<'a> {
        AffiliationFacts {
            organization,
            worker,
            mode: self.mode.as_deref(),
            role: self.role.as_deref(),
            entry_id: &self.entry_id,
            source: &self.source,
            completed_by_hand: by_hand,
        }
    }

    /// The facts that a person completed by hand.
    pub fn by_hand(&self) -> QueryResult<Vec<Fact>> {
        listed(&self.completed_by_hand)
    }

    /// The place of the row among the workers of its organization.
    pub fn place_of_worker(&self) -> Cursor {
        Cursor::at(&self.worker_sort_name, &self.rpps_number)
    }

    /// The place of the row among the organizations of its worker.
    pub fn place_of_organization(&self) -> Cursor {
        Cursor::at(&self.organization_sort_name, &self.finess)
    }

    /// The facts of the other side together with those of the link.
    pub fn with<T>(self, facts: T) -> QueryResult<Affiliated<T>> {
        let completed_by_hand = self.by_hand()?;
        Ok(Affiliated {
            facts,
            mode: self.mode,
            role: self.role,
            since: self.created_at,
            by: self.created_by,
            source: source(&self.source)?,
            completed_by_hand,
            entry_id: self.entry_id,
        })
    }
}

fn source(word: &str) -> QueryResult<Source> {
    Source::parse(word)
        .ok_or_else(|| Error::DeserializationError(format!("no source of entries is called {word}").into()))
}
