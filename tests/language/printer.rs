//! A tree written in the language again, so that reading it gives the same tree.

use std::ops::Bound;

use carnet::directory::language::{
    fields::Field,
    options::{Operator, Options},
    query::{Join, Query, Test, Value},
};
use serde_json::json;

/// A tree of the simple syntax, for options that disable nothing and join by `and`.
pub fn simple(query: &Query) -> String {
    match query {
        Query::Nothing => String::new(),
        Query::All(parts) => format!("({})", listed(parts, simple, " ")),
        Query::Any(parts) => format!("({})", listed(parts, simple, " |")),
        Query::Not(part) if matches!(**part, Query::Not(_)) => format!("-({})", simple(part)),
        Query::Not(part) => format!("-{}", simple(part)),
        Query::Preferring { required, bonus } => {
            format!("({} {})", simple(required), listed(bonus, simple, " "))
        }
        Query::Leaf { field: None, test } => simple_test(test),
        other => panic!("{other:?} is nothing that the simple syntax says"),
    }
}

fn simple_test(test: &Test) -> String {
    match test {
        Test::Words(text) => escaped(text),
        Test::Phrase { text, slop } => format!("\"{}\"~{slop}", escaped(text)),
        Test::Prefix(word) => format!("{}*", escaped(word)),
        Test::Similar { word, edits } => format!("{}~{edits}", escaped(word)),
        other => panic!("{other:?} is nothing that the simple syntax says"),
    }
}

fn escaped(text: &str) -> String {
    let letters = text.chars();
    letters
        .map(|letter| if letter.is_alphanumeric() { letter.into() } else { format!("\\{letter}") })
        .collect()
}

/// A tree of the structured syntax.
pub fn structured(query: &Query) -> String {
    match query {
        Query::Everything => "matchall".to_owned(),
        Query::Nothing => "''".to_owned(),
        Query::All(parts) => format!("(and {})", listed(parts, structured, " ")),
        Query::Any(parts) => format!("(or {})", listed(parts, structured, " ")),
        Query::Not(part) => format!("(not {})", structured(part)),
        Query::Preferring { required, bonus } => {
            format!("(and {} {})", structured(required), listed(bonus, structured, " "))
        }
        Query::Boosted(weight, part) => format!("(and boost={weight} {})", structured(part)),
        Query::Leaf { field, test } => structured_test(field.as_ref(), test),
    }
}

fn structured_test(field: Option<&Field>, test: &Test) -> String {
    let prefix = field.map(|field| format!("{}:", field.name())).unwrap_or_default();
    let setting = field.map(|field| format!(" field={}", field.name())).unwrap_or_default();
    match test {
        Test::Words(text) => format!("{prefix}{}", quoted(text)),
        Test::Phrase { text, slop: 0 } => format!("(phrase{setting} {})", quoted(text)),
        Test::Phrase { text, slop } => format!("(near{setting} distance={slop} {})", quoted(text)),
        Test::Prefix(word) => format!("(prefix{setting} {})", quoted(word)),
        Test::Number(number) => format!("{prefix}{number}"),
        Test::Range(lower, upper) => {
            let (opens, lower) = bound(lower, "[", "{");
            let (closes, upper) = bound(upper, "]", "}");
            format!("{prefix}{opens}{lower},{upper}{closes}")
        }
        Test::Similar { .. } => panic!("{test:?} is nothing that the structured syntax says"),
    }
}

fn bound(bound: &Bound<Value>, included: &'static str, excluded: &'static str) -> (&'static str, String) {
    let written = |value: &Value| match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => quoted(text),
    };
    match bound {
        Bound::Included(value) => (included, written(value)),
        Bound::Excluded(value) => (excluded, written(value)),
        Bound::Unbounded => (excluded, String::new()),
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn listed(parts: &[Query], print: fn(&Query) -> String, between: &str) -> String {
    parts.iter().map(print).collect::<Vec<_>>().join(between)
}

/// Options as JSON.
pub fn options(options: &Options) -> String {
    let fields = options.fields.iter().map(|(field, weight)| format!("{}^{weight}", field.name()));
    let operator = if options.join == Join::All { "and" } else { "or" };
    let disabled = options.disabled.iter().copied().map(name);
    json!({
        "defaultOperator": operator,
        "fields": fields.collect::<Vec<_>>(),
        "operators": disabled.collect::<Vec<_>>(),
    })
    .to_string()
}

fn name(operator: Operator) -> &'static str {
    match operator {
        Operator::And => "and",
        Operator::Escape => "escape",
        Operator::Fuzzy => "fuzzy",
        Operator::Near => "near",
        Operator::Not => "not",
        Operator::Or => "or",
        Operator::Phrase => "phrase",
        Operator::Precedence => "precedence",
        Operator::Prefix => "prefix",
        Operator::Whitespace => "whitespace",
    }
}
