//! The directory's language, asked of an embedded index in memory.
//!
//! - `corpus`: the published cases (`tests/data/cloudsearch-cases.json`);
//! - `french`: stems, accents, stop words, beginnings of words;
//! - `given_up`: what nobody waits for any more;
//! - `meant`: what hurried staff mean;
//! - `names`: whose names hold two of the words;
//! - `negations`: what is left out, however it is nested;
//! - `ordered`: order, pages and counts over several segments;
//! - `phrases`: words near each other;
//! - `scores`: weights, however large or small;
//! - `simple_syntax`: how `q` is read and repaired;
//! - `staff`: what people type;
//! - `structured_syntax`: how `fq` is read;
//! - `limits`: hostile and arbitrary requests;
//! - `seeds`: what the fuzz targets begin with;
//! - `trees`: printed and read again (`printer`, `round_trip`);
//! - `weighed`: what questions are estimated to cost.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod corpus;
mod french;
mod given_up;
mod harness;
mod limits;
mod meant;
mod names;
mod negations;
mod ordered;
mod people;
mod phrases;
mod places;
mod printer;
mod round_trip;
mod scores;
mod seeds;
mod simple_syntax;
mod staff;
mod structured_syntax;
mod tree;
mod trees;
mod weighed;
