//! One operation of a batch, checked against the service's rules (`cloudsearch.md` §3.8, §4.1,
//! §7.1).

use std::fmt;

use serde_json::{Map, Value};

use super::facts;
use crate::{
    directory::language::fields::{self, Kind},
    domain::entry::Entry,
};

/// The longest id and name of a field, in characters, and the most fields and values.
const LONGEST_ID: usize = 128;
const LONGEST_NAME: usize = 64;
const MOST_FIELDS: usize = 200;
const MOST_VALUES: usize = 1_000;

/// The longest value of a literal field, in characters.
const LONGEST_LITERAL: usize = 4_096;

/// What an operation does.
#[derive(Debug, PartialEq)]
pub enum Operation {
    /// Puts an entry in the place of the one with its id, if there is one.
    Add {
        /// The entry.
        entry: Box<Entry>,
        /// The fields that were given as lists.
        lists: Vec<String>,
    },
    /// Removes the entry with that id, if there is one.
    Delete(String),
}

/// Why an operation is refused: the end of a sentence that begins with its place.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Refusal {
    /// An operation longer than the service takes.
    pub fn too_long() -> Self {
        Self("the document is larger than 1 MB".to_owned())
    }
}

/// Reads an operation.
///
/// # Errors
/// [`Refusal`] with the first fault.
pub fn read(text: &[u8]) -> Result<Operation, Refusal> {
    let value = serde_json::from_slice(text).map_err(|error| Refusal(format!("it is no JSON: {error}")))?;
    let Value::Object(mut operation) = value else { return refuse("it is no JSON object") };
    let id = match operation.remove("id") {
        Some(Value::String(id)) if is_id(&id) => id,
        Some(Value::String(id)) => {
            let sentence = "is not 1 to 128 letters, digits and _ - = # ; : / ? @ &";
            return refuse(format!("the id “{}” {sentence}", shown(&id)));
        }
        Some(_) => return refuse("the id is no string"),
        None => return refuse("it has no id"),
    };
    let fields = operation.remove("fields");
    match (operation.get("type").and_then(Value::as_str), fields) {
        (Some("add"), Some(Value::Object(fields))) => add(id, fields),
        (Some("add"), _) => refuse("it adds a document without fields"),
        (Some("delete"), None) => Ok(Operation::Delete(id)),
        (Some("delete"), Some(_)) => refuse("it deletes a document and gives fields"),
        _ => refuse("its type is neither add nor delete"),
    }
}

fn add(id: String, fields: Map<String, Value>) -> Result<Operation, Refusal> {
    if fields.is_empty() || fields.len() > MOST_FIELDS {
        return refuse(format!("it has {} fields, not 1 to {MOST_FIELDS}", fields.len()));
    }
    for (name, value) in &fields {
        check_name(name)?;
        check_value(name, value)?;
    }
    let lists = fields.iter().filter(|(_, value)| value.is_array()).map(|(name, _)| name.clone()).collect();
    Ok(Operation::Add { entry: Box::new(facts::entry(id, fields)), lists })
}

fn is_id(id: &str) -> bool {
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "_-=#;:/?@&".contains(letter);
    (1..=LONGEST_ID).contains(&id.len()) && id.chars().all(is_allowed)
}

fn check_name(name: &str) -> Result<(), Refusal> {
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

fn check_value(name: &str, value: &Value) -> Result<(), Refusal> {
    match value {
        Value::String(text) => check_text(name, text),
        Value::Number(_) | Value::Bool(_) => Ok(()),
        Value::Array(values) if values.is_empty() => refuse(format!("the field {name} is an empty list")),
        Value::Array(values) if values.len() > MOST_VALUES => {
            refuse(format!("the field {name} has more than {MOST_VALUES} values"))
        }
        Value::Array(values) => values.iter().try_for_each(|value| match value {
            Value::Array(_) => refuse(format!("the field {name} is a list of lists")),
            value => check_value(name, value),
        }),
        Value::Null => refuse(format!("the field {name} is null; leave it out instead")),
        Value::Object(_) => refuse(format!("the field {name} is an object")),
    }
}

fn check_text(name: &str, text: &str) -> Result<(), Refusal> {
    let is_control =
        |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{7f}'..='\u{9f}');
    if text.contains(is_control) {
        return refuse(format!("the field {name} holds a control character"));
    }
    let is_literal = fields::find(name).is_some_and(|spec| spec.kind == Kind::Literal);
    if is_literal && text.chars().nth(LONGEST_LITERAL).is_some() {
        return refuse(format!("the field {name} is longer than {LONGEST_LITERAL} characters"));
    }
    Ok(())
}

/// A text short enough for a sentence.
fn shown(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(40).collect()
}

fn refuse<T>(reason: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(reason.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Operation, String> {
        read(text.as_bytes()).map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn documents_are_added_and_deleted() {
        let text = r#"{"type":"add","id":"A-1","fields":{"last_name":"Dubreuil","tags":["x"],"rank":3}}"#;
        let Ok(Operation::Add { entry, lists }) = read_text(text) else { panic!("not added") };
        assert_eq!((entry.id.as_str(), entry.last_name.as_deref()), ("A-1", Some("Dubreuil")));
        assert_eq!((entry.extra["rank"].join(","), lists), ("3".to_owned(), vec!["tags".to_owned()]));
        assert_eq!(read_text(r#"{"type":"delete","id":"a"}"#), Ok(Operation::Delete("a".to_owned())));
    }

    #[test]
    fn what_breaks_a_rule_is_refused_with_the_rule() {
        let long = "x".repeat(5_000);
        for (text, words) in [
            ("{", "no JSON"),
            ("7", "no JSON object"),
            (r#"{"type":"add","fields":{"a":"b"}}"#, "no id"),
            (r#"{"type":"add","id":7,"fields":{"a":"b"}}"#, "no string"),
            (r#"{"type":"add","id":"é","fields":{"a":"b"}}"#, "“é”"),
            (r#"{"type":"add","id":"","fields":{"a":"b"}}"#, "1 to 128"),
            (r#"{"type":"add","id":"a"}"#, "without fields"),
            (r#"{"type":"add","id":"a","fields":{}}"#, "0 fields"),
            (r#"{"type":"put","id":"a","fields":{"a":"b"}}"#, "neither add nor delete"),
            (r#"{"type":"delete","id":"a","fields":{"a":"b"}}"#, "deletes"),
            (r#"{"type":"add","id":"a","fields":{"A":"b"}}"#, "“A”"),
            (r#"{"type":"add","id":"a","fields":{"score":"b"}}"#, "reserved"),
            (r#"{"type":"add","id":"a","fields":{"a":null}}"#, "null"),
            (r#"{"type":"add","id":"a","fields":{"a":[]}}"#, "empty list"),
            (r#"{"type":"add","id":"a","fields":{"a":[["b"]]}}"#, "list of lists"),
            (r#"{"type":"add","id":"a","fields":{"a":{}}}"#, "object"),
            (r#"{"type":"add","id":"a","fields":{"a":"\u0000"}}"#, "control character"),
            (&format!(r#"{{"type":"add","id":"a","fields":{{"finess":"{long}"}}}}"#), "4096"),
        ] {
            let reason = read_text(text).unwrap_err();
            assert!(reason.contains(words), "{text}: {reason}");
        }
    }
}
