//! What stands beside a number in an address: `12 bis`, `1er`.
//!
//! A directory holds it with the number, shortened, in the name of the street, or not at all, so that
//! it decides nothing.

/// What follows the number of a house.
const AFTER: [&str; 4] = ["bis", "quater", "quinquies", "ter"];

/// Endings of an ordinal.
const ORDINALS: [&str; 8] = ["e", "eme", "er", "ere", "ieme", "nd", "nde", "re"];

/// The words, the number of a house one word with what follows it: `12 bis` is one, and so is `12bis`.
pub fn whole(words: &[String]) -> Vec<String> {
    let mut whole: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        match whole.last_mut().filter(|last| is_after(word) && is_number(last)) {
            Some(number) => *number = format!("{number} {word}"),
            None => whole.push(apart(word).unwrap_or_else(|| word.clone())),
        }
    }
    whole
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

/// Whether a folded word follows the number of a house.
pub fn is_after(word: &str) -> bool {
    AFTER.contains(&word)
}

/// Whether a word is a number.
pub fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `12 bis` of `12bis`.
fn apart(word: &str) -> Option<String> {
    let after = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = &word[..word.len() - after.len()];
    (is_number(number) && is_after(after)).then(|| format!("{number} {after}"))
}
