//! One test of one field as a tantivy query; none where no value can pass it.

use std::ops::Bound;

use tantivy::{
    Term,
    query::{
        BooleanQuery, ConstScoreQuery, FuzzyTermQuery, InvertedIndexRangeQuery, PhraseQuery, Query,
        RangeQuery, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use super::{
    schema::{self, LONGEST_READY_PREFIX},
    sloppy::Sloppy,
    sound,
};
use crate::{
    directory::language::{
        fields::{self, FieldSpec, ID, Kind},
        query::{Join, Test, Value},
        words::{self, Placed},
    },
    domain::text::fold,
};

/// The greatest letter: no word goes on with it.
const LAST: char = char::MAX;

/// Longest word worth an automaton, in characters.
const LONGEST_SIMILAR: usize = 64;

/// Fewest letters of a word that is also looked for by its sound.
const FEWEST_LETTERS: usize = 4;

/// What a sound adds to the score: less than a word that is spelt so, or nearly.
const SOUND_SCORE: f32 = 0.5;

type Matching = Option<Box<dyn Query>>;

/// The entries whose value in a field passes a test; several tokens of one word are joined.
pub fn matching(field: &fields::Field, test: &Test, join: Join) -> Matching {
    let spec = match field {
        fields::Field::Known(spec) => spec,
        fields::Field::Extra(name) => return in_extra(name, test),
    };
    match spec.kind {
        Kind::Name => in_name(spec, test, join),
        Kind::Text => in_text(schema::field(spec), test, join),
        Kind::Literal if spec.name == ID => among_ids(schema::field(spec), test),
        Kind::Literal => in_literal(schema::field(spec), test),
        Kind::Int => in_int(schema::field(spec), test),
    }
}

/// The entry of an id, and those whose ids begin or lie so: by a column, for ids are not indexed.
pub fn of_id(field: Field, id: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(field, id);
    Box::new(RangeQuery::new(Bound::Included(term.clone()), Bound::Included(term)))
}

/// Ids bear no near spellings.
fn among_ids(field: Field, test: &Test) -> Matching {
    let range = |lower, upper| Some(Box::new(RangeQuery::new(lower, upper)) as Box<dyn Query>);
    match test {
        Test::Words(value) | Test::Phrase { text: value, .. } => Some(of_id(field, value)),
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
fn in_extra(name: &str, test: &Test) -> Matching {
    let field = schema::hidden().extra;
    let named = |value: &str| schema::extra_value(name, value);
    match test {
        Test::Words(value) | Test::Phrase { text: value, .. } => Some(literal(field, &named(value))),
        Test::Prefix(prefix) => prefixed(field, &named(prefix)),
        Test::Range(Bound::Unbounded, Bound::Unbounded) => prefixed(field, &named("")),
        Test::Range(lower, Bound::Unbounded) => {
            let end = Bound::Excluded(Value::Text(LAST.to_string()));
            text_range(field, lower, &end, named)
        }
        Test::Range(Bound::Unbounded, upper) => {
            let start = Bound::Included(Value::Text(String::new()));
            text_range(field, &start, upper, named)
        }
        Test::Range(lower, upper) => text_range(field, lower, upper, named),
        Test::Similar { .. } | Test::Number(_) => None,
    }
}

fn in_name(spec: &FieldSpec, test: &Test, join: Join) -> Matching {
    let field = schema::field(spec);
    match test {
        Test::Words(text) => {
            let names = words::of_name(text);
            let is_one_word = names.len() > 1 && !text.contains(char::is_whitespace);
            let joined = is_one_word.then(|| word(field, &as_one_word(text)));
            let apart = all_words(field, &names, join)?;
            Some(match joined {
                Some(joined) => Box::new(BooleanQuery::union(vec![apart, joined])),
                None => apart,
            })
        }
        Test::Phrase { text, slop } => phrase(field, words::of_name(text), *slop),
        Test::Prefix(prefix) => name_prefix(spec, &words::unfinished(prefix)),
        Test::Similar { word, edits } => similar(field, &words::unfinished(word), *edits),
        Test::Range(lower, upper) => text_range(field, lower, upper, as_one_word),
        Test::Number(_) => None,
    }
}

fn in_text(field: Field, test: &Test, join: Join) -> Matching {
    match test {
        Test::Words(text) => all_words(field, &words::of_text(text), join),
        Test::Phrase { text, slop } => phrase(field, words::of_text(text), *slop),
        Test::Prefix(prefix) => prefixed(field, &words::unfinished(prefix)),
        Test::Similar { word, edits } => similar(field, &words::unfinished(word), *edits),
        Test::Range(lower, upper) => text_range(field, lower, upper, words::unfinished),
        Test::Number(_) => None,
    }
}

fn in_literal(field: Field, test: &Test) -> Matching {
    match test {
        Test::Words(value) | Test::Phrase { text: value, .. } => Some(literal(field, value)),
        Test::Prefix(prefix) => prefixed(field, prefix),
        Test::Similar { word, edits } => similar(field, word, *edits),
        Test::Range(lower, upper) => text_range(field, lower, upper, str::to_owned),
        Test::Number(_) => None,
    }
}

fn in_int(field: Field, test: &Test) -> Matching {
    match test {
        Test::Number(number) => Some(int(field, *number)),
        Test::Words(value) | Test::Phrase { text: value, .. } => Some(int(field, value.parse().ok()?)),
        Test::Range(lower, upper) => int_range(field, lower, upper),
        Test::Prefix(_) | Test::Similar { .. } => None,
    }
}

fn as_one_word(text: &str) -> String {
    fold(text).replace(' ', "")
}

fn word(field: Field, token: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, token), IndexRecordOption::WithFreqs))
}

fn literal(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

fn int(field: Field, number: i64) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_i64(field, number), IndexRecordOption::Basic))
}

