//! The facts that may change at the source, and their values.

use std::collections::BTreeMap;

/// Facts by the directory's names of them; those not known are left out.
pub type Facts = BTreeMap<String, String>;

/// What may change at the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangedFact {
    /// Last name of a worker.
    LastName,
    /// First name of a worker.
    FirstName,
    /// Profession of a worker.
    Profession,
    /// Name of an organization.
    Name,
    /// Street, postcode and town of an organization.
    Place,
    /// Whether a worker is at an organization.
    Affiliation,
    /// Whether the worker or the organization is in the directory at all.
    Presence,
}

impl ChangedFact {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::LastName,
        Self::FirstName,
        Self::Profession,
        Self::Name,
        Self::Place,
        Self::Affiliation,
        Self::Presence,
    ];

    /// The word under which it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LastName => "last_name",
            Self::FirstName => "first_name",
            Self::Profession => "profession_name",
            Self::Name => "name",
            Self::Place => "place",
            Self::Affiliation => "affiliation",
            Self::Presence => "presence",
        }
    }

    /// The one stored under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.as_str() == word)
    }
}
