//! Facts as text that both databases can hold, and back.

use diesel::{QueryResult, result::Error};
use serde::{Serialize, de::DeserializeOwned};

use super::error::unreadable;

/// The text without the one character that PostgreSQL cannot hold.
pub fn storable(text: &str) -> String {
    text.replace('\0', "")
}

/// The same for a fact that may be missing.
pub fn optional(text: &Option<String>) -> Option<String> {
    text.as_deref().map(storable)
}

/// Any value as JSON text.
pub fn json(value: &impl Serialize) -> QueryResult<String> {
    serde_json::to_string(value).map_err(|error| Error::SerializationError(Box::new(error)))
}

/// A list as JSON text.
pub fn list<T: Serialize>(values: &[T]) -> QueryResult<String> {
    json(&values)
}

/// The list that a JSON text holds.
pub fn listed<T: DeserializeOwned>(text: &str) -> QueryResult<Vec<T>> {
    serde_json::from_str(text).map_err(unreadable)
}
