//! The embedded index: entries kept in tantivy and searched in the directory's language.
//!
//! Reading order: `words` (what a word is) → `analysis` (the same for tantivy) → [`schema`]
//! (entry ⇄ document).

pub mod analysis;
pub mod schema;
pub mod words;
