//! The numbers of the structured syntax (`cloudsearch.md` §3.1, §3.7), which number fields compare
//! as numbers: 1.0 is 1, and 1.5 lies between 1 and 2.

use std::{cmp::Ordering, ops::Bound};

use super::{
    cursor::Cursor,
    query::{Test, Value},
    refusal::Refusal,
};

/// A number: a whole one, and on which side of it the number itself lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    whole: i64,
    beyond: Ordering,
}

/// Which end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The lower one.
    Lower,
    /// The upper one.
    Upper,
}

/// Whether a number begins with that letter.
pub(super) fn begins(letter: char) -> bool {
    letter == '-' || letter.is_ascii_digit()
}

/// The letters of a number: digits, a sign before them, decimals behind a point.
///
/// # Errors
///
/// [`Refusal::Syntax`].
pub(super) fn written(cursor: &mut Cursor<'_>) -> Result<String, Refusal> {
    let mut text = String::new();
    text.extend(cursor.take('-').then_some('-'));
    let digits = cursor.take_while(|letter| letter.is_ascii_digit());
    if digits.is_empty() {
        return Err(Refusal::Syntax { position: cursor.position(), expected: "a number".to_owned() });
    }
    text.push_str(digits);
    let has_decimals =
        cursor.look(|ahead| ahead.take('.') && ahead.peek().is_some_and(|letter| letter.is_ascii_digit()));
    if has_decimals {
        cursor.take('.');
        text.push('.');
        text.push_str(cursor.take_while(|letter| letter.is_ascii_digit()));
    }
    Ok(text)
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self { whole, beyond: Ordering::Equal }
    }
}

impl Number {
    /// The number that is [`written`] so.
    ///
    /// # Errors
    ///
    /// [`Refusal::Syntax`] where it has more than 64 bits (`cloudsearch.md` §7.1).
    pub fn read(cursor: &mut Cursor<'_>) -> Result<Self, Refusal> {
        let position = cursor.position();
        let text = written(cursor)?;
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let expected = || "a whole number of at most 64 bits".to_owned();
        let whole = whole.parse().map_err(|_| Refusal::Syntax { position, expected: expected() })?;
        let beyond = match decimals.bytes().any(|digit| digit != b'0') {
            false => Ordering::Equal,
            true if text.starts_with('-') => Ordering::Less,
            true => Ordering::Greater,
        };
        Ok(Self { whole, beyond })
    }

    /// The test of a whole number that is this one; none can be where this has decimals.
    pub fn equality(self) -> Option<Test> {
        self.beyond.is_eq().then_some(Test::Number(self.whole))
    }

    /// One end of a range of whole numbers.
    pub fn bound(self, end: End, is_included: bool) -> Bound<Value> {
        let takes_whole = match self.beyond {
            Ordering::Equal => is_included,
            Ordering::Less => end == End::Lower,
            Ordering::Greater => end == End::Upper,
        };
        let value = Value::Number(self.whole);
        if takes_whole { Bound::Included(value) } else { Bound::Excluded(value) }
    }
}
