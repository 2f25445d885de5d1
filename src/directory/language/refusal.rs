//! Why a request in the directory's language is refused.

use std::fmt;

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
    /// More than one request may ask for; the sentence names the limit.
    TooLarge(&'static str),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownField(name) => write!(out, "Syntax error in query: field ({name}) does not exist."),
            Self::Syntax { position, expected } => {
                write!(out, "Syntax error in query: expected {expected} at character {position}.")
            }
            Self::Options { position: 0, expected } => write!(out, "Wrong q.options: expected {expected}."),
            Self::Options { position, expected } => {
                write!(out, "Wrong q.options: expected {expected} at character {position}.")
            }
            Self::TooLarge(limit) => write!(out, "Syntax error in query: {limit}."),
        }
    }
}

impl std::error::Error for Refusal {}
