//! Documents known one by one, in order.

use tantivy::{DocId, DocSet, TERMINATED};

/// Documents in order, each once.
pub(super) struct Found {
    documents: Vec<DocId>,
    at: usize,
}

impl From<Vec<DocId>> for Found {
    fn from(documents: Vec<DocId>) -> Self {
        Self { documents, at: 0 }
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
