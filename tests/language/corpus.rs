//! The published cases: queries with the ids they must match, and requests to be refused.

use std::collections::{BTreeMap, BTreeSet};

use carnet::domain::{
    entry::{Coded, Entry},
    search::{SearchError, SearchRequest},
};
use serde::Deserialize;
use serde_json::Value;

use crate::harness::{ids, searcher};

/// Unspecified cases whose suggested answer is not ours, each for the sake of staff.
const OUR_CHOICES: [(&str, &[&str], &str); 6] = [
    ("U01", &["hw02"], "accents never matter"),
    ("U02", &["hw01", "hw03", "hw08"], "accents never matter"),
    ("U04", &["hw01", "hw02", "hw10"], "a prefix also tests the unstemmed form"),
    ("U05", &["hw02"], "a prefix also tests the unstemmed form"),
    ("U24", &["hw07"], "each part of a name is found"),
    ("U37", &["hw01", "hw02", "hw03", "hw04", "hw05", "hw10"], "a text range compares folded words"),
];

/// Parameters that another part than the search reads.
const OF_THE_PROTOCOL: [&str; 3] = ["start", "bq", "format"];

#[derive(Deserialize)]
struct Corpus {
    documents: Vec<Document>,
    cases: Vec<Case>,
    response_cases: Vec<Case>,
    error_cases: Vec<Case>,
    unspecified: Vec<Case>,
}

#[derive(Deserialize)]
struct Document {
    id: String,
    fields: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    params: BTreeMap<String, String>,
    #[serde(default)]
    ids: Vec<String>,
    suggested_ids: Option<Vec<String>>,
    expect: Option<Value>,
    message: Option<String>,
    message_contains: Option<String>,
}

impl Corpus {
    fn read() -> Self {
        serde_json::from_str(include_str!("../data/cloudsearch-cases.json")).unwrap()
    }

    fn entries(&self) -> Vec<Entry> {
        self.documents.iter().map(Document::entry).collect()
    }
}

impl Document {
    fn entry(&self) -> Entry {
        let text = |name: &str| match self.fields.get(name)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        let segment = Coded {
            code: text("activity_segment_code").unwrap(),
            name: text("activity_segment_name").unwrap(),
        };
        let emails = self.fields.get("secure_email").and_then(Value::as_array);
        Entry {
            id: self.id.clone(),
            rpps_number: text("rpps_number"),
            last_name: text("last_name"),
            first_name: text("first_name"),
            gender: text("gender"),
            profession_code: text("profession_code"),
            profession_name: text("profession_name"),
            registered_name: text("registered_name"),
            finess: text("finess"),
            finess_justice: text("finess_justice"),
            ident_tech_structure: text("ident_tech_structure"),
            building_number: text("building_number"),
            street: text("street"),
            postcode: text("postcode"),
            city: text("city"),
            phone_number: text("phone_number"),
            email: text("email"),
            secure_email: emails
                .into_iter()
                .flatten()
                .map(|email| email.as_str().unwrap().to_owned())
                .collect(),
            type_contact: text("type_contact"),
            bimedoc_client: text("bimedoc_client").map(|client| client == "1"),
            activity_segments: vec![segment],
            ..Entry::default()
        }
    }
}

impl Case {
    /// The request, or none where its parameters are not the search's to read.
    fn request(&self) -> Option<SearchRequest> {
        let get = |name: &str| self.params.get(name).cloned();
        let is_of_the_protocol = OF_THE_PROTOCOL.iter().any(|name| self.params.contains_key(*name));
        let size = get("size").unwrap_or_else(|| "10".to_owned()).parse().ok()?;
        (!is_of_the_protocol).then(|| SearchRequest {
            q: get("q").unwrap_or_else(|| "secteur".to_owned()),
            fq: get("fq"),
            options: get("q.options"),
            returns: get("return"),
            size,
            ..SearchRequest::default()
        })
    }
}

#[test]
fn every_published_case_finds_its_ids() {
    let corpus = Corpus::read();
    let searcher = searcher(&corpus.entries());
    let mut faults = Vec::new();
    for case in &corpus.cases {
        let found = ids(&searcher, &case.request().unwrap()).map(BTreeSet::from_iter);
        if found != Ok(case.ids.iter().cloned().collect()) {
            faults.push(format!("{} {:?}: {found:?}, not {:?}", case.id, case.params, case.ids));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_unspecified_case_finds_what_is_suggested_or_what_we_chose() {
    let corpus = Corpus::read();
    let searcher = searcher(&corpus.entries());
    let mut faults = Vec::new();
    for case in &corpus.unspecified {
        let chosen = OUR_CHOICES.iter().find(|(id, ..)| *id == case.id);
        let chosen = chosen.map(|(_, ids, _)| ids.iter().map(|id| (*id).to_owned()).collect());
        let expected: Option<BTreeSet<String>> =
            chosen.or_else(|| case.suggested_ids.clone().map(BTreeSet::from_iter));
        let found = ids(&searcher, &case.request().unwrap()).ok().map(BTreeSet::from_iter);
        if found != expected {
            faults.push(format!("{} {:?}: {found:?}, not {expected:?}", case.id, case.params));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_answer_counts_what_it_found() {
    let corpus = Corpus::read();
    let searcher = searcher(&corpus.entries());
    for case in &corpus.response_cases {
        let Some(request) = case.request() else { continue };
        let expected = case.expect.as_ref().unwrap();
        let hits = carnet::directory::index::search::run(&searcher, &request).unwrap();
        if let Some(found) = expected["found"].as_u64() {
            assert_eq!(
                (hits.found, Some(hits.entries.len() as u64)),
                (found, expected["hit_count"].as_u64())
            );
        }
        for (entry, expected) in hits.entries.iter().zip(expected["hits"].as_array().into_iter().flatten()) {
            assert_eq!(Some(entry.id.as_str()), expected["id"].as_str(), "{}", case.id);
        }
    }
}

#[test]
fn every_wrong_request_is_refused_with_its_message() {
    let corpus = Corpus::read();
    let searcher = searcher(&corpus.entries());
    for case in &corpus.error_cases {
        let Some(request) = case.request() else { continue };
        let Err(SearchError::Refused(message)) = ids(&searcher, &request) else {
            panic!("{} was answered: {:?}", case.id, case.params)
        };
        assert!(case.message.as_ref().is_none_or(|expected| *expected == message), "{}: {message}", case.id);
        let contained = case.message_contains.as_deref().unwrap_or_default();
        assert!(message.contains(contained), "{}: {message}", case.id);
    }
}
