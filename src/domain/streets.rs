//! Kinds of streets, as people and directories shorten them.

use super::text;

/// What is written, and what it stands for; in order.
const KINDS: [(&str, &str); 18] = [
    ("all", "allée"),
    ("av", "avenue"),
    ("ave", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("blvd", "boulevard"),
    ("bvd", "boulevard"),
    ("ch", "chemin"),
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

/// Kinds that directories hold shortened as well, folded, and how; in order.
const SHORTENED: [(&str, &str); 10] = [
    ("allee", "all"),
    ("avenue", "av"),
    ("boulevard", "bd"),
    ("chemin", "che"),
    ("cours", "crs"),
    ("faubourg", "fg"),
    ("impasse", "imp"),
    ("place", "pl"),
    ("route", "rte"),
    ("square", "sq"),
];

/// What else a folded word may be written as in the address of a street: the whole of a kind that it shortens, or
/// what a kind is shortened to; none of any other word.
pub fn other(word: &str) -> Option<String> {
    let short = KINDS.binary_search_by(|(short, _)| short.cmp(&word)).map(|at| text::fold(KINDS[at].1));
    let whole =
        || SHORTENED.binary_search_by(|(whole, _)| whole.cmp(&word)).map(|at| SHORTENED[at].1.to_owned());
    short.or_else(|_| whole()).ok()
}

/// The same among words of any kind, where one letter is an initial and `all` begins a name.
pub fn other_among_words(word: &str) -> Option<String> {
    other(word).filter(|_| word.len() > 1 && word != "all")
}

/// Whether a folded word is a kind of street, or shortens one.
pub fn is_kind(word: &str) -> bool {
    word == "rue" || other(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_in_order_and_told_by_their_short_forms() {
        assert!(KINDS.is_sorted());
        assert!(SHORTENED.iter().all(|(whole, short)| other(short).as_deref() == Some(*whole)));
        assert!(SHORTENED.is_sorted() && is_kind("rue") && is_kind("r") && !is_kind("martin"));
        assert_eq!((other("bd").as_deref(), other("all").as_deref()), (Some("boulevard"), Some("allee")));
        assert_eq!((other("martin"), other_among_words("r"), other_among_words("all")), (None, None, None));
        assert_eq!(other_among_words("allee").as_deref(), Some("all"));
    }
}
