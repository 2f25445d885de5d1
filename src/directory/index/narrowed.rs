//! What is asked, translated, and what a filter leaves of it.

use tantivy::Searcher;

use super::{
    fault::unreadable,
    inquiry::Inquiry,
    learnt::Learnt,
    query::{Searched, Untranslatable, effort::Part, translate, within},
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

fn untranslated(error: Untranslatable) -> SearchError {
    match error {
        Untranslatable::Index(error) => unreadable(error),
        Untranslatable::Refused(refusal) => SearchError::Refused(refusal.to_string()),
    }
}
