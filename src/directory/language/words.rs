//! What a word is: the analysis of names and of French text (`cloudsearch.md` §4.3, §4.4).
//!
//! Where that page leaves a choice, staff decide it: accents never matter, names of people and
//! towns keep every word, text keeps surface forms beside stems, a name is also found
//! written as one word (`jeanpierre`), a saint shortened (`st denis`), an abbreviation without
//! its periods (`selarl`).

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::french::{is_stop_word, is_stop_word_however_spelt, stem, without_elision};
use crate::domain::{text::fold, towns::other_saint};

/// Longest token kept, in characters (`cloudsearch.md` §4.3).
const LONGEST: usize = 256;

/// Most words of a name that are also joined: longer ones are no names.
const MOST_JOINED: usize = 8;

/// Letters of a beginning that nearly every text has.
const SHORT: usize = 2;

/// A token and its place among the words of its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Position of the word; several tokens may share one.
    pub position: usize,
    /// The token.
    pub token: String,
}

/// The words of a name, folded.
pub fn of_name(value: &str) -> Vec<Placed> {
    let folded = fold(value);
    let words = folded.split(' ').filter(|word| is_token(word));
    words.enumerate().map(|(position, word)| placed(position, word)).collect()
}

/// The words of a name that are no stop words as they are spelt, and those that are.
pub fn of_name_beside_stop_words(value: &str) -> (Vec<Placed>, Vec<Placed>) {
    let apart = value.split(is_punctuation).flat_map(|part| {
        let is_left_out = is_stop_word(part);
        of_name(part).into_iter().map(move |word| (is_left_out, word.token))
    });
    let placed =
        apart.enumerate().map(|(position, (is_left_out, token))| (is_left_out, placed(position, token)));
    let (left_out, kept): (Vec<_>, Vec<_>) = placed.partition(|(is_left_out, _)| *is_left_out);
    let [kept, left_out] = [kept, left_out].map(|words| words.into_iter().map(|(_, word)| word).collect());
    (kept, left_out)
}

/// All tokens under which a name is kept: its words, and they joined, saints also shortened, and
/// words with punctuation inside whole.
pub fn all_of_name(value: &str) -> Vec<Placed> {
    let words = of_name(value);
    let mut tokens = Vec::with_capacity(words.len() * 2);
    for (position, word) in words.iter().enumerate() {
        tokens.push(word.clone());
        tokens.extend(other_saint(&word.token).map(|other| placed(position, other)));
        if words.len() <= MOST_JOINED {
            tokens.extend(joined_from(&words, position));
        }
    }
    if words.len() <= MOST_JOINED && value.contains(is_inner) {
        tokens.extend(punctuated(value));
    }
    tokens
}

/// The words of a name with punctuation inside, each at the place of its first part: `o.brien`.
fn punctuated(value: &str) -> Vec<Placed> {
    let words = value.unicode_word_indices().map(|(at, word)| (at, inner(word)));
    let punctuated = words.filter(|(_, token)| token.contains('.') && is_token(token));
    punctuated.map(|(at, token)| placed(of_name(&value[..at]).len(), token)).collect()
}

/// The words of a text as it is searched: stop words left out with a gap, the rest stemmed.
pub fn of_text(value: &str) -> Vec<Placed> {
    let words = surface(value, |word, _| is_stop_word(word));
    words.map(|word| placed(word.position, stem(&word.token))).collect()
}

/// The same as they are spelt, not stemmed.
pub fn of_text_as_spelt(value: &str) -> Vec<Placed> {
    surface(value, |word, _| is_stop_word(word)).collect()
}

/// All tokens under which a text is kept: surface forms and stems, saints also shortened, and
/// abbreviations also without their periods.
///
/// A stop word that is none without its accents is kept for those who search without accents.
pub fn all_of_text(value: &str) -> Vec<Placed> {
    surface(value, is_stop_word_however_spelt).flat_map(|word| all_of_word(&word)).collect()
}

