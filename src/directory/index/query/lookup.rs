//! Looking up the words of one question in one index.

use std::{
    cell::{Cell, RefCell},
    ops::RangeInclusive,
    rc::Rc,
    sync::Arc,
};

use tantivy::{Searcher, SegmentReader, postings::TermInfo, schema::Field};

use super::{
    alike::Alike,
    effort::{MOST_LOOKS, Matching, Part},
    gathered::Gathered,
    spellings::{Bounds, Near, Segments, Spellings},
};
use crate::{
    directory::language::{
        query::{Join, Test},
        words::{self, Placed},
    },
    domain::criteria::LONG,
};

/// A word looked for in a field, with the most edits, and what was found.
struct Looked {
    field: Field,
    word: String,
    most: u8,
    near: Arc<Near>,
}

/// Words of one field, by segment, and where their documents are gathered: once, however often a question asks.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// The words of each segment.
    pub of_segments: Segments,
    /// Shared by all that a question asks of these words.
    pub gathered: Arc<Gathered>,
}

/// Which words of a field.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Those so many edits away from one.
    Near(Field, String, RangeInclusive<u8>),
    /// Those between two bounds.
    Between(Bounds),
}

/// A test of a field of names.
struct Name {
    field: Field,
    test: Test,
    join: Join,
}

/// So many names are kept: no search of staff asks for more.
const MOST_NAMES: usize = 64;

/// So many edits are many for a word that is not long.
const FAR: u8 = 2;

/// What one question has looked up so far.
pub(super) struct Lookup<'a> {
    /// What searches the index.
    pub searcher: &'a Searcher,
    /// Whether words two letters apart are only meant where one of them is long.
    far_if_long: bool,
    /// What earlier questions have looked up.
    spellings: &'a Spellings,
    /// The most edits that each word will be looked for with.
    expected: RefCell<Vec<(String, u8)>>,
    near: RefCell<Vec<Looked>>,
    words: RefCell<Vec<(Which, Words)>>,
    /// What finds the first names that were asked for.
    names: RefCell<Vec<(Name, Option<Part>)>>,
    /// What each text means in a field of texts.
    texts: RefCell<Vec<(String, Rc<[Placed]>)>>,
    /// How many looks its wide ranges may still cost.
    left: Cell<f64>,
}

impl<'a> Lookup<'a> {
    /// Of a question that nothing was looked up for yet.
    pub(super) fn of(searcher: &'a Searcher, spellings: &'a Spellings, far_if_long: bool) -> Self {
        let left = Cell::new(MOST_LOOKS);
        Self {
            searcher,
            far_if_long,
            spellings,
            expected: RefCell::default(),
            near: RefCell::default(),
            words: RefCell::default(),
            names: RefCell::default(),
            texts: RefCell::default(),
            left,
        }
    }

    /// How many entries the index holds.
    pub(super) fn entries(&self) -> f64 {
        self.searcher.num_docs() as f64
    }

    /// How many looks its wide ranges may still cost.
    pub(super) fn left(&self) -> f64 {
        self.left.get()
    }

    /// Whether its wide ranges cost no more than a question may.
    pub(super) fn lasts(&self) -> bool {
        self.left() >= 0.0
    }

    /// Notes that a wide range costs so many looks.
    pub(super) fn spend(&self, looks: f64) {
        self.left.set(self.left() - looks);
    }

    /// Notes that a word will be looked for with so many edits: with fewer it is looked for on the way.
    pub(super) fn expect(&self, word: &str, edits: u8) {
        self.expected.borrow_mut().push((word.to_owned(), edits));
    }

    /// The words of a field at least as near as so many edits away from one; none where it is too long.
    pub(super) fn near(&self, field: Field, word: &str, edits: u8) -> tantivy::Result<Option<Arc<Near>>> {
        let known = self.near.borrow().iter().find_map(|looked| {
            let is_it = looked.field == field && looked.word == word && looked.most >= edits;
            is_it.then(|| Arc::clone(&looked.near))
        });
        if known.is_some() {
            return Ok(known);
        }
        let expected =
            self.expected.borrow().iter().filter(|(other, _)| other == word).map(|(_, edits)| *edits).max();
        let most = expected.map_or(edits, |expected| expected.max(edits));
        let near = self.looked_up(field, word, most)?;
        if let Some(near) = &near {
            let near = Arc::clone(near);
            self.near.borrow_mut().push(Looked { field, word: word.to_owned(), most, near });
        }
        Ok(near)
    }

