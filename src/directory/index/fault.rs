//! What whoever asked is told of an index that fails.

use std::fmt::Display;

use crate::domain::search::SearchError;

/// It cannot be read.
pub(super) fn unreadable(error: impl Display) -> SearchError {
    SearchError::Unavailable(format!("the index cannot be read: {error}"))
}
