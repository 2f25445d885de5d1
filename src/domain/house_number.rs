//! What stands beside a number in an address: `12 bis`, `1er`.
//!
//! A directory holds it with the number, shortened, in the name of the street, or not at all, so that
//! it decides nothing.

use super::streets;

/// What follows the number of a house.
const AFTER: [&str; 4] = ["bis", "quater", "quinquies", "ter"];

/// Endings of an ordinal.
const ORDINALS: [&str; 8] = ["e", "eme", "er", "ere", "ieme", "nd", "nde", "re"];

/// What follows the number of a house, as directories shorten it.
const SHORT: [(&str, &str); 3] = [("b", "bis"), ("q", "quater"), ("t", "ter")];

/// The words, the number of a house one word with what follows it: `12 bis` is one, and so are `12bis` and, before a
/// street, `12 b`.
pub fn whole(words: &[String]) -> Vec<String> {
    let mut whole: Vec<String> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let is_before_street = words.get(at + 1).is_some_and(|next| streets::is_kind(next));
        match (whole.last_mut().filter(|last| is_number(last)), after(word, is_before_street)) {
            (Some(number), Some(after)) => *number = format!("{number} {after}"),
            _ => whole.push(apart(word, is_before_street).unwrap_or_else(|| word.clone())),
        }
    }
    whole
}

/// What follows a number, in full; none for what is no such word. Only before a street a letter is one.
fn after(word: &str, is_before_street: bool) -> Option<&str> {
    let short = || SHORT.iter().find(|(short, _)| *short == word).map(|(_, whole)| *whole);
    let letter = || short().or((word.len() == 1 && !is_number(word)).then_some(word));
    if AFTER.contains(&word) { Some(word) } else { is_before_street.then(letter).flatten() }
}

/// What a number with what follows it may be in a directory, as terms of the simple syntax; none for
/// any other word.
pub fn forms(word: &str) -> Option<Vec<String>> {
    let (number, after) = word.split_once(' ')?;
    let after = [after.to_uppercase(), after.to_owned(), after[..1].to_uppercase()];
    let with = after.iter().map(|after| format!("{number}\\ {after}"));
    Some([number.to_owned()].into_iter().chain(with).collect())
}

/// Whether a folded word is a number with the ending of an ordinal.
///
/// ```
/// use carnet::domain::house_number::is_ordinal;
///
/// assert!(is_ordinal("1er") && is_ordinal("12eme"));
/// assert!(!is_ordinal("12") && !is_ordinal("er") && !is_ordinal("2a"));
/// ```
pub fn is_ordinal(word: &str) -> bool {
    let ending = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    ending.len() < word.len() && ORDINALS.contains(&ending)
}

/// Whether the first of folded words follows the number of a house before them.
pub fn begins_after(words: &[String]) -> bool {
    let is_before_street = words.get(1).is_some_and(|next| streets::is_kind(next));
    words.first().is_some_and(|word| after(word, is_before_street).is_some())
}

/// Whether a word is a number.
pub fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `12 bis` of `12bis`.
fn apart(word: &str, is_before_street: bool) -> Option<String> {
    let behind = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = &word[..word.len() - behind.len()];
    Some(format!("{number} {}", after(behind, is_before_street).filter(|_| is_number(number))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_number_is_one_word_with_it() {
        for (typed, expected) in [
            ("12 bis rue", &["12 bis", "rue"][..]),
            ("12bis rue", &["12 bis", "rue"]),
            ("12 b rue", &["12 bis", "rue"]),
            ("88t av", &["88 ter", "av"]),
            ("8 a place", &["8 a", "place"]),
            ("12 b martin", &["12", "b", "martin"]),
            ("2a martin", &["2a", "martin"]),
            ("12 1 rue", &["12", "1", "rue"]),
        ] {
            let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
            assert_eq!(whole(&words), expected, "{typed}");
        }
    }
}
