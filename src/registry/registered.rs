//! What surrounds the facts that are kept: by whom, when, and from what.

use crate::domain::selection::{Fact, Source};

/// Who selects, when, and the name under which the selection can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Seconds since 1970, UTC.
    pub now: i64,
    /// `local` before accounts exist, then the e-mail address, `token:NAME` or `cli`.
    pub actor: String,
    /// A text that no other selection bears.
    pub selection_id: String,
}

/// Facts as registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered<T> {
    /// The facts.
    pub facts: T,
    /// Seconds since 1970, UTC.
    pub created_at: i64,
    /// Who registered it.
    pub created_by: String,
}

/// The other side of an affiliation, with the facts of the affiliation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliated<T> {
    /// The facts of the organization or the worker.
    pub facts: T,
    /// Mode of practice at this place.
    pub mode: Option<String>,
    /// Role at this place.
    pub role: Option<String>,
    /// When they were linked: seconds since 1970, UTC.
    pub since: i64,
    /// Who linked them.
    pub by: String,
    /// Where the selected entry came from.
    pub source: Source,
    /// The facts that a person completed by hand.
    pub completed_by_hand: Vec<Fact>,
    /// The directory's identifier of the selected entry.
    pub entry_id: String,
}

impl<T> Affiliated<T> {
    /// Whether the entry was an invented one of the demonstration directory.
    pub fn is_demonstration(&self) -> bool {
        self.source == Source::Demo
    }
}

/// What registering did to one of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It was not there, and is now.
    Created,
    /// It was there, and is unchanged.
    Known,
}

impl Written {
    /// Created, or else known.
    pub fn created_if(created: bool) -> Self {
        if created { Self::Created } else { Self::Known }
    }

    /// Whether it was created.
    pub fn is_created(self) -> bool {
        self == Self::Created
    }
}

/// What became of a wish to remove an organization or a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// It was removed.
    Removed,
    /// It stays, for so many affiliations refer to it.
    StillLinked(u64),
    /// It is not registered.
    Unknown,
}

impl Removal {
    /// Whether it was removed.
    pub fn is_removed(self) -> bool {
        self == Self::Removed
    }
}
