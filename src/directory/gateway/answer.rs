//! The envelope of an answer (`cloudsearch.md` §5.1), read as leniently as is safe.

use std::fmt;

use serde::{
    Deserialize, Deserializer as _,
    de::{Error as _, IgnoredAny, SeqAccess, Visitor},
};
use serde_json::{Deserializer, Map, Value, value::RawValue};

use super::fault::Fault;
use crate::{
    directory::{documents::facts, patience::Patience},
    domain::{
        entry::Entry,
        search::{Hits, LARGEST_SIZE},
    },
};

/// How much of what the gateway said goes to the log, in characters.
const LOGGED: usize = 500;

/// The longest hit that is read, in bytes: an entry has a few hundred, one of the service at most a
/// megabyte (`cloudsearch.md` §7.1).
const LONGEST_HIT: usize = 1 << 20;

/// How the errors begin that a request is to blame for (`cloudsearch.md` §6.2).
const REFUSALS: [&str; 2] = ["Syntax error in query", "Request depth"];

/// Reads a body for as long as it is waited for.
///
/// # Errors
/// A bad answer where it is none to a search, or nobody waits for it any more; for `{"error":…}` a refusal where the error blames the
/// request, else an unavailable gateway.
pub fn read(body: &[u8], patience: &Patience) -> Result<Hits, Fault> {
    let nonsense = |why: String| {
        let said = String::from_utf8_lossy(&body[..body.len().min(LOGGED)]).escape_debug().to_string();
        Fault::nonsense("the gateway's answer is not one to a search", format!("{why}: {said}"))
    };
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let envelope: Envelope<'_> = serde_json::from_slice(body).map_err(|error| nonsense(error.to_string()))?;
    if let Some(error) = envelope.error.map(RawValue::get).filter(|error| *error != "null") {
        return Err(told(error, envelope.message.map(RawValue::get)));
    }
    let hits = envelope.hits.ok_or_else(|| nonsense("there are no `hits`".to_owned()))?;
    serde_json::from_str(hits.get())
        .and_then(|found| hits_of(found, patience))
        .map_err(|error| nonsense(format!("the `hits`: {error}")))
}

/// The parts of an answer, not yet read: a part that is not wanted costs no memory, however large.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    error: Option<&'a RawValue>,
    #[serde(borrow)]
    message: Option<&'a RawValue>,
    #[serde(borrow)]
    hits: Option<&'a RawValue>,
}

/// What was found, not yet read.
#[derive(Deserialize)]
struct Found<'a> {
    #[serde(borrow)]
    found: Option<&'a RawValue>,
    #[serde(borrow)]
    hit: Option<&'a RawValue>,
}

/// What an error means that the gateway tells with the status of a success.
fn told(error: &str, message: Option<&str>) -> Fault {
    let said = message.unwrap_or(error);
    let logged: String = said.chars().take(LOGGED).collect();
    if REFUSALS.iter().any(|refusal| said.contains(refusal)) {
        Fault::refused("the gateway does not accept the search", logged)
    } else {
        Fault::unavailable("the gateway told of an error", logged)
    }
}

fn hits_of(Found { found, hit }: Found<'_>, patience: &Patience) -> serde_json::Result<Hits> {
    let entries = match hit.map(RawValue::get).filter(|hit| *hit != "null") {
        Some(hits) => Deserializer::from_str(hits).deserialize_seq(Entries::of(patience))?,
        None => Vec::new(),
    };
    let found = found.and_then(|found| number(found.get())).unwrap_or_default();
    Ok(Hits { found: found.max(entries.len() as u64), entries, ..Hits::default() })
}

fn number(value: &str) -> Option<u64> {
    value.trim_matches('"').parse().ok()
}

/// Reads hits one by one, as many as any search may ask for; those that are none are left out.
struct Entries<'p> {
    read: Vec<Entry>,
    left_out: usize,
    patience: &'p Patience,
}

impl<'p> Entries<'p> {
    fn of(patience: &'p Patience) -> Self {
        Self { read: Vec::new(), left_out: 0, patience }
    }
}

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = Vec<Entry>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of hits")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut hits: A) -> Result<Vec<Entry>, A::Error> {
        while self.read.len() < LARGEST_SIZE as usize
            && let Some(hit) = hits.next_element::<&RawValue>()?
        {
            if !self.patience.lasts() {
                return Err(A::Error::custom("nobody waits for them any more"));
            }
            match entry(hit.get()) {
                Some(entry) => self.read.push(entry),
                None => self.left_out += 1,
            }
        }
        while hits.next_element::<IgnoredAny>()?.is_some() {}
        if self.left_out > 0 {
            let count = self.left_out;
            tracing::warn!(count, "the gateway sent hits that are no entries with an id; they are left out");
        }
        Ok(self.read)
    }
}

/// The entry of a hit; none where it has no id, by which alone it could be selected.
fn entry(hit: &str) -> Option<Entry> {
    let hit = Some(hit).filter(|hit| hit.len() <= LONGEST_HIT)?;
    let mut hit: Map<String, Value> = serde_json::from_str(hit).ok()?;
    let id = match hit.remove("id") {
        Some(Value::String(id)) if !id.is_empty() => id,
        Some(Value::Number(id)) => id.to_string(),
        _ => return None,
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
    use crate::{directory::patience::Asker, domain::search::SearchError};

    fn error(text: &str) -> SearchError {
        read(text.as_bytes(), &Patience::default()).unwrap_err().error
    }

    #[test]
    fn keys_may_be_missing_and_numbers_be_text() {
        let read = |text: &str| read(text.as_bytes(), &Patience::default());
        assert_eq!(read(r#"{"hits":{}}"#).unwrap(), Hits::default());
        assert_eq!(read(r#"{"hits":{"found":"7","hit":null}}"#).unwrap().found, 7);
        let hits = read("\u{feff}{\"hits\":{\"hit\":[{\"id\":12},{\"fields\":{}},7]},\"x\":[]}").unwrap();
        assert_eq!((hits.found, hits.entries.len(), hits.entries[0].id.as_str()), (1, 1, "12"));
    }

    #[test]
    fn what_is_no_entry_or_more_than_was_asked_for_is_left_out() {
        let long = format!(r#"{{"id":"long","fields":{{"city":[{}0]}}}}"#, "0,".repeat(LONGEST_HIT / 2));
        let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
        let many = r#",{"id":"p1"}"#.repeat(LARGEST_SIZE as usize + 5);
        let hits = read(
            format!(r#"{{"hits":{{"hit":[{long},{deep},{{}}{many}]}}}}"#).as_bytes(),
            &Patience::default(),
        )
        .unwrap();
        assert_eq!(hits.entries.len(), LARGEST_SIZE as usize);
        assert!(hits.entries.iter().all(|entry| entry.id == "p1"));
    }

    #[test]
    fn reading_ends_where_nobody_waits() {
        let body = format!(r#"{{"hits":{{"hit":[{{"id":"p1"}}{}]}}}}"#, r#",{"id":"p2"}"#.repeat(9));
        let asker = Asker::default();
        assert_eq!(read(body.as_bytes(), &asker.patience()).unwrap().entries.len(), 10);
        let patience = asker.patience();
        drop(asker);
        let fault = read(body.as_bytes(), &patience).unwrap_err();
        assert!(fault.said.contains("nobody waits"), "{}", fault.said);
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
        assert!(read(br#"{"error":null,"hits":{"hit":[]}}"#, &Patience::default()).is_ok());
    }
}
