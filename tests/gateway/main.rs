//! The client of the company's gateway, against a real server that answers well or badly.
//!
//! - `corpus`: the published cases (`tests/data/cloudsearch-cases.json`), over HTTP;
//! - `faults`: answers that are none;
//! - `connections`: how long, how often, how many.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod connections;
mod corpus;
mod faults;
#[expect(dead_code, reason = "what it hears beside is for other tests")]
#[path = "../support/upstream.rs"]
mod upstream;

use std::time::Duration;

use carnet::{directory::gateway::Gateway, domain::search::SearchRequest};

/// Long enough for a busy machine, short enough to wait for.
const PATIENCE: Duration = Duration::from_secs(2);

/// A client of the gateway at an address.
fn client(url: &str) -> Gateway {
    Gateway::new(url, PATIENCE).unwrap()
}

/// A search for a word.
fn word(q: &str) -> SearchRequest {
    SearchRequest { q: q.to_owned(), size: 10, ..SearchRequest::default() }
}
