//! Kinds of streets, as people shorten them.

/// What is written, and what it stands for; in order.
const KINDS: [(&str, &str); 17] = [
    ("all", "allée"),
    ("av", "avenue"),
    ("ave", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("blvd", "boulevard"),
    ("bvd", "boulevard"),
    ("che", "chemin"),
    ("chem", "chemin"),
    ("crs", "cours"),
    ("fbg", "faubourg"),
    ("fg", "faubourg"),
    ("imp", "impasse"),
    ("pl", "place"),
    ("r", "rue"),
    ("rte", "route"),
    ("sq", "square"),
];

/// The kind of street that a folded word stands for, in the address of one; none for any other word.
pub fn kind(word: &str) -> Option<String> {
    let at = KINDS.binary_search_by(|(short, _)| short.cmp(&word)).ok()?;
    Some(super::text::fold(KINDS[at].1))
}

/// The same among words of any kind, where one letter is an initial and `all` begins a name.
pub fn kind_among_words(word: &str) -> Option<String> {
    kind(word).filter(|_| word.len() > 1 && word != "all")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_in_order_and_told_by_their_short_forms() {
        assert!(KINDS.is_sorted());
        assert_eq!((kind("bd").as_deref(), kind("all").as_deref()), (Some("boulevard"), Some("allee")));
        assert_eq!((kind("boulevard"), kind_among_words("r"), kind_among_words("all")), (None, None, None));
        assert_eq!(kind_among_words("av").as_deref(), Some("avenue"));
    }
}
