//! Entries that hold one of many words: those of a range, or those spelt nearly alike.
//!
//! The words are looked up once, when the question is read. Which documents hold them is kept in
//! whatever costs least for as many as there are.

use std::ops::{Bound, RangeInclusive};

use tantivy::{
    DocId, Score, SegmentReader, TERMINATED, TantivyError, Term,
    postings::TermInfo,
    query::{
        ConstScorer, EmptyScorer, EnableScoring, Explanation, InvertedIndexRangeQuery, Query, RangeQuery,
        Scorer, Weight,
    },
    schema::{Field, IndexRecordOption},
};

use super::{
    effort::{Effort, Matching, Part},
    either::{self, Either},
    gathered::{self, FEW},
    lookup::{Lookup, Which, Words},
    ticked::Ticks,
};
use crate::directory::index::schema;

/// The documents of so few words are not read but looked into: mostly a rarer word decides.
const FEW_WORDS: usize = 8;

/// More words than this are not kept, but looked up each time.
const MOST_WORDS: usize = 10_000;

/// Finds the entries that hold any of the words looked up, all with one score.
#[derive(Debug, Clone)]
pub(super) struct Among {
    field: Field,
    words: Words,
}

impl Among {
    /// The words of a field between two bounds.
    pub(super) fn between(
        lookup: &Lookup<'_>,
        field: Field,
        lower: Bound<Term>,
        upper: Bound<Term>,
    ) -> Matching {
        let bounds = (lower.clone(), upper.clone());
        let look_up = || {
            let readers = lookup.searcher.segment_readers().iter();
            let words =
                readers.map(|reader| Ok((reader.segment_id(), between(reader, field, &lower, &upper)?)));
            words.collect()
        };
        let words = lookup.words(Which::Between(bounds.clone()), || lookup.between(&bounds, look_up))?;
        if words.of_segments.iter().any(|(_, words)| words.len() == MOST_WORDS) {
            return wide(lookup, field, lower, upper);
        }
        Ok(Self::of(field, words).map(|among| among.part(lookup)))
    }

    /// The words of a field at most so many edits away from one. Those two edits away are gathered apart from
    /// the nearer ones, which are mostly asked for by themselves as well.
    pub(super) fn similar(lookup: &Lookup<'_>, field: Field, word: &str, edits: u8) -> Matching {
        let distances = match edits {
            0 => vec![0..=0],
            1 => vec![0..=1],
            more => vec![0..=1, 2..=more],
        };
        let parts = distances
            .into_iter()
            .filter_map(|distance| Self::near(lookup, field, word, &distance).transpose());
        let parts = parts.map(|among| Ok(among?.part(lookup))).collect::<tantivy::Result<_>>()?;
        Ok(Either::best_of(parts, 0.0, lookup.entries()))
    }

    fn near(
        lookup: &Lookup<'_>,
        field: Field,
        word: &str,
        distance: &RangeInclusive<u8>,
    ) -> tantivy::Result<Option<Self>> {
        let Some(near) = lookup.near(field, word, *distance.end())? else { return Ok(None) };
        let near_enough = |words: &[(u8, TermInfo)]| -> Vec<TermInfo> {
            words.iter().filter(|(away, _)| distance.contains(away)).map(|(_, word)| word.clone()).collect()
        };
        let words = lookup.words(Which::Near(field, word.to_owned(), distance.clone()), || {
            Ok(near.iter().map(|(segment, words)| (*segment, near_enough(words))).collect())
        })?;
        Ok(Self::of(field, words))
    }

    fn part(self, lookup: &Lookup<'_>) -> Part {
        let words: Vec<&TermInfo> = self.words.of_segments.iter().flat_map(|(_, words)| words).collect();
        let documents = |word: &&TermInfo| f64::from(word.doc_freq);
        let all: f64 = words.iter().map(documents).sum();
        let effort = match words.len() {
            0 | 1 => Effort::of_word(all),
            few if few <= FEW_WORDS && all > FEW as f64 => {
                let each: Vec<Effort> = words.iter().map(|word| Effort::of_word(documents(word))).collect();
                Effort::any(&each, lookup.entries())
            }
            many => Effort::ticked_off(many as f64, all, lookup.entries()),
        };
        Part::new(self, effort)
    }

    fn of(field: Field, words: Words) -> Option<Self> {
        let is_none = words.of_segments.iter().all(|(_, words)| words.is_empty());
        (!is_none).then_some(Self { field, words })
    }

    /// Ticks off the documents of a segment that hold any of the words.
    ///
    /// # Errors
    /// The index cannot be read.
    pub(super) fn tick(&self, reader: &SegmentReader, ticks: &mut Ticks) -> tantivy::Result<()> {
        let (words, index) = (self.words(reader), reader.inverted_index(self.field)?);
        match is_looked_into(words) {
            true => gathered::each(words, &index, |some| ticks.tick(some))?,
            false => self.words.gathered.tick(reader, &index, words, ticks)?,
        }
        Ok(())
    }

    /// About how many documents of a segment hold any of the words.
    pub(super) fn documents_in(&self, reader: &SegmentReader) -> u64 {
        documents_of(self.words(reader))
    }

    fn words(&self, reader: &SegmentReader) -> &[TermInfo] {
        let of_segment = self.words.of_segments.iter().find(|(segment, _)| *segment == reader.segment_id());
        of_segment.map_or(&[][..], |(_, words)| words)
    }

