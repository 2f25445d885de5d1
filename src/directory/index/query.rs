//! The language's tree as a tantivy query.

use tantivy::{
    Score, Searcher, TantivyError,
    query::{AllQuery, BooleanQuery, BoostQuery, EmptyQuery, Occur, Query as Translated},
};

use super::{
    among::Matching,
    either::Either,
    excluded::Excluded,
    lookup::Lookup,
    matching::matching,
    schema,
    terms::{all_words, sounding, whole_word},
};
use crate::{
    directory::language::{
        fields::{self, Field, FieldSpec, Kind},
        options::Options,
        query::{HEAVIEST, Join, LIGHTEST, Query, Test},
        refusal::Refusal,
        vocabulary, words,
    },
    domain::search::Beyond,
};

/// What a word adds to the score for each further field that holds it: little, so that who is
/// called Martin stands above who works in the Martin centre in the rue Martin.
const OTHER_FIELDS: Score = 0.05;

/// Where words are looked for that name no field, and how the tokens of one word are joined.
#[derive(Debug, Clone)]
pub struct Searched {
    fields: Vec<(Field, f32)>,
    join: Join,
    sounds: bool,
    names_alone: bool,
    as_spelt: bool,
}

impl Default for Searched {
    fn default() -> Self {
        Self {
            fields: fields::searched_by_default().map(|field| (field.into(), 1.0)).collect(),
            join: Join::All,
            sounds: false,
            names_alone: false,
            as_spelt: false,
        }
    }
}

impl From<&Options> for Searched {
    fn from(options: &Options) -> Self {
        Self { fields: options.fields.clone(), join: options.join, ..Self::default() }
    }
}

impl Searched {
    /// The same, as what is asked beyond the language has it.
    pub fn beyond(self, beyond: &Beyond) -> Self {
        Self { sounds: beyond.sounds, names_alone: beyond.names_alone, as_spelt: beyond.as_spelt, ..self }
    }
}

/// Why a tree cannot be run.
#[derive(Debug)]
pub enum Untranslatable {
    /// The index cannot be read.
    Index(TantivyError),
    /// It would take too long.
    Refused(Refusal),
}

impl From<TantivyError> for Untranslatable {
    fn from(error: TantivyError) -> Self {
        Self::Index(error)
    }
}

/// The query that finds what the tree asks for.
///
/// Clause scores add up and weights multiply them (`cloudsearch.md` §7.2).
///
/// # Errors
///
/// [`Untranslatable`].
pub fn translate(
    searcher: &Searcher,
    query: &Query,
    searched: &Searched,
) -> Result<Box<dyn Translated>, Untranslatable> {
    let lookup = Lookup::of(searcher);
    let translated = Translation { lookup: &lookup, searched, weight: 1.0 }.of(query)?;
    if lookup.left().is_none() {
        let limit = "at most 2500000 different values within its ranges and prefixes";
        return Err(Untranslatable::Refused(Refusal::TooLarge(limit)));
    }
    Ok(translated.unwrap_or_else(|| Box::new(EmptyQuery)))
}

/// Whether a query gives every entry that it finds the same score.
pub fn is_unscored(query: &Query) -> bool {
    match query {
        Query::Everything | Query::Nothing | Query::Not(_) => true,
        Query::All(parts) => parts.iter().all(is_unscored),
        Query::Boosted(_, part) => is_unscored(part),
        Query::Any(_) | Query::Preferring { .. } | Query::Leaf { .. } => false,
    }
}

/// The translation of one part of a tree for one index.
#[derive(Clone, Copy)]
struct Translation<'a> {
    lookup: &'a Lookup<'a>,
    searched: &'a Searched,
    /// The product of the weights around the part.
    weight: f32,
}

