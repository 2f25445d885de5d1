//! The directory's language (`cloudsearch.md`): what can be asked, as pure code without I/O.
//!
//! Must not know how a directory answers.

pub mod fields;
