//! The register by itself, on SQLite, or on the server that `TEST_DATABASE_URL` names.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected fails")]

mod constraints;
mod invented;
mod listing;
mod simultaneous;
mod undo;

#[path = "../support/database.rs"]
#[expect(dead_code, reason = "the front-door tests use the rest")]
mod database;
#[path = "../support/left_out.rs"]
#[expect(dead_code, reason = "the front-door tests use the rest")]
mod left_out;
