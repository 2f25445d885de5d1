//! What a fuzz target tries with a text: the same as the tests of the language.

#[path = "../tests/language/printer.rs"]
pub mod printer;
#[path = "../tests/language/round_trip.rs"]
pub mod round_trip;
