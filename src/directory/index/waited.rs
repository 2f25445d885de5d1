//! What a query finds for as long as the answer is waited for.
//!
//! A walk over millions of entries may take a second; whoever asked may leave, or the deadline pass,
//! in the middle of it.

use tantivy::{
    COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Score, SegmentReader, TERMINATED,
    query::{EnableScoring, Explanation, Query, Scorer, Weight},
};

use crate::directory::patience::Patience;

/// So many documents are passed between two looks at the patience.
const BETWEEN_LOOKS: u32 = 1_024;

/// Finds what another query finds, and nothing more once nobody waits.
#[derive(Debug)]
pub(super) struct Waited {
    query: Box<dyn Query>,
    patience: Patience,
}

struct WaitedWeight {
    weight: Box<dyn Weight>,
    patience: Patience,
}

struct WaitedScorer {
    scorer: Box<dyn Scorer>,
    patience: Patience,
    /// Documents still to be passed before the next look.
    left: u32,
    is_over: bool,
}

impl Waited {
    /// Finds what the query finds, for as long as the patience lasts.
    pub(super) fn new(query: Box<dyn Query>, patience: &Patience) -> Self {
        Self { query, patience: patience.clone() }
    }
}

impl Clone for Waited {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), patience: self.patience.clone() }
    }
}

impl Query for Waited {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight = self.query.weight(scoring)?;
        Ok(Box::new(WaitedWeight { weight, patience: self.patience.clone() }))
    }
}

impl Weight for WaitedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let scorer = self.weight.scorer(reader, boost)?;
        let patience = self.patience.clone();
        Ok(Box::new(WaitedScorer { scorer, patience, left: BETWEEN_LOOKS, is_over: false }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, doc)
    }
}

impl WaitedScorer {
    /// Whether it goes on after so many documents more.
    fn goes_on(&mut self, passed: u32) -> bool {
        match self.left.checked_sub(passed) {
            Some(left) => self.left = left,
            None => {
                self.left = BETWEEN_LOOKS;
                self.is_over = self.is_over || !self.patience.lasts();
            }
        }
        !self.is_over
    }
}

impl DocSet for WaitedScorer {
    fn advance(&mut self) -> DocId {
        if self.goes_on(1) { self.scorer.advance() } else { TERMINATED }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.goes_on(1) { self.scorer.seek(target) } else { TERMINATED }
    }

    fn fill_buffer(&mut self, buffer: &mut [DocId; COLLECT_BLOCK_BUFFER_LEN]) -> usize {
        let filled = if self.is_over { 0 } else { self.scorer.fill_buffer(buffer) };
        if self.goes_on(COLLECT_BLOCK_BUFFER_LEN as u32) { filled } else { 0 }
    }

    fn doc(&self) -> DocId {
        if self.is_over { TERMINATED } else { self.scorer.doc() }
    }

    fn size_hint(&self) -> u32 {
        self.scorer.size_hint()
    }

    fn cost(&self) -> u64 {
        self.scorer.cost()
    }
}

impl Scorer for WaitedScorer {
    fn score(&mut self) -> Score {
        self.scorer.score()
    }
}

#[cfg(test)]
mod tests {
    use tantivy::{Index, IndexWriter, collector::Count, query::AllQuery};

    use super::*;
    use crate::{
        directory::{
            index::{analysis, schema},
            patience::Asker,
        },
        domain::entry::Entry,
    };

    #[test]
    fn a_walk_ends_where_the_patience_does() {
        let index = Index::create_in_ram(schema::schema());
        analysis::register(&index);
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 50_000_000).unwrap();
        let crowd = 3 * BETWEEN_LOOKS as usize;
        for _ in 0..crowd {
            writer.add_document(schema::document(&Entry::default()).unwrap()).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let asker = Asker::default();
        let all = Waited::new(Box::new(AllQuery), &asker.patience());
        assert_eq!(searcher.search(&all, &Count).unwrap(), crowd);
        let waited = all.weight(EnableScoring::disabled_from_searcher(&searcher)).unwrap();
        let mut scorer = waited.scorer(searcher.segment_reader(0), 1.0).unwrap();
        drop(asker);
        let mut passed = 0;
        while scorer.doc() != TERMINATED {
            scorer.advance();
            passed += 1;
        }
        assert_eq!(passed, BETWEEN_LOOKS + 1);
        let most = BETWEEN_LOOKS as usize + COLLECT_BLOCK_BUFFER_LEN;
        assert!(searcher.search(&all, &Count).unwrap() <= most);
    }
}
