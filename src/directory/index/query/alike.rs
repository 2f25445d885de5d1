//! Words at most so many edits away from one: a letter more, less or another, or two neighbours swapped.
//!
//! tantivy makes a table of every state that reading a word can come to, which takes longer than to look
//! a dictionary through. Here a state is the letters that may have been read so far, one bit each
//! (S. Wu and U. Manber, *Fast text searching allowing errors*, 1992).

use tantivy_fst::Automaton;

/// The most edits.
const MOST: usize = 2;

/// The longest word, in characters: a bit for each, and for the end.
pub(super) const LONGEST: usize = 63;

/// Accepts the words that are alike.
pub(super) struct Alike {
    letters: Vec<char>,
    /// For each ASCII letter the places where the word has it.
    places: [u64; 128],
    edits: usize,
}

/// What of a word may have been read, and what is read of a letter of several bytes.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// For each number of edits the letters that may have been read.
    read: [u64; MOST + 1],
    /// The same where the next letter may be the one before that was skipped.
    swapped: [u64; MOST + 1],
    letter: u32,
    /// Bytes of the letter still to come.
    left: u8,
}

impl Alike {
    /// At most so many edits away from a word; none where it is too long.
    pub(super) fn new(word: &str, edits: u8) -> Option<Self> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() > LONGEST {
            return None;
        }
        let mut places = [0; 128];
        for (at, letter) in letters.iter().enumerate().filter(|(_, letter)| letter.is_ascii()) {
            places[*letter as usize] |= 1 << at;
        }
        Some(Self { letters, places, edits: usize::from(edits).min(MOST) })
    }

    /// How many edits away a word is, where it is near enough.
    pub(super) fn distance(&self, word: &[u8]) -> Option<u8> {
        let mut state = self.start();
        for byte in word {
            state = self.accept(&state, *byte);
        }
        let is_read = |edits: &u8| state.read[usize::from(*edits)] & self.end() != 0;
        (0..=self.edits as u8).find(|edits| state.left == 0 && is_read(edits))
    }

    fn end(&self) -> u64 {
        1 << self.letters.len()
    }

    fn places(&self, letter: u32) -> u64 {
        if let Some(places) = self.places.get(letter as usize) {
            return *places;
        }
        let is_there = |(at, known): (usize, &char)| u64::from(*known as u32 == letter) << at;
        self.letters.iter().enumerate().map(is_there).fold(0, |places, place| places | place)
    }

    fn read(&self, state: &State, letter: u32) -> State {
        let (places, inside) = (self.places(letter), (self.end() << 1).wrapping_sub(1));
        let mut next = State { read: [0; MOST + 1], swapped: [0; MOST + 1], letter: 0, left: 0 };
        next.read[0] = (state.read[0] & places) << 1;
        for edits in 1..=self.edits {
            let fewer = state.read[edits - 1];
            let as_it_is = (state.read[edits] & places) << 1;
            let more_or_other = fewer | fewer << 1;
            let less = next.read[edits - 1] << 1;
            let swapped = (state.swapped[edits] & places) << 2;
            next.read[edits] = (as_it_is | more_or_other | less | swapped) & inside;
            next.swapped[edits] = fewer & places >> 1;
        }
        next
    }
}

impl Automaton for Alike {
    type State = State;

    fn start(&self) -> State {
        let inside = (self.end() << 1).wrapping_sub(1);
        let read = std::array::from_fn(|edits| ((1 << (edits + 1)) - 1) & inside);
        State { read, swapped: [0; MOST + 1], letter: 0, left: 0 }
    }

    fn is_match(&self, state: &State) -> bool {
        state.left == 0 && state.read[self.edits] & self.end() != 0
    }

    fn can_match(&self, state: &State) -> bool {
        state.read[self.edits] | state.swapped[self.edits] != 0
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let bits = u32::from(byte);
        match (byte, state.left) {
            (0..0x80, _) => self.read(state, bits),
            (0x80..0xC0, 0 | 1) => self.read(state, state.letter << 6 | bits & 0x3F),
            (0x80..0xC0, left) => State { letter: state.letter << 6 | bits & 0x3F, left: left - 1, ..*state },
            (0xC0..0xE0, _) => State { letter: bits & 0x1F, left: 1, ..*state },
            (0xE0..0xF0, _) => State { letter: bits & 0x0F, left: 2, ..*state },
            (0xF0.., _) => State { letter: bits & 0x07, left: 3, ..*state },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::{Term, query::FuzzyTermQuery, schema::Field};

    use super::*;

    fn is_accepted(automaton: &impl Automaton, word: &str) -> bool {
        let mut state = automaton.start();
        for byte in word.bytes() {
            state = automaton.accept(&state, byte);
        }
        automaton.is_match(&state)
    }

    #[test]
    fn edits_are_counted() {
        let alike = Alike::new("lefèvre", 2).unwrap();
        for (word, distance) in [
            ("lefèvre", Some(0)),
            ("lefevre", Some(1)),
            ("lefvère", Some(1)),
            ("leefèvre", Some(1)),
            ("lefèvr", Some(1)),
            ("elfèvre", Some(1)),
            ("lefebvre", Some(2)),
            ("fèvre", Some(2)),
            ("lefebvres", None),
            ("", None),
        ] {
            assert_eq!(alike.distance(word.as_bytes()), distance, "{word}");
        }
        assert_eq!(Alike::new("lefèvre", 1).unwrap().distance("lefebvre".as_bytes()), None);
        assert!(Alike::new(&"x".repeat(LONGEST + 1), 1).is_none());
    }

    proptest! {
        #[test]
        fn the_same_words_are_alike_as_to_tantivy(
            word in "[abcé]{1,9}", other in "[abcé]{0,10}", edits in 0_u8..=2,
        ) {
            let term = Term::from_field_text(Field::from_field_id(0), &word);
            let table = FuzzyTermQuery::new(term, edits, true).automaton().unwrap();
            let alike = Alike::new(&word, edits).unwrap();
            prop_assert_eq!(is_accepted(&alike, &other), is_accepted(&table, &other));
            prop_assert_eq!(alike.distance(other.as_bytes()).is_some(), is_accepted(&alike, &other));
        }
    }
}
