//! Why nothing was exported.

use std::io;

use thiserror::Error;

use crate::domain::search::SearchError;

/// The most fields that the service's index has.
pub const MOST_FIELDS: usize = 200;

/// Why nothing was exported.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The folder is no new one.
    #[error("there is something in {0} already; name a folder that does not exist yet")]
    Taken(String),
    /// The folder has no name.
    #[error("{0} is no name for a new folder")]
    NoName(String),
    /// Another process writes there.
    #[error("another export to {0} is under way; wait for it, or name another folder")]
    Busy(String),
    /// Nothing is loaded, or it cannot be read.
    #[error("the directory cannot be read: {0}")]
    Read(#[from] SearchError),
    /// The folder cannot be written.
    #[error("{place} cannot be written: {reason}. Check the path and the room on the disk")]
    Write {
        /// The folder.
        place: String,
        /// What the system says.
        reason: io::Error,
    },
    /// The directory has more fields than an index of the service.
    #[error("the directory has {0} fields, and the service's index has at most {MOST_FIELDS}")]
    TooManyFields(usize),
}
