//! The words of an index near those that were looked up, kept for the next question: whoever types goes
//! on with the same words, letter by letter.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tantivy::{index::SegmentId, postings::TermInfo, schema::Field};

/// The words of a field near one, in each segment, each with the number of edits.
pub(super) type Near = Vec<(SegmentId, Vec<(u8, TermInfo)>)>;

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
        let mut found = self.found();
        if found.words + words > MOST {
            *found = Found::default();
        }
        if words <= MOST && found.near.insert(looked, Arc::clone(near)).is_none() {
            found.words += words;
        }
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
        for number in 0..MOST / EACH {
            spellings.keep(looked(&number.to_string()), &Arc::default());
        }
        assert!(spellings.get(&looked("martin")).is_none());
        assert!(spellings.found().words <= MOST);
    }
}
