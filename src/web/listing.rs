//! The listings' box, filter and pages, the same for organizations and workers.

use serde::{Deserialize, Serialize};

use super::error::Error;
use crate::registry::{
    count::Count,
    listing::{Cursor, Listing},
};

/// Rows on a page.
pub const PAGE: usize = 50;

/// A listing as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListForm {
    /// What was typed in the box.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Code of a department; organizations only.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub department: String,
    /// Where the page begins.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl ListForm {
    /// The page asked for.
    ///
    /// # Errors
    /// [`Error::Malformed`] when where it begins cannot be read.
    pub fn listing(&self) -> Result<Listing, Error> {
        Ok(Listing {
            words: self.q.clone(),
            department: Some(self.department.trim().to_owned()).filter(|code| !code.is_empty()),
            after: cursor(&self.after)?,
            size: PAGE,
        })
    }

    /// Whether it is narrowed by a word or a filter.
    pub fn is_narrowed(&self) -> bool {
        !self.q.trim().is_empty() || !self.department.trim().is_empty()
    }

    /// How many rows there are in all, where that is known: `total` unless the listing is narrowed,
    /// else the rows of a page that is the only one.
    pub fn count(&self, total: Count, shown: usize, has_next: bool) -> Option<Count> {
        if !self.is_narrowed() {
            return Some(total);
        }
        (self.after.is_empty() && !has_next).then_some(Count::Exactly(shown as u64))
    }

    /// Whether it is the first of several pages of a narrowed listing, whose rows nobody counted.
    pub fn is_cut(&self, has_next: bool) -> bool {
        self.is_narrowed() && self.after.is_empty() && has_next
    }

    /// The address of the page that begins there.
    pub fn page_after(&self, path: &str, next: &Cursor) -> String {
        let form = Self { after: next.to_string(), ..self.clone() };
        format!("{path}?{}", serde_urlencoded::to_string(form).unwrap_or_default())
    }
}

/// Where a page begins, as an address says it; nothing means at the beginning.
///
/// # Errors
/// [`Error::Malformed`] when it cannot be read.
pub fn cursor(after: &str) -> Result<Option<Cursor>, Error> {
    if after.is_empty() {
        return Ok(None);
    }
    let malformed = |_| Error::Malformed("error-page", format!("no page begins at {after:?}"));
    Cursor::parse(after).map(Some).map_err(malformed)
}
