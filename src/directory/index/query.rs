//! The language's tree as a tantivy query.

use tantivy::{
    Score,
    query::{
        AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, EmptyQuery, Occur, Query as Translated,
    },
};

use super::excluded::Excluded;
use super::matching::{matching, sounding};
use crate::{
    directory::language::{
        fields::{self, Field, Kind},
        options::Options,
        query::{HEAVIEST, Join, LIGHTEST, Query, Test},
    },
    domain::search::Beyond,
};

/// What a word adds to the score for each further field that holds it: little, so that who is
/// called Martin stands above who works in the Martin centre in the rue Martin.
const OTHER_FIELDS: Score = 0.05;

/// Letters of a beginning that nearly every text has.
const SHORT: usize = 2;

/// Where words are looked for that name no field, and how the tokens of one word are joined.
#[derive(Debug, Clone)]
pub struct Searched {
    fields: Vec<(Field, f32)>,
    join: Join,
    sounds: bool,
    names_begin: bool,
}

impl Default for Searched {
    fn default() -> Self {
        Self {
            fields: fields::searched_by_default().map(|field| (field.into(), 1.0)).collect(),
            join: Join::All,
            sounds: false,
            names_begin: false,
        }
    }
}

impl From<&Options> for Searched {
    fn from(options: &Options) -> Self {
        Self { fields: options.fields.clone(), join: options.join, sounds: false, names_begin: false }
    }
}

impl Searched {
    /// The same, as what is asked beyond the language has it.
    pub fn beyond(self, beyond: &Beyond) -> Self {
        Self { sounds: beyond.sounds, names_begin: beyond.names_begin, ..self }
    }

    /// The fields to look in: short beginnings of text may be left out.
    fn fields(&self, test: &Test) -> impl Iterator<Item = &(Field, f32)> {
        let is_short = matches!(test, Test::Prefix(prefix) if prefix.chars().nth(SHORT).is_none());
        let only_names = self.names_begin && is_short;
        self.fields.iter().filter(move |(field, _)| !only_names || field.kind() != Kind::Text)
    }
}

/// The query that finds what the tree asks for.
///
/// Clause scores add up and weights multiply them (`cloudsearch.md` §7.2).
pub fn translate(query: &Query, searched: &Searched) -> Box<dyn Translated> {
    Translation { searched, weight: 1.0 }.of(query)
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

/// The translation of one part of a tree.
#[derive(Clone, Copy)]
struct Translation<'a> {
    searched: &'a Searched,
    /// The product of the weights around the part.
    weight: f32,
}

impl Translation<'_> {
    fn of(self, query: &Query) -> Box<dyn Translated> {
        match query {
            Query::Everything => boosted(Box::new(AllQuery), self.weight),
            Query::Nothing => Box::new(EmptyQuery),
            Query::All(parts) => self.all(parts, &[]),
            Query::Preferring { required, bonus } => self.all(std::slice::from_ref(required), bonus),
            Query::Any(parts) => union(distinct(parts).map(|part| self.of(part)).collect()),
            Query::Not(_) => self.all(std::slice::from_ref(query), &[]),
            Query::Boosted(weight, part) => self.heavier(*weight).of(part),
            Query::Leaf { field: Some(field), test } => {
                boosted(in_field(field, test, Join::All), self.weight)
            }
            Query::Leaf { field: None, test } => self.anywhere(test),
        }
    }

    /// Weights are multiplied here and not by tantivy, whose product of many may be infinite.
    fn heavier(self, weight: f32) -> Self {
        let product = f64::from(self.weight) * f64::from(weight);
        Self { weight: product.clamp(LIGHTEST.into(), HEAVIEST.into()) as f32, ..self }
    }

    fn all(self, parts: &[Query], bonus: &[Query]) -> Box<dyn Translated> {
        let mut clauses: Vec<(Occur, Box<dyn Translated>)> = distinct(parts)
            .map(|part| match part {
                Query::Not(excluded) => {
                    (Occur::MustNot, Box::new(Excluded(self.of(excluded))) as Box<dyn Translated>)
                }
                _ => (Occur::Must, self.of(part)),
            })
            .collect();
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, boosted(Box::new(AllQuery), self.weight)));
        }
        clauses.extend(bonus.iter().map(|part| (Occur::Should, self.of(part))));
        match clauses.as_mut_slice() {
            [(Occur::Must, _)] => clauses.remove(0).1,
            _ => Box::new(BooleanQuery::new(clauses)),
        }
    }

    fn anywhere(self, test: &Test) -> Box<dyn Translated> {
        let Self { searched, .. } = self;
        let in_one = |(field, weight): &(Field, f32)| {
            boosted(in_field(field, test, searched.join), self.heavier(*weight).weight)
        };
        let mut queries: Vec<_> = searched.fields(test).map(in_one).collect();
        if let Test::Words(word) = test
            && searched.sounds
        {
            queries.extend(sounding(word).map(|sounding| boosted(sounding, self.weight)));
        }
        match queries.len() {
            0 => Box::new(EmptyQuery),
            1 => queries.remove(0),
            _ => Box::new(DisjunctionMaxQuery::with_tie_breaker(queries, OTHER_FIELDS)),
        }
    }
}

/// The parts without those said before, which would cost again and find nothing else.
fn distinct(parts: &[Query]) -> impl Iterator<Item = &Query> {
    let said_before = |at: usize, part: &Query| parts[..at].contains(part);
    parts.iter().enumerate().filter(move |(at, part)| !said_before(*at, part)).map(|(_, part)| part)
}

fn in_field(field: &Field, test: &Test, join: Join) -> Box<dyn Translated> {
    matching(field, test, join).unwrap_or_else(|| Box::new(EmptyQuery))
}

fn boosted(query: Box<dyn Translated>, weight: f32) -> Box<dyn Translated> {
    if weight == 1.0 { query } else { Box::new(BoostQuery::new(query, weight)) }
}

fn union(mut queries: Vec<Box<dyn Translated>>) -> Box<dyn Translated> {
    match queries.len() {
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}
