//! What the questions of one search are put to: a source as it is, or the index whose turn has come.

use super::{asking::Asked, index::opened::Sitting, patience::Patience};
use crate::domain::{
    abilities::Abilities,
    identifiers::Rpps,
    search::{Hits, SearchError, SearchRequest},
};

/// Answers the questions of one search.
pub(super) trait Questioned {
    /// Answers one.
    ///
    /// # Errors
    /// As [`Asked::search`].
    async fn search(&self, request: &SearchRequest) -> Result<Hits, SearchError>;

    /// What it can be asked, as far as that is known.
    fn abilities(&self) -> Abilities;

    /// Whether another source answers where this one fails.
    fn has_stand_in(&self) -> bool;

    /// Whether it may hold more places of a person than so many.
    fn has_more_places(&self, rpps: &Rpps, than: usize) -> bool;
}

/// The embedded index, on the thread that has its turn.
pub(super) struct InTurn<'t> {
    /// The index.
    pub index: &'t Sitting,
    /// How long all the answers are waited for.
    pub patience: &'t Patience,
}

impl Questioned for Asked {
    async fn search(&self, request: &SearchRequest) -> Result<Hits, SearchError> {
        self.search(request).await
    }

    fn abilities(&self) -> Abilities {
        self.abilities()
    }

    fn has_stand_in(&self) -> bool {
        self.has_stand_in()
    }

    fn has_more_places(&self, _: &Rpps, _: usize) -> bool {
        true
    }
}

impl Questioned for InTurn<'_> {
    async fn search(&self, request: &SearchRequest) -> Result<Hits, SearchError> {
        self.index.search(request, self.patience)
    }

    fn abilities(&self) -> Abilities {
        self.index.abilities()
    }

    fn has_stand_in(&self) -> bool {
        false
    }

    fn has_more_places(&self, rpps: &Rpps, than: usize) -> bool {
        self.index.has_more_places(rpps, than)
    }
}
