//! Entries scored by how many pairs of some words stand in their names, asked only of what is found otherwise.

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED,
    query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
};

use super::either::stands_at;

/// What two words of a name add to the score, one of them as it was typed, the other at most nearly so: more than
/// the rarest name in a field adds.
const NEAR: Score = 100.0;

/// The same, one of them two letters from what was typed, or sounding like it.
const FAR: Score = NEAR / 2.0;

/// What finds people by one word of their names, by how near it is to what was typed.
#[derive(Debug)]
pub(super) struct Named {
    /// As it was typed, or begun so.
    pub exact: Option<Box<dyn Query>>,
    /// One letter from it.
    pub near: Option<Box<dyn Query>>,
    /// Two letters from it, or sounding like it.
    pub far: Option<Box<dyn Query>>,
}

/// Gives every entry a score for each pair of words that its names hold, at least one of them as it was typed.
///
/// To find these entries would take a walk for each pair; here a word is asked about an entry once.
#[derive(Debug)]
pub(super) struct Paired(Vec<Named>);

/// The forms of each word, the exact ones first.
struct PairedWeight(Vec<[Option<Box<dyn Weight>>; 3]>);

struct PairedScorer {
    words: Vec<[Option<Form>; 3]>,
    doc: DocId,
    documents: DocId,
    /// The last document that was scored, for it must not be asked about twice.
    scored: Option<(DocId, Score)>,
}

/// A form of a word, with the document where it is known to stand.
struct Form {
    at: DocId,
    scorer: Box<dyn Scorer>,
}

impl Paired {
    /// By the pairs of these words.
    pub(super) fn of(words: Vec<Named>) -> Self {
        Self(words)
    }
}

impl Named {
    fn forms(&self) -> [&Option<Box<dyn Query>>; 3] {
        [&self.exact, &self.near, &self.far]
    }
}

impl Clone for Named {
    fn clone(&self) -> Self {
        let [exact, near, far] = self.forms().map(|form| form.as_ref().map(|query| query.box_clone()));
        Self { exact, near, far }
    }
}

impl Clone for Paired {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Query for Paired {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight =
            |form: &Option<Box<dyn Query>>| form.as_ref().map(|query| query.weight(scoring)).transpose();
        let word = |word: &Named| {
            let [exact, near, far] = word.forms().map(weight);
            tantivy::Result::Ok([exact?, near?, far?])
        };
        Ok(Box::new(PairedWeight(self.0.iter().map(word).collect::<tantivy::Result<_>>()?)))
    }
}

impl PairedWeight {
    fn within(&self, reader: &SegmentReader) -> tantivy::Result<PairedScorer> {
        let form = |weight: &Option<Box<dyn Weight>>| {
            let scorer = weight.as_ref().map(|weight| weight.scorer(reader, 1.0)).transpose()?;
            tantivy::Result::Ok(scorer.map(|scorer| Form { at: scorer.doc(), scorer }))
        };
        let word = |[exact, near, far]: &[Option<Box<dyn Weight>>; 3]| {
            tantivy::Result::Ok([form(exact)?, form(near)?, form(far)?])
        };
        let words = self.0.iter().map(word).collect::<tantivy::Result<_>>()?;
        Ok(PairedScorer { words, doc: 0, documents: reader.max_doc(), scored: None })
    }
}

impl Weight for PairedWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        if reader.max_doc() == 0 {
            return Ok(Box::new(EmptyScorer));
        }
        Ok(Box::new(self.within(reader)?))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("pairs of words in a name", self.within(reader)?.score_of(doc)))
    }
}

impl Form {
    /// Whether it stands at a document; documents come in order.
    fn stands_at(&mut self, doc: DocId) -> bool {
        if self.at < doc && stands_at(&mut *self.scorer, doc) {
            self.at = doc;
        }
        self.at == doc
    }
}

impl PairedScorer {
    fn score_of(&mut self, doc: DocId) -> Score {
        let word = |forms: &mut [Option<Form>; 3]| {
            forms.iter_mut().position(|form| form.as_mut().is_some_and(|form| form.stands_at(doc)))
        };
        let words: Vec<_> = self.words.iter_mut().filter_map(word).collect();
        let others = |at: usize| words[at + 1..].iter();
        words.iter().enumerate().flat_map(|(at, one)| others(at).map(|other| of_pair(*one, *other))).sum()
    }
}

/// What a pair adds, by the forms of the two words.
fn of_pair(one: usize, other: usize) -> Score {
    match (one.min(other), one.max(other)) {
        (0, 0 | 1) => NEAR,
        (0, _) => FAR,
        _ => 0.0,
    }
}

impl DocSet for PairedScorer {
    fn advance(&mut self) -> DocId {
        self.seek(self.doc.saturating_add(1))
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.doc = if target < self.documents { target } else { TERMINATED };
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.documents
    }
}

impl Scorer for PairedScorer {
    fn score(&mut self) -> Score {
        match self.scored {
            Some((doc, score)) if doc == self.doc => score,
            _ => {
                let score = self.score_of(self.doc);
                self.scored = Some((self.doc, score));
                score
            }
        }
    }
}
