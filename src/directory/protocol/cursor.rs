//! `cursor`: paging beyond the 10,000 first entries (`cloudsearch.md` §1.2).
//!
//! A cursor holds the values of the last entry answered, so that the next page begins after it
//! whatever process answers, and however deep.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{error::Error, parameters::Parameters};
use crate::directory::index::order::{Mark, SortKey};

/// The cursor of a first page.
const INITIAL: &str = "initial";

/// The longest cursor: ten texts of 4,096 characters in hexadecimal would be no address.
const LONGEST: usize = 16 * 1024;

/// What a cursor belongs to: the parameters that decide what is found, and in which order.
const OF_THE_SEARCH: [&str; 5] = ["q", "q.parser", "q.options", "fq", "sort"];

/// What a cursor holds.
#[derive(Serialize, Deserialize)]
struct Held {
    /// Of which search it is.
    search: u64,
    /// The values of the last entry answered.
    after: Vec<Mark>,
}

/// The values after which a page begins; none for the first.
///
/// # Errors
/// [`Error::Refused`] where the cursor is none of this search.
pub(super) fn read(
    cursor: &str,
    parameters: &Parameters,
    keys: &[SortKey],
) -> Result<Option<Vec<Mark>>, Error> {
    if cursor == INITIAL {
        return Ok(None);
    }
    let held = bytes(cursor).and_then(|bytes| serde_json::from_slice::<Held>(&bytes).ok());
    match held {
        Some(held) if held.search == search(parameters) && held.after.len() == keys.len() => {
            Ok(Some(held.after))
        }
        _ => Err(Error::wrong("cursor", "initial, or the cursor of the same search's answer before")),
    }
}

/// The cursor of the page after an entry with these values.
pub(super) fn write(after: Vec<Mark>, parameters: &Parameters) -> String {
    let held = Held { search: search(parameters), after };
    let mut cursor = String::new();
    for byte in serde_json::to_vec(&held).unwrap_or_default() {
        let _written_to_memory = write!(cursor, "{byte:02x}");
    }
    cursor
}

fn search(parameters: &Parameters) -> u64 {
    let values: Vec<Option<&str>> = OF_THE_SEARCH.iter().map(|name| parameters.get(name)).collect();
    xxh3_64(format!("{values:?}").as_bytes())
}

fn bytes(cursor: &str) -> Option<Vec<u8>> {
    if cursor.len() > LONGEST {
        return None;
    }
    let digits = cursor.as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}
