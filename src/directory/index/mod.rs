//! The embedded index: entries kept in tantivy and searched in the directory's language.
//!
//! Reading order: [`analysis`] (the language's words for tantivy) → [`schema`] (entry ⇄
//! document) → `sloppy`, `matching`, [`query`] (the language's tree for tantivy) → [`search`];
//! [`shelf`] (where indexes stand) → [`import`] (from a file to a published index, through
//! `gather`, `spill` and `build`) → [`embedded`] (opened and asked) → `watch` (replaced while
//! searches run).

pub mod analysis;
mod build;
pub mod embedded;
mod gather;
pub mod import;
mod import_error;
mod matching;
mod permissions;
pub mod progress;
pub mod publication;
mod published;
pub mod query;
pub mod schema;
pub mod search;
pub mod shelf;
mod sloppy;
mod spill;
pub mod status;
mod tally;
mod watch;
