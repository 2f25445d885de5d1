//! The most work that one legal request can ask of the bare index: each as large as the language's
//! limits let it be (`docs/gateway.md`).
//!
//! `CARNET_BENCH_ROWS=2290000 cargo bench --bench hostile` is the size that the target is of.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a benchmark that cannot search ends")]

#[path = "support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use carnet::{
    directory::index::embedded::EmbeddedIndex,
    domain::{
        criteria::EVERYTHING,
        search::{LARGEST_SIZE, SearchError, SearchRequest},
    },
};
use support::{invented, machine, table};

/// What no request may take in the national directory.
const TARGET: Duration = Duration::from_secs(1);

/// What refusing one may take.
const REFUSED_WITHIN: Duration = Duration::from_millis(250);

/// The most expanded words of a request.
const EXPANDED: usize = 32;

/// The letters with which words begin.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz012345";

fn main() {
    let rows = invented::rows();
    println!("{}\n{}", machine::line(), invented::size_line(rows));
    let directory = invented::Directory::make(rows);
    let index = directory.index();
    let lines: Vec<[String; 4]> = requests(&index).into_iter().map(|asked| line(&index, &asked)).collect();
    table::print(["asked", "found", "ms", ""], &lines);
}

/// A request and what it is called.
type Asked = (&'static str, SearchRequest);

fn line(index: &EmbeddedIndex, (name, request): &Asked) -> [String; 4] {
    let start = Instant::now();
    let answer = index.search(request);
    let took = start.elapsed();
    let (found, target) = match answer {
        Ok(hits) => (hits.found.to_string(), TARGET),
        Err(SearchError::Refused(_)) => ("refused".to_owned(), REFUSED_WITHIN),
        Err(error) => panic!("{name}: {error}"),
    };
    let verdict = if took <= target { "met" } else { "MISSED" };
    let shown = format!("{:.0}", took.as_secs_f64() * 1e3);
    [(*name).to_owned(), found, shown, verdict.to_owned()]
}

fn requests(index: &EmbeddedIndex) -> Vec<Asked> {
    let ids = ids(index);
    let letters = || LETTERS.chars().map(String::from);
    let digits = || (10..10 + EXPANDED).map(|number| number.to_string());
    let each = |form: &dyn Fn(String) -> String, texts: Vec<String>| {
        texts.into_iter().map(form).collect::<Vec<_>>().join(" ")
    };
    let beginnings = |field: &str, texts: Vec<String>| {
        format!("(or {})", each(&|text| format!("(prefix field={field} '{text}')"), texts))
    };
    let from = |field: &str, texts: Vec<String>| {
        format!("(or {})", each(&|text| format!("{field}:['{text}',}}"), texts))
    };
    let near = |words: &str| format!("(near distance=200 '{words}')");
    vec![
        ("32 beginnings, any of them", q(&each(&|letter| format!("{letter}* |"), letters().collect()))),
        (
            "32 beginnings in every field",
            in_all_fields(&each(&|letter| format!("{letter}* |"), letters().collect())),
        ),
        ("32 near spellings", q(&each(&|letter| format!("{letter}ar~2 |"), letters().collect()))),
        (
            "32 near spellings of long words",
            q(&each(&|letter| format!("{letter}{}~2 |", "artinel".repeat(8)), letters().collect())),
        ),
        ("1,000 common words", q(&"rue |lyon |cabinet |place |medecin |".repeat(200))),
        ("1,000 unknown words", q(&(0..1_000).map(|number| format!("w{number} |")).collect::<String>())),
        ("none of 1,000 words", q(&(0..1_000).map(|number| format!("-w{number} ")).collect::<String>())),
        ("as many ids as fit", fq(&format!("(or {})", each(&|id| format!("_id:'{id}'"), ids.clone())))),
        ("none of as many ids", fq(&format!("(and {})", each(&|id| format!("(not _id:'{id}')"), ids)))),
        ("32 ranges of ids", fq(&from("_id", digits().map(|digit| format!("p{digit}")).collect()))),
        ("32 ranges of RPPS numbers", fq(&from("rpps_number", digits().collect()))),
        (
            "32 ranges of SIRET numbers",
            fq(&from("siret", digits().map(|digit| format!("0{digit}")).collect())),
        ),
        ("32 ranges of e-mail addresses", fq(&from("secure_email", digits().collect()))),
        (
            "32 ranges of telephone numbers",
            fq(&from("phone_number", digits().map(|digit| format!("0{digit}")).collect())),
        ),
        ("32 ranges of streets", fq(&from("street", digits().collect()))),
        ("32 ranges of last names", fq(&from("last_name", letters().collect()))),
        (
            "32 beginnings of SIRET numbers",
            fq(&beginnings("siret", (0..10).chain(10..32).map(|number| number.to_string()).collect())),
        ),
        ("32 ranges of numbers", fq(&from("profession_code", digits().collect()))),
        ("common words near each other", fq(&near("rue de la place du cabinet"))),
        ("one word near itself 1,000 times", fq(&near(&"rue ".repeat(1_000)))),
        ("1,000 phrases", q(&"\"rue de\"~200 |\"cabinet du\"~199 |".repeat(250))),
        (
            "any of 500 negations",
            fq(&format!("(or {})", (0..500).map(|number| format!("(not 'w{number}')")).collect::<String>())),
        ),
        (
            "any of 500 negations of common words",
            fq(&format!("(or {})", common_words().map(|word| format!("(not {word})")).collect::<String>())),
        ),
        (
            "300 phrases",
            q(&(1..=150)
                .map(|slop| format!("\"rue de\"~{slop} |\"cabinet du\"~{slop} |"))
                .collect::<String>()),
        ),
        ("98 negations", fq(&format!("{}'rue'{}", "(not ".repeat(98), ")".repeat(98)))),
        ("everything, 10,000 entries", SearchRequest { size: LARGEST_SIZE, ..q(EVERYTHING) }),
    ]
}

fn q(text: &str) -> SearchRequest {
    SearchRequest { q: text.to_owned(), size: 10, ..SearchRequest::default() }
}

fn fq(text: &str) -> SearchRequest {
    SearchRequest { fq: Some(text.to_owned()), ..q(EVERYTHING) }
}

/// Each of five hundred words that many entries hold: numbers of houses, beside the words of a street.
fn common_words() -> impl Iterator<Item = String> {
    (1..=100).flat_map(|number| {
        ["rue", "lyon", "cabinet", "place", "medecin"].map(|word| format!("'{word} {number}'"))
    })
}

fn in_all_fields(text: &str) -> SearchRequest {
    let names = carnet::directory::language::fields::FIELDS.map(|field| format!("'{}'", field.name));
    SearchRequest { options: Some(format!("{{fields:[{}]}}", names.join(","))), ..q(text) }
}

/// Ids of entries, as many as one filter holds.
fn ids(index: &EmbeddedIndex) -> Vec<String> {
    let everybody = SearchRequest { size: 200, ..q(EVERYTHING) };
    index.search(&everybody).unwrap().entries.into_iter().map(|entry| entry.id).collect()
}
