//! Entries of many ids, told in one reading of their column.
//!
//! Ids are not indexed: each alone is looked for in the whole column, which for two hundred of them
//! would be read two hundred times.

use std::sync::Arc;

use tantivy::{
    BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError,
    query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
};

use super::found::Found;
use crate::directory::language::fields::ID;

/// Finds the entries of some ids, all with one score.
#[derive(Debug, Clone)]
pub(super) struct Ids(Arc<[String]>);

impl Ids {
    /// The entries of these.
    pub(super) fn of(ids: Vec<String>) -> Self {
        Self(ids.into())
    }

    fn documents(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(column) = reader.fast_fields().str(ID)? else { return Ok(Box::new(EmptyScorer)) };
        let mut wanted = BitSet::with_max_value(column.num_terms() as u32);
        for id in self.0.iter() {
            if let Some(ordinal) = column.dictionary().term_ord(id.as_bytes())? {
                wanted.insert(ordinal as u32);
            }
        }
        if wanted.len() == 0 {
            return Ok(Box::new(EmptyScorer));
        }
        let is_wanted = |doc: &DocId| column.ords().first(*doc).is_some_and(|at| wanted.contains(at as u32));
        let documents: Vec<DocId> = (0..reader.max_doc()).filter(is_wanted).collect();
        Ok(Box::new(ConstScorer::new(Found::new(documents), boost)))
    }
}

impl Query for Ids {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Ids {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.documents(reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.documents(reader, 1.0)?;
        match scorer.doc() != TERMINATED && scorer.doc() <= doc && scorer.seek(doc) == doc {
            true => Ok(Explanation::new("one of many ids", 1.0)),
            false => Err(TantivyError::InvalidArgument(format!("document #({doc}) does not match"))),
        }
    }
}
