//! Initials of first names: alone where they may as well be articles (`l martin`), and those of a compound
//! name together (`jp martin`).

use super::word::{Spelling, is_linking, is_nearly_linking, spelled};
use crate::domain::{
    everyday,
    filter::{all_of, any_of, prefix},
    streets, towns,
};

/// Words of two letters that are no initials, besides those that link others.
const WORDS: [&str; 2] = ["ou", "un"];

/// Letters that a name has at least one of.
const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// Whether `l` or `d` may begin a name: before all other words or after them, and not between, where it
/// is an article (`place d'armes`).
pub fn is_initial_at(words: &[String], at: usize) -> bool {
    matches!(words[at].as_str(), "l" | "d") && (at == 0 || at + 1 == words.len())
}

/// The two initials that a word may be: before all others, or behind some where no name begins so and no street
/// is named.
pub fn together(words: &[String], at: usize) -> Option<[char; 2]> {
    let word = &words[at];
    let mut letters = word.chars();
    let initials = [letters.next()?, letters.next()?];
    let are_two = letters.next().is_none() && initials.iter().all(char::is_ascii_alphabetic);
    let is_another = is_nearly_linking(word)
        || towns::is_saint(word)
        || streets::is_kind(word)
        || everyday::is_everyday(word)
        || WORDS.contains(&word.as_str());
    let is_of_a_name = |before: usize| {
        !initials.iter().any(|letter| VOWELS.contains(letter)) && !streets::is_kind(&words[before])
    };
    let may_be = at.checked_sub(1).is_none_or(is_of_a_name);
    (are_two && !is_another && words.len() > 1 && may_be).then_some(initials)
}

/// The words as one clause in which what may be an initial begins a name; none where nothing may.
pub fn with_initials(words: &[String], spelling: Spelling) -> Option<String> {
    let is_any = |at: usize| is_initial_at(words, at) || together(words, at).is_some();
    if words.len() < 2 || !(0..words.len()).any(is_any) {
        return None;
    }
    let last = words.len() - 1;
    let spelled = words.iter().enumerate().filter_map(|(at, word)| match together(words, at) {
        Some([first, second]) => Some(format!("{first}* {second}*")),
        None if is_initial_at(words, at) => Some(format!("{word}*")),
        None => (!is_linking(word)).then(|| spelled(word, at == last, spelling, None)),
    });
    Some(format!("({})", spelled.collect::<Vec<_>>().join(" ")))
}

/// What lets pass whom two initials together mean, or whoever or whatever has a word that begins so: the
/// words cannot say that both are of the first name.
pub fn filters(words: &[String]) -> Vec<String> {
    let initials = (0..words.len()).filter_map(|at| Some((together(words, at)?, &words[at])));
    let filter = |(initials, word): ([char; 2], &String)| {
        let of_first_name = initials.map(|letter| prefix("first_name", &letter.to_string()));
        any_of([format!("(prefix '{word}')")].into_iter().chain(all_of(of_first_name.into())).collect())
    };
    initials.filter_map(filter).collect()
}
