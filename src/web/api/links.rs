//! What can be asked next of an answer: OpenAPI's links, from a selection to the two that it registered.
//!
//! A listing has none: its first row may not be there.

use serde_json::{Value, json};

/// The call that a selection leads to, the key in its address, and where that key stands in the answer.
const LINKS: [(&str, &str, &str); 2] = [
    ("getOrganization", "finess", "$response.body#/organization/finess"),
    ("getWorker", "rpps_number", "$response.body#/worker/rpps_number"),
];

/// Adds the links of a selection to its answers.
pub fn add(responses: &mut Value) {
    for status in ["200", "201"] {
        for (call, key, place) in LINKS {
            responses[status]["links"][call] = json!({"operationId": call, "parameters": {key: place}});
        }
    }
}
