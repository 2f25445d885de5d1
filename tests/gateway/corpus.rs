//! The published cases over HTTP: what is asked arrives as it was meant, and what is answered is
//! read, in each form that gateways send.

use std::collections::{BTreeMap, BTreeSet};

use carnet::{
    directory::index::{analysis, schema, search},
    domain::{
        entry::Entry,
        search::{SearchError, SearchRequest},
    },
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tantivy::{Index, Searcher};

use crate::{
    client,
    upstream::{Asked, Deed, Upstream},
    word,
};

#[derive(Deserialize)]
struct Corpus {
    documents: Vec<Value>,
    cases: Vec<Case>,
    response_cases: Vec<Case>,
    error_cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    params: BTreeMap<String, String>,
    #[serde(default)]
    ids: BTreeSet<String>,
    #[serde(default)]
    expect: Value,
    message: Option<String>,
}

impl Corpus {
    fn read() -> Self {
        serde_json::from_str(include_str!("../data/cloudsearch-cases.json")).unwrap()
    }

    /// The documents as a gateway sends them, each value passed through `form`.
    fn hits(&self, form: fn(&Value) -> Value) -> Vec<Value> {
        let hit = |document: &Value| {
            let fields = document["fields"].as_object().unwrap();
            let fields: Map<String, Value> =
                fields.iter().map(|(name, value)| (name.clone(), form(value))).collect();
            json!({"id": document["id"], "fields": fields})
        };
        self.documents.iter().map(hit).collect()
    }

    /// The documents as entries, read from a gateway that sends them in the form of the service.
    async fn entries(&self) -> Vec<Entry> {
        let hits = self.hits(as_the_service_does);
        let upstream = Upstream::start(move |_| Deed::hits(&hits)).await;
        client(&upstream.url).search(&word("secteur")).await.unwrap().entries
    }
}

impl Case {
    fn request(&self) -> SearchRequest {
        let get = |name: &str| self.params.get(name).cloned();
        SearchRequest {
            q: get("q").unwrap_or_else(|| "secteur".to_owned()),
            fq: get("fq"),
            options: get("q.options"),
            returns: get("return"),
            size: get("size").and_then(|size| size.parse().ok()).unwrap_or(10),
            ..SearchRequest::default()
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Strings, and lists of strings (`cloudsearch.md` §5.2).
fn as_the_service_does(value: &Value) -> Value {
    if value.is_array() { value.clone() } else { json!(text(value)) }
}

/// Lists of strings (`format=sdk`, `cloudsearch.md` §5.3).
fn as_lists(value: &Value) -> Value {
    if value.is_array() { value.clone() } else { json!([text(value)]) }
}

/// As the documents were uploaded, numbers as numbers.
fn as_uploaded(value: &Value) -> Value {
    value.clone()
}

/// Numbers wherever there are digits, and lists of one as that one.
fn as_numbers(value: &Value) -> Value {
    match value {
        Value::Array(values) if values.len() == 1 => values[0].clone(),
        Value::String(digits) => digits.parse::<u64>().map_or_else(|_| value.clone(), |number| json!(number)),
        other => other.clone(),
    }
}

#[tokio::test]
async fn documents_read_the_same_in_every_form() {
    let corpus = Corpus::read();
    let entries = corpus.entries().await;
    assert_eq!(entries.len(), 10);
    assert_eq!(entries[0].street_line().unwrap(), "12 rue de la Paix");
    assert_eq!(entries[1].secure_email.len(), 2);
    assert_eq!((entries[0].bimedoc_client, entries[1].bimedoc_client), (Some(true), Some(false)));
    assert!(entries.iter().all(|entry| entry.extra.is_empty()));
    for form in [as_lists, as_uploaded, as_numbers] {
        let hits = corpus.hits(form);
        let upstream = Upstream::start(move |_| Deed::hits(&hits)).await;
        let read = client(&upstream.url).search(&word("secteur")).await.unwrap().entries;
        for (read, entry) in read.iter().zip(&entries) {
            // A number cannot tell which sign or zeros stood before its digits.
            let phone_number = entry.phone_number.clone();
            assert_eq!(Entry { phone_number, ..read.clone() }, *entry);
        }
    }
}

#[tokio::test]
async fn every_published_case_finds_its_ids_over_http() {
    let corpus = Corpus::read();
    let searcher = searcher(&corpus.entries().await);
    let upstream = Upstream::start(move |asked| answer(&searcher, asked)).await;
    let gateway = client(&upstream.url);
    let mut faults = Vec::new();
    for case in &corpus.cases {
        let hits = gateway.search(&case.request()).await.unwrap();
        let ids: BTreeSet<String> = hits.entries.into_iter().map(|entry| entry.id).collect();
        if ids != case.ids {
            faults.push(format!("{} {:?}: {ids:?}, not {:?}", case.id, case.params, case.ids));
        }
    }
    assert!(corpus.cases.len() > 90 && faults.is_empty(), "{}", faults.join("\n"));
    let entry = gateway.entry("hw07").await.unwrap().unwrap();
    assert_eq!(entry.last_name.unwrap(), "O'Brien");
    for unknown in ["hw99", "it's \\ 'quoted", ""] {
        assert_eq!(gateway.entry(unknown).await.unwrap(), None, "{unknown}");
    }
}

/// An index of these entries, in memory.
fn searcher(entries: &[Entry]) -> Searcher {
    let index = Index::create_in_ram(schema::schema());
    analysis::register(&index);
    let mut writer = index.writer_with_num_threads(1, 20_000_000).unwrap();
    for entry in entries {
        writer.add_document(schema::document(entry).unwrap()).unwrap();
    }
    writer.commit().unwrap();
    index.reader().unwrap().searcher()
}

/// Answers as a gateway over that index does.
fn answer(searcher: &Searcher, asked: &Asked) -> Deed {
    let get = |name: &str| asked.parameters.get(name).cloned();
    let request = SearchRequest {
        q: get("q").unwrap(),
        fq: get("fq"),
        options: get("q.options"),
        returns: get("return"),
        size: get("size").unwrap().parse().unwrap(),
        ..SearchRequest::default()
    };
    match search::run(searcher, &request) {
        Ok(hits) => {
            let hit = |entry: &Entry| json!({"id": entry.id, "fields": {"last_name": entry.last_name}});
            Deed::hits(&hits.entries.iter().map(hit).collect::<Vec<_>>())
        }
        Err(error) => Deed::typed("400 Bad Request", "application/json", &error.to_string()),
    }
}

#[tokio::test]
async fn every_published_answer_is_read() {
    for case in Corpus::read().response_cases {
        let expected = case.expect.clone();
        let Value::Array(mut hits) = expected["hits"].clone() else {
            assert_count_is_read(&case).await;
            continue;
        };
        hits.retain(|hit| hit["fields"].is_object());
        let sent = hits.clone();
        let upstream = Upstream::start(move |_| Deed::hits(&sent)).await;
        let read = client(&upstream.url).search(&case.request()).await.unwrap();
        assert_eq!(read.entries.len(), hits.len(), "{}", case.id);
        for (entry, hit) in read.entries.iter().zip(&hits) {
            assert_eq!(json!(entry.id), hit["id"]);
            assert_eq!(entry.extra.len(), 0, "{}: {entry:?}", case.id);
        }
    }
}

/// An answer of which the case tells the counts alone.
async fn assert_count_is_read(case: &Case) {
    let count = case.expect["hit_count"].as_u64().unwrap();
    let hits: Vec<Value> = (0..count).map(|at| json!({"id": format!("hw{at}")})).collect();
    let body = json!({"status": {"rid": "x", "time-ms": 1}, "hits": {"found": case.expect["found"], "start": 0, "hit": hits}});
    let upstream = Upstream::start(move |_| Deed::json(&body)).await;
    let read = client(&upstream.url).search(&case.request()).await.unwrap();
    assert_eq!(json!([read.found, read.entries.len()]), json!([case.expect["found"], count]), "{}", case.id);
}

#[tokio::test]
async fn every_published_error_refuses_the_search_and_keeps_its_words() {
    for case in Corpus::read().error_cases {
        let message = case.message.clone().unwrap_or_else(|| "Syntax error in query: published".to_owned());
        let body = json!({
            "error": {"rid": "x", "message": format!("[*Deprecated*: Use the outer message field] {message}")},
            "message": message, "__type": "#SearchException",
        });
        let upstream =
            Upstream::start(move |_| Deed::typed("400 Bad Request", "application/json", &body.to_string()))
                .await;
        let error = client(&upstream.url).search(&word("x")).await.unwrap_err();
        assert!(matches!(error, SearchError::Refused(_)), "{}: {error}", case.id);
        assert!(!error.to_string().contains(&message), "{error}");
    }
}
