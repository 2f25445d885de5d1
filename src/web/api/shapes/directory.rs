//! The envelope of a search as the document describes it; [`crate::web::gateway::envelope`] writes it.

use std::collections::BTreeMap;

use utoipa::ToSchema;

/// What a search found, in the gateway's own envelope.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document alone")]
pub struct DirectoryAnswer {
    status: Status,
    hits: Hits,
}

/// How it was found.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document alone")]
struct Status {
    /// What names the request in logs.
    rid: String,
    /// Milliseconds that the search took.
    #[schema(rename = "time-ms")]
    time: u64,
}

/// The entries of the page.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document alone")]
struct Hits {
    /// How many entries match.
    found: u64,
    /// The place of the first one answered, from 0.
    start: u64,
    /// The entries, best first.
    hit: Vec<Hit>,
}

/// An entry: a person at a place.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document alone")]
struct Hit {
    /// The directory's identifier, by which it is selected.
    #[schema(examples("p7k3n2d5q4h6m8r1t0v9w2x5y3z"))]
    id: String,
    /// Its fields, under the directory's own names; left out where `return` asks for none.
    #[schema(examples(json!({"last_name": "DUBREUIL", "first_name": "Claire", "finess": "259900017"})))]
    fields: Option<BTreeMap<String, Value>>,
}

/// What a field holds: one text, or a list of texts.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "read by the document alone")]
enum Value {
    /// One text.
    One(String),
    /// A list of texts.
    Many(Vec<String>),
}
