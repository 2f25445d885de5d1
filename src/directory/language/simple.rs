//! The simple syntax of `q` (`cloudsearch.md` §2): it repairs whatever it reads.
//!
//! This is the reference algorithm of §2.9, with one addition for staff: a stop word is left
//! out only of text; where names or literal fields are searched as well it adds to the score,
//! and it decides where it is the whole query, so that the town of Eu is found, and left out by `-eu`.

use std::ops::Range;

use super::{
    fields::Kind,
    options::{Operator, Options},
    query::{DEEPEST, Join, Query, Test, WIDEST, check_length},
    refusal::Refusal,
    simple_letters::{closings, is_space, may_mean_something},
    simple_level::Level,
    words,
};

/// Reads a query.
///
/// # Errors
///
/// [`Refusal::TooLarge`] alone: whatever else is wrong is repaired.
pub fn parse(text: &str, options: &Options) -> Result<Query, Refusal> {
    check_length(text)?;
    let mut reader = Reader::new(text, options);
    let whole = 0..text.len();
    let mut found = reader.level(whole.clone(), 0)?;
    if found.has_only_optional() {
        reader.all_decide = true;
        found = reader.level(whole, 0)?;
    }
    found.into_query().unwrap_or(Query::Nothing).within_limits()
}

/// Whatever means something is one byte, so that places are those of bytes.
struct Reader<'a> {
    text: &'a str,
    /// Each opening parenthesis with the place where its group closes, in order.
    closings: Vec<(usize, usize)>,
    options: &'a Options,
    /// Whether even words that some field leaves out decide.
    all_decide: bool,
}

/// What stands at one place.
enum Step {
    Skip,
    Minus,
    Operator(Join),
    /// Nothing between quotes or parentheses, which makes a pending operator forgotten.
    Empty,
    Group(Range<usize>),
    Test(Test),
}

