use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::harness::{Answer, Case, Corpus, FULL, Gateway, PLAIN};

/// Unspecified cases whose suggested answer is not ours, each for the sake of staff; the reasons
/// stand in `tests/language/corpus.rs`.
const OUR_CHOICES: [(&str, &[&str]); 6] = [
    ("U01", &["hw02"]),
    ("U02", &["hw01", "hw03", "hw08"]),
    ("U04", &["hw01", "hw02", "hw10"]),
    ("U05", &["hw02"]),
    ("U24", &["hw07"]),
    ("U37", &["hw01", "hw02", "hw03", "hw04", "hw05", "hw10"]),
];

/// Parameters that the company's gateway does not hear.
const NOT_PLAIN: [&str; 2] = ["start", "bq"];

impl Case {
    /// The parameters; a case without `q` asks for all documents.
    fn parameters(&self) -> Vec<(&str, &str)> {
        let given = self.params.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all = (!self.params.contains_key("q")).then_some(("q", "secteur"));
        given.chain(all).collect()
    }

    /// The answers at both addresses, and to a form.
    async fn answers(&self, gateway: &Gateway) -> Vec<Answer> {
        let parameters = self.parameters();
        let mut answers = vec![gateway.get(FULL, &parameters).await, gateway.post(&parameters).await];
        if !NOT_PLAIN.iter().any(|name| self.params.contains_key(*name)) {
            answers.push(gateway.get(PLAIN, &parameters).await);
        }
        answers
    }
}

#[tokio::test]
async fn every_published_case_finds_its_ids() {
    let gateway = Gateway::of_the_corpus().await;
    for case in Corpus::read().cases {
        let expected: BTreeSet<String> = case.ids.iter().cloned().collect();
        for answer in case.answers(&gateway).await {
            let found: BTreeSet<String> = answer.ids().into_iter().collect();
            assert_eq!(found, expected, "{} {:?}", case.id, case.params);
            assert_eq!(answer.json["hits"]["found"], expected.len());
        }
    }
}

#[tokio::test]
async fn every_unspecified_case_finds_what_is_suggested_or_what_we_chose() {
    let gateway = Gateway::of_the_corpus().await;
    for case in Corpus::read().unspecified {
        let chosen = OUR_CHOICES.iter().find(|(id, _)| *id == case.id);
        let chosen = chosen.map(|(_, ids)| ids.iter().map(|id| (*id).to_owned()).collect());
        let expected: Option<BTreeSet<String>> =
            chosen.or_else(|| case.suggested_ids.clone().map(BTreeSet::from_iter));
        let parameters: Vec<(&str, &str)> =
            case.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = gateway.get(FULL, &parameters).await;
        match expected {
            Some(ids) => assert_eq!(BTreeSet::from_iter(answer.ids()), ids, "{}", case.id),
            None => assert!(answer.refusal().starts_with("Syntax error in query"), "{}", case.id),
        }
    }
}

#[tokio::test]
async fn every_answer_is_as_published() {
    let gateway = Gateway::of_the_corpus().await;
    let corpus = Corpus::read();
    for case in &corpus.response_cases {
        for answer in case.answers(&gateway).await {
            let (expected, hits) = (&case.expect, answer.hits());
            for member in ["found", "start"] {
                let given = expected.get(member);
                assert!(given.is_none_or(|given| answer.json["hits"][member] == *given), "{}", case.id);
            }
            let count = expected.get("hit_count");
            assert!(count.is_none_or(|count| *count == hits.len()), "{}: {}", case.id, answer.text);
            let keys = expected.get("status_keys").cloned().unwrap_or_else(|| json!(["rid", "time-ms"]));
            let names: BTreeSet<&str> =
                answer.json["status"].as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(names, keys.as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect());
            let Some(expected) = expected.get("hits").and_then(Value::as_array) else { continue };
            let expected: Vec<Value> = expected.iter().map(|hit| corpus.whole(hit)).collect();
            assert_eq!(*hits, expected, "{}", case.id);
        }
    }
}

impl Corpus {
    /// An expected hit; `ALL` stands for every field of its document, as §5.2 writes them.
    fn whole(&self, hit: &Value) -> Value {
        if hit["fields"] != "ALL" {
            return hit.clone();
        }
        let document = self.documents.iter().find(|document| document["id"] == hit["id"]).unwrap();
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let written = |value: &Value| if value.is_array() { value.clone() } else { json!(text(value)) };
        let fields = document["fields"].as_object().unwrap().iter();
        let fields: Map<String, Value> = fields.map(|(name, value)| (name.clone(), written(value))).collect();
        json!({"id": hit["id"], "fields": fields})
    }
}

#[tokio::test]
async fn every_document_comes_back_as_it_was_given() {
    let gateway = Gateway::of_the_corpus().await;
    let corpus = Corpus::read();
    let answer = gateway.ask(&[("q", "secteur"), ("sort", "_id asc")]).await;
    let expected: Vec<Value> = corpus
        .documents
        .iter()
        .map(|document| corpus.whole(&json!({"id": document["id"], "fields": "ALL"})))
        .collect();
    assert_eq!(*answer.hits(), expected);
}

#[tokio::test]
async fn every_wrong_request_is_refused_with_its_message() {
    let gateway = Gateway::of_the_corpus().await;
    for case in Corpus::read().error_cases {
        assert_eq!(case.status, Some(400), "{}", case.id);
        for answer in case.answers(&gateway).await {
            let message = answer.refusal();
            assert!(
                case.message.as_ref().is_none_or(|expected| expected == message),
                "{}: {message}",
                case.id
            );
            let contained = case.message_contains.as_deref().unwrap_or_default();
            assert!(message.contains(contained), "{}: {message}", case.id);
            let inner = answer.json["error"]["message"].as_str().unwrap();
            assert_eq!(inner, format!("[*Deprecated*: Use the outer message field] {message}"));
            assert!(answer.json["error"]["rid"].is_string());
        }
    }
}
