//! Entries scored by how many pairs of some words stand in their names, asked only of what is found otherwise.

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED,
    fieldnorm::FieldNormReader,
    query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::Field,
};

use super::either::stands_at;

/// What two words of a name add to the score, both as they were typed, one in a last name and the other beside it:
/// whoever is called by a last name and a first one is meant rather than whose last name is both of them.
const FULL: Score = 150.0;

/// The same where one is at most nearly what was typed, or both stand in one field: more than the rarest name in a
/// field adds.
const NEAR: Score = 100.0;

/// The same, one of them two letters from what was typed, or sounding like it.
const FAR: Score = NEAR / 2.0;

/// What each word of the fields takes from the score: of two who are found alike, whoever is called no more than what
/// was typed is meant (`norbert marie`, not Norbert Marie-Hélène). More than a word found in another field adds.
const LENGTH: Score = 2.0;

/// What finds people by one word of their names, by how near it is to what was typed.
#[derive(Debug)]
pub(super) struct Named {
    /// A last name as it was typed, or begun so.
    pub last: Option<Box<dyn Query>>,
    /// A first name, or a town, as it was typed or begun so.
    pub beside: Option<Box<dyn Query>>,
    /// One letter from it.
    pub near: Option<Box<dyn Query>>,
    /// Two letters from it, or sounding like it.
    pub far: Option<Box<dyn Query>>,
}

/// Gives every entry a score for each pair of words that its names hold, at least one of them as it was typed.
///
/// To find these entries would take a walk for each pair; here a word is asked about an entry once.
#[derive(Debug)]
pub(super) struct Paired {
    words: Vec<Named>,
    /// Where they are looked for: of how many words these are counts as well.
    fields: Vec<Field>,
}

struct PairedWeight {
    /// The forms of each word, in the order of [`Named`].
    words: Vec<[Option<Box<dyn Weight>>; 4]>,
    fields: Vec<Field>,
}

struct PairedScorer {
    lengths: Vec<FieldNormReader>,
    words: Vec<[Option<Form>; 4]>,
    doc: DocId,
    documents: DocId,
    /// The last document that was scored, for it must not be asked about twice.
    scored: Option<(DocId, Score)>,
}

/// How a word stands in the names of an entry.
#[derive(Clone, Copy)]
enum Stand {
    Exact { is_last: bool, is_beside: bool },
    Near,
    Far,
}

/// A form of a word, with the document where it is known to stand.
struct Form {
    at: DocId,
    scorer: Box<dyn Scorer>,
}

impl Paired {
    /// By the pairs of these words in these fields.
    pub(super) fn of(words: Vec<Named>, fields: Vec<Field>) -> Self {
        Self { words, fields }
    }
}

impl Named {
    /// Whether it may stand as it was typed.
    pub(super) fn has_exact(&self) -> bool {
        self.last.is_some() || self.beside.is_some()
    }

    fn forms(&self) -> [&Option<Box<dyn Query>>; 4] {
        [&self.last, &self.beside, &self.near, &self.far]
    }
}

impl Clone for Named {
    fn clone(&self) -> Self {
        let [last, beside, near, far] = self.forms().map(|form| form.as_ref().map(|query| query.box_clone()));
        Self { last, beside, near, far }
    }
}

impl Clone for Paired {
    fn clone(&self) -> Self {
        Self { words: self.words.clone(), fields: self.fields.clone() }
    }
}

impl Query for Paired {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight =
            |form: &Option<Box<dyn Query>>| form.as_ref().map(|query| query.weight(scoring)).transpose();
        let word = |word: &Named| {
            let [last, beside, near, far] = word.forms().map(weight);
            tantivy::Result::Ok([last?, beside?, near?, far?])
        };
        let words = self.words.iter().map(word).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(PairedWeight { words, fields: self.fields.clone() }))
    }
}

impl PairedWeight {
    fn within(&self, reader: &SegmentReader) -> tantivy::Result<PairedScorer> {
        let form = |weight: &Option<Box<dyn Weight>>| {
            let scorer = weight.as_ref().map(|weight| weight.scorer(reader, 1.0)).transpose()?;
            tantivy::Result::Ok(scorer.map(|scorer| Form { at: scorer.doc(), scorer }))
        };
        let word = |[last, beside, near, far]: &[Option<Box<dyn Weight>>; 4]| {
            tantivy::Result::Ok([form(last)?, form(beside)?, form(near)?, form(far)?])
        };
        let words = self.words.iter().map(word).collect::<tantivy::Result<_>>()?;
        let lengths = self.fields.iter().map(|field| reader.get_fieldnorms_reader(*field));
        let lengths = lengths.collect::<tantivy::Result<_>>()?;
        Ok(PairedScorer { words, lengths, doc: 0, documents: reader.max_doc(), scored: None })
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
        let words: Vec<Stand> = self.words.iter_mut().filter_map(|forms| Stand::at(doc, forms)).collect();
        let others = |at: usize| words[at + 1..].iter();
        let pairs: Score =
            words.iter().enumerate().flat_map(|(at, one)| others(at).map(|other| one.with(*other))).sum();
        if pairs == 0.0 {
            return 0.0;
        }
        let length: u32 = self.lengths.iter().map(|lengths| lengths.fieldnorm(doc)).sum();
        (pairs - LENGTH * length as Score).max(0.0)
    }
}

impl Stand {
    /// How a word stands in an entry, where it does.
    fn at(doc: DocId, forms: &mut [Option<Form>; 4]) -> Option<Self> {
        let stands = |form: &mut Option<Form>| form.as_mut().is_some_and(|form| form.stands_at(doc));
        let [last, beside, near, far] = forms;
        match (stands(last), stands(beside)) {
            (false, false) if stands(near) => Some(Self::Near),
            (false, false) => stands(far).then_some(Self::Far),
            (is_last, is_beside) => Some(Self::Exact { is_last, is_beside }),
        }
    }

    /// What the word and another one add.
    fn with(self, other: Self) -> Score {
        match (self, other) {
            (
                Self::Exact { is_last, is_beside },
                Self::Exact { is_last: other_is_last, is_beside: other_is_beside },
            ) => {
                let are_of_both = is_last && other_is_beside || is_beside && other_is_last;
                if are_of_both { FULL } else { NEAR }
            }
            (Self::Exact { .. }, Self::Near) | (Self::Near, Self::Exact { .. }) => NEAR,
            (Self::Exact { .. }, Self::Far) | (Self::Far, Self::Exact { .. }) => FAR,
            _ => 0.0,
        }
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
