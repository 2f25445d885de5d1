//! How many of the matches have each of the values and ranges that a question names.

use tantivy::{Searcher, query::Query as _};

use super::{
    facets::Bucket,
    fault::unreadable,
    inquiry::{Buckets, Inquiry},
    learnt::Learnt,
    narrowed::of_filter,
    query::{effort::Part, within},
    waited::Waited,
};
use crate::{
    directory::{language::query::Query, patience::Patience},
    domain::search::SearchError,
};

/// For each field to count: what finds those of the matches that have each of the values and ranges given.
///
/// # Errors
/// As [`of_filter`].
pub(super) fn queries(
    searcher: &Searcher,
    learnt: &Learnt,
    inquiry: &Inquiry,
    asked: &Part,
) -> Result<Vec<Vec<(String, Part)>>, SearchError> {
    let of_one = |(value, of_it): &(String, Query)| {
        Ok((value.clone(), within(searcher, asked.copied(), of_filter(searcher, learnt, of_it)?)))
    };
    let facets = inquiry.facets.iter().map(|facet| match &facet.buckets {
        Buckets::First(..) => Ok(Vec::new()),
        Buckets::These(buckets) => buckets.iter().map(of_one).collect(),
    });
    facets.collect()
}

/// The counts in the order asked, of those counted on the walk and of values and ranges given.
///
/// # Errors
/// [`SearchError::Unavailable`] where the index cannot be read.
pub(super) fn counted(
    searcher: &Searcher,
    inquiry: &Inquiry,
    queries: Vec<Vec<(String, Part)>>,
    counted: Vec<Vec<Bucket>>,
    patience: &Patience,
) -> Result<Vec<Vec<Bucket>>, SearchError> {
    let mut counted = counted.into_iter();
    let count = |(value, part): (String, Part)| {
        let count = Waited::new(part.query, patience).count(searcher).map_err(unreadable)? as u64;
        Ok(Bucket { value, count })
    };
    let facets = inquiry.facets.iter().zip(queries).map(|(asked, queries)| match &asked.buckets {
        Buckets::First(..) => Ok(counted.next().unwrap_or_default()),
        Buckets::These(_) => queries.into_iter().map(count).collect(),
    });
    facets.collect()
}