fn all_of_word(word: &Placed) -> Vec<Placed> {
    let other = other_saint(&word.token).map(str::to_owned);
    let unpointed = word.token.contains('.').then(|| word.token.replace('.', ""));
    let mut tokens = Vec::with_capacity(2);
    for form in [word.token.clone()].into_iter().chain(other).chain(unpointed) {
        let stem = stem(&form);
        let other_stem = (stem != form).then_some(stem);
        tokens.extend([form].into_iter().chain(other_stem).map(|token| placed(word.position, token)));
    }
    tokens
}

/// A word as prefixes and near spellings are compared with tokens: in lower case and without
/// accents, neither stemmed nor filtered (`cloudsearch.md` §2.6).
///
/// Punctuation that tokens never hold stays, so that `ly*` is the beginning of no word of a name or a
/// text; what stands inside a word is a period, as tokens have it, so that `s.e.l` is one.
pub fn unfinished(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return word.to_ascii_lowercase();
    }
    let parts = word.split_inclusive(is_punctuation).map(|part| {
        let letters = part.trim_end_matches(is_punctuation);
        let mark = part[letters.len()..].chars().map(|mark| if is_inner(mark) { '.' } else { mark });
        inner(letters).chars().chain(mark).collect::<String>()
    });
    parts.collect()
}

/// Whether a beginning is so short that nearly every text has it.
pub fn is_short(beginning: &str) -> bool {
    beginning.chars().nth(SHORT).is_none()
}

/// Whether nothing is left of a word or a phrase in any field that holds words.
pub fn is_empty(text: &str) -> bool {
    !text.bytes().any(|byte| byte.is_ascii_alphanumeric()) && fold(text).is_empty()
}

/// Whether every word of the value is a stop word, as it is spelt.
pub fn all_stop_words(value: &str) -> bool {
    let is_one_word = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_one_word {
        is_stop_word(value) || !is_token(value)
    } else {
        surface(value, |word, _| is_stop_word(word)).next().is_none()
    }
}

/// The words of a text that are tokens and not left out, folded, with their places.
fn surface<'v>(
    value: &'v str,
    is_left_out: impl Fn(&str, &str) -> bool + 'v,
) -> impl Iterator<Item = Placed> + 'v {
    let words = value.unicode_words().map(without_elision).map(|word| (word, inner(word))).enumerate();
    let kept = words.filter(move |(_, (word, folded))| is_token(folded) && !is_left_out(word, folded));
    kept.map(|(position, (_, folded))| placed(position, folded))
}

/// The letters of one word, folded, a period for whatever stands between them.
fn inner(word: &str) -> String {
    fold(word).replace(' ', ".")
}

fn is_punctuation(letter: char) -> bool {
    !letter.is_alphanumeric() && !is_combining_mark(letter)
}

/// What may stand inside a word (`cloudsearch.md` §4.3).
fn is_inner(mark: char) -> bool {
    matches!(mark, '.' | '\'' | '’')
}

fn placed(position: usize, token: impl Into<String>) -> Placed {
    Placed { position, token: token.into() }
}

fn is_token(word: &str) -> bool {
    !word.is_empty() && (word.len() <= LONGEST || word.chars().nth(LONGEST).is_none())
}

/// The runs of two and three words that begin at one, and the whole name, each as one word.
fn joined_from(words: &[Placed], from: usize) -> Vec<Placed> {
    let rest: Vec<&str> = words[from..].iter().map(|word| word.token.as_str()).collect();
    let whole = (from == 0 && rest.len() > 3).then_some(rest.len());
    let lengths = (2..=rest.len().min(3)).chain(whole);
    lengths.flat_map(|length| joined(&rest[..length])).map(|token| placed(from, token)).collect()
}

