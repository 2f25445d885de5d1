//! The directory's request and answer, in the five parameters that every directory hears, and
//! what the embedded index hears beyond them.

use std::fmt;

use super::entry::Entry;

/// The largest `size` a directory answers (`cloudsearch.md` §7.1).
pub const LARGEST_SIZE: u32 = 10_000;

/// A search in the directory's language (`cloudsearch.md` §1.2): `q` in the simple syntax.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// Search criteria in the simple syntax.
    pub q: String,
    /// Filter in the structured syntax; never scores.
    pub fq: Option<String>,
    /// `q.options`, a JSON object.
    pub options: Option<String>,
    /// `return`, a comma list of fields; none means all.
    pub returns: Option<String>,
    /// The most entries to answer, at most [`LARGEST_SIZE`].
    pub size: u32,
    /// Whether words of names may also sound the same, spelt otherwise: no parameter of the
    /// language, heard only by a directory whose abilities say so.
    pub sounds: bool,
}

/// What a directory answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many entries match, of which `entries` holds the first.
    pub found: u64,
    /// The best entries, best first, at most as many as the request's `size`.
    pub entries: Vec<Entry>,
}

/// Why a directory did not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchError {
    /// It is down, slow past its deadline, or not loaded; the words are for the log.
    Unavailable(String),
    /// It does not accept the request; the words are for whoever wrote it.
    Refused(String),
    /// It answered nonsense; the words are for the log.
    BadAnswer(String),
}

impl fmt::Display for SearchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(why) => write!(out, "the directory does not answer: {why}"),
            Self::Refused(why) => write!(out, "the directory refused the search: {why}"),
            Self::BadAnswer(why) => write!(out, "the directory answered nonsense: {why}"),
        }
    }
}

impl std::error::Error for SearchError {}
