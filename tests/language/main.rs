//! The directory's language, asked of an embedded index in memory.
//!
//! - `corpus`: the published cases (`tests/data/cloudsearch-cases.json`);
//! - `phrases`: words near each other;
//! - `staff`: what people type;
//! - `limits`: hostile and arbitrary requests.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpus;
mod harness;
mod limits;
mod people;
mod phrases;
mod staff;
