//! The embedded index: entries kept in tantivy and searched in the directory's language.
//!
//! Reading order: `words` (what a word is) → `analysis` (the same for tantivy) → [`schema`]
//! (entry ⇄ document); [`shelf`] (where indexes stand) → [`import`] (from a file to a published
//! index, through `gather`, `spill` and `build`) → [`embedded`] (opened and searched) →
//! [`watch`] (replaced while searches run).

pub mod analysis;
mod build;
pub mod embedded;
mod gather;
pub mod import;
mod import_error;
mod permissions;
pub mod progress;
mod published;
pub mod schema;
pub mod shelf;
mod spill;
pub mod status;
mod tally;
pub mod watch;
pub mod words;
