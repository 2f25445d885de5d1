//! The register by itself, without its pages: on SQLite, or on the PostgreSQL server that
//! `TEST_DATABASE_URL` names, whatever its collation.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

/// Selections that are written together.
mod batches;
/// What a directory says otherwise.
mod changes;
/// What the database refuses whoever asks.
mod constraints;
/// A new database of each kind, and invented facts.
mod filters;
mod harness;
/// Pages, order, and what is typed in the search box.
mod listing;
/// How many queries a page takes.
mod queries;
/// Registering, removing and taking back.
mod selections;
/// Words that begin too many others.
mod short_words;
/// Many at the same time.
mod simultaneous;
/// Accounts, links and sessions.
mod staff;
/// What lets programs in.
mod tokens;
/// Whether all is there: checks, copies, and carrying to another database.
mod whole;

#[path = "../support/database.rs"]
#[expect(dead_code, reason = "the front-door tests use the rest")]
mod database;
#[path = "../support/left_out.rs"]
#[expect(dead_code, reason = "the front-door tests use the rest")]
mod left_out;
