//! The documents of many words, gathered once for all that a question asks of them.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::{
    DocId, Score, SegmentReader,
    index::{InvertedIndexReader, SegmentId},
    postings::TermInfo,
    query::{ConstScorer, Scorer},
    schema::IndexRecordOption,
};

use super::{
    found::Found,
    ticked::{Ticked, Ticks},
};

/// So many documents are put in order; more are ticked off in a set of all.
pub(super) const FEW: u64 = 2_048;

/// What was gathered so far, in each segment.
#[derive(Debug, Default)]
pub(super) struct Gathered(Mutex<Vec<(SegmentId, Documents)>>);

/// Documents of one segment.
#[derive(Debug, Clone)]
enum Documents {
    /// In order.
    Few(Arc<[DocId]>),
    /// Ticked off.
    Many(Arc<Ticks>),
}

impl Gathered {
    /// Finds the documents of some words in a segment, all with one score.
    ///
    /// # Errors
    /// The index cannot be read.
    pub(super) fn scorer(
        &self,
        reader: &SegmentReader,
        index: &InvertedIndexReader,
        words: &[TermInfo],
        score: Score,
    ) -> io::Result<Box<dyn Scorer>> {
        Ok(match self.documents(reader, index, words)? {
            Documents::Few(few) => Box::new(ConstScorer::new(Found::new(few), score)),
            Documents::Many(ticks) => Box::new(Ticked::new(ticks, score)),
        })
    }

    /// Ticks off the documents of some words in a segment.
    ///
    /// # Errors
    /// The index cannot be read.
    pub(super) fn tick(
        &self,
        reader: &SegmentReader,
        index: &InvertedIndexReader,
        words: &[TermInfo],
        ticks: &mut Ticks,
    ) -> io::Result<()> {
        match self.documents(reader, index, words)? {
            Documents::Few(few) => ticks.tick(&few),
            Documents::Many(many) => ticks.tick_those(&many),
        }
        Ok(())
    }

    fn documents(
        &self,
        reader: &SegmentReader,
        index: &InvertedIndexReader,
        words: &[TermInfo],
    ) -> io::Result<Documents> {
        let mut gathered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = gathered.iter().find(|(segment, _)| *segment == reader.segment_id()) {
            return Ok(known.clone());
        }
        let documents = Documents::of(words, index, reader.max_doc())?;
        gathered.push((reader.segment_id(), documents.clone()));
        Ok(documents)
    }
}

impl Documents {
    fn of(words: &[TermInfo], index: &InvertedIndexReader, all: DocId) -> io::Result<Self> {
        if words.iter().map(|word| u64::from(word.doc_freq)).sum::<u64>() <= FEW {
            let mut documents = Vec::new();
            each(words, index, |some| documents.extend_from_slice(some))?;
            documents.sort_unstable();
            documents.dedup();
            return Ok(Self::Few(documents.into()));
        }
        let mut ticks = Ticks::none(all);
        each(words, index, |some| ticks.tick(some))?;
        Ok(Self::Many(Arc::new(ticks)))
    }
}

/// Takes the documents of each word, a block at a time.
///
/// # Errors
/// The index cannot be read.
pub(super) fn each(
    words: &[TermInfo],
    index: &InvertedIndexReader,
    mut take: impl FnMut(&[DocId]),
) -> io::Result<()> {
    for word in words {
        let mut postings = index.read_block_postings_from_terminfo(word, IndexRecordOption::Basic)?;
        while !postings.docs().is_empty() {
            take(postings.docs());
            postings.advance();
        }
    }
    Ok(())
}
