//! The embedded index: entries kept in tantivy and searched in the directory's language.
//!
//! Reading order: [`analysis`] (the language's words for tantivy), `sound` (names said alike), `packing`,
//! `counted` → [`schema`] (entry ⇄ document) → `found`, `effort` (what a search costs), `alike`,
//! `spellings`, `lookup`, `either`, `among`, `ids`, `sloppy`, `shape`, `terms`, `matching`, [`query`] (the
//! language's tree for tantivy) → [`order`], `page`, [`facets`], `spread`, `learnt`, `walk`, `waited` →
//! [`inquiry`] → [`search`] → `kept`,
//! `foreseen`; `told` (what is registered, looked up by its keys);
//! [`shelf`] (where indexes stand) → [`import`] (from a file to a published index, through
//! [`refused`], `gather`, or `former` and `gather_documents`, `spill` and `build`) → [`embedded`] (opened and
//! asked) → `watch` (replaced while searches run); [`entries`] (all, one by one).

mod alike;
mod among;
pub mod analysis;
mod build;
mod counted;
pub mod effort;
mod either;
pub mod embedded;
pub mod entries;
mod excluded;
pub mod facets;
mod foreseen;
mod former;
mod found;
mod gather;
mod gather_documents;
mod ids;
pub mod import;
mod import_error;
pub mod inquiry;
mod kept;
mod learnt;
mod lookup;
mod matching;
pub mod order;
mod packing;
mod page;
mod permissions;
pub mod progress;
pub mod publication;
mod published;
pub mod query;
pub mod refused;
pub mod schema;
pub mod search;
mod shape;
pub mod shelf;
mod sloppy;
mod sound;
mod spellings;
mod spill;
mod spread;
pub mod status;
mod tally;
mod terms;
mod told;
mod waited;
mod walk;
mod watch;
