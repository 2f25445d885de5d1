//! One page of an answer in a given order: the first hits after a mark.

use std::{cmp::Ordering, collections::BinaryHeap};

use tantivy::{
    DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError,
    collector::{Collector, SegmentCollector},
};

use super::order::{By, Mark, Places, SortKey, compare};

/// A hit with what placed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Its values, one for each key of the order; none where no marks were wanted.
    pub marks: Vec<Mark>,
    /// Its relevance score; 0 where none was asked for.
    pub score: Score,
    /// Where the index keeps it.
    pub address: DocAddress,
}

/// Collects the first `limit` hits of an order, those after `after` where there is one.
pub struct Page<'a> {
    /// The order; the last key must tell any two entries apart.
    pub keys: &'a [SortKey],
    /// The values of the hit after which the page begins.
    pub after: Option<&'a [Mark]>,
    /// The most hits.
    pub limit: usize,
    /// Whether scores are wanted though the order does not need them.
    pub with_scores: bool,
    /// Whether marks are wanted; they are also what joins several segments.
    pub with_marks: bool,
}

/// The page of one segment.
pub struct SegmentPage {
    segment: SegmentOrdinal,
    places: Vec<Places>,
    after: Option<Vec<u64>>,
    limit: usize,
    with_marks: bool,
    kept: BinaryHeap<Candidate>,
    candidate: Vec<u64>,
    /// The first places of some hits.
    first_places: Vec<u64>,
}

/// A hit by its places; the greatest is the first to go.
struct Candidate {
    places: Vec<u64>,
    doc: DocId,
    score: Score,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.places.cmp(&other.places)
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.places == other.places
    }
}

impl Eq for Candidate {}

impl Collector for Page<'_> {
    type Fruit = Vec<Placed>;
    type Child = SegmentPage;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentPage> {
        let places: Vec<Places> =
            self.keys.iter().map(|key| Places::of(key, reader)).collect::<tantivy::Result<_>>()?;
        let after = self.after.map(|marks| {
            places.iter().zip(marks).map(|(places, mark)| places.place_of(mark)).collect::<Result<_, _>>()
        });
        Ok(SegmentPage {
            segment,
            places,
            after: after.transpose().map_err(TantivyError::from)?,
            limit: self.limit,
            with_marks: self.with_marks,
            kept: BinaryHeap::new(),
            candidate: Vec::new(),
            first_places: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.with_scores || self.keys.iter().any(|key| key.by == By::Score)
    }

    /// The hits of one segment come in order.
    fn merge_fruits(&self, segments: Vec<tantivy::Result<Vec<Placed>>>) -> tantivy::Result<Vec<Placed>> {
        let segments: Vec<Vec<Placed>> = segments.into_iter().collect::<tantivy::Result<_>>()?;
        let mut hits: Vec<Placed> = segments.into_iter().flatten().collect();
        hits.sort_by(|one, other| compare(self.keys, &one.marks, &other.marks));
        hits.truncate(self.limit);
        Ok(hits)
    }
}

impl SegmentPage {
    /// To read a text takes longer than to find the hit: marks are read only where they are wanted.
    fn placed(&self, candidate: &Candidate) -> tantivy::Result<Placed> {
        let keys = if self.with_marks { &self.places[..] } else { &[] };
        let marks = keys.iter().map(|places| places.mark(candidate.doc, candidate.score));
        Ok(Placed {
            marks: marks.collect::<Result<_, _>>().map_err(TantivyError::from)?,
            score: candidate.score,
            address: DocAddress::new(self.segment, candidate.doc),
        })
    }
}

impl SegmentCollector for SegmentPage {
    type Fruit = tantivy::Result<Vec<Placed>>;

    /// Most hits stand behind the last one kept by their first place; no other of them is looked at.
    fn collect(&mut self, doc: DocId, score: Score) {
        let last = (self.kept.len() >= self.limit).then(|| self.kept.peek()).flatten();
        self.candidate.clear();
        for (at, places) in self.places.iter().enumerate() {
            let place = places.place(doc, score);
            if last.is_some_and(|last| self.candidate == last.places[..at] && place > last.places[at]) {
                return;
            }
            self.candidate.push(place);
        }
        if self.after.as_ref().is_some_and(|after| self.candidate <= *after) {
            return;
        }
        if self.kept.len() < self.limit {
            self.kept.push(Candidate { places: self.candidate.clone(), doc, score });
        } else if let Some(mut last) = self.kept.peek_mut().filter(|last| self.candidate < last.places) {
            last.places.clone_from(&self.candidate);
            last.doc = doc;
            last.score = score;
        }
    }

    /// Of hits without scores the first places are read together, which is faster than one by one.
    fn collect_block(&mut self, docs: &[DocId]) {
        let Some(first) = self.places.first_mut() else { return };
        let mut places = std::mem::take(&mut self.first_places);
        first.places(docs, &mut places);
        for (doc, place) in docs.iter().zip(&places) {
            let last = (self.kept.len() >= self.limit).then(|| self.kept.peek()).flatten();
            if last.is_none_or(|last| *place <= last.places[0]) {
                self.collect(*doc, 0.0);
            }
        }
        self.first_places = places;
    }

    fn harvest(mut self) -> Self::Fruit {
        let in_order = std::mem::take(&mut self.kept).into_sorted_vec();
        in_order.iter().map(|candidate| self.placed(candidate)).collect()
    }
}
