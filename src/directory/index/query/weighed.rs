//! Queries with another score, which can be looked into, as tantivy's own cannot.

use tantivy::{
    Score,
    query::{BoostQuery, ConstScoreQuery, EnableScoring, Query, Weight},
};

/// Finds what a query finds.
#[derive(Debug)]
pub(super) struct Weighed {
    /// What finds it.
    pub(super) query: Box<dyn Query>,
    score: How,
}

#[derive(Debug, Clone, Copy)]
enum How {
    Times(Score),
    Always(Score),
}

impl Weighed {
    /// With so many times the score.
    pub(super) fn times(query: Box<dyn Query>, weight: Score) -> Self {
        Self { query, score: How::Times(weight) }
    }

    /// With that score, whatever it is found by.
    pub(super) fn always(query: Box<dyn Query>, score: Score) -> Self {
        Self { query, score: How::Always(score) }
    }
}

impl Clone for Weighed {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), score: self.score }
    }
}

impl Query for Weighed {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let query = self.query.box_clone();
        match self.score {
            How::Times(weight) => BoostQuery::new(query, weight).weight(scoring),
            How::Always(score) => ConstScoreQuery::new(query, score).weight(scoring),
        }
    }
}
