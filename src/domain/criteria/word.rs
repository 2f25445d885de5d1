//! One word, and what else it may stand for.

use crate::domain::{everyday, house_number, streets};

/// Fewest letters of a word that is also looked for one letter apart: it may have lost one of five.
const FEWEST_LETTERS: usize = 4;

/// Fewest letters of a word that is also looked for two letters apart, where the directory finds none but long
/// words so: it may have lost two of eight.
const FEWEST_LETTERS_APART: usize = 6;

/// Fewest letters of a long word, of which two may be others.
pub const LONG: usize = 8;

/// Words that text leaves out: at the end of what was typed so far they wait for a next one.
pub const LINKING: [&str; 12] = ["au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"];

/// How exactly words must be spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As typed, accents and case apart; only the last word may be unfinished.
    Plain,
    /// Initials and numbers of departments stand for longer words as well.
    Exact,
    /// Unfinished, and one or two letters apart, as well.
    Near,
    /// The same where the directory finds any word two letters apart: only long ones are looked for so.
    NearIfLong,
}

impl Spelling {
    /// Whether words may be misspelt.
    pub fn is_near(self) -> bool {
        self.fewest_apart().is_some()
    }

    /// Fewest letters of a word that is also looked for two letters apart.
    fn fewest_apart(self) -> Option<usize> {
        match self {
            Self::Plain | Self::Exact => None,
            Self::Near => Some(FEWEST_LETTERS_APART),
            Self::NearIfLong => Some(LONG),
        }
    }
}

/// Whether a word alone says nothing of whom it is typed for.
pub fn is_linking(word: &str) -> bool {
    LINKING.contains(&word)
}

/// Whether a word is a linking one, or one whose two letters were swapped (`al`).
pub fn is_nearly_linking(word: &str) -> bool {
    is_linking(word) || is_linking(&word.chars().rev().collect::<String>())
}

/// Whether a word is also looked for one letter apart: it is long enough, and neither a number, of which
/// every other one is near, nor a word of the directory's own, which is right as it is.
pub fn has_near_spellings(word: &str) -> bool {
    !is_short(word) && !word.bytes().any(|byte| byte.is_ascii_digit()) && !everyday::is_known(word)
}

/// Whether a word is too short to be misspelt.
pub fn is_short(word: &str) -> bool {
    word.chars().count() < FEWEST_LETTERS
}

/// Whether a word stands for a longer one wherever it stands.
pub fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && !is_linking(word)
}

/// A word, and what else it may stand for: `district` is the postcode that it is with the town before it.
pub fn spelled(word: &str, is_unfinished: bool, spelling: Spelling, district: Option<String>) -> String {
    if let Some(forms) = house_number::forms(word) {
        return format!("({})", forms.join(" |"));
    }
    let is_near = spelling.is_near() && has_near_spellings(word);
    let is_far = spelling.fewest_apart().is_some_and(|fewest| word.chars().count() >= fewest);
    let mut forms = vec![word.to_owned()];
    forms.extend(is_near.then(|| format!("{word}~1")));
    forms.extend((is_near && is_far).then(|| format!("{word}~2")));
    forms.extend((is_unfinished || spelling.is_near()).then(|| format!("{word}*")));
    forms.extend(everyday::official(word));
    forms.extend(streets::other_among_words(word));
    forms.extend(if is_near { everyday::nearly(word) } else { Vec::new() });
    forms.extend(district);
    forms.extend(corsican(word).map(|prefix| format!("{prefix}*")));
    if forms.len() == 1 { forms.remove(0) } else { format!("({})", forms.join(" |")) }
}

/// The beginnings of the postcodes of a Corsican department, whose number they do not bear.
fn corsican(word: &str) -> impl Iterator<Item = &'static str> {
    let begin: &[&str] = match word {
        "2a" => &["200", "201"],
        "2b" => &["202", "206"],
        _ => &[],
    };
    begin.iter().copied()
}
