//! What finds the entries that hold a word, some words, a beginning or a near spelling in one field.
//!
//! A word that no entry holds is known at once to find nothing, so that what asks for it besides
//! others is not looked for at all.

use std::ops::Bound;

use tantivy::{
    Term,
    query::{BooleanQuery, Occur, PhraseQuery, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    among::Among,
    effort::{Effort, Matching, Part},
    either::Either,
    lookup::Lookup,
    sloppy::Sloppy,
    weighed::Weighed,
};
use crate::{
    directory::{
        index::{
            schema::{self, LONGEST_READY_PREFIX},
            sound,
        },
        language::{fields::FieldSpec, query::Join, words::Placed},
    },
    domain::text::fold,
};

/// The greatest letter: no word goes on with it.
pub(super) const LAST: char = char::MAX;

/// Fewest letters of a word that is also looked for by its sound.
const FEWEST_LETTERS: usize = 4;

/// What a sound adds to the score: as much as a last name two edits away, where staff search.
const SOUND_SCORE: f32 = 8.0;

/// A name's words written as one.
pub(super) fn as_one_word(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// A word of a name or a text.
pub(super) fn word(lookup: &Lookup<'_>, field: Field, token: &str) -> Matching {
    held(lookup, Term::from_field_text(field, token), IndexRecordOption::WithFreqs)
}

/// A word, with the score of a beginning.
pub(super) fn whole_word(lookup: &Lookup<'_>, field: Field, token: &str) -> Matching {
    Ok(scored(word(lookup, field, token)?, 1.0))
}

/// A whole value.
pub(super) fn literal(lookup: &Lookup<'_>, field: Field, value: &str) -> Matching {
    held(lookup, Term::from_field_text(field, value), IndexRecordOption::Basic)
}

/// A number.
pub(super) fn int(lookup: &Lookup<'_>, field: Field, number: i64) -> Matching {
    held(lookup, Term::from_field_i64(field, number), IndexRecordOption::Basic)
}

fn held(lookup: &Lookup<'_>, term: Term, option: IndexRecordOption) -> Matching {
    let documents = lookup.searcher.doc_freq(&term)? as f64;
    Ok((documents > 0.0).then(|| Part::new(TermQuery::new(term, option), Effort::of_word(documents))))
}

/// Several words, all or any of them.
pub(super) fn all_words(lookup: &Lookup<'_>, field: Field, tokens: &[Placed], join: Join) -> Matching {
    let mut words = Vec::with_capacity(tokens.len());
    for placed in tokens {
        match word(lookup, field, &placed.token)? {
            Some(part) => words.push(part),
            None if join == Join::All => return Ok(None),
            None => {}
        }
    }
    Ok(match join {
        Join::Any => Either::adding(words, lookup.entries()),
        Join::All if words.len() < 2 => words.pop(),
        Join::All => Some(together(words, lookup)),
    })
}

/// What all of some parts find, each moved on to what the rarest finds.
pub(super) fn together(parts: Vec<Part>, lookup: &Lookup<'_>) -> Part {
    let efforts: Vec<Effort> = parts.iter().map(|part| part.effort).collect();
    let queries = parts.into_iter().map(|part| part.query).collect();
    Part::new(BooleanQuery::intersection(queries), Effort::all(&efforts, &[], lookup.entries()))
}

/// What a part finds, what finds the bonus too standing higher.
pub(super) fn preferring(lookup: &Lookup<'_>, required: Part, bonus: Option<Part>) -> Part {
    let Some(bonus) = bonus else { return required };
    let effort = Effort::all(&[required.effort], &[bonus.effort], lookup.entries());
    let parts = vec![(Occur::Must, required.query), (Occur::Should, bonus.query)];
    Part::new(BooleanQuery::new(parts), effort)
}

/// Words in order, displaced by at most `slop` words in all.
pub(super) fn phrase(lookup: &Lookup<'_>, field: Field, tokens: Vec<Placed>, slop: u32) -> Matching {
    let term = |placed: &Placed| (placed.position, Term::from_field_text(field, &placed.token));
    let Some(words) = all_words(lookup, field, &tokens, Join::All)? else { return Ok(None) };
    let effort = words.effort.placed(tokens.len() as f64);
    Ok(Some(match (tokens.as_slice(), slop) {
        ([] | [_], _) => words,
        (several, 0) => Part::new(PhraseQuery::new_with_offset(several.iter().map(term).collect()), effort),
        (several, slop) => {
            let near = Sloppy::new(several.iter().map(term).collect(), slop);
            together(vec![words, Part::new(near, effort.at_once())], lookup)
        }
    }))
}

/// The people of whose names one word sounds as this one does; none for a word that is short.
pub(super) fn sounding(lookup: &Lookup<'_>, text: &str) -> Matching {
    let Some(key) = sound::key(&as_one_word(text)).filter(|_| text.chars().count() >= FEWEST_LETTERS) else {
        return Ok(None);
    };
    Ok(scored(literal(lookup, schema::hidden().sounds, &key)?, SOUND_SCORE))
}

fn scored(part: Option<Part>, score: f32) -> Option<Part> {
    part.map(|part| part.wrapped(|query| Weighed::always(query, score)))
}

/// The names of which a word begins so.
pub(super) fn name_prefix(lookup: &Lookup<'_>, spec: &FieldSpec, prefix: &str) -> Matching {
    if prefix.is_empty() || prefix.chars().nth(LONGEST_READY_PREFIX).is_some() {
        return prefixed(lookup, schema::field(spec), prefix);
    }
    let ready = literal(lookup, schema::hidden().prefixes, &schema::ready_prefix(spec, prefix))?;
    Ok(scored(ready, 1.0))
}

/// The words or values that begin so.
pub(super) fn prefixed(lookup: &Lookup<'_>, field: Field, prefix: &str) -> Matching {
    if prefix.is_empty() {
        return Ok(None);
    }
    let lower = Term::from_field_text(field, prefix);
    let upper = Term::from_field_text(field, &format!("{prefix}{LAST}"));
    Among::between(lookup, field, Bound::Included(lower), Bound::Included(upper))
}

/// The words at most so many edits away.
pub(super) fn similar(lookup: &Lookup<'_>, field: Field, word: &str, edits: u8) -> Matching {
    if word.is_empty() { Ok(None) } else { Among::similar(lookup, field, word, edits) }
}
