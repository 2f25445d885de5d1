//! Documents ticked off in a set of all, one bit each: the cheapest way to join many, or to keep what several
//! have in common.

use std::sync::Arc;

use tantivy::{DocId, DocSet, Score, TERMINATED, query::Scorer};

/// Documents of one segment, ticked off.
#[derive(Debug)]
pub(super) struct Ticks(Vec<u64>);

/// Finds the documents ticked off, all with one score.
pub(super) struct Ticked {
    ticks: Arc<Ticks>,
    score: Score,
    count: u32,
    doc: DocId,
}

impl Ticks {
    /// None yet, of a segment of so many documents.
    pub(super) fn none(documents: DocId) -> Self {
        Self(vec![0; documents.div_ceil(u64::BITS) as usize])
    }

    /// Ticks some off.
    pub(super) fn tick(&mut self, documents: &[DocId]) {
        for document in documents {
            self.0[(document / u64::BITS) as usize] |= 1 << (document % u64::BITS);
        }
    }

    /// Ticks off those that are ticked off elsewhere.
    pub(super) fn tick_those(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(ours, theirs)| *ours |= theirs);
    }

    /// Whether one is ticked off.
    pub(super) fn has(&self, document: DocId) -> bool {
        self.0[(document / u64::BITS) as usize] >> (document % u64::BITS) & 1 == 1
    }

    /// Those ticked off, in order.
    pub(super) fn documents(&self) -> Vec<DocId> {
        let mut documents = Vec::new();
        for (at, bits) in (0..).zip(&self.0) {
            let mut left = *bits;
            while left != 0 {
                documents.push(at * u64::BITS + left.trailing_zeros());
                left &= left - 1;
            }
        }
        documents
    }

    /// The first one ticked off from a document on.
    fn next(&self, from: DocId) -> DocId {
        let at = (from / u64::BITS) as usize;
        let Some(first) = self.0.get(at) else { return TERMINATED };
        let first = first & u64::MAX << (from % u64::BITS);
        let rest = self.0[at + 1..].iter().copied();
        let found = [first].into_iter().chain(rest).zip(at as u32..).find(|(bits, _)| *bits != 0);
        found.map_or(TERMINATED, |(bits, at)| at * u64::BITS + bits.trailing_zeros())
    }
}

impl Ticked {
    /// Those ticked off, with that score.
    pub(super) fn new(ticks: Arc<Ticks>, score: Score) -> Self {
        let (count, doc) = (ticks.0.iter().map(|bits| bits.count_ones()).sum(), ticks.next(0));
        Self { ticks, score, count, doc }
    }
}

impl DocSet for Ticked {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.ticks.next(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.ticks.next(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.count
    }
}

impl Scorer for Ticked {
    fn score(&mut self) -> Score {
        self.score
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::btree_set, prelude::*};

    use super::*;

    const ALL: DocId = 200;

    fn ticked(documents: &[DocId]) -> Ticked {
        let mut ticks = Ticks::none(ALL);
        ticks.tick(documents);
        Ticked::new(Arc::new(ticks), 2.0)
    }

    proptest! {
        #[test]
        fn what_is_ticked_off_is_found_in_order(some in btree_set(0..ALL, 0..150), from in 0..ALL) {
            let some: Vec<DocId> = some.into_iter().collect();
            let mut found = ticked(&some);
            prop_assert_eq!((found.size_hint() as usize, &found.ticks.documents()), (some.len(), &some));
            let next = some.iter().copied().find(|one| *one >= from).unwrap_or(TERMINATED);
            prop_assert_eq!(found.seek(from), next);
            prop_assert_eq!(found.ticks.has(from), next == from);
            let after = some.iter().copied().find(|one| *one > next).unwrap_or(TERMINATED);
            prop_assert_eq!(found.advance(), after);
        }

        #[test]
        fn those_of_two_sets_are_joined(
            one in btree_set(0..ALL, 0..150), other in btree_set(0..ALL, 0..150),
        ) {
            let [mut ours, theirs] = [&one, &other].map(|some| {
                let mut ticks = Ticks::none(ALL);
                ticks.tick(&some.iter().copied().collect::<Vec<_>>());
                ticks
            });
            ours.tick_those(&theirs);
            prop_assert_eq!(ours.documents(), one.union(&other).copied().collect::<Vec<_>>());
        }
    }
}
