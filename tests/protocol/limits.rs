//! Every limit of a request (`docs/gateway.md`), at its last allowed value and one beyond.

use std::iter;

use crate::harness::{FULL, Gateway, PLAIN};

/// A parameter: its name, its value for a number, the last number allowed, the sentence beyond it.
type Limit = (&'static str, fn(usize) -> String, usize, &'static str);

fn repeated(part: &str, count: usize) -> String {
    iter::repeat_n(part, count).collect::<Vec<_>>().join(",")
}

fn nested(levels: usize) -> String {
    format!("{}'rue'{}", "(not ".repeat(levels), ")".repeat(levels))
}

const LIMITS: [Limit; 16] = [
    ("size", |most| most.to_string(), 10_000, "Request depth (10001) exceeded, limit=10000"),
    ("start", |most| most.to_string(), 9_990, "Request depth (10001) exceeded, limit=10000"),
    ("sort", |keys| repeated("city asc", keys), 10, "Wrong sort: expected at most 10 fields."),
    ("facet.gender", |size| format!("{{size:{size}}}"), 10_000, "size to be a number from 0 to 10000"),
    (
        "facet.gender",
        |count| format!("{{buckets:[{}]}}", repeated("'M'", count)),
        100,
        "buckets to be an array of at most 100 strings",
    ),
    (
        "facet",
        |count| format!("{{gender:{{buckets:[{}]}},postcode:{{buckets:['1']}}}}", repeated("'M'", count)),
        99,
        "At most 100 values and ranges are counted.",
    ),
    (
        "highlight.city",
        |most| format!("{{max_phrases:{most}}}"),
        5,
        "Wrong highlight.city: expected max_phrases to be a number from 1 to 5.",
    ),
    ("q", |bytes| "a".repeat(bytes), 10_240, "at most 10240 bytes"),
    ("q", |count| repeated("w", count).replace(',', " "), 1_024, "at most 1024 words and values"),
    (
        "q",
        |count| repeated("w*", count).replace(',', " "),
        32,
        "at most 32 prefixes, near spellings and ranges",
    ),
    (
        "q",
        |depth| format!("{}a{}", "(".repeat(depth), ")".repeat(depth)),
        99,
        "at most 100 levels of nesting",
    ),
    ("fq", |bytes| format!("'{}'", "a".repeat(bytes - 2)), 10_240, "at most 10240 bytes"),
    ("fq", nested, 99, "at most 100 levels of nesting"),
    (
        "fq",
        |count| format!("(or {})", repeated("bimedoc_client:[0,1]", count).replace("],b", "] b")),
        32,
        "at most 32 prefixes, near spellings and ranges",
    ),
    (
        "q.options",
        |least| format!("{{fields:['city^{}']}}", if least == 1 { "0.1" } else { "0" }),
        1,
        "Wrong q.options: expected a field's weight to be a number above 0",
    ),
    (
        "fq",
        |number| format!("bimedoc_client:{}", i64::MAX as i128 - 1 + number as i128),
        1,
        "of at most 64 bits",
    ),
];

#[tokio::test]
async fn each_is_met_and_told_one_beyond() {
    let gateway = Gateway::of_the_corpus().await;
    for (name, value, most, sentence) in LIMITS {
        let ask = async |number| {
            let value = value(number);
            let q = ("q", "secteur");
            let parameters = if name == "q" { vec![(name, &*value)] } else { vec![q, (name, &*value)] };
            gateway.post(&parameters).await
        };
        let met = ask(most).await;
        assert_eq!(met.status, 200, "{name} {most}: {}", met.text);
        let beyond = ask(most + 1).await;
        assert!(beyond.refusal().contains(sentence), "{name}: {}", beyond.text);
    }
    let ask = async |size| gateway.ask(&[("q", "secteur"), ("start", "1"), ("size", size)]).await;
    assert_eq!(ask("9999").await.status, 200);
    assert_eq!(ask("10000").await.refusal(), "Request depth (10001) exceeded, limit=10000");
    let above = gateway.ask(&[("q", "secteur"), ("facet.gender", "{size:101}")]).await;
    assert_eq!(above.status, 200, "{}", above.text);
    for wrong in ["-1", "1.5", "", "+1", "1e3"] {
        for name in ["size", "start"] {
            gateway.ask(&[("q", "secteur"), (name, wrong)]).await.refusal();
        }
    }
}

/// What one request too large is told, with letters in place of what differs from one to the next.
fn as_documented(told: &str) -> String {
    let mut words: Vec<&str> = told.split(' ').collect();
    if let [.., "character", number] = &mut words[..] {
        *number = "N.";
    }
    words.join(" ").replace("highlight.city", "highlight.FIELD")
}

#[tokio::test]
async fn the_documentation_quotes_what_is_told() {
    let gateway = Gateway::of_the_corpus().await;
    let mut told = Vec::new();
    for (name, value, most, _) in LIMITS {
        let value = value(most + 1);
        let parameters =
            if name == "q" { vec![(name, &*value)] } else { vec![("q", "secteur"), (name, &*value)] };
        told.push(as_documented(gateway.post(&parameters).await.refusal()));
    }
    let limits = include_str!("../../docs/gateway.md").split("## ").find(|part| part.starts_with("Limits"));
    let quoted: Vec<&str> = limits
        .unwrap()
        .lines()
        .filter_map(|row| {
            row.split(" | ").nth(2)?.trim_end_matches(" |").strip_prefix('"')?.strip_suffix('"')
        })
        .filter(|sentence| !OF_LARGE_DIRECTORIES.iter().any(|words| sentence.contains(words)))
        .collect();
    assert!(quoted.len() >= 9, "{quoted:?}");
    for sentence in quoted {
        assert!(told.iter().any(|told| told == sentence), "nobody is told {sentence:?} but {told:#?}");
    }
}

/// Told where a directory has many entries, or many fields of its own; tested with the index itself.
const OF_LARGE_DIRECTORIES: [&str; 3] =
    ["different values", "looks at words and entries", "at most 64 fields"];

#[tokio::test]
async fn a_line_is_as_long_as_the_service_reads() {
    let gateway = Gateway::of_the_corpus().await;
    for address in [FULL, PLAIN] {
        let fixed = "GET ?q= HTTP/1.1".len() + address.len();
        let ask = async |bytes: usize| gateway.get(address, &[("q", &"a".repeat(bytes - fixed))]).await;
        assert_eq!((ask(8_190).await.status, ask(8_191).await.status), (200, 413));
    }
    let form = async |bytes: usize| {
        let word = "a".repeat(bytes - "q=secteur&return=".len());
        gateway.post(&[("q", "secteur"), ("return", &word)]).await.status
    };
    assert_eq!((form(262_144).await, form(262_145).await), (400, 413));
}
