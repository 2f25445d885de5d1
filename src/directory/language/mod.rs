//! The directory's language (`cloudsearch.md`): what can be asked, as pure code without I/O.
//!
//! Three small languages, one tree: `q` is the [`simple`] syntax, which repairs whatever it
//! reads; `fq` the [`structured`] one, which refuses what it does not know; `q.options` says
//! how `q` is read ([`options`]). All make a [`query::Query`].
//!
//! Must not know how a directory answers. Reading order: refusal, cursor → [`fields`],
//! french, [`words`] → [`vocabulary`], [`query`] → weight, [`options`], [`returned`] →
//! [`simple`], [`structured`].

mod cursor;
pub mod fields;
mod french;
pub mod options;
pub mod query;
pub mod refusal;
pub mod relaxed_json;
pub mod returned;
pub mod simple;
mod simple_letters;
mod simple_level;
pub mod spelling;
pub mod structured;
mod structured_number;
mod structured_settings;
mod structured_value;
pub mod vocabulary;
mod weight;
pub mod words;
