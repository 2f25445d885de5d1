//! The gateway's protocol from the answering side (`cloudsearch.md` §1, §5), without HTTP: the
//! embedded index asked by the service's parameters and answered in the service's terms.
//!
//! Reading order: [`error`] → [`parameters`] (names and values) → `sorting`, `faceting`,
//! `words_found` and [`highlighting`], `cursor` (one parameter each) → [`request`] (all of them) →
//! [`document`] (an entry's fields) → [`answer`].

pub mod answer;
mod cursor;
pub mod document;
pub mod error;
mod faceting;
pub mod highlighting;
pub mod parameters;
pub mod request;
mod sorting;
mod words_found;
