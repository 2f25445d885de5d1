//! How much of a request is read, and for how long.

use std::time::Duration;

/// The longest request line, from the method to the protocol's version, in bytes
/// (`cloudsearch.md` §7.1).
pub const LONGEST_LINE: usize = 8_190;

/// The largest form, in bytes: the longest queries with every letter percent-encoded.
pub const LARGEST_BODY: usize = 256 * 1024;

/// How long a form may take to arrive.
pub const ARRIVES_WITHIN: Duration = Duration::from_secs(10);
