//! Looking up the words of one question in one index.

use std::{cell::RefCell, sync::Arc};

use tantivy::{
    Searcher, Term,
    query::{DfaWrapper, FuzzyTermQuery},
    schema::Field,
};

/// What one question has looked up so far.
pub(super) struct Lookup<'a> {
    /// What searches the index.
    pub searcher: &'a Searcher,
    alike: RefCell<Vec<(String, u8, Arc<DfaWrapper>)>>,
}

impl<'a> Lookup<'a> {
    /// Of a question that nothing was looked up for yet.
    pub(super) fn of(searcher: &'a Searcher) -> Self {
        Self { searcher, alike: RefCell::default() }
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