fn all_words(field: Field, tokens: &[Placed], join: Join) -> Matching {
    let mut queries: Vec<_> = tokens.iter().map(|placed| word(field, &placed.token)).collect();
    match queries.len() {
        0 => None,
        1 => queries.pop(),
        _ => Some(Box::new(match join {
            Join::All => BooleanQuery::intersection(queries),
            Join::Any => BooleanQuery::union(queries),
        })),
    }
}

fn phrase(field: Field, tokens: Vec<Placed>, slop: u32) -> Matching {
    let term = |placed: &Placed| (placed.position, Term::from_field_text(field, &placed.token));
    match (tokens.as_slice(), slop) {
        ([], _) => None,
        ([only], _) => Some(word(field, &only.token)),
        (several, 0) => Some(Box::new(PhraseQuery::new_with_offset(several.iter().map(term).collect()))),
        (several, slop) => {
            let words = all_words(field, &tokens, Join::All)?;
            let near = Box::new(Sloppy::new(several.iter().map(term).collect(), slop));
            Some(Box::new(BooleanQuery::intersection(vec![words, near])))
        }
    }
}

/// The people of whose names one word sounds as this one does; none for a word that is short.
pub fn sounding(text: &str) -> Matching {
    let key = sound::key(&as_one_word(text)).filter(|_| text.chars().count() >= FEWEST_LETTERS)?;
    let named = literal(schema::hidden().sounds, &key);
    Some(Box::new(ConstScoreQuery::new(named, SOUND_SCORE)))
}

fn name_prefix(spec: &FieldSpec, prefix: &str) -> Matching {
    if prefix.is_empty() || prefix.chars().nth(LONGEST_READY_PREFIX).is_some() {
        return prefixed(schema::field(spec), prefix);
    }
    let ready = literal(schema::hidden().prefixes, &schema::ready_prefix(spec, prefix));
    Some(Box::new(ConstScoreQuery::new(ready, 1.0)))
}

fn prefixed(field: Field, prefix: &str) -> Matching {
    if prefix.is_empty() {
        return None;
    }
    let lower = Term::from_field_text(field, prefix);
    let upper = Term::from_field_text(field, &format!("{prefix}{LAST}"));
    Some(Box::new(InvertedIndexRangeQuery::new(Bound::Included(lower), Bound::Included(upper))))
}

fn similar(field: Field, word: &str, edits: u8) -> Matching {
    if word.is_empty() || word.chars().nth(LONGEST_SIMILAR).is_some() {
        return None;
    }
    Some(Box::new(FuzzyTermQuery::new(Term::from_field_text(field, word), edits, true)))
}

fn text_range(
    field: Field,
    lower: &Bound<Value>,
    upper: &Bound<Value>,
    read: impl Fn(&str) -> String,
) -> Matching {
    let (lower, upper) = text_bounds(field, lower, upper, read);
    Some(Box::new(InvertedIndexRangeQuery::new(lower, upper)))
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

fn int_range(field: Field, lower: &Bound<Value>, upper: &Bound<Value>) -> Matching {
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
    Some(Box::new(RangeQuery::new(lower, term(upper)?)))
}
