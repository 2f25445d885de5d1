//! Documents known one by one, in order.

use std::sync::Arc;

use tantivy::{DocId, DocSet, TERMINATED};

/// Documents in order, each once.
pub(super) struct Found {
    documents: Arc<[DocId]>,
    at: usize,
}

impl Found {
    /// These documents.
    pub(super) fn new(documents: impl Into<Arc<[DocId]>>) -> Self {
        Self { documents: documents.into(), at: 0 }
    }
}

impl DocSet for Found {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let left = self.documents.get(self.at..).unwrap_or_default();
        self.at += left.partition_point(|document| *document < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.documents.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.documents.len() as u32
    }
}
