//! The embedded index: entries kept in tantivy and searched in the directory's language.
//!
//! Reading order: [`analysis`] (the language's words for tantivy), `sound` (names said alike), `packing`,
//! `counted` → [`schema`] (entry ⇄ document) → [`query`] (the language's tree for tantivy, and what a search
//! costs) → [`order`], `page`, [`facets`], `spread`, `learnt`, `walk`, `waited` → [`inquiry`], `fault` →
//! `narrowed`, `buckets` → [`search`] → `kept`, `foreseen`; `told` (what is registered, looked up by its
//! keys); [`shelf`] (where indexes stand) → [`import`] (from a file to a published index, with what was
//! [`refused`]) → [`opened`], [`embedded`] (opened and asked) → `watch` (replaced while searches run);
//! [`entries`] (all, one by one).

pub mod analysis;
mod buckets;
mod counted;
pub mod embedded;
pub mod entries;
pub mod facets;
mod fault;
mod foreseen;
pub mod import;
pub mod inquiry;
mod kept;
mod learnt;
mod narrowed;
pub mod opened;
pub mod order;
mod packing;
mod page;
pub mod progress;
pub mod publication;
mod published;
pub mod query;
pub mod refused;
pub mod schema;
pub mod search;
pub mod shelf;
mod sound;
mod spread;
pub mod status;
mod told;
mod waited;
mod walk;
mod watch;
