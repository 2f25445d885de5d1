//! Documents ticked off in a set of all, one bit each: the cheapest way to join many, or to keep what several
//! have in common.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tantivy::{DocId, DocSet, Score, TERMINATED, query::Scorer};

/// Sets kept for the next question, at some hundred kilobytes each.
const MOST_SPARE: usize = 8;

/// Empty sets: to make one of two million documents takes as long as to tick some thousands of them off.
static SPARE: Mutex<Vec<Set>> = Mutex::new(Vec::new());

/// Documents of one segment, ticked off.
#[derive(Debug)]
pub(super) struct Ticks(Set);

/// Numbers, one bit each.
#[derive(Debug, Default)]
struct Set {
    words: Vec<u64>,
    /// The words that are not empty, one bit each: most are.
    filled: Vec<u64>,
}

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
        let mut set = spares().pop().unwrap_or_default();
        set.words.resize(words_for(documents), 0);
        set.filled.resize(words_for(set.words.len() as u32), 0);
        Self(set)
    }

    /// Ticks some off.
    pub(super) fn tick(&mut self, documents: &[DocId]) {
        for document in documents {
            let word = document / u64::BITS;
            self.0.words[word as usize] |= bit(*document);
            self.0.filled[(word / u64::BITS) as usize] |= bit(word);
        }
    }

    /// Ticks off those that are ticked off elsewhere.
    pub(super) fn tick_those(&mut self, others: &Self) {
        let Self(Set { words, filled }) = self;
        each_one(&others.0.filled, |word| words[word as usize] |= others.0.words[word as usize]);
        filled.iter_mut().zip(&others.0.filled).for_each(|(ours, theirs)| *ours |= theirs);
    }

    /// Whether one is ticked off.
    pub(super) fn has(&self, document: DocId) -> bool {
        self.0.words[(document / u64::BITS) as usize] & bit(document) != 0
    }

    /// Those ticked off, in order.
    pub(super) fn documents(&self) -> Vec<DocId> {
        let mut documents = Vec::new();
        each_one(&self.0.filled, |word| {
            each_of(self.0.words[word as usize], |at| documents.push(word * u64::BITS + at));
        });
        documents
    }

    /// The first one ticked off from a document on.
    fn next(&self, from: DocId) -> DocId {
        let Set { words, filled } = &self.0;
        first_in(words, from / u64::BITS, from % u64::BITS)
            .or_else(|| {
                let word = first(filled, from / u64::BITS + 1)?;
                first_in(words, word, 0)
            })
            .unwrap_or(TERMINATED)
    }

    fn count(&self) -> u32 {
        let mut count = 0;
        each_one(&self.0.filled, |word| count += self.0.words[word as usize].count_ones());
        count
    }
}

/// A set is kept for the next question, empty.
impl Drop for Ticks {
    fn drop(&mut self) {
        let mut set = mem::take(&mut self.0);
        each_one(&set.filled, |word| set.words[word as usize] = 0);
        set.filled.fill(0);
        let mut spare = spares();
        if spare.len() < MOST_SPARE {
            spare.push(set);
        }
    }
}

fn spares() -> MutexGuard<'static, Vec<Set>> {
    SPARE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Words of 64 bits for so many.
fn words_for(bits: u32) -> usize {
    bits.div_ceil(u64::BITS) as usize
}

/// A number's bit in its word.
fn bit(number: u32) -> u64 {
    1 << (number % u64::BITS)
}

/// The numbers of a set, in order.
fn each_one(words: &[u64], mut take: impl FnMut(u32)) {
    for (at, word) in (0..).zip(words) {
        each_of(*word, |one| take(at * u64::BITS + one));
    }
}

/// The numbers of one word, in order.
fn each_of(word: u64, mut take: impl FnMut(u32)) {
    let mut left = word;
    while left != 0 {
        take(left.trailing_zeros());
        left &= left - 1;
    }
}

/// The first number of a set from one on.
fn first(words: &[u64], from: u32) -> Option<u32> {
    let at = from / u64::BITS;
    first_in(words, at, from % u64::BITS)
        .or_else(|| (at + 1..words.len() as u32).find_map(|at| first_in(words, at, 0)))
}

/// The first number of one word of a set from a bit on.
fn first_in(words: &[u64], at: u32, from: u32) -> Option<u32> {
    let left = words.get(at as usize)? & u64::MAX << from;
    (left != 0).then(|| at * u64::BITS + left.trailing_zeros())
}

impl Ticked {
    /// Those ticked off, with that score.
    pub(super) fn new(ticks: Arc<Ticks>, score: Score) -> Self {
        let (count, doc) = (ticks.count(), ticks.next(0));
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

    /// More than the words of one word tell of.
    const ALL: DocId = 20_000;

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
