//! What is asked, translated, and what a filter leaves of it.

use tantivy::{
    Searcher,
    query::{AllQuery, BooleanQuery, ConstScoreQuery},
};

use super::{
    fault::unreadable,
    inquiry::Inquiry,
    learnt::Learnt,
    query::{
        Searched, Untranslatable,
        effort::{Effort, Part},
        translate,
    },
};
use crate::{directory::language::query::Query, domain::search::SearchError};

/// What finds the entries that an inquiry asks for.
///
/// # Errors
/// As [`of_filter`].
pub(super) fn asked(searcher: &Searcher, learnt: &Learnt, inquiry: &Inquiry) -> Result<Part, SearchError> {
    let criteria =
        translate(searcher, &learnt.spellings, &inquiry.criteria, &inquiry.searched).map_err(untranslated)?;
    Ok(match &inquiry.filter {
        None => criteria,
        Some(filter) => within(searcher, criteria, of_filter(searcher, learnt, filter)?),
    })
}

/// What finds the entries that pass a filter.
///
/// # Errors
/// [`SearchError::Refused`] where it would take too long, [`SearchError::Unavailable`] where the index cannot
/// be read.
pub(super) fn of_filter(searcher: &Searcher, learnt: &Learnt, filter: &Query) -> Result<Part, SearchError> {
    translate(searcher, &learnt.spellings, filter, &Searched::default()).map_err(untranslated)
}

/// What a filter leaves of a query, its scores unchanged. Of everything it leaves what it finds itself,
/// for to look every entry up there takes far longer.
pub(super) fn within(searcher: &Searcher, asked: Part, filter: Part) -> Part {
    if asked.query.is::<AllQuery>() {
        return filter.wrapped(|query| ConstScoreQuery::new(query, 1.0));
    }
    let effort = Effort::all(&[asked.effort, filter.effort], &[], searcher.num_docs() as f64);
    let filter = Box::new(ConstScoreQuery::new(filter.query, 0.0));
    Part::new(BooleanQuery::intersection(vec![asked.query, filter]), effort)
}

fn untranslated(error: Untranslatable) -> SearchError {
    match error {
        Untranslatable::Index(error) => unreadable(error),
        Untranslatable::Refused(refusal) => SearchError::Refused(refusal.to_string()),
    }
}
