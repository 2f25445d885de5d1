//! The one tree that every syntax makes and that a directory runs.

use std::ops::Bound;

use super::{fields::Field, refusal::Refusal, words};

/// Longest text of a query, in bytes (`cloudsearch.md` §7.1).
pub const LONGEST: usize = 10_240;

/// Deepest nesting: more is no question, and would exhaust a thread's stack.
pub const DEEPEST: usize = 100;

/// Most words and values (`cloudsearch.md` §7.1).
const MOST_WORDS: usize = 1_024;

/// Most leaves that are looked up among all words of a field, which costs a thousand times more.
const MOST_EXPANDED: usize = 32;

/// What entries are looked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// Every entry.
    Everything,
    /// No entry.
    Nothing,
    /// Entries that all of these find.
    All(Vec<Query>),
    /// Entries that any of these finds.
    Any(Vec<Query>),
    /// Entries that this does not find.
    Not(Box<Query>),
    /// Entries that `required` finds, those found by `bonus` too standing higher.
    Preferring {
        /// What decides.
        required: Box<Query>,
        /// What adds to the score.
        bonus: Vec<Query>,
    },
    /// The same entries, their score multiplied by a positive weight.
    Boosted(f32, Box<Query>),
    /// Entries one of whose fields passes a test.
    Leaf {
        /// The field; none means those searched by default.
        field: Option<Field>,
        /// What its value must be.
        test: Test,
    },
}

/// What a field's value must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// All the words in any order; in a literal field the whole value.
    Words(String),
    /// The words in order, within a displacement of `slop` words in all.
    Phrase {
        /// The words.
        text: String,
        /// Words by which they may be displaced.
        slop: u32,
    },
    /// A word that begins so; in a literal field the value.
    Prefix(String),
    /// A word at most so many one-letter edits away.
    Similar {
        /// The word.
        word: String,
        /// One or two edits.
        edits: u8,
    },
    /// A number.
    Number(i64),
    /// Between two bounds, both of one kind.
    Range(Bound<Value>, Bound<Value>),
}

/// One end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Of a number field.
    Number(i64),
    /// Of any other.
    Text(String),
}

/// How clauses are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Join {
    /// All must match.
    #[default]
    All,
    /// One must match.
    Any,
}

impl Query {
    /// A test of one field, or of those searched by default.
    pub fn leaf(field: Option<Field>, test: Test) -> Self {
        Self::Leaf { field, test }
    }

    /// This and another, joined.
    pub fn joined(self, join: Join, other: Self) -> Self {
        match (join, self) {
            (Join::All, Self::All(mut parts)) => {
                parts.push(other);
                Self::All(parts)
            }
            (Join::Any, Self::Any(mut parts)) => {
                parts.push(other);
                Self::Any(parts)
            }
            (Join::All, first) => Self::All(vec![first, other]),
            (Join::Any, first) => Self::Any(vec![first, other]),
        }
    }

    /// The same, higher where any of `bonus` matches.
    pub fn preferring(self, bonus: Vec<Self>) -> Self {
        if bonus.is_empty() { self } else { Self::Preferring { required: Box::new(self), bonus } }
    }

    /// The same, refused where running it would cost too much.
    ///
    /// # Errors
    ///
    /// [`Refusal::TooLarge`] with the limit that it breaks.
    pub fn within_limits(self) -> Result<Self, Refusal> {
        let mut size = Size::default();
        size.add(&self, 1);
        match size {
            Size { deepest, .. } if deepest > DEEPEST => {
                Err(Refusal::TooLarge("at most 100 levels of nesting"))
            }
            Size { words, .. } if words > MOST_WORDS => {
                Err(Refusal::TooLarge("at most 1024 words and values"))
            }
            Size { expanded, .. } if expanded > MOST_EXPANDED => {
                Err(Refusal::TooLarge("at most 32 prefixes, near spellings and ranges"))
            }
            _ => Ok(self),
        }
    }
}

impl Test {
    /// How many words it looks for, at least one.
    fn words(&self) -> usize {
        match self {
            Self::Words(text) | Self::Phrase { text, .. } => words::of_name(text).len().max(1),
            Self::Prefix(_) | Self::Similar { .. } | Self::Number(_) | Self::Range(..) => 1,
        }
    }
}

/// Refuses a text longer than [`LONGEST`].
///
/// # Errors
///
/// [`Refusal::TooLarge`].
pub fn check_length(text: &str) -> Result<(), Refusal> {
    if text.len() > LONGEST { Err(Refusal::TooLarge("at most 10240 bytes")) } else { Ok(()) }
}

#[derive(Default)]
struct Size {
    deepest: usize,
    words: usize,
    expanded: usize,
}

impl Size {
    fn add(&mut self, query: &Query, depth: usize) {
        self.deepest = self.deepest.max(depth);
        match query {
            Query::Everything | Query::Nothing => self.words += 1,
            Query::All(parts) | Query::Any(parts) => self.add_all(parts, depth),
            Query::Not(part) | Query::Boosted(_, part) => self.add(part, depth + 1),
            Query::Preferring { required, bonus } => {
                self.add(required, depth + 1);
                self.add_all(bonus, depth);
            }
            Query::Leaf { test, .. } => {
                self.words += test.words();
                let is_expanded = matches!(test, Test::Prefix(_) | Test::Similar { .. } | Test::Range(..));
                self.expanded += usize::from(is_expanded);
            }
        }
    }

    fn add_all(&mut self, parts: &[Query], depth: usize) {
        parts.iter().for_each(|part| self.add(part, depth + 1));
    }
}
