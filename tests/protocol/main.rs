//! `carnet gateway`, over HTTP, on the published corpus loaded as a company's own directory.
//!
//! - `cases`: the published cases (`tests/data/cloudsearch-cases.json`), at both addresses;
//! - `asking`: what the service hears beyond the company's five parameters;
//! - `paging`: by start and by cursor;
//! - `limits`: how much may be asked at once;
//! - `documents`: what is taken of a batch, and how it comes back;
//! - `transport`: methods, forms, lengths, errors, reading from any page;
//! - `serving`: starting, and taking up a new directory;
//! - `clients`: AWS's own SDK and the classic `boto`, where `scripts/install-test-tools` put them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod asking;
mod cases;
mod clients;
mod documents;
mod harness;
#[path = "../support/left_out.rs"]
#[expect(dead_code, reason = "other test programs leave out other tests")]
mod left_out;
mod limits;
mod paging;
mod serving;
mod transport;