    fn documents(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let (words, index) = (self.words(reader), reader.inverted_index(self.field)?);
        Ok(match words {
            [] => Box::new(EmptyScorer),
            [only] => {
                let postings = index.read_postings_from_terminfo(only, IndexRecordOption::Basic)?;
                Box::new(ConstScorer::new(postings, boost))
            }
            few if is_looked_into(few) => {
                let each = few.iter().map(|word| {
                    let postings = index.read_postings_from_terminfo(word, IndexRecordOption::Basic)?;
                    Ok(Box::new(ConstScorer::new(postings, boost)) as Box<dyn Scorer>)
                });
                either::scorer(each.collect::<tantivy::Result<_>>()?, 0.0)
            }
            many => self.words.gathered.scorer(reader, &index, many, boost)?,
        })
    }
}

/// Many words between two bounds: by a column where there is one, else as far as a question may go.
fn wide(lookup: &Lookup<'_>, field: Field, lower: Bound<Term>, upper: Bound<Term>) -> Matching {
    if schema::has_column(field) {
        return Ok(Some(Part::new(RangeQuery::new(lower, upper), Effort::of_column(lookup.entries()))));
    }
    let (mut words, mut documents) = (0.0, 0.0);
    let spanned = |words, documents| Effort::ticked_off(words, documents, lookup.entries());
    for reader in lookup.searcher.segment_readers() {
        each_between(reader, field, &lower, &upper, |word| {
            words += 1.0;
            documents += f64::from(word.doc_freq);
            spanned(words, documents).ahead() <= lookup.left()
        })?;
    }
    let effort = spanned(words, documents);
    lookup.spend(effort.ahead());
    Ok(lookup.lasts().then(|| Part::new(InvertedIndexRangeQuery::new(lower, upper), effort)))
}

fn between(
    reader: &SegmentReader,
    field: Field,
    lower: &Bound<Term>,
    upper: &Bound<Term>,
) -> tantivy::Result<Vec<TermInfo>> {
    let mut words = Vec::new();
    each_between(reader, field, lower, upper, |word| {
        words.push(word.clone());
        words.len() < MOST_WORDS
    })?;
    Ok(words)
}

/// Takes the words between two bounds, as long as more are wanted.
fn each_between(
    reader: &SegmentReader,
    field: Field,
    lower: &Bound<Term>,
    upper: &Bound<Term>,
    mut take: impl FnMut(&TermInfo) -> bool,
) -> tantivy::Result<()> {
    let index = reader.inverted_index(field)?;
    let range = index.terms().range();
    let range = match lower {
        Bound::Included(term) => range.ge(term.serialized_value_bytes()),
        Bound::Excluded(term) => range.gt(term.serialized_value_bytes()),
        Bound::Unbounded => range,
    };
    let range = match upper {
        Bound::Included(term) => range.le(term.serialized_value_bytes()),
        Bound::Excluded(term) => range.lt(term.serialized_value_bytes()),
        Bound::Unbounded => range,
    };
    let mut stream = range.into_stream()?;
    while stream.advance() && take(stream.value()) {}
    Ok(())
}

/// Whether the documents of so few words are looked into, for they are many.
fn is_looked_into(words: &[TermInfo]) -> bool {
    words.len() <= FEW_WORDS && documents_of(words) > FEW
}

fn documents_of(words: &[TermInfo]) -> u64 {
    words.iter().map(|word| u64::from(word.doc_freq)).sum()
}

impl Query for Among {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Among {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.documents(reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.documents(reader, 1.0)?;
        match scorer.doc() != TERMINATED && scorer.doc() <= doc && scorer.seek(doc) == doc {
            true => Ok(Explanation::new("one of many words", 1.0)),
            false => Err(TantivyError::InvalidArgument(format!("document #({doc}) does not match"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::{Index, IndexWriter, Searcher};

    use super::*;
    use crate::{
        directory::{
            index::{analysis, query::spellings::Spellings},
            language::fields,
        },
        domain::entry::Entry,
    };

    /// More people than words are kept, each with numbers of their own.
    fn crowd() -> Searcher {
        let index = Index::create_in_ram(schema::schema());
        analysis::register(&index);
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 50_000_000).unwrap();
        for number in 0..=MOST_WORDS {
            let entry = Entry {
                phone_number: Some(format!("{:011}", number)),
                finess: Some(format!("{:09}", number)),
                ..Entry::default()
            };
            writer.add_document(schema::document(&entry).unwrap()).unwrap();
        }
        writer.commit().unwrap();
        index.reader().unwrap().searcher()
    }

    #[test]
    fn a_range_of_many_words_finds_all_by_a_column_or_not_and_only_so_much_may_be_spent() {
        let searcher = crowd();
        let from = |lookup: &Lookup<'_>, name| {
            let field = schema::field(fields::find(name).unwrap());
            let lower = Bound::Included(Term::from_field_text(field, "0"));
            Among::between(lookup, field, lower, Bound::Unbounded).unwrap()
        };
        let spellings = Spellings::default();
        let lookup = Lookup::of(&searcher, &spellings, false);
        for name in ["phone_number", "finess"] {
            let found = from(&lookup, name).unwrap().query.count(&searcher).unwrap();
            assert_eq!(found, MOST_WORDS + 1, "{name}");
        }
        lookup.spend(lookup.left());
        assert!(from(&lookup, "finess").is_some() && lookup.lasts());
        assert!(from(&lookup, "phone_number").is_none() && !lookup.lasts());
    }
}
