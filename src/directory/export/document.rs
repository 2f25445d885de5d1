//! An entry as the operation that adds its document.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    directory::{
        documents::rules::{self, LARGEST_DOCUMENT, Refusal},
        language::{
            fields::{self, Kind},
            returned::Returned,
        },
        protocol::document::{self, Value},
    },
    domain::entry::Entry,
};

/// An operation, written.
#[derive(Debug)]
pub struct Written {
    /// Its JSON.
    pub text: String,
    /// The document's fields, each with whether it holds a list.
    pub lists: BTreeMap<String, bool>,
}

#[derive(Serialize)]
struct Operation<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    fields: BTreeMap<String, Given>,
}

/// A value as a batch gives it.
#[derive(Serialize)]
#[serde(untagged)]
enum Given {
    Text(String),
    Texts(Vec<String>),
    Number(i64),
    Numbers(Vec<i64>),
}

/// The operation that adds an entry's document; what an int field holds becomes its number, as it is
/// searched by: `SA07` is 7.
///
/// # Errors
/// The service would refuse it.
pub fn write(entry: &Entry) -> Result<Written, Refusal> {
    rules::check_id(&entry.id)?;
    let mut given = BTreeMap::new();
    for (name, value) in document::fields(entry, &Returned::all()) {
        if let Some(value) = checked(&name, value)? {
            given.insert(name, value);
        }
    }
    rules::check_count(given.len())?;
    let is_list = |value: &Given| matches!(value, Given::Texts(_) | Given::Numbers(_));
    let lists = given.iter().map(|(name, value)| (name.clone(), is_list(value))).collect();
    let operation = Operation { kind: "add", id: &entry.id, fields: given };
    let text = serde_json::to_string(&operation).or_else(|error| rules::refuse(error.to_string()))?;
    if text.len() > LARGEST_DOCUMENT { Err(Refusal::too_long()) } else { Ok(Written { text, lists }) }
}

/// The values of a field; none where an int field holds no number.
fn checked(name: &str, value: Value) -> Result<Option<Given>, Refusal> {
    rules::check_name(name)?;
    if fields::find(name).is_some_and(|spec| spec.kind == Kind::Int) {
        return Ok(numbers(value));
    }
    Ok(Some(match value {
        Value::One(text) => {
            let texts = [text];
            rules::check_values(name, &texts)?;
            let [text] = texts;
            Given::Text(text)
        }
        Value::Many(texts) => {
            rules::check_values(name, &texts)?;
            Given::Texts(texts)
        }
    }))
}

fn numbers(value: Value) -> Option<Given> {
    match value {
        Value::One(text) => fields::number(&text).map(Given::Number),
        Value::Many(texts) => {
            let numbers: Vec<i64> = texts.iter().filter_map(|text| fields::number(text)).collect();
            (!numbers.is_empty()).then_some(Given::Numbers(numbers))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::Coded;

    #[test]
    fn a_document_is_as_the_service_takes_it() {
        let segment = |code: &str| Coded { code: code.into(), name: String::new() };
        let entry = Entry {
            id: "p1".into(),
            city: Some("Évry".into()),
            profession_code: Some("10".into()),
            bimedoc_client: Some(true),
            activity_segments: vec![segment("SA07"), segment("none"), segment("SA08")],
            secure_email: vec!["a@mssante.example".into()],
            ..Entry::default()
        };
        let written = write(&entry).unwrap();
        assert_eq!(
            written.text,
            r#"{"type":"add","id":"p1","fields":{"activity_segment_code":[7,8],"bimedoc_client":1,"city":"Évry","profession_code":10,"secure_email":["a@mssante.example"]}}"#
        );
        let lists: Vec<_> =
            written.lists.iter().filter(|(_, is)| **is).map(|(name, _)| name.as_str()).collect();
        assert_eq!(lists, ["activity_segment_code", "secure_email"]);
    }

    #[test]
    fn what_the_service_refuses_is_not_written() {
        let entry = |id: &str, city: &str| Entry {
            id: id.into(),
            city: Some(city.to_owned()).filter(|city| !city.is_empty()),
            ..Entry::default()
        };
        for (entry, words) in [
            (entry("é", "Lyon"), "“é”"),
            (entry("a", ""), "0 fields"),
            (entry("a", "\u{ffff}"), "U+FFFF"),
            (entry("a", &"x".repeat(LARGEST_DOCUMENT)), "1 MB"),
        ] {
            assert!(write(&entry).unwrap_err().to_string().contains(words), "{words}");
        }
    }
}
