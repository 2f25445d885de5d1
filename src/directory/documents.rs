//! Documents in the service's own form (`cloudsearch.md` §4), such as a company's own directory.
//!
//! [`facts`] reads a document's fields as an entry, [`operation`] one operation of a batch,
//! [`batch`] cuts a file into operations.
//!
//! Must not know the index: what becomes of the entries is not decided here.

pub mod batch;
pub mod facts;
pub mod operation;
