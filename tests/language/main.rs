//! The directory's language, asked of an embedded index in memory.
//!
//! - `corpus`: the published cases (`tests/data/cloudsearch-cases.json`).

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpus;
mod harness;
