//! Folding: the one way Carnet compares words, so that accents and case never matter.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

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
    for letter in text.chars() {
        match letter {
            _ if letter.is_ascii_alphanumeric() => folded.push(letter.to_ascii_lowercase()),
            _ if letter.is_ascii() => end_word(&mut folded),
            _ => decompose_compatible(letter, |part| fold_part(part, &mut folded)),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether a text holds neither letter nor digit.
pub fn is_mute(text: &str) -> bool {
    fold(text).is_empty()
}

/// Whether a character is not seen: a control character, or one that formats what stands around it
/// (Unicode's categories Cc, Cf, Zl and Zp).
pub fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{AD}'
            | '\u{600}'..='\u{605}'
            | '\u{61C}'
            | '\u{6DD}'
            | '\u{70F}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0001}'..='\u{E007F}')
}

fn fold_part(letter: char, folded: &mut String) {
    match letter {
        _ if is_combining_mark(letter) => {}
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        _ if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
        _ => end_word(folded),
    }
}

fn end_word(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::fold;

    proptest! {
        #[test]
        fn letters_and_marks_apart_fold_as_together(text in "[a-zÀ-ſ\u{300}-\u{310} '-]{0,12}|\\PC{0,12}") {
            prop_assert_eq!(fold(&text), fold(&text.nfd().collect::<String>()));
            prop_assert_eq!(fold(&text), fold(&text.nfkd().collect::<String>()));
        }
    }
}
