//! What a fuzz target tries with a text: the same as the tests of the language.
//!
//! The language is pure code. It is built here by itself, in seconds, under the name by which the
//! tests know it.

extern crate self as carnet;

#[path = "../src/domain/mod.rs"]
pub mod domain;
#[path = "../src/directory/language/mod.rs"]
pub mod language;
#[path = "../tests/language/printer.rs"]
pub mod printer;
#[path = "../tests/language/round_trip.rs"]
pub mod round_trip;

/// Where the language stands in Carnet.
pub mod directory {
    pub use crate::language;
}
