//! A query as a short line, to compare trees by eye.

use std::ops::Bound;

use carnet::directory::language::query::{Query, Test, Value};

/// A query in a short form: `&` all, `|` any, `!` not, `~` edits, `^` what only adds to the score.
pub fn show(query: &Query) -> String {
    let list =
        |sign: &str, parts: &[Query]| format!("({})", parts.iter().map(show).collect::<Vec<_>>().join(sign));
    match query {
        Query::Everything => "everything".to_owned(),
        Query::Nothing => "nothing".to_owned(),
        Query::All(parts) => list("&", parts),
        Query::Any(parts) => list("|", parts),
        Query::Not(part) => format!("!{}", show(part)),
        Query::Preferring { required, bonus } => format!("{}^{}", show(required), list(",", bonus)),
        Query::Boosted(weight, part) => format!("{weight}*{}", show(part)),
        Query::Leaf { field: None, test } => show_test(test),
        Query::Leaf { field: Some(field), test } => format!("{}:{}", field.name(), show_test(test)),
    }
}

fn show_test(test: &Test) -> String {
    match test {
        Test::Words(text) => text.clone(),
        Test::Phrase { text, slop: 0 } => format!("'{text}'"),
        Test::Phrase { text, slop } => format!("'{text}'~{slop}"),
        Test::Prefix(word) => format!("{word}…"),
        Test::Similar { word, edits } => format!("{word}~{edits}"),
        Test::Number(number) => format!("#{number}"),
        Test::Range(lower, upper) => {
            let (opens, from) = show_bound(lower, "[", "{");
            let (closes, to) = show_bound(upper, "]", "}");
            format!("{opens}{from},{to}{closes}")
        }
    }
}

fn show_bound(
    bound: &Bound<Value>,
    included: &'static str,
    excluded: &'static str,
) -> (&'static str, String) {
    let show = |value: &Value| match value {
        Value::Number(number) => format!("#{number}"),
        Value::Text(text) => text.clone(),
    };
    match bound {
        Bound::Included(value) => (included, show(value)),
        Bound::Excluded(value) => (excluded, show(value)),
        Bound::Unbounded => (excluded, String::new()),
    }
}
