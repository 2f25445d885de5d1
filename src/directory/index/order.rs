//! The order of an answer: what it is sorted by, and where a hit stands in it.
//!
//! Within one segment every value is a number in the order of values, so that millions of hits are
//! compared without reading one; between segments, and between requests, the values themselves
//! are ([`Mark`]).

use std::{cmp::Ordering, io, ops::Bound};

use serde::{Deserialize, Serialize};
use tantivy::{
    DocId, Score, SegmentReader,
    columnar::{Column, StrColumn},
    termdict::TermOrdinal,
};

use super::schema;
use crate::directory::language::fields::{FieldSpec, Kind};

/// Scores that differ in these last binary digits alone are equal: clauses are not always added in
/// one order.
const SAME_DIGITS: u32 = 9;

/// Where what has no value stands: last in either direction.
const LAST: u64 = u64::MAX;

/// What hits are sorted by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum By {
    /// The relevance score.
    Score,
    /// An ordered field, the id among them.
    Field(&'static FieldSpec),
    /// The last name, the first name or the town without case, accents and punctuation.
    Folded(&'static FieldSpec),
}

/// One step of an order; the next decides where two hits are equal in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SortKey {
    /// What is compared.
    pub by: By,
    /// Whether the least stands first.
    pub is_ascending: bool,
}

/// A value by which a hit was placed; hits without one stand last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Mark {
    /// A score in steps, or a number.
    Number(i64),
    /// A text.
    Text(String),
    /// The entry has none.
    Nothing,
}

impl SortKey {
    /// Which of two values stands first.
    pub fn compare(&self, one: &Mark, other: &Mark) -> Ordering {
        let order = match (one, other) {
            (Mark::Number(one), Mark::Number(other)) => one.cmp(other),
            (Mark::Text(one), Mark::Text(other)) => one.cmp(other),
            (Mark::Nothing, Mark::Nothing) => Ordering::Equal,
            (_, Mark::Nothing) => return Ordering::Less,
            (Mark::Nothing, _) => return Ordering::Greater,
            (Mark::Number(_), Mark::Text(_)) => Ordering::Less,
            (Mark::Text(_), Mark::Number(_)) => Ordering::Greater,
        };
        if self.is_ascending { order } else { order.reverse() }
    }
}

/// Which of two rows of values stands first.
pub fn compare(keys: &[SortKey], one: &[Mark], other: &[Mark]) -> Ordering {
    let steps = keys.iter().zip(one.iter().zip(other));
    steps
        .map(|(key, (one, other))| key.compare(one, other))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// A score as it is compared: in steps of the same part of it, however small or large it is.
pub fn rounded(score: Score) -> i64 {
    let half = 1 << (SAME_DIGITS - 1);
    // The bits of positive numbers are in their order; those of -0 are none of them.
    let bits = if score > 0.0 { score.to_bits() } else { 0 };
    (i64::from(bits) + half) >> SAME_DIGITS
}

/// One step of an order within one segment.
pub struct Places {
    values: Values,
    is_ascending: bool,
    ordinals: Vec<Option<TermOrdinal>>,
}

enum Values {
    Scores,
    Numbers(Option<Column<i64>>),
    Texts(Option<StrColumn>),
}

impl Places {
    /// The places that a key gives in a segment.
    ///
    /// # Errors
    ///
    /// The segment cannot be read.
    pub fn of(key: &SortKey, segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let values = match key.by {
            By::Score => Values::Scores,
            By::Field(spec) if spec.kind == Kind::Int => Values::Numbers(columns.column_opt(spec.name)?),
            By::Field(spec) => Values::Texts(columns.str(spec.name)?),
            By::Folded(spec) => Values::Texts(columns.str(&schema::folded_name(spec.name))?),
        };
        Ok(Self { values, is_ascending: key.is_ascending, ordinals: Vec::new() })
    }

    /// The place of a hit: the lower, the earlier.
    pub fn place(&self, doc: DocId, score: Score) -> u64 {
        match &self.values {
            Values::Scores => self.turned(of_number(rounded(score))),
            Values::Numbers(column) => {
                self.turned_if(column.as_ref().and_then(|column| column.first(doc)).map(of_number))
            }
            Values::Texts(column) => {
                self.turned_if(column.as_ref().and_then(|column| column.ords().first(doc)).map(of_ordinal))
            }
        }
    }

    /// The places of hits without scores, in their order.
    pub fn places(&mut self, docs: &[DocId], places: &mut Vec<u64>) {
        places.clear();
        if let Values::Texts(Some(column)) = &self.values {
            self.ordinals.clear();
            self.ordinals.resize(docs.len(), None);
            column.ords().first_vals(docs, &mut self.ordinals);
            places.extend(self.ordinals.iter().map(|ordinal| self.turned_if(ordinal.map(of_ordinal))));
        } else {
            places.extend(docs.iter().map(|doc| self.place(*doc, 0.0)));
        }
    }

    /// The place of a value, also of one that no entry of the segment has.
    ///
    /// # Errors
    ///
    /// The segment cannot be read.
    pub fn place_of(&self, mark: &Mark) -> io::Result<u64> {
        Ok(match (&self.values, mark) {
            (_, Mark::Number(number)) => self.turned(of_number(*number)),
            (Values::Texts(Some(column)), Mark::Text(text)) => self.turned(of_text(column, text)?),
            _ => LAST,
        })
    }

    /// The value of a hit.
    ///
    /// # Errors
    ///
    /// The segment cannot be read.
    pub fn mark(&self, doc: DocId, score: Score) -> io::Result<Mark> {
        Ok(match &self.values {
            Values::Scores => Mark::Number(rounded(score)),
            Values::Numbers(column) => {
                let number = column.as_ref().and_then(|column| column.first(doc));
                number.map_or(Mark::Nothing, Mark::Number)
            }
            Values::Texts(None) => Mark::Nothing,
            Values::Texts(Some(column)) => match column.ords().first(doc) {
                None => Mark::Nothing,
                Some(ordinal) => {
                    let mut text = String::new();
                    column.ord_to_str(ordinal, &mut text)?;
                    Mark::Text(text)
                }
            },
        })
    }

    fn turned_if(&self, place: Option<u64>) -> u64 {
        place.map_or(LAST, |place| self.turned(place))
    }

    fn turned(&self, place: u64) -> u64 {
        if self.is_ascending { place } else { LAST - 1 - place }
    }
}

fn of_number(number: i64) -> u64 {
    (number.cast_unsigned() ^ (1 << 63)).min(LAST - 1)
}

/// Places of texts are even, so that one that no entry has stands between two of them.
fn of_ordinal(ordinal: TermOrdinal) -> u64 {
    2 * (ordinal + 1)
}

fn of_text(column: &StrColumn, text: &str) -> io::Result<u64> {
    let dictionary = column.dictionary();
    let at = Bound::Included(text.as_bytes());
    Ok(match dictionary.term_bounds_to_ord(at, at)? {
        (_, Bound::Included(ordinal)) => of_ordinal(ordinal),
        (Bound::Included(next), _) => of_ordinal(next.min(dictionary.num_terms() as u64)) - 1,
        _ => LAST - 1,
    })
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn scores_nearly_the_same_are_equal_however_large() {
        for scale in [1e-30, 1e-3, 1.0, 1e9, 1e34] {
            assert_eq!(rounded(7.3 * scale), rounded(7.300_005 * scale), "{scale}");
            assert!(rounded(7.3 * scale) < rounded(7.31 * scale), "{scale}");
        }
        assert!(rounded(0.0) < rounded(f32::MIN_POSITIVE) && rounded(-0.0) == rounded(0.0));
    }
}
