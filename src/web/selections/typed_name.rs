//! A name that a person types: what it may hold.

use crate::domain::text;

/// The most characters of a name.
const LONGEST: usize = 100;

/// What was typed for a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing but spaces.
    Nothing,
    /// A name, without the spaces around it.
    Name(String),
    /// More than 100 characters, one that is not seen, or no letter.
    Refused,
}

/// Reads a typed name.
pub fn typed(given: &str) -> Typed {
    let name = given.trim_matches(' ');
    if name.is_empty() {
        return Typed::Nothing;
    }
    let is_long = name.chars().nth(LONGEST).is_some();
    if is_long || name.chars().any(text::is_unseen) || !name.chars().any(char::is_alphabetic) {
        return Typed::Refused;
    }
    Typed::Name(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_without_the_spaces_around_them() {
        for (text, name) in [(" Émile ", "Émile"), ("Jean-Luc", "Jean-Luc"), ("N’Golo", "N’Golo"), ("O", "O")]
        {
            assert_eq!(typed(text), Typed::Name(name.to_owned()), "{text}");
        }
        assert_eq!(typed("   "), Typed::Nothing);
        assert_eq!(typed(&"é".repeat(LONGEST)), Typed::Name("é".repeat(LONGEST)));
    }

    #[test]
    fn what_is_too_long_or_not_seen_or_no_word_is_refused() {
        let long = "é".repeat(LONGEST + 1);
        for text in
            [&*long, "Emi\nle", "Emile\n", "Em\u{200B}ile", "\u{202E}elimE", "\t", "\u{FEFF}", "-", "12"]
        {
            assert_eq!(typed(text), Typed::Refused, "{text:?}");
        }
    }
}
