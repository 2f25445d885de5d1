//! All that can be asked of the index at once, read and checked.

use std::ops::Range;

use super::{
    facets::{Bucket, BucketOrder},
    order::{By, Mark, SortKey},
    query::Searched,
};
use crate::{
    directory::language::{
        fields::{self, Field, ID},
        query::Query,
    },
    domain::entry::Entry,
};

/// A question.
#[derive(Debug, Clone)]
pub struct Inquiry {
    /// What entries are looked for; decides the score.
    pub criteria: Query,
    /// Where the words of `criteria` are looked for that name no field.
    pub searched: Searched,
    /// What entries must be besides; never scores.
    pub filter: Option<Query>,
    /// What is answered of the entries found.
    pub page: Page,
    /// The order, by [`Inquiry::keys`] made total; empty: the best first.
    pub order: Vec<SortKey>,
    /// Whether scores are wanted whatever the order.
    pub with_scores: bool,
    /// Fields to count, in the order of the answer.
    pub facets: Vec<FacetAsked>,
}

/// Which of the entries found are answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// By their place in the order.
    Places(Range<usize>),
    /// The first `size` after a hit with these values; none: from the first on.
    After {
        /// One value for each of [`Inquiry::keys`].
        marks: Option<Vec<Mark>>,
        /// The most entries.
        size: usize,
    },
}

/// A field to count.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetAsked {
    /// The field.
    pub field: Field,
    /// What to count.
    pub buckets: Buckets,
}

/// What to count of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Buckets {
    /// The first values in an order.
    First(BucketOrder, usize),
    /// These values and ranges: as they were written, and what finds them.
    These(Vec<(String, Query)>),
}

/// The answer to an [`Inquiry`].
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How many entries match.
    pub found: u64,
    /// Those of the page, in order.
    pub hits: Vec<Hit>,
    /// The counts asked for, in the order asked.
    pub facets: Vec<Vec<Bucket>>,
}

/// An entry found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The entry.
    pub entry: Entry,
    /// Its relevance, above 0 where scores were wanted.
    pub score: f32,
    /// Its values in the order; known only where a page is asked for by marks.
    pub marks: Vec<Mark>,
}

impl Inquiry {
    /// The order, its last step the id, which tells any two entries apart.
    pub fn keys(&self) -> Vec<SortKey> {
        let by_score = SortKey { by: By::Score, is_ascending: false };
        let mut keys = if self.order.is_empty() { vec![by_score] } else { self.order.clone() };
        let by_id = fields::find(ID).map(|spec| SortKey { by: By::Field(spec), is_ascending: true });
        keys.extend(by_id);
        keys
    }
}