fn joined(run: &[&str]) -> Vec<String> {
    let whole = run.concat();
    let other = run.iter().any(|word| other_saint(word).is_some());
    let shortened = other.then(|| run.iter().map(|word| other_saint(word).unwrap_or(word)).collect());
    [whole].into_iter().chain(shortened).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(placed: Vec<Placed>) -> String {
        placed.iter().map(|word| format!("{}{}", word.token, word.position)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_name_is_also_kept_as_one_word() {
        assert_eq!(tokens(all_of_name("Jean-Pierre")), "jean0 jeanpierre0 pierre1");
        assert_eq!(tokens(all_of_name("N'Diaye")), "n0 ndiaye0 diaye1 n.diaye0");
        assert_eq!(tokens(all_of_name("de la Martin")), "de0 dela0 delamartin0 la1 lamartin1 martin2");
    }

    #[test]
    fn stop_words_of_a_name_are_told_as_they_are_spelt() {
        let told = |value| {
            let (kept, left_out) = of_name_beside_stop_words(value);
            format!("{} / {}", tokens(kept), tokens(left_out))
        };
        assert_eq!(told("M. Petit-du-Pont d'Albi"), "petit1 pont3 albi5 / m0 du2 d4");
        assert_eq!(told("à Œuf a"), "oeuf1 a2 / a0");
    }

    #[test]
    fn a_saint_is_found_long_or_short() {
        assert_eq!(tokens(all_of_name("Saint-Denis")), "saint0 st0 saintdenis0 stdenis0 denis1");
        assert_eq!(tokens(all_of_name("STE FOY")), "ste0 sainte0 stefoy0 saintefoy0 foy1");
        assert_eq!(tokens(all_of_text("Hôpital Saint-Antoine")), "hopital0 saint1 st1 antoine2 antoin2");
        assert_eq!(tokens(all_of_text("Ste Foy")), "ste0 sainte0 saint0 foy1");
    }

    #[test]
    fn text_leaves_stop_words_out_and_keeps_their_gap() {
        assert_eq!(tokens(of_text("12 rue de la Paix")), "120 rue1 paix4");
        assert_eq!(tokens(of_text("de l'Hôpital")), "hopital1");
        assert!(all_stop_words("d' l'à") && all_stop_words("été") && !all_stop_words("là-bas"));
    }

    #[test]
    fn a_stop_word_is_left_out_as_it_is_spelt_and_kept_for_those_without_accents() {
        assert_eq!(tokens(all_of_text("soins à la mer")), "soins0 a1 mer3");
        assert_eq!(tokens(of_text("soins à la mer")), "soins0 mer3");
        assert_eq!(tokens(of_text("soins a la mer")), "soins0 a1 mer3");
        assert_eq!(tokens(all_of_text("du dû fût")), "du1");
        assert!(!all_stop_words("a") && !all_stop_words("A") && !all_stop_words("dû"));
    }

    #[test]
    fn inner_periods_and_apostrophes_do_not_split_text() {
        assert_eq!(tokens(of_text("S.E.L.A.R.L. O’Brien")), "s.e.l.a.r.l0 o.brien1");
        assert_eq!(tokens(all_of_text("S.A.")), "s.a0 sa0");
        assert_eq!(
            tokens(all_of_name("Anne O'Brien")),
            "anne0 anneo0 anneobrien0 o1 obrien1 brien2 o.brien1"
        );
    }

    #[test]
    fn a_beginning_keeps_its_punctuation() {
        for (word, compared) in [
            ("Hé", "he"),
            ("S.E.L", "s.e.l"),
            ("O’B", "o.b"),
            ("O'", "o."),
            ("ly*", "ly*"),
            ("jean-p", "jean-p"),
        ] {
            assert_eq!(unfinished(word), compared, "{word}");
        }
    }

    #[test]
    fn a_word_longer_than_any_word_is_none() {
        assert_eq!(of_text(&"a".repeat(257)), []);
        assert_eq!(of_name(&"a".repeat(256)).len(), 1);
    }
}
