//! One line of history: who did what to whom, when.

use serde::{Deserialize, Serialize};

use super::identifiers::{Finess, Rpps};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// An organization was registered.
    OrganizationCreated,
    /// A worker was registered.
    WorkerCreated,
    /// A worker was linked to an organization.
    AffiliationCreated,
    /// A link was removed.
    AffiliationRemoved,
    /// A worker was removed.
    WorkerRemoved,
    /// An organization was removed.
    OrganizationRemoved,
    /// What the directory says of an organization was taken over.
    OrganizationUpdated,
    /// What the directory says of a worker was taken over.
    WorkerUpdated,
    /// A worker was removed with all links, and taken from the history.
    WorkerForgotten,
    /// Somebody got an account.
    StaffAdded,
    /// An account got another role.
    StaffChanged,
    /// An account was removed.
    StaffRemoved,
    /// A token of the JSON API was made.
    TokenAdded,
    /// A token of the JSON API was revoked.
    TokenRemoved,
}

impl EventKind {
    /// Every kind; first those of one selection and its undoing, in the order in which they are written.
    pub const ALL: [Self; 14] = [
        Self::OrganizationCreated,
        Self::WorkerCreated,
        Self::AffiliationCreated,
        Self::AffiliationRemoved,
        Self::WorkerRemoved,
        Self::OrganizationRemoved,
        Self::OrganizationUpdated,
        Self::WorkerUpdated,
        Self::WorkerForgotten,
        Self::StaffAdded,
        Self::StaffChanged,
        Self::StaffRemoved,
        Self::TokenAdded,
        Self::TokenRemoved,
    ];

    /// The word under which the kind is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrganizationCreated => "organization_created",
            Self::WorkerCreated => "worker_created",
            Self::AffiliationCreated => "affiliation_created",
            Self::AffiliationRemoved => "affiliation_removed",
            Self::WorkerRemoved => "worker_removed",
            Self::OrganizationRemoved => "organization_removed",
            Self::OrganizationUpdated => "organization_updated",
            Self::WorkerUpdated => "worker_updated",
            Self::WorkerForgotten => "worker_forgotten",
            Self::StaffAdded => "staff_added",
            Self::StaffChanged => "staff_changed",
            Self::StaffRemoved => "staff_removed",
            Self::TokenAdded => "token_added",
            Self::TokenRemoved => "token_removed",
        }
    }

    /// The kind stored under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One line of history. It outlives what it tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Time-ordered text (UUID version 7), so that sorting by it is sorting by time.
    pub id: String,
    /// Seconds since 1970, UTC.
    pub at: i64,
    /// Who: `local` before accounts exist, then the e-mail address, `token:NAME` or `cli`.
    pub actor: String,
    /// The selection that this event belongs to.
    pub selection_id: Option<String>,
    /// What happened.
    pub kind: EventKind,
    /// The organization concerned.
    pub finess: Option<Finess>,
    /// The worker concerned.
    pub rpps_number: Option<Rpps>,
    /// What was there before, as JSON.
    pub before: Option<serde_json::Value>,
    /// What is there after, as JSON.
    pub after: Option<serde_json::Value>,
}
