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
    #[serde(skip_serializing_if = "String::is_empty")]
    pub entry: String,
    /// Where the entry was found.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// RPPS number of the person, to find the entry again under another identifier.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rpps_number: String,
    /// FINESS number of the place, likewise.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub finess: String,
    /// Where the place has no FINESS number: its key ([`crate::domain::entry::Entry::place_key`]).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// FINESS number of the organization chosen.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub organization: String,
    /// What was typed to find an organization.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// First name typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub first_name: String,
    /// Code of the profession chosen.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub profession_code: String,
    /// `1` to link an entry that is registered at one organization to another too.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub also: String,
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

    /// Whether it says that a second organization is meant.
    pub fn is_meant(&self) -> bool {
        self.also == "1"
    }

    /// The names and values that it sends, those without a value left out.
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        let fields = [
            ("entry", &self.entry),
            ("source", &self.source),
            ("rpps_number", &self.rpps_number),
            ("finess", &self.finess),
            ("at", &self.at),
            ("organization", &self.organization),
            ("first_name", &self.first_name),
            ("profession_code", &self.profession_code),
        ];
        fields
            .into_iter()
            .map(|(name, value)| (name, value.as_str()))
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    /// The page on which the form can be sent again.
    pub fn page(&self) -> String {
        format!("/selections/new?{}", serde_urlencoded::to_string(self).unwrap_or_default())
    }
}
