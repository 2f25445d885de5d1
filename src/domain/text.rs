//! Folding: the one way Carnet compares words, so that accents and case never matter.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text in lower case, without accents or ligatures, its words separated by one space.
///
/// Everything that is neither letter nor digit separates words, so that `Saint-Étienne`,
/// `SAINT ETIENNE` and `saint’etienne` fold to the same `saint etienne`.
///
/// ```
/// assert_eq!(carnet::domain::text::fold("  Lefèvre-d’Œuvre "), "lefevre d oeuvre");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            _ if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
            _ if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
            _ => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}
