//! What the service takes: ids, names of fields, values (`cloudsearch.md` §3.8, §4.1, §7.1).

use std::fmt;

use crate::directory::language::fields::{self, Kind};

/// The largest document, in bytes.
pub const LARGEST_DOCUMENT: usize = 1024 * 1024;

/// The longest id and name of a field, in characters, and the most fields and values.
const LONGEST_ID: usize = 128;
const LONGEST_NAME: usize = 64;
const MOST_FIELDS: usize = 200;
const MOST_VALUES: usize = 1_000;

/// The longest value of a literal field, in characters.
const LONGEST_LITERAL: usize = 4_096;

/// Fields that hold one value as a rule, and several where an entry has them.
const SOMETIMES_LISTS: [&str; 2] = ["activity_segment_code", "activity_segment_name"];

/// Why a document is refused: the end of a sentence that begins with its place.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Refusal {
    /// A document larger than the service takes.
    pub fn too_long() -> Self {
        Self("the document is larger than 1 MB".to_owned())
    }
}

/// Refuses with a reason.
///
/// # Errors
/// Always.
pub fn refuse<T>(reason: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(reason.into()))
}

/// Checks the id of a document.
///
/// # Errors
/// [`Refusal`].
pub fn check_id(id: &str) -> Result<(), Refusal> {
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "_-=#;:/?@&".contains(letter);
    if (1..=LONGEST_ID).contains(&id.len()) && id.chars().all(is_allowed) {
        return Ok(());
    }
    refuse(format!("the id “{}” is not 1 to 128 letters, digits and _ - = # ; : / ? @ &", shown(id)))
}

/// Checks how many fields a document has.
///
/// # Errors
/// [`Refusal`].
pub fn check_count(fields: usize) -> Result<(), Refusal> {
    if (1..=MOST_FIELDS).contains(&fields) {
        return Ok(());
    }
    refuse(format!("it has {fields} fields, not 1 to {MOST_FIELDS}"))
}

/// Checks the name of a field.
///
/// # Errors
/// [`Refusal`].
pub fn check_name(name: &str) -> Result<(), Refusal> {
    let is_rest = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    let is_name = name.starts_with(|letter: char| letter.is_ascii_lowercase()) && name.chars().all(is_rest);
    match name {
        "score" => refuse("the name of a field “score” is reserved"),
        _ if is_name && name.len() <= LONGEST_NAME => Ok(()),
        _ => refuse(format!(
            "the name of a field “{}” is not a letter and up to 63 letters, digits and _, all lower-case",
            shown(name)
        )),
    }
}

/// Checks the values of a field, each as the field's type has it; what only one directory has is
/// literal.
///
/// # Errors
/// [`Refusal`].
pub fn check_values(name: &str, values: &[String]) -> Result<(), Refusal> {
    let spec = fields::find(name);
    let is_list = fields::LISTS.contains(&name) || SOMETIMES_LISTS.contains(&name);
    let is_single = fields::is_known(name) && !is_list;
    match values.len() {
        0 => return refuse(format!("the field {name} is an empty list")),
        2.. if is_single => return refuse(format!("the field {name} takes one value, not a list")),
        count if count > MOST_VALUES => {
            return refuse(format!("the field {name} has more than {MOST_VALUES} values"));
        }
        _ => {}
    }
    values.iter().try_for_each(|value| check_value(name, spec.map_or(Kind::Literal, |spec| spec.kind), value))
}

fn check_value(name: &str, kind: Kind, value: &str) -> Result<(), Refusal> {
    if let Some(letter) = value.chars().find(|letter| !is_letter_of_xml(*letter)) {
        let code = u32::from(letter);
        return refuse(format!("the field {name} holds the character U+{code:04X}, which XML does not have"));
    }
    match kind {
        Kind::Int if !is_int(name, value) => {
            refuse(format!("the field {name} is “{}”, not a whole number of 64 bits", shown(value)))
        }
        Kind::Literal if value.chars().nth(LONGEST_LITERAL).is_some() => {
            refuse(format!("the field {name} is longer than {LONGEST_LITERAL} characters"))
        }
        _ => Ok(()),
    }
}

/// Whether the service takes a character: those of XML 1.0 §2.2.
fn is_letter_of_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Sectors are published as letters and a number, by which they are compared: `SA07`.
fn is_int(name: &str, value: &str) -> bool {
    let number = if name == "activity_segment_code" { fields::number(value) } else { value.parse().ok() };
    number.is_some() && !value.contains('+')
}

/// A text short enough for a sentence.
fn shown(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, values: &[&str]) -> String {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        check_values(name, &values).map_or_else(|refusal| refusal.to_string(), |()| String::new())
    }

    #[test]
    fn values_are_of_their_fields_type() {
        for (name, values) in [
            ("bimedoc_client", &["-1"][..]),
            ("profession_code", &["9223372036854775807"]),
            ("activity_segment_code", &["1", "2"]),
            ("secure_email", &["a", "b"]),
            ("badge", &["a", "b"]),
            ("street", &[&"x".repeat(5_000)]),
            ("city", &["\u{10ffff}\t\u{85}"]),
            ("badge", &[&"é".repeat(4_096)]),
        ] {
            assert_eq!(check(name, values), "", "{name}");
        }
        for (name, values, words) in [
            ("bimedoc_client", &["soon"][..], "“soon”, not a whole number"),
            ("profession_code", &["9223372036854775808"], "whole number"),
            ("profession_code", &["+1"], "whole number"),
            ("profession_code", &[""], "whole number"),
            ("profession_code", &["1.5"], "whole number"),
            ("email", &["a", "b"], "one value"),
            ("category_code", &["a", "b"], "one value"),
            ("badge", &[&"é".repeat(4_097)], "4096"),
            ("finess", &[&"1".repeat(4_097)], "4096"),
            ("city", &["a\u{fffe}"], "U+FFFE"),
            ("city", &["\u{ffff}"], "U+FFFF"),
            ("city", &["\u{b}"], "U+000B"),
            ("badge", &[], "empty list"),
            ("badge", &["x"; 1_001], "1000"),
        ] {
            assert!(check(name, values).contains(words), "{name}: {}", check(name, values));
        }
    }
}
