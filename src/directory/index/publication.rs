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

impl Publication {
    /// Whether the server tells its versions apart at all.
    pub fn is_known(&self) -> bool {
        self.etag.is_some() || self.last_modified.is_some()
    }

    /// What names this very version, byte for byte, so that its pieces may be put together; none
    /// where the server has nothing that strong (RFC 9110 §13.1.5).
    pub fn for_ranges(&self) -> Option<&str> {
        let strong = self.etag.as_deref().filter(|etag| !etag.starts_with("W/"));
        strong.or(self.last_modified.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_put_together_by_a_strong_etag_or_by_the_day() {
        let of = |etag: Option<&str>, day: Option<&str>| Publication {
            address: String::new(),
            etag: etag.map(str::to_owned),
            last_modified: day.map(str::to_owned),
        };
        assert_eq!(of(Some("\"a\""), Some("day")).for_ranges(), Some("\"a\""));
        assert_eq!(of(Some("W/\"a\""), Some("day")).for_ranges(), Some("day"));
        assert_eq!(of(Some("W/\"a\""), None).for_ranges(), None);
        assert!(of(Some("W/\"a\""), None).is_known() && !of(None, None).is_known());
    }
}
