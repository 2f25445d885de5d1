//! Documents in the service's own form (`cloudsearch.md` §4), such as a company's own directory.
//!
//! [`batch`] cuts a file into operations, [`operation`] reads one, [`rules`] are the service's,
//! [`facts`] makes an entry of a document's fields.
//!
//! Must not know the index: what becomes of the entries is not decided here.

pub mod batch;
pub mod facts;
mod nesting;
pub mod operation;
pub mod rules;
