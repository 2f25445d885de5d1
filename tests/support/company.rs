//! The company's gateway: it answers from the invented directory under ids of its own, knows no
//! field of the national file's alone, and fails as it is told to.

use std::time::Duration;

use carnet::{
    directory::index::embedded::EmbeddedIndex,
    domain::{entry::Entry, search::SearchRequest},
};
use serde_json::{Map, Value, json};

use super::{
    home::{self, Home},
    upstream::{Asked, Deed, Then, Upstream},
};

/// What its ids begin with.
pub const OWN: &str = "hw-";

/// How long a page waits for it.
pub const DEADLINE: Duration = Duration::from_millis(600);

/// The fields that it refuses to be asked for.
const UNKNOWN: [&str; 4] = ["department", "mode_code", "siret", "skill_name"];

/// The gateway; gone with the test.
pub struct Company {
    /// The server.
    pub upstream: Upstream,
    index: EmbeddedIndex,
}

impl Company {
    /// One that answers.
    pub async fn open() -> Self {
        let index = EmbeddedIndex::new(home::imported());
        assert!(index.refresh().unwrap());
        let answering = index.clone();
        let upstream = Upstream::start(move |asked| answer(&answering, asked)).await;
        Self { upstream, index }
    }

    /// A home whose directory it is, whose pages wait for it as long as [`DEADLINE`].
    pub fn over(&self, home: Home) -> Home {
        home.with("CARNET_DIRECTORY_URL", &*self.upstream.url)
            .with("CARNET_DIRECTORY_DEADLINE", DEADLINE.as_secs_f64().to_string())
    }

    /// From now on it cannot serve.
    pub fn fail(&self) {
        self.upstream.change(|_| Deed::typed("503 Service Unavailable", "text/plain", ""));
    }

    /// From now on it answers again.
    pub fn recover(&self) {
        let index = self.index.clone();
        self.upstream.change(move |asked| answer(&index, asked));
    }

    /// From now on it refuses searches for a word.
    pub fn refuse(&self, word: &'static str) {
        let index = self.index.clone();
        self.upstream.change(move |asked| {
            if asked.parameters["q"].contains(word) {
                Deed::typed("400 Bad Request", "application/json", "{}")
            } else {
                answer(&index, asked)
            }
        });
    }

    /// From now on it never answers a search for a word.
    pub fn hang_at(&self, word: &'static str) {
        let index = self.index.clone();
        self.upstream.change(move |asked| {
            if asked.parameters["q"].contains(word) {
                Deed::raw("", Then::Hang)
            } else {
                answer(&index, asked)
            }
        });
    }

    /// From now on it answers each first question and fails each second one.
    pub fn tire(&self) {
        let index = self.index.clone();
        let before = self.upstream.requests();
        self.upstream.change(move |asked| {
            if (asked.number - before).is_multiple_of(2) {
                Deed::typed("503 X", "text/plain", "tired")
            } else {
                answer(&index, asked)
            }
        });
    }
}

fn answer(index: &EmbeddedIndex, asked: &Asked) -> Deed {
    let given = |name: &str| asked.parameters.get(name).cloned();
    if UNKNOWN.iter().any(|field| asked.parameters.values().any(|value| value.contains(field))) {
        return Deed::typed(
            "400 Bad Request",
            "application/json",
            r#"{"error":{"message":"unknown field"}}"#,
        );
    }
    // All of its entries tell of clients, see `hit`.
    if given("fq").as_deref() == Some("bimedoc_client:[0,1]") {
        return Deed::json(&json!({"hits": {"found": 1, "hit": []}}));
    }
    let own_ids = |fq: String| fq.replace("_id:'", "_id:'no-").replace(&format!("no-{OWN}"), "");
    let request = SearchRequest {
        q: given("q").unwrap(),
        fq: given("fq").map(own_ids),
        options: given("q.options"),
        returns: given("return"),
        size: given("size").unwrap().parse().unwrap(),
        ..SearchRequest::default()
    };
    let hits = index.search(&request).unwrap();
    let entries: Vec<Value> = hits.entries.iter().map(hit).collect();
    Deed::json(&json!({
        "status": {"rid": "rtKz7rkoeAojlvk=", "time-ms": 2},
        "hits": {"found": hits.found, "start": 0, "hit": entries},
    }))
}

fn hit(entry: &Entry) -> Value {
    let facts = [
        ("rpps_number", &entry.rpps_number),
        ("last_name", &entry.last_name),
        ("first_name", &entry.first_name),
        ("profession_code", &entry.profession_code),
        ("profession_name", &entry.profession_name),
        ("finess", &entry.finess),
        ("registered_name", &entry.registered_name),
        ("building_number", &entry.building_number),
        ("street", &entry.street),
        ("postcode", &entry.postcode),
        ("city", &entry.city),
    ];
    let mut fields: Map<String, Value> = facts
        .into_iter()
        .filter_map(|(name, fact)| Some((name.to_owned(), Value::from(fact.clone()?))))
        .collect();
    fields.insert("bimedoc_client".to_owned(), Value::from("0"));
    json!({"id": format!("{OWN}{}", entry.id), "fields": fields})
}
