//! Words near each other, in nearly their order (`cloudsearch.md` §2.5).
//!
//! tantivy's own sloppy phrase counts other entries than it finds as soon as there are three
//! words, and lets one word stand for two equal ones.

use std::collections::BTreeMap;

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term,
    postings::{Postings, SegmentPostings},
    query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::IndexRecordOption,
};

use super::found::Found;

/// Finds the values in which all terms stand, displaced by at most `slop` words in all.
#[derive(Debug, Clone)]
pub struct Sloppy {
    /// For each term its places in the phrase, in order.
    places: BTreeMap<Term, Vec<usize>>,
    slop: usize,
}

impl Sloppy {
    /// Of terms of one field, each at its place in the phrase.
    pub fn new(terms: Vec<(usize, Term)>, slop: u32) -> Self {
        let mut places: BTreeMap<Term, Vec<usize>> = BTreeMap::new();
        for (place, term) in terms {
            places.entry(term).or_default().push(place);
        }
        Self { places, slop: slop as usize }
    }

    /// Whether one value's positions, given in the order of the terms, are near enough.
    ///
    /// A phrase that begins at `start` wants each of its words between its own place and `slop`
    /// words later; equal words take different ones.
    fn is_near(&self, positions: &[Vec<u32>]) -> bool {
        // A word said more often than the value has it would cost its square to look for.
        if self.places.values().zip(positions).any(|(places, positions)| places.len() > positions.len()) {
            return false;
        }
        let starts = self.places.values().zip(positions).flat_map(|(places, positions)| {
            places
                .iter()
                .flat_map(|place| positions.iter().map(|position| i64::from(*position) - *place as i64))
        });
        starts.into_iter().any(|start| {
            self.places
                .values()
                .zip(positions)
                .all(|(places, positions)| self.all_placed(places, positions, start))
        })
    }

    fn all_placed(&self, places: &[usize], positions: &[u32], start: i64) -> bool {
        let mut left = positions.iter().map(|position| i64::from(*position));
        places.iter().all(|place| {
            let first = start + *place as i64;
            left.find(|position| *position >= first)
                .is_some_and(|position| position <= first + self.slop as i64)
        })
    }

    fn found(&self, reader: &SegmentReader) -> tantivy::Result<Vec<DocId>> {
        let mut postings = Vec::with_capacity(self.places.len());
        for term in self.places.keys() {
            let index = reader.inverted_index(term.field())?;
            match index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(of_term) => postings.push(of_term),
                None => return Ok(Vec::new()),
            }
        }
        Ok(self.found_in(postings))
    }

    fn found_in(&self, mut postings: Vec<SegmentPostings>) -> Vec<DocId> {
        let mut found = Vec::new();
        let mut positions = vec![Vec::new(); postings.len()];
        let mut doc = postings.first().map_or(TERMINATED, DocSet::doc);
        while doc != TERMINATED {
            let furthest = postings.iter_mut().map(|of_term| seek(of_term, doc)).max().unwrap_or(TERMINATED);
            if furthest == doc {
                for (of_term, positions) in postings.iter_mut().zip(&mut positions) {
                    of_term.positions(positions);
                }
                if self.is_near(&positions) {
                    found.push(doc);
                }
                doc += 1;
            } else {
                doc = furthest;
            }
        }
        found
    }
}

/// The first document from `doc` on.
fn seek(postings: &mut SegmentPostings, doc: DocId) -> DocId {
    if postings.doc() < doc { postings.seek(doc) } else { postings.doc() }
}

impl Query for Sloppy {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Sloppy {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(Found::new(self.found(reader)?), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        match self.found(reader)?.binary_search(&doc) {
            Ok(_) => Ok(Explanation::new("words near each other", 1.0)),
            Err(_) => Err(TantivyError::InvalidArgument(format!("document #({doc}) does not match"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::schema::Field;

    use super::*;

    /// Whether the words of a phrase stand near enough in a text.
    fn is_near(phrase: &str, slop: u32, text: &str) -> bool {
        let term = |word| Term::from_field_text(Field::from_field_id(0), word);
        let query = Sloppy::new(phrase.split(' ').map(term).enumerate().collect(), slop);
        let words: Vec<Term> = text.split(' ').map(term).collect();
        let positions_of = |wanted: &Term| {
            let at = words.iter().enumerate().filter(|(_, word)| *word == wanted);
            at.map(|(position, _)| position as u32).collect()
        };
        query.is_near(&query.places.keys().map(positions_of).collect::<Vec<_>>())
    }

    #[test]
    fn words_may_be_displaced_by_the_slop_in_all() {
        assert!(is_near("a c", 1, "a b c") && !is_near("a d", 1, "a b c d"));
        assert!(is_near("a c e", 2, "a b c d e") && !is_near("a c e", 1, "a b c d e"));
        assert!(is_near("a b c", 2, "x a y z b c"));
    }

    #[test]
    fn a_swap_of_neighbours_costs_two() {
        assert!(is_near("b a", 2, "a b") && !is_near("b a", 1, "a b"));
        assert!(is_near("b c a", 3, "a b c"));
    }

    #[test]
    fn equal_words_take_different_places() {
        assert!(!is_near("a a", 5, "a b") && is_near("a a", 1, "a b a"));
    }
}
