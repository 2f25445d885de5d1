//! One operation of a batch, read word for word and checked against the service's [`rules`].

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    facts::{self, Values},
    rules::{self, Refusal, refuse},
};
use crate::domain::entry::Entry;

/// What an operation does.
#[derive(Debug, PartialEq)]
pub enum Operation {
    /// Puts an entry in the place of the one with its id, if there is one.
    Add(Box<Entry>),
    /// Removes the entry with that id, if there is one.
    Delete(String),
}

/// The members of a JSON object in their order, each value as it is written.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Members<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'t> Visitor<'t> for InOrder {
            type Value = Members<'t>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Members<'t>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl<'t> Members<'t> {
    /// The members by name; none twice.
    fn by_name(self, what: &str) -> Result<BTreeMap<String, &'t RawValue>, Refusal> {
        let mut members = BTreeMap::new();
        for (name, value) in self.0 {
            if members.contains_key(&name) {
                return refuse(format!("it has the {what} “{name}” twice"));
            }
            members.insert(name, value);
        }
        Ok(members)
    }
}

/// Reads an operation.
///
/// # Errors
/// [`Refusal`] with the first fault.
pub fn read(text: &[u8]) -> Result<Operation, Refusal> {
    let members: Members<'_> = match serde_json::from_slice(text) {
        Ok(members) => members,
        Err(error) if error.is_data() => return refuse("it is no JSON object"),
        Err(error) => return refuse(format!("it is no JSON: {error}")),
    };
    let members = members.by_name("member")?;
    let kind = members.get("type").map(|kind| one_text(kind)).transpose()?.flatten();
    let id = match members.get("id").map(|id| one_text(id)).transpose()? {
        Some(Some(id)) => id,
        Some(None) => return refuse("the id is no string"),
        None => return refuse("it has no id"),
    };
    rules::check_id(&id)?;
    let fields = members.get("fields").map(|fields| fields.get());
    match (kind.as_deref(), fields) {
        (Some("add"), Some(fields)) if fields.starts_with('{') => add(id, fields),
        (Some("add"), _) => refuse("it adds a document without fields"),
        (Some("delete"), None) => Ok(Operation::Delete(id)),
        (Some("delete"), Some(_)) => refuse("it deletes a document and gives fields"),
        _ => refuse("its type is neither add nor delete"),
    }
}

/// A string; none where the value is none.
fn one_text(value: &RawValue) -> Result<Option<String>, Refusal> {
    if !value.get().starts_with('"') {
        return Ok(None);
    }
    let text = serde_json::from_str(value.get());
    text.map(Some).or_else(|error| refuse(format!("it is no JSON: {error}")))
}

fn add(id: String, fields: &str) -> Result<Operation, Refusal> {
    let members: Members<'_> =
        serde_json::from_str(fields).or_else(|error| refuse(format!("it is no JSON: {error}")))?;
    rules::check_count(members.0.len())?;
    let mut values = BTreeMap::new();
    for (name, value) in members.by_name("field")? {
        rules::check_name(&name)?;
        let given = given(&name, value)?;
        rules::check_values(&name, &given.texts)?;
        values.insert(name, given);
    }
    Ok(Operation::Add(Box::new(facts::of_values(id, values))))
}

/// The values of a field as they are written; a number keeps its digits.
fn given(name: &str, value: &RawValue) -> Result<Values, Refusal> {
    if !value.get().starts_with('[') {
        return Ok(Values { texts: vec![text(name, value)?], is_list: false });
    }
    let values: Vec<&RawValue> = serde_json::from_str(value.get())
        .or_else(|error| refuse(format!("the field {name} is no JSON: {error}")))?;
    let texts = values.into_iter().map(|value| match value.get().as_bytes().first() {
        Some(b'[') => refuse(format!("the field {name} is a list of lists")),
        _ => text(name, value),
    });
    Ok(Values { texts: texts.collect::<Result<_, _>>()?, is_list: true })
}

fn text(name: &str, value: &RawValue) -> Result<String, Refusal> {
    match value.get().as_bytes().first() {
        Some(b'"') => serde_json::from_str(value.get())
            .or_else(|error| refuse(format!("the field {name} is no text: {error}"))),
        Some(b'{') => refuse(format!("the field {name} is an object")),
        Some(b'n') => refuse(format!("the field {name} is null; leave it out instead")),
        _ => Ok(value.get().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Operation, String> {
        read(text.as_bytes()).map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn documents_are_added_and_deleted() {
        let text = r#"{"type":"add","id":"A-1","fields":{"last_name":" D\u00e9 ","tags":["x"],"rank":3.10,"is":true}}"#;
        let Ok(Operation::Add(entry)) = read_text(text) else { panic!("not added") };
        assert_eq!((entry.id.as_str(), entry.last_name.as_deref()), ("A-1", Some(" Dé ")));
        assert_eq!([entry.extra["rank"].join(","), entry.extra["is"].join(",")], ["3.10", "true"]);
        assert_eq!(entry.listed.iter().collect::<Vec<_>>(), ["tags"]);
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
            (r#"{"type":"add","id":"a","id":"b","fields":{"a":"b"}}"#, "“id” twice"),
            (r#"{"type":"add","id":"a"}"#, "without fields"),
            (r#"{"type":"add","id":"a","fields":[]}"#, "without fields"),
            (r#"{"type":"add","id":"a","fields":{}}"#, "0 fields"),
            (r#"{"type":"put","id":"a","fields":{"a":"b"}}"#, "neither add nor delete"),
            (r#"{"type":1,"id":"a","fields":{"a":"b"}}"#, "neither add nor delete"),
            (r#"{"type":"delete","id":"a","fields":{"a":"b"}}"#, "deletes"),
            (r#"{"type":"add","id":"a","fields":{"a":"b","a":"c"}}"#, "“a” twice"),
            (r#"{"type":"add","id":"a","fields":{"A":"b"}}"#, "“A”"),
            (r#"{"type":"add","id":"a","fields":{"score":"b"}}"#, "reserved"),
            (r#"{"type":"add","id":"a","fields":{"a":null}}"#, "null"),
            (r#"{"type":"add","id":"a","fields":{"a":[null]}}"#, "null"),
            (r#"{"type":"add","id":"a","fields":{"a":[]}}"#, "empty list"),
            (r#"{"type":"add","id":"a","fields":{"a":[["b"]]}}"#, "list of lists"),
            (r#"{"type":"add","id":"a","fields":{"a":{}}}"#, "object"),
            (r#"{"type":"add","id":"a","fields":{"a":"\u0000"}}"#, "U+0000"),
            (r#"{"type":"add","id":"a","fields":{"a":"\ud800"}}"#, "no text"),
            (r#"{"type":"add","id":"a","fields":{"bimedoc_client":true}}"#, "whole number"),
            (r#"{"type":"add","id":"a","fields":{"bimedoc_client":1.0}}"#, "whole number"),
            (&format!(r#"{{"type":"add","id":"a","fields":{{"finess":"{long}"}}}}"#), "4096"),
        ] {
            let reason = read_text(text).unwrap_err();
            assert!(reason.contains(words), "{text}: {reason}");
        }
    }
}
