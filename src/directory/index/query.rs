//! The language's tree as a tantivy query.
//!
//! Reading order: `found`, `ticked`, `gathered` (documents), [`effort`] (what a search costs) → `alike`,
//! [`spellings`], `lookup` (words of the index) → `weighed`, `either`, `among`, `together`, `paired`, `ids`,
//! `sloppy`, `excluded` (queries that tantivy has not, or not as well) → `terms`, [`matching`] (one test of one
//! field) → `names`, `searched`, `shape`, `emphasis`, this file.

mod alike;
mod among;
pub mod effort;
mod either;
mod emphasis;
mod excluded;
mod found;
mod gathered;
mod ids;
mod lookup;
pub mod matching;
mod names;
mod paired;
mod searched;
mod shape;
mod sloppy;
pub mod spellings;
mod terms;
mod ticked;
mod together;
mod weighed;

use tantivy::{
    Score, Searcher, TantivyError,
    query::{AllQuery, BooleanQuery, EmptyQuery, Occur, Query as Translated},
};

pub use self::searched::Searched;
use self::{
    effort::{Effort, Matching, Part},
    either::Either,
    excluded::Excluded,
    ids::Ids,
    lookup::Lookup,
    matching::{in_name_beside_texts, matching},
    shape::{distinct, stripped},
    spellings::Spellings,
    terms::{all_words, sounding, whole_word},
    together::Together,
    weighed::Weighed,
};
use super::schema;
use crate::directory::language::{
    fields::{Field, FieldSpec, Kind},
    query::{HEAVIEST, Join, LIGHTEST, Query, Test},
    refusal::Refusal,
    vocabulary, words,
};

/// What a word adds to the score for each further field that holds it: little, so that who is
/// called Martin stands above who works in the Martin centre in the rue Martin.
const OTHER_FIELDS: Score = 0.05;

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

/// The query that finds what the tree asks for, with what it costs.
///
/// Clause scores add up and weights multiply them (`cloudsearch.md` §7.2).
///
/// # Errors
///
/// [`Untranslatable`].
pub(super) fn translate(
    searcher: &Searcher,
    spellings: &Spellings,
    query: &Query,
    searched: &Searched,
) -> Result<Part, Untranslatable> {
    let lookup = Lookup::of(searcher, spellings, searched.far_if_long);
    let translated =
        Translation { lookup: &lookup, searched, weight: 1.0, is_one_of_all: false }.of(query)?;
    if !lookup.lasts() {
        return Err(Untranslatable::Refused(Refusal::TooLarge(effort::LIMIT)));
    }
    Ok(translated.unwrap_or_else(|| Part::new(EmptyQuery, Effort::everything(0.0))))
}

/// What a filter leaves of a query, its scores unchanged. Of everything it leaves what it finds itself,
/// for to look every entry up there takes far longer.
pub(super) fn within(searcher: &Searcher, asked: Part, filter: Part) -> Part {
    if asked.query.is::<AllQuery>() {
        return filter.wrapped(|query| Weighed::always(query, 1.0));
    }
    let effort = Effort::all(&[asked.effort, filter.effort], &[], searcher.num_docs() as f64);
    let filter = Weighed::always(filter.query, 0.0);
    Part { query: Together::within(&*asked.query, &filter), effort }
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
    /// Whether it is one of several that all are required: the rarest of them leads.
    is_one_of_all: bool,
}