impl Translation<'_> {
    fn of(self, query: &Query) -> Matching {
        match query {
            Query::Everything => Ok(Some(boosted(Box::new(AllQuery), self.weight))),
            Query::Nothing => Ok(None),
            Query::All(parts) => self.all(parts, &[]),
            Query::Preferring { required, bonus } => self.all(std::slice::from_ref(required), bonus),
            Query::Any(parts) => Ok(either(self.each(distinct(parts))?, Either::adding)),
            Query::Not(_) => self.all(std::slice::from_ref(query), &[]),
            Query::Boosted(weight, part) => self.heavier(*weight).of(part),
            Query::Leaf { field: Some(field), test } => self.in_field(field, test, Join::All),
            Query::Leaf { field: None, test } => self.anywhere(test),
        }
    }

    /// Weights are multiplied here and not by tantivy, whose product of many may be infinite.
    fn heavier(self, weight: f32) -> Self {
        let product = f64::from(self.weight) * f64::from(weight);
        Self { weight: product.clamp(LIGHTEST.into(), HEAVIEST.into()) as f32, ..self }
    }

    /// What finds something of some parts.
    fn each<'q>(self, parts: impl Iterator<Item = &'q Query>) -> tantivy::Result<Vec<Box<dyn Translated>>> {
        parts.filter_map(|part| self.of(part).transpose()).collect()
    }

    /// The rest is not even looked at where one part finds nothing.
    fn all(self, parts: &[Query], bonus: &[Query]) -> Matching {
        let mut clauses: Vec<(Occur, Box<dyn Translated>)> = Vec::with_capacity(parts.len() + 1);
        for part in distinct(parts) {
            match part {
                Query::Not(excluded) => {
                    let excluded = self.of(excluded)?.map(|query| Box::new(Excluded(query)));
                    clauses.extend(excluded.map(|query| (Occur::MustNot, query as Box<dyn Translated>)));
                }
                _ => match self.of(part)? {
                    Some(query) => clauses.push((Occur::Must, query)),
                    None => return Ok(None),
                },
            }
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, boosted(Box::new(AllQuery), self.weight)));
        }
        let bonus = either(self.each(bonus.iter())?, Either::adding);
        clauses.extend(bonus.map(|query| (Occur::Should, query)));
        Ok(Some(match clauses.as_mut_slice() {
            [(Occur::Must, _)] => clauses.remove(0).1,
            _ => Box::new(BooleanQuery::new(clauses)),
        }))
    }

    fn anywhere(self, test: &Test) -> Matching {
        let mut queries = Vec::new();
        for (field, weight) in &self.searched.fields {
            let heavier = self.heavier(*weight);
            queries.extend(match (field, test) {
                (Field::Known(spec), Test::Words(text)) if self.searched.as_spelt => {
                    heavier.as_spelt(spec, text)?
                }
                (Field::Known(spec), Test::Prefix(beginning))
                    if self.searched.names_alone && spec.kind == Kind::Text && words::is_short(beginning) =>
                {
                    heavier.as_whole_word(spec, beginning)?
                }
                _ => heavier.in_field(field, test, self.searched.join)?,
            });
        }
        if let Test::Words(word) = test
            && self.searched.sounds
        {
            queries.extend(sounding(self.lookup, word)?.map(|query| boosted(query, self.weight)));
        }
        let is_far = matches!(test, Test::Prefix(beginning) if words::is_short(beginning));
        let others = if is_far { 0.0 } else { OTHER_FIELDS };
        Ok(either(queries, |queries| Either::best_of(queries, others)))
    }

    /// A beginning where nothing but itself is meant, with the score of a beginning.
    fn as_whole_word(self, spec: &'static FieldSpec, beginning: &str) -> Matching {
        let query = whole_word(self.lookup, schema::field(spec), &words::unfinished(beginning))?;
        Ok(query.map(|query| boosted(query, self.weight)))
    }

    /// The words of a text, those that may be names as they are spelt.
    fn as_spelt(self, spec: &'static FieldSpec, text: &str) -> Matching {
        let (stems, join) = (words::of_text(text), self.searched.join);
        if spec.kind != Kind::Text || stems.iter().all(|stem| vocabulary::holds(&stem.token)) {
            return self.in_field(&spec.into(), &Test::Words(text.to_owned()), join);
        }
        let query = all_words(self.lookup, schema::field(spec), &words::of_text_as_spelt(text), join)?;
        Ok(query.map(|query| boosted(query, self.weight)))
    }

    fn in_field(self, field: &Field, test: &Test, join: Join) -> Matching {
        let query = matching(self.lookup, field, test, join)?;
        Ok(query.map(|query| boosted(query, self.weight)))
    }
}

/// The parts without those said before, which would cost again and find nothing else.
fn distinct(parts: &[Query]) -> impl Iterator<Item = &Query> {
    let said_before = |at: usize, part: &Query| parts[..at].contains(part);
    parts.iter().enumerate().filter(move |(at, part)| !said_before(*at, part)).map(|(_, part)| part)
}

fn either(
    mut queries: Vec<Box<dyn Translated>>,
    joined: impl FnOnce(Vec<Box<dyn Translated>>) -> Either,
) -> Option<Box<dyn Translated>> {
    match queries.len() {
        0 => None,
        1 => queries.pop(),
        _ => Some(Box::new(joined(queries))),
    }
}

fn boosted(query: Box<dyn Translated>, weight: f32) -> Box<dyn Translated> {
    if weight == 1.0 { query } else { Box::new(BoostQuery::new(query, weight)) }
}
