//! An entry as a document of the service: the values of its fields (`cloudsearch.md` §5.2).

use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    directory::language::{
        fields::{self, FIELDS, FieldSpec, ID, Kind, LISTS, ONLY_RETURNED},
        returned::Returned,
    },
    domain::entry::Entry,
};

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// One text.
    One(String),
    /// A list of texts, perhaps of one.
    Many(Vec<String>),
}

/// The fields of an entry that are answered: known ones in the form of their type, others in the
/// form in which this entry's document had them.
pub fn fields(entry: &Entry, returned: &Returned) -> BTreeMap<String, Value> {
    let known =
        FIELDS.iter().filter(|spec| spec.name != ID).map(|spec| (spec.name, answered_of(spec, entry)));
    let others = ONLY_RETURNED.iter().map(|(name, values)| (*name, values(entry)));
    let own = entry.extra.keys().map(|name| (name.as_str(), Vec::new()));
    let mut answered = BTreeMap::new();
    for (name, values) in known.chain(others).chain(own).filter(|(name, _)| returned.has(name)) {
        let further = entry.extra.get(name).into_iter().flatten().map(Cow::from);
        let mut values: Vec<String> = values.into_iter().chain(further).map(Cow::into_owned).collect();
        let is_listed = entry.listed.contains(name) && !fields::is_known(name);
        let is_list = values.len() > 1 || LISTS.contains(&name) || is_listed;
        if is_list && !values.is_empty() {
            answered.entry(name.to_owned()).or_insert(Value::Many(values));
        } else if let Some(value) = values.pop() {
            answered.entry(name.to_owned()).or_insert(Value::One(value));
        }
    }
    answered
}

/// What a field answers of an entry: numbers as they are compared, the sector `SA07` as 7.
fn answered_of<'e>(spec: &FieldSpec, entry: &'e Entry) -> Vec<Cow<'e, str>> {
    let told = fields::told(spec, entry);
    match spec.kind {
        Kind::Int => {
            told.iter().filter_map(|value| Some(fields::number(value)?.to_string().into())).collect()
        }
        _ => told,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::entry::Coded;

    #[test]
    fn a_document_holds_what_the_entry_tells_and_nothing_more() {
        let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        let entry = Entry {
            id: "hw01".into(),
            city: Some("Lyon".into()),
            postcode: Some("69003".into()),
            email: Some("a@example.test".into()),
            bimedoc_client: Some(false),
            secure_email: texts(&["a@mssante.example"]),
            activity_segments: vec![Coded { code: "SA01".into(), name: String::new() }],
            extra: BTreeMap::from([
                ("badge".into(), texts(&["x"])),
                ("email".into(), texts(&["b@example.test"])),
                ("tags".into(), texts(&["y"])),
            ]),
            listed: BTreeSet::from(["tags".to_owned()]),
            ..Entry::default()
        };
        let all = Returned::parse(None, &|_| false).unwrap();
        let one = |text: &str| Value::One(text.to_owned());
        let expected = BTreeMap::from([
            ("activity_segment_code".to_owned(), one("1")),
            ("badge".to_owned(), one("x")),
            ("bimedoc_client".to_owned(), one("0")),
            ("city".to_owned(), one("Lyon")),
            ("email".to_owned(), Value::Many(texts(&["a@example.test", "b@example.test"]))),
            ("postcode".to_owned(), one("69003")),
            ("secure_email".to_owned(), Value::Many(texts(&["a@mssante.example"]))),
            ("tags".to_owned(), Value::Many(texts(&["y"]))),
        ]);
        assert_eq!(fields(&entry, &all), expected);
        let some = Returned::parse(Some("badge,city"), &|_| true).unwrap();
        assert_eq!(fields(&entry, &some).len(), 2);
    }
}
