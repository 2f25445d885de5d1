//! Which version of a published file an index was made of.

use serde::{Deserialize, Serialize};

/// A version of the file at an address, as its server tells versions apart (RFC 9110 §8.8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The address that was asked, without its query.
    pub address: String,
    /// `ETag`, word for word.
    pub etag: Option<String>,
    /// `Last-Modified`, word for word.
    pub last_modified: Option<String>,
}
