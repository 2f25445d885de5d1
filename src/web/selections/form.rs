//! The form that selects one entry: its keys, and what was completed of it.
//!
//! The browser sends keys, not facts: what is registered is fetched again from the directory.

use serde::{Deserialize, Serialize};

use crate::web::error::Error;

/// One entry, and what was completed of it.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct SelectForm {
    /// The directory's identifier of the entry.
    pub entry: String,
    /// Where the entry was found.
    pub source: String,
    /// RPPS number of the person, to find the entry again under another identifier.
    pub rpps_number: String,
    /// FINESS number of the place, likewise.
    pub finess: String,
    /// Where the place has no FINESS number: its key ([`crate::domain::entry::Entry::place_key`]).
    pub at: String,
    /// FINESS number of the organization chosen.
    pub organization: String,
    /// What was typed to find an organization.
    pub place: String,
    /// First name typed.
    pub first_name: String,
    /// Code of the profession chosen.
    pub profession_code: String,
}

impl SelectForm {
    /// The form when it names an entry.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it names none.
    pub fn checked(self) -> Result<Self, Error> {
        if self.entry.trim().is_empty() {
            return Err(Error::Malformed("error-no-entry", "the form names no entry".to_owned()));
        }
        Ok(self)
    }
    /// The page on which the form can be sent again.
    pub fn page(&self) -> String {
        format!("/selections/new?{}", serde_urlencoded::to_string(self).unwrap_or_default())
    }
}
