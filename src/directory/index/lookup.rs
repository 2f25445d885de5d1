//! Looking up the words of one question in one index.

use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

use tantivy::{
    Searcher, Term,
    query::{DfaWrapper, FuzzyTermQuery},
    schema::Field,
};

/// The most words that the ranges of one question may span which are told one by one: each costs a
/// tenth of a microsecond, and no field of the national directory has more.
const MOST_SPANNED: usize = 2_500_000;

/// What one question has looked up so far.
pub(super) struct Lookup<'a> {
    /// What searches the index.
    pub searcher: &'a Searcher,
    alike: RefCell<Vec<(String, u8, Arc<DfaWrapper>)>>,
    /// How many words its ranges may still span; none where they spanned too many.
    left: Cell<Option<usize>>,
}

impl<'a> Lookup<'a> {
    /// Of a question that nothing was looked up for yet.
    pub(super) fn of(searcher: &'a Searcher) -> Self {
        Self { searcher, alike: RefCell::default(), left: Cell::new(Some(MOST_SPANNED)) }
    }

    /// How many entries the index holds.
    pub(super) fn entries(&self) -> f64 {
        self.searcher.num_docs() as f64
    }

    /// How many words its ranges may still span; none where they spanned too many.
    pub(super) fn left(&self) -> Option<usize> {
        self.left.get()
    }

    /// Notes so many words spanned.
    pub(super) fn span(&self, words: usize) {
        self.left.set(self.left.get().and_then(|left| left.checked_sub(words)));
    }

    /// What accepts the words at most so many edits away from one: made once, whatever the field.
    pub(super) fn alike(&self, field: Field, word: &str, edits: u8) -> tantivy::Result<Arc<DfaWrapper>> {
        let mut made = self.alike.borrow_mut();
        if let Some((.., alike)) = made.iter().find(|(other, as_far, _)| other == word && *as_far == edits) {
            return Ok(Arc::clone(alike));
        }
        let term = Term::from_field_text(field, word);
        let alike = Arc::new(FuzzyTermQuery::new(term, edits, true).automaton()?);
        made.push((word.to_owned(), edits, Arc::clone(&alike)));
        Ok(alike)
    }
}
