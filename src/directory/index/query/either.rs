//! Entries that one or more of several queries find.
//!
//! tantivy's own union reads some thousand documents ahead each time it is moved on, which pays where
//! every document is wanted. Here most are passed over, because a rarer word decides: this one moves
//! just as far as it is asked to, and scores only what is asked for.

use tantivy::{
    DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError,
    query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
};

use super::effort::{Effort, Part};

/// Finds what any of its parts finds.
#[derive(Debug)]
pub(super) struct Either {
    parts: Vec<Box<dyn Query>>,
    /// What part of the lesser scores is added to the best one.
    others: Score,
}

struct EitherWeight {
    parts: Vec<Box<dyn Weight>>,
    others: Score,
}

struct EitherScorer {
    /// Each with the document where it stands; those that have ended are taken out.
    parts: Vec<(DocId, Box<dyn Scorer>)>,
    others: Score,
    doc: DocId,
}

impl Either {
    /// What any of some parts finds among so many entries, with the score of all of them together.
    pub(super) fn adding(parts: Vec<Part>, entries: f64) -> Option<Part> {
        Self::best_of(parts, 1.0, entries)
    }

    /// The same with the score of the best part, and this share of the others'.
    pub(super) fn best_of(mut parts: Vec<Part>, others: Score, entries: f64) -> Option<Part> {
        if parts.len() < 2 {
            return parts.pop();
        }
        let efforts: Vec<Effort> = parts.iter().map(|part| part.effort).collect();
        let parts = parts.into_iter().map(|part| part.query).collect();
        Some(Part::new(Self { parts, others }, Effort::any(&efforts, entries)))
    }
}

impl Either {
    /// What finds its entries.
    pub(super) fn parts(&self) -> &[Box<dyn Query>] {
        &self.parts
    }

    /// The same where each part finds less.
    pub(super) fn each(&self, less: impl Fn(&dyn Query) -> Box<dyn Query>) -> Self {
        Self { parts: self.parts.iter().map(|part| less(&**part)).collect(), others: self.others }
    }
}

impl Clone for Either {
    fn clone(&self) -> Self {
        Self { parts: self.parts.iter().map(|part| part.box_clone()).collect(), others: self.others }
    }
}

impl Query for Either {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let parts = self.parts.iter().map(|part| part.weight(scoring)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(EitherWeight { parts, others: self.others }))
    }
}

/// What any of some scorers finds, with the score of the best one and this share of the others'.
pub(super) fn scorer(parts: Vec<Box<dyn Scorer>>, others: Score) -> Box<dyn Scorer> {
    let parts = parts.into_iter().map(|part| (part.doc(), part)).filter(|(at, _)| *at != TERMINATED);
    let mut parts: Vec<_> = parts.collect();
    match parts.len() {
        0 => Box::new(EmptyScorer),
        1 => parts.remove(0).1,
        _ => Box::new(EitherScorer { doc: first(&parts), parts, others }),
    }
}

impl Weight for EitherWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let parts = self.parts.iter().map(|part| part.scorer(reader, boost));
        Ok(scorer(parts.collect::<tantivy::Result<_>>()?, self.others))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document #({doc}) does not match")));
        }
        Ok(Explanation::new("the best of some parts, and a share of the others", scorer.score()))
    }
}

impl DocSet for EitherScorer {
    fn advance(&mut self) -> DocId {
        let doc = self.doc;
        self.move_on(|at, scorer| if at == doc { scorer.advance() } else { at })
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.move_on(|at, scorer| if at < target { scorer.seek(target) } else { at })
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.parts.iter().fold(0, |sum, (_, part)| sum.saturating_add(part.size_hint()))
    }

    fn cost(&self) -> u64 {
        self.parts.iter().map(|(_, part)| part.cost()).sum()
    }
}

impl Scorer for EitherScorer {
    fn score(&mut self) -> Score {
        let (mut best, mut sum) = (0.0, 0.0);
        for (at, part) in &mut self.parts {
            if *at == self.doc {
                let score = part.score();
                sum += score;
                best = Score::max(best, score);
            }
        }
        best + (sum - best) * self.others
    }
}

impl EitherScorer {
    /// Moves every part by where it stands, and stands where the first one does.
    fn move_on(&mut self, mut moved: impl FnMut(DocId, &mut Box<dyn Scorer>) -> DocId) -> DocId {
        let (mut first, mut has_ended) = (TERMINATED, false);
        for (at, part) in &mut self.parts {
            *at = moved(*at, part);
            first = first.min(*at);
            has_ended |= *at == TERMINATED;
        }
        if has_ended {
            self.parts.retain(|(at, _)| *at != TERMINATED);
        }
        self.doc = first;
        first
    }
}

/// Whether a scorer stands at a document, moved on no further than it takes to tell: to find the next document
/// of several words together may be to look through the whole index. Documents come in order, and it is asked in
/// no other way in between.
pub(super) fn stands_at(scorer: &mut dyn Scorer, document: DocId) -> bool {
    let Some(either) = scorer.downcast_mut::<EitherScorer>() else {
        return scorer.seek_danger(document) == SeekDangerResult::Found;
    };
    let mut stands = false;
    for (at, part) in &mut either.parts {
        if *at < document && stands_at(&mut **part, document) {
            *at = document;
        }
        stands |= *at == document;
    }
    if stands {
        either.doc = document;
    }
    stands
}

fn first(parts: &[(DocId, Box<dyn Scorer>)]) -> DocId {
    parts.iter().map(|(at, _)| *at).min().unwrap_or(TERMINATED)
}
