//! One test of one field as a tantivy query; none where no value can pass it.

use std::ops::Bound;

use tantivy::{
    Term,
    query::{Query, RangeQuery},
    schema::Field,
};

use super::{
    among::Among,
    effort::{Effort, Matching, Part},
    either::Either,
    lookup::Lookup,
    terms::{
        LAST, all_words, as_one_word, int, literal, name_prefix, phrase, preferring, prefixed, similar, word,
    },
};
use crate::directory::{
    index::schema,
    language::{
        fields::{self, FieldSpec, ID, Kind},
        query::{Join, Test, Value},
        words::{self, Placed},
    },
};

/// The entries whose value in a field passes a test; several tokens of one word are joined.
///
/// # Errors
///
/// The index cannot be read.
pub(super) fn matching(lookup: &Lookup<'_>, field: &fields::Field, test: &Test, join: Join) -> Matching {
    let spec = match field {
        fields::Field::Known(spec) => spec,
        fields::Field::Extra(name) => return in_extra(lookup, name, test),
    };
    match spec.kind {
        Kind::Name => in_name(lookup, spec, test, join),
        Kind::Text => in_text(lookup, schema::field(spec), test, join),
        Kind::Literal if spec.name == ID => Ok(among_ids(lookup, schema::field(spec), test)),
        Kind::Literal => in_literal(lookup, schema::field(spec), test),
        Kind::Int => in_int(lookup, schema::field(spec), test),
    }
}

/// The entry of an id, and those whose ids begin or lie so: by a column, for ids are not indexed.
pub fn of_id(field: Field, id: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(field, id);
    Box::new(RangeQuery::new(Bound::Included(term.clone()), Bound::Included(term)))
}

/// Ids bear no near spellings.
fn among_ids(lookup: &Lookup<'_>, field: Field, test: &Test) -> Option<Part> {
    let effort = Effort::of_column(lookup.entries());
    let range = |lower, upper| Some(Part::new(RangeQuery::new(lower, upper), effort));
    match test {
        Test::Words(value) | Test::Phrase { text: value, .. } => {
            let effort = Effort::of_few_in_column(1.0, lookup.entries());
            Some(Part { query: of_id(field, value), effort })
        }
        Test::Prefix(prefix) if prefix.is_empty() => None,
        Test::Prefix(prefix) => {
            let last = format!("{prefix}{LAST}");
            let bound = |text: &str| Bound::Included(Term::from_field_text(field, text));
            range(bound(prefix), bound(&last))
        }
        Test::Range(lower, upper) => {
            let (lower, upper) = text_bounds(field, lower, upper, str::to_owned);
            range(lower, upper)
        }
        Test::Similar { .. } | Test::Number(_) => None,
    }
}

/// A literal among the values of all fields that only this directory has, each after its name.
fn in_extra(lookup: &Lookup<'_>, name: &str, test: &Test) -> Matching {
    let field = schema::hidden().extra;
    let named = |value: &str| schema::extra_value(name, value);
    let range = |lower, upper| text_range(lookup, field, lower, upper, named);
    match test {
        Test::Words(value) | Test::Phrase { text: value, .. } => literal(lookup, field, &named(value)),
        Test::Prefix(prefix) => prefixed(lookup, field, &named(prefix)),
        Test::Range(Bound::Unbounded, Bound::Unbounded) => prefixed(lookup, field, &named("")),
        Test::Range(lower, Bound::Unbounded) => range(lower, &Bound::Excluded(Value::Text(LAST.to_string()))),
        Test::Range(Bound::Unbounded, upper) => range(&Bound::Included(Value::Text(String::new())), upper),
        Test::Range(lower, upper) => range(lower, upper),
        Test::Similar { .. } | Test::Number(_) => Ok(None),
    }
}

fn in_name(lookup: &Lookup<'_>, spec: &FieldSpec, test: &Test, join: Join) -> Matching {
    let field = schema::field(spec);
    lookup.name(field, test, join, || match test {
        Test::Words(text) => name_words(lookup, field, text, &words::of_name(text), join),
        Test::Phrase { text, slop } => phrase(lookup, field, words::of_name(text), *slop),
        Test::Prefix(prefix) => name_prefix(lookup, spec, &words::unfinished(prefix)),
        Test::Similar { word, edits } => similar(lookup, field, &words::unfinished(word), *edits),
        Test::Range(lower, upper) => text_range(lookup, field, lower, upper, as_one_word),
        Test::Number(_) => Ok(None),
    })
}

