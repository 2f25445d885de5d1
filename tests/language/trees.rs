//! Invented trees: each says the same once it is printed and read again.

use std::ops::Bound;

use carnet::{
    directory::language::{
        fields::{FIELDS, Field, Kind},
        options::{Operator, Options},
        query::{Join, Query, Test, Value},
        words,
    },
    domain::text::fold,
};
use proptest::{
    option,
    prelude::*,
    prop_assert_eq,
    sample::{select, subsequence},
};

use crate::{printer, round_trip};

/// Text that some field keeps, so that it decides wherever it stands.
fn text() -> impl Strategy<Value = String> {
    let text = r#"[a-zéÀœ0-9' \\"()|+*~:\[,-]{1,10}"#;
    text.prop_filter("text keeps it", |text| !words::all_stop_words(text) && !fold(text).is_empty())
}

/// A word that text leaves out.
fn linking() -> impl Strategy<Value = Query> {
    select(vec!["de", "la", "aux"]).prop_map(|word| Query::leaf(None, Test::Words(word.to_owned())))
}

/// Trees as they are read: no list of fewer than two, one linking word beside what decides.
fn tree(leaf: impl Strategy<Value = Query> + 'static) -> impl Strategy<Value = Query> {
    leaf.prop_recursive(5, 40, 4, |inner| {
        let several = prop::collection::vec(inner.clone(), 2..4);
        let bonus = prop::collection::vec(linking(), 1..3);
        prop_oneof![
            several.clone().prop_map(Query::All),
            several.prop_map(Query::Any),
            inner.clone().prop_map(|part| Query::Not(Box::new(part))),
            (inner, bonus).prop_map(|(required, bonus)| required.preferring(bonus)),
        ]
    })
}

fn simple_leaf() -> impl Strategy<Value = Query> {
    let test = prop_oneof![
        text().prop_map(Test::Words),
        (text(), 0_u32..=200).prop_map(|(text, slop)| Test::Phrase { text, slop }),
        text().prop_map(Test::Prefix),
        (text(), 1_u8..=2).prop_map(|(word, edits)| Test::Similar { word, edits }),
    ];
    test.prop_map(|test| Query::leaf(None, test))
}

/// The simple syntax has equal rank for its operators: a list never begins with one of its kind.
fn flattened(query: Query) -> Query {
    let all = |parts: Vec<Query>| parts.into_iter().map(flattened).collect::<Vec<_>>();
    match query {
        Query::All(parts) => {
            let parts = all(parts).into_iter();
            parts.reduce(|first, other| first.joined(Join::All, other)).unwrap_or(Query::Nothing)
        }
        Query::Any(parts) => {
            let parts = all(parts).into_iter();
            parts.reduce(|first, other| first.joined(Join::Any, other)).unwrap_or(Query::Nothing)
        }
        Query::Not(part) => Query::Not(Box::new(flattened(*part))),
        Query::Preferring { required, bonus } => flattened(*required).preferring(bonus),
        leaf => leaf,
    }
}

fn field_of(is_wanted: fn(Kind) -> bool) -> impl Strategy<Value = Field> {
    select(FIELDS.iter().filter(|field| is_wanted(field.kind)).map(Field::from).collect::<Vec<_>>())
}

fn bound(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Bound<Value>> {
    (value, 0..3).prop_map(|(value, kind)| match kind {
        0 => Bound::Included(value),
        1 => Bound::Excluded(value),
        _ => Bound::Unbounded,
    })
}

fn structured_leaf() -> impl Strategy<Value = Query> {
    let numbers = || bound(any::<i64>().prop_map(Value::Number));
    let texts = || bound("\\PC{0,6}".prop_map(Value::Text));
    prop_oneof![
        Just(Query::Everything),
        Just(Query::Nothing),
        (option::of(field_of(|kind| kind != Kind::Int)), text())
            .prop_map(|(field, text)| Query::leaf(field, Test::Words(text))),
        (option::of(field_of(Kind::is_words)), text(), 0_u32..=200)
            .prop_map(|(field, text, slop)| Query::leaf(field, Test::Phrase { text, slop })),
        (option::of(field_of(|kind| kind != Kind::Int)), text())
            .prop_map(|(field, text)| Query::leaf(field, Test::Prefix(text))),
        (field_of(|kind| kind == Kind::Int), any::<i64>())
            .prop_map(|(field, number)| Query::leaf(Some(field), Test::Number(number))),
        (field_of(|kind| kind == Kind::Int), numbers(), numbers())
            .prop_map(|(field, lower, upper)| Query::leaf(Some(field), Test::Range(lower, upper))),
        (field_of(|kind| kind != Kind::Int), texts(), texts())
            .prop_map(|(field, lower, upper)| Query::leaf(Some(field), Test::Range(lower, upper))),
    ]
}

fn boosted() -> impl Strategy<Value = Query> {
    (tree(structured_leaf()), option::of(f32::MIN_POSITIVE..1e6)).prop_map(|(query, boost)| match boost {
        Some(boost) => Query::Boosted(boost, Box::new(query)),
        None => query,
    })
}

fn operators() -> impl Strategy<Value = Vec<Operator>> {
    use Operator::{And, Escape, Fuzzy, Near, Not, Or, Phrase, Precedence, Prefix, Whitespace};
    subsequence(vec![And, Escape, Fuzzy, Near, Not, Or, Phrase, Precedence, Prefix, Whitespace], 0..=10)
}

fn options() -> impl Strategy<Value = Options> {
    let join = select(vec![Join::All, Join::Any]);
    let fields = prop::collection::vec((field_of(|_| true), f32::MIN_POSITIVE..1e6), 1..5);
    (join, fields, operators()).prop_map(|(join, mut fields, disabled)| {
        fields.sort_by(|(one, _), (other, _)| one.name().cmp(other.name()));
        fields.dedup_by(|(one, _), (other, _)| one == other);
        Options { join, fields, disabled }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_tree_printed_in_the_simple_syntax_is_read_as_it_was(query in tree(simple_leaf())) {
        round_trip::by_simple(&flattened(query));
    }

    #[test]
    fn a_tree_printed_in_the_structured_syntax_is_read_as_it_was(query in boosted()) {
        round_trip::by_structured(&query);
    }

    #[test]
    fn options_printed_are_read_as_they_were(options in options()) {
        let printed = printer::options(&options);
        prop_assert_eq!(Options::parse(&printed), Ok(options.clone()), "{}", printed);
        let relaxed = printed.replace('"', "'");
        prop_assert_eq!(Options::parse(&relaxed), Ok(options), "{}", relaxed);
    }
}
