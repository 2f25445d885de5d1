//! The embedded index: entries kept in tantivy and searched in the directory's language.
//!
//! Reading order: [`analysis`] (the language's words for tantivy) → [`schema`] (entry ⇄
//! document) → `sloppy`, `matching`, [`query`] (the language's tree for tantivy) → [`search`].

pub mod analysis;
mod matching;
pub mod query;
pub mod schema;
pub mod search;
mod sloppy;
