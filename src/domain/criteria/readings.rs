//! The same words with some left out, or joined.

use super::word::{is_nearly_linking, is_short};
use crate::domain::{arrondissements, everyday, house_number, practice_mode, towns};

/// Most words of which any two may have been written as one in the directory; of more only those that are an everyday
/// word together (`manip radio`).
const MOST_JOINED: usize = 5;

/// The words without titles, unless nothing else was typed.
pub fn without_titles(words: &[String]) -> Vec<String> {
    let named: Vec<String> = words.iter().filter(|word| !everyday::is_title(word)).cloned().collect();
    if named.is_empty() { words.to_vec() } else { named }
}

/// The words without the `m` before them, which is an initial or `Monsieur`, or the `melle`, which is a
/// town or `Mademoiselle`; none where there is none, or nothing else. At the end an `m` begins a word that
/// is still being typed.
pub fn without_sir(words: &[String]) -> Option<&[String]> {
    match words {
        [first, others @ ..] if matches!(first.as_str(), "m" | "melle") && !others.is_empty() => Some(others),
        _ => None,
    }
}

/// The words without linking ones, unless nothing else was typed: whoever misspells a name may
/// misplace its particle too, or swap its letters (`de al`).
pub fn without_linking(words: &[String]) -> Vec<String> {
    let told: Vec<String> = words.iter().filter(|word| !is_nearly_linking(word)).cloned().collect();
    if told.is_empty() { words.to_vec() } else { told }
}

/// The words without `1er` and its like, which stand in an address or not at all, and without the mode of
/// practice and `arrondissement`, which stand in no text, unless nothing else was typed; those that tell a town's district
/// stay.
pub fn without_asides(words: &[String]) -> Vec<String> {
    let is_needed = |at: usize, word: &str| {
        let town = at.checked_sub(1).map(|before| words[before].as_str());
        let is_district = town.is_some_and(|town| arrondissements::postcode(town, word).is_some());
        let is_of_district = at > 0 && matches!(word, "arrondissement" | "arr");
        (!house_number::is_ordinal(word) || is_district) && !is_of_district && !practice_mode::at(words, at)
    };
    let needed: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|(at, word)| is_needed(*at, word))
        .map(|(_, word)| word.clone())
        .collect();
    if needed.is_empty() { words.to_vec() } else { needed }
}

/// The words as those of somebody with two names of which the directory may hold one or both (`Morin née Vidal`,
/// `Morin épouse Vidal`): with both, and without either; none where nothing says so.
pub fn of_either_name(words: &[String]) -> Vec<Vec<String>> {
    let is_between = |word: &String| matches!(word.as_str(), "nee" | "epouse" | "epse" | "ep" | "veuve");
    let Some(at) = words.iter().position(is_between).filter(|at| *at > 0) else { return Vec::new() };
    let without = |left_out: &[usize]| {
        let kept = words.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
        kept.map(|(_, word)| word.clone()).collect::<Vec<_>>()
    };
    let all = [without(&[at]), without(&[at, at + 1]), without(&[at - 1, at])];
    if at + 1 == words.len() {
        vec![words.to_vec(), without(&[at])]
    } else {
        all.into_iter().filter(|one| !one.is_empty()).collect()
    }
}

/// Words with some neighbours as one.
pub struct Joined {
    /// The words.
    pub words: Vec<String>,
    /// Whether they are a saint whose name is so short that only together they may be misspelt (`Saint-Mlo`).
    pub is_short_saint: bool,
}

/// The same words with two neighbours as one, or three where the first two are short or all three are an
/// everyday word.
pub fn joined(words: &[String]) -> Vec<Joined> {
    let pairs = (0..words.len().saturating_sub(1)).map(|at| (at, 2));
    let triples = (0..words.len().saturating_sub(2)).map(|at| (at, 3));
    let are_three = |words: &[String]| {
        words[..2].iter().all(|word| is_short(word)) || everyday::is_everyday(&words.concat())
    };
    let triples = triples.filter(|(at, _)| are_three(&words[*at..at + 3]));
    let is_of_words = |run: &[String]| run.iter().all(|word| !word.contains(' '));
    // `kine s` begins another word: it is not `kines`.
    let is_cut = |run: &[String]| {
        run.iter().any(|word| word.chars().nth(1).is_none()) && everyday::is_everyday(&run.concat())
    };
    // Nobody bears one word made of a name and a profession.
    let may_be_a_name = |run: &[String]| !run.iter().any(|word| everyday::is_known(word));
    let is_meant = |run: &[String]| {
        words.len() <= MOST_JOINED && may_be_a_name(run) || everyday::is_everyday(&run.concat())
    };
    let is_one = |run: &[String]| is_meant(run) && is_of_words(run) && !is_cut(run);
    let runs = pairs.chain(triples).filter(|(at, length)| is_one(&words[*at..at + length]));
    let joined = |(at, length): (usize, usize)| {
        let (first, others) = words[at..at + length].split_at(1);
        let is_short_saint = towns::is_saint(&first[0]) && others.iter().any(|word| is_short(word));
        Joined { words: with_joined(words, at, length), is_short_saint }
    };
    runs.map(joined).collect()
}

fn with_joined(words: &[String], at: usize, length: usize) -> Vec<String> {
    let (before, rest) = words.split_at(at);
    let (run, after) = rest.split_at(length);
    before.iter().cloned().chain([run.concat()]).chain(after.iter().cloned()).collect()
}
