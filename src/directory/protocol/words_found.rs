//! Which words of a text a query found.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::directory::language::{
    fields::{Field, FieldSpec, Kind},
    query::{Query, Test},
    spelling, words,
};

/// Where the words of a text stand that pass one of the tests.
pub(super) fn words_found<'t>(
    kind: Kind,
    text: &'t str,
    tests: &'t [Test],
) -> impl Iterator<Item = Range<usize>> + 't {
    spans(kind, text).filter(move |span| {
        let tokens = tokens(kind, &text[span.clone()]);
        tests.iter().any(|test| passes(kind, test, &tokens))
    })
}

/// The tests that a text of a field may have passed for its entry to be found.
pub(super) fn gather(query: &Query, spec: &FieldSpec, searched: &[(Field, f32)], tests: &mut Vec<Test>) {
    match query {
        Query::All(parts) | Query::Any(parts) => {
            parts.iter().for_each(|part| gather(part, spec, searched, tests));
        }
        Query::Preferring { required, bonus } => {
            gather(required, spec, searched, tests);
            bonus.iter().for_each(|part| gather(part, spec, searched, tests));
        }
        Query::Boosted(_, part) => gather(part, spec, searched, tests),
        Query::Leaf { field, test } => {
            let is_here = match field {
                Some(field) => field.name() == spec.name,
                None => searched.iter().any(|(field, _)| field.name() == spec.name),
            };
            tests.extend(is_here.then(|| test.clone()));
        }
        Query::Everything | Query::Nothing | Query::Not(_) => {}
    }
}

/// Where the words of a text stand, as its field divides them.
fn spans(kind: Kind, text: &str) -> Box<dyn Iterator<Item = Range<usize>> + '_> {
    if kind == Kind::Text {
        return Box::new(text.unicode_word_indices().map(|(at, word)| at..at + word.len()));
    }
    let separates = |letter: char| !letter.is_alphanumeric();
    let mut end = 0;
    let spans = text.split_inclusive(separates).map(move |part| {
        let start = end;
        end += part.len();
        start..start + part.trim_end_matches(separates).len()
    });
    Box::new(spans.filter(|span| !span.is_empty()))
}

/// The tokens under which a word is kept.
fn tokens(kind: Kind, word: &str) -> Vec<String> {
    let placed = if kind == Kind::Text { words::all_of_text(word) } else { words::all_of_name(word) };
    placed.into_iter().map(|placed| placed.token).collect()
}

fn passes(kind: Kind, test: &Test, tokens: &[String]) -> bool {
    let any = |passes: &dyn Fn(&str) -> bool| tokens.iter().any(|token| passes(token));
    match test {
        Test::Words(text) | Test::Phrase { text, .. } => {
            let wanted = if kind == Kind::Text { words::of_text(text) } else { words::of_name(text) };
            any(&|token| wanted.iter().any(|placed| placed.token == token))
        }
        Test::Prefix(prefix) => {
            let prefix = words::unfinished(prefix);
            !prefix.is_empty() && any(&|token| token.starts_with(&prefix))
        }
        Test::Similar { word, edits } => {
            let word = words::unfinished(word);
            any(&|token| spelling::is_within(&word, token, usize::from(*edits)))
        }
        Test::Number(_) | Test::Range(..) => false,
    }
}
