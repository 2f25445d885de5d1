//! The values of the structured syntax: strings, numbers, ranges (`cloudsearch.md` §3.1, §3.7).

use std::ops::Bound;

use super::{
    cursor::Cursor,
    fields::{Field, Kind},
    query::{Test, Value},
    refusal::Refusal,
    structured_number::{self, End, Number},
};

/// A value as it was written.
pub(super) enum Literal {
    /// A string.
    Text(String),
    /// A number or a range.
    Other(Test),
    /// A number that no value of the field can be.
    Impossible,
}

/// The value after `field:`.
///
/// # Errors
///
/// [`Refusal::Syntax`].
pub(super) fn read(cursor: &mut Cursor<'_>, field: &Field) -> Result<Literal, Refusal> {
    match cursor.peek() {
        Some('\'') => Ok(of_string(field, string(cursor)?)),
        Some('[' | '{') => range(cursor, field).map(Literal::Other),
        Some(letter) if structured_number::begins(letter) => number_in(cursor, field),
        _ => Err(wrong(cursor, "a string in single quotes, a number or a range")),
    }
}

/// A string in quotes; in a number field, the number that it holds.
pub(super) fn of_string(field: &Field, text: String) -> Literal {
    match (field.kind(), text.trim().parse()) {
        (Kind::Int, Ok(number)) => Literal::Other(Test::Number(number)),
        _ => Literal::Text(text),
    }
}

/// A string in single quotes.
///
/// # Errors
///
/// [`Refusal::Syntax`].
pub(super) fn string(cursor: &mut Cursor<'_>) -> Result<String, Refusal> {
    if !cursor.take('\'') {
        return Err(wrong(cursor, "a string in single quotes"));
    }
    let mut string = String::new();
    loop {
        string.push_str(cursor.take_while(|letter| letter != '\'' && letter != '\\'));
        match cursor.next() {
            Some('\\') => string.extend(cursor.next()),
            Some(_) => return Ok(string),
            None => return Err(wrong(cursor, "the closing quote")),
        }
    }
}

/// The value after `name=`: a bare word, or a string in quotes of either kind.
///
/// # Errors
///
/// [`Refusal::Syntax`].
pub(super) fn setting(cursor: &mut Cursor<'_>) -> Result<String, Refusal> {
    if cursor.peek() == Some('\'') {
        return string(cursor);
    }
    let value = if cursor.take('"') {
        let value = cursor.take_while(|letter| letter != '"');
        if !cursor.take('"') {
            return Err(wrong(cursor, "the closing quote"));
        }
        value
    } else {
        cursor.take_while(|letter| letter.is_ascii_alphanumeric() || "_.-".contains(letter))
    };
    if value.is_empty() { Err(wrong(cursor, "a value")) } else { Ok(value.to_owned()) }
}

/// A number without quotes, which a field of the directory's own takes as the text it keeps.
///
/// # Errors
///
/// [`Refusal::Syntax`].
pub(super) fn number_in(cursor: &mut Cursor<'_>, field: &Field) -> Result<Literal, Refusal> {
    if let Field::Extra(_) = field {
        return structured_number::written(cursor).map(Literal::Text);
    }
    Ok(number(cursor, field)?.equality().map_or(Literal::Impossible, Literal::Other))
}

/// A number, which only a number field takes.
fn number(cursor: &mut Cursor<'_>, field: &Field) -> Result<Number, Refusal> {
    match field.kind() {
        Kind::Int => Number::read(cursor),
        _ => Err(wrong(cursor, "a string in single quotes, as this field holds no numbers")),
    }
}

/// A range in its brackets: square ones include their bound, curly ones exclude it.
///
/// # Errors
///
/// [`Refusal::Syntax`].
pub(super) fn range(cursor: &mut Cursor<'_>, field: &Field) -> Result<Test, Refusal> {
    let includes_lower = cursor.next() == Some('[');
    let lower = bound(cursor, field)?;
    cursor.skip_space();
    if !cursor.take(',') {
        return Err(wrong(cursor, "a comma"));
    }
    let upper = bound(cursor, field)?;
    cursor.skip_space();
    let includes_upper = cursor.peek() == Some(']');
    if !includes_upper && cursor.peek() != Some('}') {
        return Err(wrong(cursor, "] or }"));
    }
    if (lower.is_none() && includes_lower) || (upper.is_none() && includes_upper) {
        return Err(wrong(cursor, "a curly brace on the side of a bound left out"));
    }
    cursor.next();
    Ok(Test::Range(placed(lower, End::Lower, includes_lower), placed(upper, End::Upper, includes_upper)))
}

/// A bound as it was written.
enum Written {
    Text(String),
    Number(Number),
}

fn bound(cursor: &mut Cursor<'_>, field: &Field) -> Result<Option<Written>, Refusal> {
    cursor.skip_space();
    match cursor.peek() {
        Some(',' | ']' | '}') => Ok(None),
        Some('\'') => {
            let position = cursor.position();
            match (field.kind(), of_string(field, string(cursor)?)) {
                (_, Literal::Other(Test::Number(whole))) => Ok(Some(Written::Number(Number::from(whole)))),
                (Kind::Name | Kind::Text | Kind::Literal, Literal::Text(text)) => {
                    Ok(Some(Written::Text(text)))
                }
                _ => Err(Refusal::Syntax { position, expected: "a number".to_owned() }),
            }
        }
        _ => Ok(Some(Written::Number(number(cursor, field)?))),
    }
}

fn placed(bound: Option<Written>, end: End, is_included: bool) -> Bound<Value> {
    match bound {
        None => Bound::Unbounded,
        Some(Written::Number(number)) => number.bound(end, is_included),
        Some(Written::Text(text)) if is_included => Bound::Included(Value::Text(text)),
        Some(Written::Text(text)) => Bound::Excluded(Value::Text(text)),
    }
}

fn wrong(cursor: &Cursor<'_>, expected: &str) -> Refusal {
    Refusal::Syntax { position: cursor.position(), expected: expected.to_owned() }
}
