//! The mode of practice named amid other words: `infirmière libérale`, `IDEL`.
//!
//! No text of a directory tells it (`annuaire.md` §1.3, `Code mode exercice`), so that the word decides
//! nothing among the others; where the directory has the field, a filter says it ([`filter`]).

use super::{
    everyday,
    filter::{any_of, term},
};

/// What says that somebody is self-employed, and nothing else.
const SELF_EMPLOYED: [&str; 4] = ["liberal", "liberale", "liberales", "liberaux"];

/// Everyday words for a profession that say so as well.
const PROFESSIONS: [&str; 1] = ["idel"];

/// Whether the word at a place names a mode of practice: it stands beside a profession, a role or a skill,
/// for elsewhere it may be a name.
///
/// ```
/// use carnet::domain::practice_mode::at;
///
/// let words = |typed: &str| typed.split(' ').map(str::to_owned).collect::<Vec<_>>();
/// assert!(at(&words("sage femme liberale lyon"), 2));
/// assert!(!at(&words("liberal jean"), 0));
/// ```
pub fn at(words: &[String], place: usize) -> bool {
    let is_mode = |word: &String| SELF_EMPLOYED.contains(&word.as_str());
    let is_named = words.get(place).is_some_and(is_mode);
    is_named && words.iter().any(|word| !is_mode(word) && everyday::names_a_practice(word))
}

/// The word that names a mode of practice, alone or with a profession; none where none does.
pub fn among(words: &[String]) -> Option<&str> {
    let names_one = |place: usize| at(words, place) || PROFESSIONS.contains(&words[place].as_str());
    (0..words.len()).find(|place| names_one(*place)).map(|place| words[place].as_str())
}

/// What lets pass whoever practises in the mode that the word names, or is called so, as their organization
/// may be; of whom no mode is known, as in a company's own directory, whoever practises somewhere.
pub fn filter(word: &str) -> Option<String> {
    let others = any_of(["B", "S"].map(|code| term("mode_code", code)).into());
    let unknown = others.map(|others| format!("(and (range field=department ['0',}}) (not {others}))"));
    let called = ["last_name", "first_name", "registered_name"].map(|field| term(field, word));
    any_of([term("mode_code", "L")].into_iter().chain(called).chain(unknown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_is_named_beside_a_profession_or_with_it() {
        for (typed, named) in [
            ("infirmiere liberale", Some("liberale")),
            ("kine liberal lyon", Some("liberal")),
            ("cardiologues liberaux", Some("liberaux")),
            ("idel martin", Some("idel")),
            ("liberal", None),
            ("jean liberal", None),
            ("infirmiere martin", None),
        ] {
            let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
            assert_eq!(among(&words), named, "{typed}");
        }
    }
}
