//! The envelope of an answer (`cloudsearch.md` §5.1), read as leniently as is safe.

use serde_json::{Map, Value};

use super::fault::Fault;
use crate::{
    directory::documents::facts,
    domain::{entry::Entry, search::Hits},
};

/// How much of what the gateway said goes to the log, in characters.
const LOGGED: usize = 500;

/// How the errors begin that a request is to blame for (`cloudsearch.md` §6.2).
const REFUSALS: [&str; 2] = ["Syntax error in query", "Request depth"];

/// Reads a body.
///
/// # Errors
/// A bad answer where it is none to a search; for `{"error":…}` a refusal where the error blames the
/// request, else an unavailable gateway.
pub fn read(body: &[u8]) -> Result<Hits, Fault> {
    let nonsense = |why: String| {
        let said = String::from_utf8_lossy(&body[..body.len().min(LOGGED)]).escape_debug().to_string();
        Fault::nonsense("the gateway's answer is not one to a search", format!("{why}: {said}"))
    };
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut envelope: Map<String, Value> =
        serde_json::from_slice(body).map_err(|error| nonsense(error.to_string()))?;
    if let Some(error) = envelope.get("error").filter(|error| !error.is_null()) {
        return Err(told(error, envelope.get("message")));
    }
    match envelope.remove("hits") {
        Some(Value::Object(hits)) => hits_of(hits).ok_or_else(|| nonsense("`hit` is no list".to_owned())),
        _ => Err(nonsense("there are no `hits`".to_owned())),
    }
}

/// What an error means that the gateway tells with the status of a success.
fn told(error: &Value, message: Option<&Value>) -> Fault {
    let said = message.or_else(|| error.get("message")).unwrap_or(error).to_string();
    let logged: String = said.chars().take(LOGGED).collect();
    if REFUSALS.iter().any(|refusal| said.contains(refusal)) {
        Fault::refused("the gateway does not accept the search", logged)
    } else {
        Fault::unavailable("the gateway told of an error", logged)
    }
}

fn hits_of(mut hits: Map<String, Value>) -> Option<Hits> {
    let entries: Vec<Entry> = match hits.remove("hit") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(hits)) => hits.into_iter().filter_map(entry).collect(),
        Some(_) => return None,
    };
    let found = hits.get("found").and_then(number).unwrap_or_default();
    Some(Hits { found: found.max(entries.len() as u64), entries, ..Hits::default() })
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// The entry of a hit; none where it has no id, by which alone it could be selected.
fn entry(hit: Value) -> Option<Entry> {
    let Value::Object(mut hit) = hit else { return None };
    let id = match hit.remove("id") {
        Some(Value::String(id)) if !id.is_empty() => id,
        Some(Value::Number(id)) => id.to_string(),
        _ => {
            tracing::warn!("the gateway sent an entry without an id; it is left out");
            return None;
        }
    };
    let fields = match hit.remove("fields") {
        Some(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    Some(facts::entry(id, fields).with_department())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::SearchError;

    fn error(text: &str) -> SearchError {
        read(text.as_bytes()).unwrap_err().error
    }

    #[test]
    fn keys_may_be_missing_and_numbers_be_text() {
        let read = |text: &str| read(text.as_bytes());
        assert_eq!(read(r#"{"hits":{}}"#).unwrap(), Hits::default());
        assert_eq!(read(r#"{"hits":{"found":"7","hit":null}}"#).unwrap().found, 7);
        let hits = read("\u{feff}{\"hits\":{\"hit\":[{\"id\":12},{\"fields\":{}},7]},\"x\":[]}").unwrap();
        assert_eq!((hits.found, hits.entries.len(), hits.entries[0].id.as_str()), (1, 1, "12"));
    }

    #[test]
    fn nonsense_is_told_from_an_answer() {
        let bomb = "[".repeat(100_000);
        let deep = format!("{{\"hits\":{}", "{\"a\":".repeat(50_000));
        for text in
            ["", "null", "[]", "{}", "<html>", r#"{"hits":[]}"#, r#"{"hits":{"hit":{}}}"#, &bomb, &deep]
        {
            assert!(matches!(error(text), SearchError::BadAnswer(_)), "{text:.40}");
        }
    }

    #[test]
    fn an_error_with_the_status_of_a_success_is_one() {
        let refused = r#"{"error":{"rid":"x","message":"[*Deprecated*: Use the outer message field] Syntax error in query: field (x) does not exist."},"message":"Syntax error in query: field (x) does not exist.","__type":"SearchException"}"#;
        assert!(matches!(error(refused), SearchError::Refused(_)));
        for down in [r#"{"error":"Internal"}"#, r#"{"error":{"message":"x"},"hits":{"hit":[]}}"#] {
            assert!(matches!(error(down), SearchError::Unavailable(_)), "{down}");
        }
        assert!(read(br#"{"error":null,"hits":{"hit":[]}}"#).is_ok());
    }
}
