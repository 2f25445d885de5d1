//! Words all of which must be found, as clauses of the simple syntax.

use std::ops::Range;

use super::{
    readings::without_linking,
    word::{Spelling, is_initial, is_linking, spelled},
};
use crate::domain::{arrondissements, department_number, everyday, large_towns, streets, towns};

/// One reading as a clause, or as two where its last word may be a linking one.
pub fn clauses(words: &[String], spelling: Spelling) -> Vec<String> {
    let Some((last, finished)) = words.split_last() else { return Vec::new() };
    // Alone `ch` begins a name: it shortens too much to mean a street or a hospital.
    if finished.is_empty() && streets::is_kind(last) && everyday::is_everyday(last) {
        return vec![format!("({last} |{last}*)")];
    }
    let is_abridged = |at: usize, word: &str| {
        let is_department = department_number::at(words, at).is_some();
        spelling != Spelling::Plain && (is_department || is_initial(word))
    };
    let before = |at: usize| at.checked_sub(1).map(|before| words[before].as_str());
    let spelled = |at: usize, word: &str, is_unfinished| {
        let district = before(at).and_then(|town| arrondissements::postcode(town, word));
        spelled(word, is_unfinished, spelling, district)
    };
    let finished: Vec<String> =
        finished.iter().enumerate().map(|(at, word)| spelled(at, word, is_abridged(at, word))).collect();
    if !finished.is_empty() && is_linking(last) {
        return vec![grouped(&finished, last), grouped(&finished, &format!("{last}*"))];
    }
    vec![grouped(&finished, &spelled(words.len() - 1, last, true))]
}

/// The words once more where some of them are a town's, these in their order: whoever is there stands
/// above whoever is called so.
pub fn in_towns(words: &[String], spelling: Spelling) -> Vec<String> {
    let clause = |town: Range<usize>| {
        let phrase = format!("\"{}\"", words[town.clone()].join(" "));
        let others = [&words[..town.start], &words[town.end..]].concat();
        let others = if spelling.is_near() { without_linking(&others) } else { others };
        match &clauses(&others, spelling)[..] {
            [] => phrase,
            clauses => format!("(({}) {phrase})", clauses.join(" |")),
        }
    };
    towns::among(words).into_iter().chain(large_town(words)).map(clause).collect()
}

/// The one large town beside what somebody does: `kiné paris` means whoever is there, and `martin paris` may mean
/// whoever is called so.
fn large_town(words: &[String]) -> Option<Range<usize>> {
    let at = words.iter().position(|word| large_towns::is_one(word))?;
    let others = words.iter().enumerate().filter(|(other, word)| *other != at && !is_linking(word));
    let mut others = others.map(|(_, word)| everyday::names_a_practice(word)).peekable();
    (others.peek().is_some() && others.all(|is_practice| is_practice)).then_some(at..at + 1)
}

/// The words once more as those of surgeons, where they are meant: dentists are found by `chirurgien` as well, and
/// stand below.
pub fn of_surgeons(words: &[String]) -> Vec<String> {
    let Some(at) = everyday::surgeons_among(words).filter(|_| words.len() > 1) else { return Vec::new() };
    let (practice, others) = everyday::SURGERY;
    let mut words = words.to_vec();
    words[at] = practice.to_owned();
    clauses(&words, Spelling::Plain).iter().map(|clause| format!("({clause} -{others})")).collect()
}

fn grouped(finished: &[String], last: &str) -> String {
    if finished.is_empty() { last.to_owned() } else { format!("({} {last})", finished.join(" ")) }
}