    /// What finds a name, as `find` does for the first who asks: names are asked for to find people, and again to put
    /// first whom two of them name.
    pub(super) fn name(
        &self,
        field: Field,
        test: &Test,
        join: Join,
        find: impl FnOnce() -> Matching,
    ) -> Matching {
        let is_it = |name: &Name| name.field == field && name.join == join && name.test == *test;
        if let Some((_, known)) = self.names.borrow().iter().find(|(name, _)| is_it(name)) {
            return Ok(known.as_ref().map(Part::copied));
        }
        let found = find()?;
        let mut names = self.names.borrow_mut();
        if names.len() < MOST_NAMES {
            names.push((Name { field, test: test.clone(), join }, found.as_ref().map(Part::copied)));
        }
        Ok(found)
    }

    /// The words of a text as it is searched, which several fields are asked for.
    pub(super) fn text(&self, text: &str) -> Rc<[Placed]> {
        if let Some((_, known)) = self.texts.borrow().iter().find(|(known, _)| known == text) {
            return Rc::clone(known);
        }
        let words: Rc<[Placed]> = words::of_text(text).into();
        self.texts.borrow_mut().push((text.to_owned(), Rc::clone(&words)));
        words
    }

    /// Some words, as `look_up` finds them for the first who asks.
    pub(super) fn words(
        &self,
        which: Which,
        look_up: impl FnOnce() -> tantivy::Result<Segments>,
    ) -> tantivy::Result<Words> {
        if let Some((_, known)) = self.words.borrow().iter().find(|(known, _)| *known == which) {
            return Ok(known.clone());
        }
        let words = Words { of_segments: look_up()?, gathered: Arc::default() };
        self.words.borrow_mut().push((which, words.clone()));
        Ok(words)
    }

    /// Words between two bounds, as `look_up` finds them where no earlier question did.
    pub(super) fn between(
        &self,
        bounds: &Bounds,
        look_up: impl FnOnce() -> tantivy::Result<Segments>,
    ) -> tantivy::Result<Segments> {
        if let Some(known) = self.spellings.between(bounds) {
            return Ok(known);
        }
        let segments = look_up()?;
        self.spellings.keep_between(bounds.clone(), &segments);
        Ok(segments)
    }

    /// The words of a field at least as near as so many edits away from one, looked up by this question or an
    /// earlier one.
    fn looked_up(&self, field: Field, word: &str, most: u8) -> tantivy::Result<Option<Arc<Near>>> {
        let looked = (field, word.to_owned(), most, self.far_if_long);
        if let Some(near) = self.spellings.get(&looked) {
            return Ok(Some(near));
        }
        let Some(alike) = Alike::new(word, most) else { return Ok(None) };
        let readers = self.searcher.segment_readers().iter();
        let any_is_meant = !self.far_if_long || is_long(word.as_bytes());
        let is_meant = |edits, other: &[u8]| edits < FAR || any_is_meant || is_long(other);
        let near = readers.map(|reader| Ok((reader.segment_id(), near_in(reader, field, &alike, is_meant)?)));
        let near = Arc::new(near.collect::<tantivy::Result<Near>>()?);
        self.spellings.keep(looked, &near);
        Ok(Some(near))
    }
}

/// The words of a field that are alike, each with the number of edits.
fn near_in(
    reader: &SegmentReader,
    field: Field,
    alike: &Alike,
    is_meant: impl Fn(u8, &[u8]) -> bool,
) -> tantivy::Result<Vec<(u8, TermInfo)>> {
    let index = reader.inverted_index(field)?;
    let mut stream = index.terms().search(alike).into_stream()?;
    let mut near = Vec::new();
    while stream.advance() {
        let distance = alike.distance(stream.key()).filter(|edits| is_meant(*edits, stream.key()));
        near.extend(distance.map(|edits| (edits, stream.value().clone())));
    }
    Ok(near)
}

fn is_long(word: &[u8]) -> bool {
    String::from_utf8_lossy(word).chars().count() >= LONG
}