/// What a word does to the result.
enum Standing {
    Decides,
    AddsToScore,
    Vanishes,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, options: &'a Options) -> Self {
        let closings = closings(text, options.has(Operator::Escape));
        Self { text, closings, options, all_decide: false }
    }

    fn level(&self, span: Range<usize>, depth: usize) -> Result<Level, Refusal> {
        if depth >= DEEPEST {
            return Err(Refusal::TooLarge("at most 100 levels of nesting"));
        }
        let mut level = Level::new(self.options.join);
        let mut negated = false;
        let mut at = span.start;
        while at < span.end {
            let (next, step) = self.step(at, span.end);
            at = next;
            match step {
                Step::Minus => {
                    negated = !negated;
                    continue;
                }
                Step::Skip => {}
                Step::Empty => level.forget_operator(),
                Step::Operator(join) => level.expect(join),
                Step::Group(inside) => level.attach_level(self.level(inside, depth + 1)?, negated),
                Step::Test(test) => self.attach_test(&mut level, test, negated),
            }
            negated = false;
        }
        Ok(level)
    }

    fn attach_test(&self, level: &mut Level, test: Test, negated: bool) {
        match self.standing(&test) {
            Standing::Decides => level.attach(Query::leaf(None, test), negated),
            Standing::AddsToScore if self.all_decide => level.attach(Query::leaf(None, test), negated),
            Standing::AddsToScore => level.prefer(Query::leaf(None, test), negated),
            Standing::Vanishes => {}
        }
    }

    fn standing(&self, test: &Test) -> Standing {
        let searches =
            |wanted: fn(Kind) -> bool| self.options.fields.iter().any(|(field, _)| wanted(field.kind()));
        // Prefixes and near spellings are not analysed: nothing of them vanishes.
        let (Test::Words(text) | Test::Phrase { text, .. }) = test else { return Standing::Decides };
        if words::is_empty(text) {
            let decides = !text.is_empty() && searches(|kind| !kind.is_words());
            return if decides { Standing::Decides } else { Standing::Vanishes };
        }
        let is_left_out = searches(|kind| kind == Kind::Text) && words::all_stop_words(text);
        match (is_left_out, searches(|kind| kind != Kind::Text)) {
            (false, _) => Standing::Decides,
            (true, true) => Standing::AddsToScore,
            (true, false) => Standing::Vanishes,
        }
    }

    /// What stands at a place, and the place after it.
    fn step(&self, at: usize, end: usize) -> (usize, Step) {
        let has = |operator| self.options.has(operator);
        match self.text.as_bytes()[at] {
            b'(' if has(Operator::Precedence) => match self.closing(at).filter(|closing| *closing < end) {
                None => (at + 1, Step::Skip),
                Some(closing) if closing == at + 1 => (closing + 1, Step::Empty),
                Some(closing) => (closing + 1, Step::Group(at + 1..closing)),
            },
            b')' if has(Operator::Precedence) => (at + 1, Step::Skip),
            b'"' if has(Operator::Phrase) => self.phrase(at, end),
            b'+' if has(Operator::And) => (at + 1, Step::Operator(Join::All)),
            b'|' if has(Operator::Or) => (at + 1, Step::Operator(Join::Any)),
            b'-' if has(Operator::Not) => (at + 1, Step::Minus),
            letter if is_space(letter) && has(Operator::Whitespace) => (at + 1, Step::Skip),
            _ => self.word(at, end),
        }
    }

    fn closing(&self, opening: usize) -> Option<usize> {
        let at = self.closings.binary_search_by_key(&opening, |(opening, _)| *opening).ok()?;
        Some(self.closings[at].1)
    }

    fn phrase(&self, at: usize, end: usize) -> (usize, Step) {
        let mut text = String::new();
        let mut next = at + 1;
        loop {
            match self.text.as_bytes()[next..end].first() {
                None => return (at + 1, Step::Skip),
                Some(b'"') => break,
                Some(_) => next = self.take(next, end, &mut text).0,
            }
        }
        next += 1;
        if text.is_empty() {
            return (next, Step::Empty);
        }
        let is_near = self.options.has(Operator::Near) && self.text[next..end].starts_with('~');
        if !is_near {
            return (next, Step::Test(Test::Phrase { text, slop: 0 }));
        }
        let (next, slop) = self.count(next + 1, end);
        (next, Step::Test(Test::Phrase { text, slop: slop.min(WIDEST) }))
    }

    fn word(&self, at: usize, end: usize) -> (usize, Step) {
        let mut word = String::new();
        let mut is_prefix = false;
        let mut next = at;
        while next < end && !self.ends_word(self.text.as_bytes()[next]) {
            let letter = self.text.as_bytes()[next];
            if letter == b'~' && self.options.has(Operator::Fuzzy) && !word.is_empty() {
                let (next, edits) = self.count(next + 1, end);
                return (next, Step::Test(similar(word, edits)));
            }
            let is_star = letter == b'*' && self.options.has(Operator::Prefix) && !word.is_empty();
            let (after, is_escaped) = self.take(next, end, &mut word);
            is_prefix = is_star && !is_escaped;
            next = after;
        }
        if is_prefix {
            word.pop();
            return (next, Step::Test(Test::Prefix(word)));
        }
        (next, Step::Test(Test::Words(word)))
    }

    /// Takes all letters up to the next that may mean something, or that one, or the one that a
    /// backslash makes ordinary; a last backslash is none. Tells whether there was a backslash.
    fn take(&self, at: usize, end: usize, into: &mut String) -> (usize, bool) {
        let bytes = &self.text.as_bytes()[at..end];
        let plain = bytes.iter().take_while(|byte| !may_mean_something(**byte)).count();
        if plain > 0 {
            into.push_str(&self.text[at..at + plain]);
            return (at + plain, false);
        }
        let is_escaped = bytes[0] == b'\\' && self.options.has(Operator::Escape);
        let taken = at + usize::from(is_escaped);
        let letter = self.text[taken..end].chars().next();
        into.extend(letter);
        (taken + letter.map_or(0, char::len_utf8), is_escaped)
    }

    /// The number that runs to the word's end: 0 where it is none.
    fn count(&self, at: usize, end: usize) -> (usize, u32) {
        let rest = &self.text[at..end];
        let length = rest.bytes().take_while(|byte| !self.ends_word(*byte)).count();
        let digits = &rest[..length];
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        (at + length, if is_number { digits.parse().unwrap_or(u32::MAX) } else { 0 })
    }

    fn ends_word(&self, letter: u8) -> bool {
        let has = |operator| self.options.has(operator);
        match letter {
            b'"' => has(Operator::Phrase),
            b'|' => has(Operator::Or),
            b'+' => has(Operator::And),
            b'(' | b')' => has(Operator::Precedence),
            _ => is_space(letter) && has(Operator::Whitespace),
        }
    }
}

/// At most two edits count; none is the word itself (`cloudsearch.md` §2.6).
fn similar(word: String, edits: u32) -> Test {
    match edits {
        0 => Test::Words(word),
        1 => Test::Similar { word, edits: 1 },
        _ => Test::Similar { word, edits: 2 },
    }
}