/// A name searched beside texts, which leave stop words out: they decide nothing here either, but whoever
/// has them stands higher.
///
/// # Errors
///
/// The index cannot be read.
pub(super) fn in_name_beside_texts(
    lookup: &Lookup<'_>,
    spec: &FieldSpec,
    test: &Test,
    join: Join,
) -> Matching {
    let (Test::Words(text) | Test::Phrase { text, .. }) = test else {
        return in_name(lookup, spec, test, join);
    };
    let (kept, left_out) = words::of_name_beside_stop_words(text);
    if kept.is_empty() || left_out.is_empty() {
        return in_name(lookup, spec, test, join);
    }
    let field = schema::field(spec);
    let required = match test {
        Test::Phrase { slop, .. } => phrase(lookup, field, kept, *slop)?,
        _ => name_words(lookup, field, text, &kept, join)?,
    };
    let Some(required) = required else { return Ok(None) };
    let bonus = all_words(lookup, field, &left_out, Join::Any)?;
    Ok(Some(preferring(lookup, required, bonus)))
}

/// Words of a name; where no space stands between them, also the whole as one word.
fn name_words(lookup: &Lookup<'_>, field: Field, text: &str, names: &[Placed], join: Join) -> Matching {
    let whole = as_one_word(text);
    let is_one_word = !text.contains(char::is_whitespace) && names.iter().all(|name| name.token != whole);
    let joined = if is_one_word { word(lookup, field, &whole)? } else { None };
    let apart = all_words(lookup, field, names, join)?;
    Ok(Either::adding(apart.into_iter().chain(joined).collect(), lookup.entries()))
}

fn in_text(lookup: &Lookup<'_>, field: Field, test: &Test, join: Join) -> Matching {
    match test {
        Test::Words(text) => all_words(lookup, field, &lookup.text(text), join),
        Test::Phrase { text, slop } => phrase(lookup, field, words::of_text(text), *slop),
        Test::Prefix(prefix) => prefixed(lookup, field, &words::unfinished(prefix)),
        Test::Similar { word, edits } => similar(lookup, field, &words::unfinished(word), *edits),
        Test::Range(lower, upper) => text_range(lookup, field, lower, upper, words::unfinished),
        Test::Number(_) => Ok(None),
    }
}

fn in_literal(lookup: &Lookup<'_>, field: Field, test: &Test) -> Matching {
    match test {
        Test::Words(value) | Test::Phrase { text: value, .. } => literal(lookup, field, value),
        Test::Prefix(prefix) => prefixed(lookup, field, prefix),
        Test::Similar { word, edits } => similar(lookup, field, word, *edits),
        Test::Range(lower, upper) => text_range(lookup, field, lower, upper, str::to_owned),
        Test::Number(_) => Ok(None),
    }
}

fn in_int(lookup: &Lookup<'_>, field: Field, test: &Test) -> Matching {
    match test {
        Test::Number(number) => int(lookup, field, *number),
        Test::Words(value) | Test::Phrase { text: value, .. } => match value.parse() {
            Ok(number) => int(lookup, field, number),
            Err(_) => Ok(None),
        },
        Test::Range(lower, upper) => Ok(int_range(lookup, field, lower, upper)),
        Test::Prefix(_) | Test::Similar { .. } => Ok(None),
    }
}

fn text_range(
    lookup: &Lookup<'_>,
    field: Field,
    lower: &Bound<Value>,
    upper: &Bound<Value>,
    read: impl Fn(&str) -> String,
) -> Matching {
    let (lower, upper) = text_bounds(field, lower, upper, read);
    Among::between(lookup, field, lower, upper)
}

fn text_bounds(
    field: Field,
    lower: &Bound<Value>,
    upper: &Bound<Value>,
    read: impl Fn(&str) -> String,
) -> (Bound<Term>, Bound<Term>) {
    let term = |value: &Value| match value {
        Value::Text(text) => Term::from_field_text(field, &read(text)),
        Value::Number(number) => Term::from_field_text(field, &number.to_string()),
    };
    let lower = match lower.as_ref().map(term) {
        Bound::Unbounded => Bound::Included(Term::from_field_text(field, "")),
        bound => bound,
    };
    (lower, upper.as_ref().map(term))
}

fn int_range(lookup: &Lookup<'_>, field: Field, lower: &Bound<Value>, upper: &Bound<Value>) -> Option<Part> {
    let term = |bound: &Bound<Value>| match bound {
        Bound::Included(Value::Number(number)) => Some(Bound::Included(Term::from_field_i64(field, *number))),
        Bound::Excluded(Value::Number(number)) => Some(Bound::Excluded(Term::from_field_i64(field, *number))),
        Bound::Unbounded => Some(Bound::Unbounded),
        Bound::Included(Value::Text(_)) | Bound::Excluded(Value::Text(_)) => None,
    };
    let lower = match term(lower)? {
        Bound::Unbounded => Bound::Included(Term::from_field_i64(field, i64::MIN)),
        bound => bound,
    };
    let effort = Effort::of_column(lookup.entries());
    Some(Part::new(RangeQuery::new(lower, term(upper)?), effort))
}
