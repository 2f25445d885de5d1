//! The words in which the directory speaks of professions, skills and places.
//!
//! Such a word is asked in whatever number and gender it was typed; any other may be a name, which is
//! another one with every letter: `Rousselle` is not `Roussel`.

use std::{collections::HashSet, sync::LazyLock};

use super::words;
use crate::domain::codes;

/// Stems of the words of every label that names what people do and where.
static STEMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let tables = [&codes::PROFESSIONS, &codes::SKILLS, &codes::SECTORS, &codes::ROLES];
    let labels = tables.iter().flat_map(|table| table.rows()).map(|(_, label)| *label);
    labels.chain(ELSEWHERE).flat_map(words::of_text).map(|word| word.token).collect()
});

/// What organizations are called besides.
const ELSEWHERE: [&str; 10] = [
    "clinique",
    "polyclinique",
    "hôpital",
    "hospitalier",
    "résidence",
    "urgences",
    "CH",
    "CHU",
    "GH",
    "EHPAD",
];

/// Whether a stem is that of a word of the directory's own.
pub fn holds(stem: &str) -> bool {
    STEMS.contains(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_word_of_the_directory() {
        let is_word = |typed: &str| holds(&words::of_text(typed)[0].token);
        for word in ["infirmiers", "pharmacies", "laboratoires", "cliniques", "hôpitaux", "cabinets"] {
            assert!(is_word(word), "{word}");
        }
        for name in ["rousselle", "mathieux", "lambertt", "duponts", "michelle"] {
            assert!(!is_word(name), "{name}");
        }
    }
}
