//! The values of the structured syntax: strings, numbers, ranges (`cloudsearch.md` §3.1, §3.7).

use std::ops::Bound;

use super::{
    cursor::Cursor,
    fields::{Field, Kind},
    query::{Test, Value},
    refusal::Refusal,
};

/// A value as it was written.
pub(super) enum Literal {
    /// A string.
    Text(String),
    /// A number or a range.
    Other(Test),
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
        Some(letter) if letter == '-' || letter.is_ascii_digit() => number_in(cursor, field),
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
        let text = cursor.take_while(|letter| letter.is_ascii_digit() || letter == '-' || letter == '.');
        return Ok(Literal::Text(text.to_owned()));
    }
    Ok(Literal::Other(Test::Number(number(cursor, field)?)))
}

/// A whole number, which only a number field takes.
///
/// # Errors
///
/// [`Refusal::Syntax`].
fn number(cursor: &mut Cursor<'_>, field: &Field) -> Result<i64, Refusal> {
    let position = cursor.position();
    let refused = |expected: &str| Refusal::Syntax { position, expected: expected.to_owned() };
    if field.kind() != Kind::Int {
        return Err(refused("a string in single quotes, as this field holds no numbers"));
    }
    let sign = if cursor.take('-') { "-" } else { "" };
    let digits = cursor.take_while(|letter| letter.is_ascii_digit());
    let is_decimal =
        cursor.look(|ahead| ahead.take('.') && ahead.peek().is_some_and(|letter| letter.is_ascii_digit()));
    let number = format!("{sign}{digits}").parse().ok().filter(|_| !is_decimal);
    number.ok_or_else(|| refused("a whole number of at most 64 bits"))
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
    Ok(Test::Range(placed(lower, includes_lower), placed(upper, includes_upper)))
}

fn bound(cursor: &mut Cursor<'_>, field: &Field) -> Result<Option<Value>, Refusal> {
    cursor.skip_space();
    match cursor.peek() {
        Some(',' | ']' | '}') => Ok(None),
        Some('\'') => {
            let position = cursor.position();
            match (field.kind(), of_string(field, string(cursor)?)) {
                (_, Literal::Other(Test::Number(number))) => Ok(Some(Value::Number(number))),
                (Kind::Name | Kind::Text | Kind::Literal, Literal::Text(text)) => Ok(Some(Value::Text(text))),
                _ => Err(Refusal::Syntax { position, expected: "a number".to_owned() }),
            }
        }
        _ => number(cursor, field).map(|number| Some(Value::Number(number))),
    }
}

fn placed(bound: Option<Value>, is_included: bool) -> Bound<Value> {
    match bound {
        None => Bound::Unbounded,
        Some(value) if is_included => Bound::Included(value),
        Some(value) => Bound::Excluded(value),
    }
}

fn wrong(cursor: &Cursor<'_>, expected: &str) -> Refusal {
    Refusal::Syntax { position: cursor.position(), expected: expected.to_owned() }
}
