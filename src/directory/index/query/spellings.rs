//! The words of an index near those that were looked up, or that begin like them, kept for the next question:
//! whoever types goes on with the same words, letter by letter, and many are called by the same first names.

use std::{
    collections::HashMap,
    ops::Bound,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tantivy::{Term, index::SegmentId, postings::TermInfo, schema::Field};

/// The words of a field near one, in each segment, each with the number of edits.
pub(super) type Near = Vec<(SegmentId, Vec<(u8, TermInfo)>)>;

/// Words of one field in each segment.
pub(super) type Segments = Arc<[(SegmentId, Vec<TermInfo>)]>;

/// Two bounds of words of one field.
pub(super) type Bounds = (Bound<Term>, Bound<Term>);

/// More words between two bounds are not kept: they would soon be all.
const MOST_BETWEEN: usize = 1_000;

/// So many words are kept, and looked-up words count as some: about eight megabytes; then begins anew.
const MOST: usize = 100_000;

/// As many words as a looked-up one counts besides those that were found near it.
const EACH: usize = 4;

/// A field, a word looked for in it, the most edits, and whether two are meant only where a word is long.
pub(super) type Looked = (Field, String, u8, bool);

/// What was looked up in one index.
#[derive(Default)]
pub struct Spellings {
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    near: HashMap<Looked, Arc<Near>>,
    between: HashMap<Bounds, Segments>,
    words: usize,
}

impl Spellings {
    /// What is near a word, where it was looked up before.
    pub(super) fn get(&self, looked: &Looked) -> Option<Arc<Near>> {
        self.found().near.get(looked).cloned()
    }

    /// Keeps what is near a word.
    pub(super) fn keep(&self, looked: Looked, near: &Arc<Near>) {
        let words = EACH + near.iter().map(|(_, words)| words.len()).sum::<usize>();
        let mut found = self.found_with_room(words);
        if words <= MOST && found.near.insert(looked, Arc::clone(near)).is_none() {
            found.words += words;
        }
    }

    /// The words between two bounds, where they were looked up before.
    pub(super) fn between(&self, bounds: &Bounds) -> Option<Segments> {
        self.found().between.get(bounds).cloned()
    }

    /// Keeps the words between two bounds, where they are not too many.
    pub(super) fn keep_between(&self, bounds: Bounds, segments: &Segments) {
        let words = EACH + segments.iter().map(|(_, words)| words.len()).sum::<usize>();
        if words <= MOST_BETWEEN {
            let mut found = self.found_with_room(words);
            if found.between.insert(bounds, Arc::clone(segments)).is_none() {
                found.words += words;
            }
        }
    }

    /// What was found, or nothing where so many words more are too many.
    fn found_with_room(&self, words: usize) -> MutexGuard<'_, Found> {
        let mut found = self.found();
        if found.words + words > MOST {
            *found = Found::default();
        }
        found
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(word: &str) -> Looked {
        (Field::from_field_id(0), word.to_owned(), 1, false)
    }

    #[test]
    fn what_was_looked_up_is_found_again_and_memory_is_bounded() {
        let spellings = Spellings::default();
        spellings.keep(looked("martin"), &Arc::default());
        assert!(spellings.get(&looked("martin")).is_some());
        let (field, word, ..) = looked("martin");
        assert!(spellings.get(&(field, word.clone(), 2, false)).is_none(), "with more edits more is near");
        assert!(spellings.get(&(field, word, 1, true)).is_none(), "fewer are meant");
        let bounds = |word: &str| {
            (Bound::Included(Term::from_field_text(Field::from_field_id(0), word)), Bound::Unbounded)
        };
        let segments: Segments = Arc::default();
        spellings.keep_between(bounds("martin"), &segments);
        assert!(
            spellings.between(&bounds("martin")).is_some() && spellings.between(&bounds("mart")).is_none()
        );
        for number in 0..MOST / EACH {
            spellings.keep(looked(&number.to_string()), &Arc::default());
        }
        assert!(spellings.get(&looked("martin")).is_none() && spellings.between(&bounds("martin")).is_none());
        assert!(spellings.found().words <= MOST);
    }
}
