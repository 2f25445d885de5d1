//! How many typical queries a second each parser reads on one core, beside splitting the same
//! text at its spaces.
//!
//! Target: over a million a second for each syntax.

use std::hint::black_box;

use carnet::directory::language::{options::Options, simple, structured};

#[path = "support/mod.rs"]
mod support;

use support::{machine, measure::rate, table};

const TARGET: f64 = 1e6;

/// What people and programs send as `q`.
const SIMPLE: [&str; 12] = [
    "martin",
    "dupont marie",
    "hélène lefèvre",
    "pharmacie lyon",
    "jean-pierre dupont",
    "dupont ma*",
    "lefevre~1",
    "\"hôpital saint-antoine\"",
    "médecin -marseille",
    "paris |lyon",
    "+(médecin|infirmier)+marseille",
    "(martin |martin*)",
];

/// What they send as `fq`.
const STRUCTURED: [&str; 12] = [
    "matchall",
    "city:'Lyon'",
    "_id:'p0000000000000000000000000'",
    "rpps_number:'19900000019'",
    "profession_code:10",
    "profession_code:[10,60]",
    "department:'75'",
    "(prefix field=postcode '75')",
    "(and profession_code:10 department:'69')",
    "(or finess:'690000012' finess_justice:'690000012')",
    "(not city:'Paris')",
    "(phrase field=street 'rue de la paix')",
];

/// What they send as `q.options`.
const OPTIONS: [&str; 6] = [
    r#"{"defaultOperator":"or"}"#,
    r#"{"fields":["last_name","first_name"]}"#,
    r#"{"fields":["last_name^4","first_name^2","city"]}"#,
    "{fields:['city'],defaultOperator:'or'}",
    r#"{"operators":["not","prefix"]}"#,
    r#"{"fields":["last_name^2"],"defaultOperator":"and"}"#,
];

fn main() {
    let rows = [
        row("simple (q)", &SIMPLE, |text| simple::parse(text, &Options::default()).is_ok()),
        row("structured (fq)", &STRUCTURED, |text| structured::parse(text).is_ok()),
        row("q.options", &OPTIONS, |text| Options::parse(text).is_ok()),
    ];
    println!("{}", machine::line());
    table::print(["one core, queries a second", "read", "target", "", "only split", "split / read"], &rows);
}

fn row(name: &str, texts: &[&str], read: impl Fn(&str) -> bool) -> [String; 6] {
    assert!(texts.iter().all(|text| read(text)), "a typical query is refused");
    let reading = rate(texts.len(), || {
        for text in texts {
            black_box(read(black_box(text)));
        }
    });
    let splitting = rate(texts.len(), || {
        for text in texts {
            black_box(black_box(text).split(' ').collect::<Vec<_>>());
        }
    });
    let verdict = if reading > TARGET { "met" } else { "MISSED" };
    [
        name.to_owned(),
        millions(reading),
        format!("> {}", millions(TARGET)),
        verdict.to_owned(),
        millions(splitting),
        format!("{:.1} ×", splitting / reading),
    ]
}

fn millions(rate: f64) -> String {
    format!("{:.2} M", rate / 1e6)
}
