//! Why a request in the directory's language is refused.

use std::fmt;

use crate::domain::search::LARGEST_SIZE;

/// What is wrong, in the words that whoever wrote the request reads (`cloudsearch.md` §6.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A field that the directory does not have.
    UnknownField(String),
    /// A fault in the structured syntax.
    Syntax {
        /// Where, in characters from 1.
        position: usize,
        /// What should stand there.
        expected: String,
    },
    /// A fault in `q.options`.
    Options {
        /// Where, in characters from 1; 0 where the fault has no one place.
        position: usize,
        /// What should stand there.
        expected: String,
    },
    /// A fault in another parameter.
    Parameter {
        /// Its name.
        name: String,
        /// What its value should be.
        expected: String,
    },
    /// More than one request may ask for; the sentence names the limit.
    TooLarge(&'static str),
    /// An answer that reaches deeper than the 10,000 first entries: to this one.
    TooDeep(u64),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // No name of a field is longer than this; whoever sends one gets no more of it back.
            Self::UnknownField(name) => {
                write!(out, "Syntax error in query: field ({name:.64}) does not exist.")
            }
            Self::Syntax { position, expected } => {
                write!(out, "Syntax error in query: expected {expected} at character {position}.")
            }
            Self::Options { position: 0, expected } => write!(out, "Wrong q.options: expected {expected}."),
            Self::Options { position, expected } => {
                write!(out, "Wrong q.options: expected {expected} at character {position}.")
            }
            Self::Parameter { name, expected } => write!(out, "Wrong {name}: expected {expected}."),
            Self::TooDeep(depth) => write!(out, "Request depth ({depth}) exceeded, limit={LARGEST_SIZE}"),
            Self::TooLarge(limit) => write!(out, "Syntax error in query: {limit}."),
        }
    }
}

impl std::error::Error for Refusal {}
