//! The directory's request and answer, in the five parameters that every directory hears, and
//! what the embedded index hears beyond them.

use std::fmt;

use super::entry::Entry;

/// The largest `size` a directory answers (`cloudsearch.md` §7.1).
pub const LARGEST_SIZE: u32 = 10_000;

/// A search in the directory's language (`cloudsearch.md` §1.2): `q` in the simple syntax.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
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
    /// What a directory is asked besides, as far as it hears it.
    pub beyond: Beyond,
}

/// What the embedded index hears beyond the five parameters; a gateway is told in them how names are
/// meant, as far as they can say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Beyond {
    /// Whether words of names may also sound the same, spelt otherwise.
    pub sounds: bool,
    /// Whether a beginning of one or two letters, which would find nearly everything everywhere, is
    /// looked for among names of people and towns and among numbers alone.
    pub names_alone: bool,
    /// Whether a word that may be a name is looked for in texts as it is spelt, and not by its stem,
    /// which misspelt names share.
    pub as_spelt: bool,
    /// Whether whom two of the words name stands above whom one names and the other finds elsewhere.
    pub names_together: bool,
    /// Whether words two letters apart are only meant where one of them is long: of six letters, two others leave
    /// nearly any word.
    pub far_if_long: bool,
    /// The order of the answer.
    pub order: Order,
    /// Whether the places found are counted ([`Hits::counts`]).
    pub counts: bool,
}

/// The order of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The best first.
    #[default]
    Relevance,
    /// By last name, then first name.
    Name,
    /// By town, then last name.
    Town,
}

/// What a directory answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many entries match, of which `entries` holds the first.
    pub found: u64,
    /// The best entries, best first, at most as many as the request's `size`.
    pub entries: Vec<Entry>,
    /// How many of the places found share a profession, a department, a sector, a kind of activity; nothing unless
    /// counts were asked for.
    pub counts: Counts,
}

/// How many places share each value of a fact, by its code, the most frequent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// By code of the profession.
    pub professions: Vec<(String, u64)>,
    /// By code of the department.
    pub departments: Vec<(String, u64)>,
    /// By number of the sector of activity: 7 is `SA07`.
    pub sectors: Vec<(String, u64)>,
    /// By code of the kind of activity.
    pub kinds: Vec<(String, u64)>,
}

/// Why a directory did not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchError {
    /// It is down, slow past its deadline, or not loaded; the words are for the log.
    Unavailable(String),
    /// So much is asked of it at once that this question did not get its turn in time.
    Busy,
    /// It does not accept the request; the words are for whoever wrote it.
    Refused(String),
    /// It answered nonsense; the words are for the log.
    BadAnswer(String),
}

impl fmt::Display for SearchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(why) => write!(out, "the directory does not answer: {why}"),
            Self::Busy => out.write_str("too many searches at once"),
            Self::Refused(why) => write!(out, "the directory refused the search: {why}"),
            Self::BadAnswer(why) => write!(out, "the directory answered nonsense: {why}"),
        }
    }
}

impl std::error::Error for SearchError {}
