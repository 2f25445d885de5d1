//! What programs are told: the facts of the register under the directory's own names.
//!
//! They stand apart from the domain's types, so that what programs rely on changes only when meant.

pub mod affiliation;
pub mod directory;
pub mod organization;
pub mod page;
pub mod problem;
pub mod selection;
pub mod worker;
