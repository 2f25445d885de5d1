//! The one tree that every syntax makes and that a directory runs.

use std::ops::Bound;

use super::{fields::Field, refusal::Refusal, words};

/// Longest text of a query, in bytes (`cloudsearch.md` §7.1).
pub const LONGEST: usize = 10_240;

/// Deepest nesting: more is no question, and would exhaust a thread's stack.
pub const DEEPEST: usize = 100;

/// Most words and values (`cloudsearch.md` §7.1).
const MOST_WORDS: usize = 1_024;

/// Largest displacement that a phrase may ask for: a larger one is this one.
pub const WIDEST: u32 = 200;

/// The least and the greatest weight, alone or multiplied by those around it: beyond these a score
/// would be 0 or infinite, and tell nothing apart.
pub const LIGHTEST: f32 = 1e-30;

/// See [`LIGHTEST`].
pub const HEAVIEST: f32 = 1e30;

/// No text folds to more words: U+FDFA, of three bytes, is four.
const MOST_WORDS_A_BYTE: usize = 2;

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
        match Size::of(&self) {
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
    /// Words are counted one by one only where the texts are long enough to hold too many.
    fn of(query: &Query) -> Self {
        let mut size = Self::default();
        size.add(query, 1, |text| MOST_WORDS_A_BYTE * text.len());
        if size.words > MOST_WORDS {
            size = Self::default();
            size.add(query, 1, |text| words::of_name(text).len());
        }
        size
    }

    fn add(&mut self, query: &Query, depth: usize, words: fn(&str) -> usize) {
        self.deepest = self.deepest.max(depth);
        match query {
            Query::Everything | Query::Nothing => self.words += 1,
            Query::All(parts) | Query::Any(parts) => self.add_all(parts, depth, words),
            Query::Not(part) | Query::Boosted(_, part) => self.add(part, depth + 1, words),
            Query::Preferring { required, bonus } => {
                self.add(required, depth + 1, words);
                self.add_all(bonus, depth, words);
            }
            Query::Leaf { test, .. } => {
                self.words += match test {
                    Test::Words(text) | Test::Phrase { text, .. } => words(text).max(1),
                    Test::Prefix(_) | Test::Similar { .. } | Test::Number(_) | Test::Range(..) => 1,
                };
                let is_expanded = matches!(test, Test::Prefix(_) | Test::Similar { .. } | Test::Range(..));
                self.expanded += usize::from(is_expanded);
            }
        }
    }

    fn add_all(&mut self, parts: &[Query], depth: usize, words: fn(&str) -> usize) {
        parts.iter().for_each(|part| self.add(part, depth + 1, words));
    }
}