impl Translation<'_> {
    fn of(self, query: &Query) -> Matching {
        match query {
            Query::Everything => Ok(Some(self.everything())),
            Query::Nothing => Ok(None),
            Query::All(parts) => self.all(&parts.iter().collect::<Vec<_>>(), &[]),
            Query::Preferring { required, bonus } => self.all(&[required], bonus),
            Query::Any(parts) => {
                self.expect_near(parts);
                self.any(&parts.iter().collect::<Vec<_>>())
            }
            Query::Not(_) => self.all(&[query], &[]),
            Query::Boosted(weight, part) => self.heavier(*weight).of(part),
            Query::Leaf { field: Some(field), test } => self.in_field(field, test, Join::All),
            Query::Leaf { field: None, test } => self.anywhere(test),
        }
    }

    /// Words one and two letters apart are looked for together.
    fn expect_near(self, parts: &[Query]) {
        for part in parts {
            if let Query::Leaf { test: Test::Similar { word, edits }, .. } = part {
                self.lookup.expect(word, *edits);
            }
        }
    }

    /// Weights are multiplied here and not by tantivy, whose product of many may be infinite.
    fn heavier(self, weight: f32) -> Self {
        let product = f64::from(self.weight) * f64::from(weight);
        Self { weight: product.clamp(LIGHTEST.into(), HEAVIEST.into()) as f32, ..self }
    }

    fn everything(self) -> Part {
        boosted(Part::new(AllQuery, Effort::everything(self.lookup.entries())), self.weight)
    }

    /// What finds something of some parts.
    fn each<'q>(self, parts: impl Iterator<Item = &'q Query>) -> tantivy::Result<Vec<Part>> {
        parts.filter_map(|part| self.of(part).transpose()).collect()
    }

    /// What any of some parts finds. What several leave out is, taken together, what all of them leave out;
    /// many ids are told in one reading of their column.
    fn any(self, parts: &[&Query]) -> Matching {
        let (mut found, mut left_out, mut of_ids) = (Vec::new(), Vec::new(), Vec::new());
        for part in distinct(parts) {
            match stripped(part) {
                (inner, true) => left_out.push(inner),
                _ if shape::id(part).is_some() => of_ids.push(part),
                _ => found.extend(self.of(part)?),
            }
        }
        found.extend(self.one_of_ids(&of_ids)?);
        if !left_out.is_empty() {
            let left_out = self.all(&left_out, &[])?;
            found.push(self.joined(vec![self.everything()], left_out, None));
        }
        Ok(Either::adding(found, self.lookup.entries()))
    }

    fn one_of_ids(self, parts: &[&Query]) -> Matching {
        match parts {
            [] => Ok(None),
            [one] => self.of(one),
            many => {
                let ids: Vec<String> =
                    many.iter().filter_map(|part| shape::id(part)).map(str::to_owned).collect();
                let effort = Effort::of_few_in_column(ids.len() as f64, self.lookup.entries());
                Ok(Some(boosted(Part::new(Ids::of(ids), effort), self.weight)))
            }
        }
    }

    /// What all of some parts find, and what finds `bonus` too higher. The rest is not even looked at where
    /// one part finds nothing; all that is left out is so at once.
    fn all(self, parts: &[&Query], bonus: &[Query]) -> Matching {
        let (mut required, mut left_out) = (Vec::with_capacity(parts.len()), Vec::new());
        let parts = distinct(parts);
        if parts.iter().filter(|part| shape::id(part).is_some()).count() > 1 {
            return Ok(None);
        }
        let one = Self { is_one_of_all: self.is_one_of_all || parts.len() > 1, ..self };
        for part in parts.iter().copied() {
            let translated = match (part, stripped(part)) {
                (_, (inner, true)) => {
                    left_out.push(inner);
                    continue;
                }
                (Query::Not(_), (inner, false)) => {
                    let score = self.weight;
                    one.of(inner)?.map(|part| part.wrapped(|query| Weighed::always(query, score)))
                }
                _ => one.of(part)?,
            };
            match translated {
                Some(part) => required.push(part),
                None => return Ok(None),
            }
        }
        if required.is_empty() {
            required.push(self.everything());
        }
        let left_out = self.any(&left_out)?;
        let mut bonus = self.each(bonus.iter())?;
        if self.searched.names_together {
            bonus.extend(names::together(self.lookup, &parts, self.searched.sounds)?);
            bonus.extend(names::called(self.lookup, &parts)?);
        }
        let bonus = Either::adding(bonus, self.lookup.entries());
        Ok(Some(self.joined(required, left_out, bonus)))
    }

    /// What all required parts find, without what is left out, what finds the bonus too higher.
    fn joined(self, mut required: Vec<Part>, left_out: Option<Part>, mut bonus: Option<Part>) -> Part {
        if let (1, None, None) = (required.len(), &left_out, &bonus) {
            return required.remove(0);
        }
        let efforts: Vec<Effort> = required.iter().map(|part| part.effort).collect();
        let besides: Vec<Effort> = left_out.iter().chain(&bonus).map(|part| part.effort).collect();
        let effort = Effort::all(&efforts, &besides, self.lookup.entries());
        let is_of_many = required.len() > 1 && required.iter().any(|part| part.query.is::<Either>());
        if is_of_many && !self.is_one_of_all {
            let parts = required.into_iter().map(|part| part.query).collect();
            required = vec![Part::new(Together::new(parts, bonus.take().map(|part| part.query)), effort)];
            if left_out.is_none() {
                return required.remove(0);
            }
        }
        let left_out = left_out.map(|part| Box::new(Excluded(part.query)) as Box<dyn Translated>);
        let required = required.into_iter().map(|part| (Occur::Must, part.query));
        let left_out = left_out.into_iter().map(|query| (Occur::MustNot, query));
        let bonus = bonus.into_iter().map(|part| (Occur::Should, part.query));
        Part::new(BooleanQuery::new(required.chain(left_out).chain(bonus).collect()), effort)
    }

    fn anywhere(self, test: &Test) -> Matching {
        let mut queries = Vec::new();
        let searches_texts = self.searched.fields.iter().any(|(field, _)| field.kind() == Kind::Text);
        for (field, weight) in &self.searched.fields {
            let heavier = self.heavier(*weight * emphasis::of(field, test));
            queries.extend(match (field, test) {
                (Field::Known(spec), Test::Words(text)) if self.searched.as_spelt => {
                    heavier.as_spelt(spec, text)?
                }
                (Field::Known(spec), Test::Prefix(beginning))
                    if self.searched.names_alone && spec.kind == Kind::Text && words::is_short(beginning) =>
                {
                    heavier.as_whole_word(spec, beginning)?
                }
                (Field::Known(spec), _) if spec.kind == Kind::Name && searches_texts => {
                    let part = in_name_beside_texts(self.lookup, spec, test, self.searched.join)?;
                    part.map(|part| boosted(part, heavier.weight))
                }
                _ => heavier.in_field(field, test, self.searched.join)?,
            });
        }
        if let Test::Words(word) = test
            && self.searched.sounds
        {
            queries.extend(sounding(self.lookup, word)?.map(|part| boosted(part, self.weight)));
        }
        let is_far = matches!(test, Test::Prefix(beginning) if words::is_short(beginning));
        let others = if is_far { 0.0 } else { OTHER_FIELDS };
        Ok(Either::best_of(queries, others, self.lookup.entries()))
    }

    /// A beginning where nothing but itself is meant, with the score of a beginning.
    fn as_whole_word(self, spec: &'static FieldSpec, beginning: &str) -> Matching {
        let part = whole_word(self.lookup, schema::field(spec), &words::unfinished(beginning))?;
        Ok(part.map(|part| boosted(part, self.weight)))
    }

    /// The words of a text, those that may be names as they are spelt.
    fn as_spelt(self, spec: &'static FieldSpec, text: &str) -> Matching {
        let (stems, join) = (self.lookup.text(text), self.searched.join);
        if spec.kind != Kind::Text || stems.iter().all(|stem| vocabulary::holds(&stem.token)) {
            return self.in_field(&spec.into(), &Test::Words(text.to_owned()), join);
        }
        let part = all_words(self.lookup, schema::field(spec), &words::of_text_as_spelt(text), join)?;
        Ok(part.map(|part| boosted(part, self.weight)))
    }

    fn in_field(self, field: &Field, test: &Test, join: Join) -> Matching {
        let part = matching(self.lookup, field, test, join)?;
        Ok(part.map(|part| boosted(part, self.weight)))
    }
}

fn boosted(part: Part, weight: f32) -> Part {
    if weight == 1.0 { part } else { part.wrapped(|query| Weighed::times(query, weight)) }
}
