//! Everyday words for professions, skills and places, as the directory words them.
//!
//! `kiné` is a *masseur-kinésithérapeute*, a `cardiologue` practises *cardiologie*
//! (`annuaire.md` §4 gives the official labels).

/// Titles before a name, which no directory holds in a name.
const TITLES: [&str; 12] = [
    "docteur",
    "docteure",
    "dr",
    "madame",
    "mademoiselle",
    "mlle",
    "mme",
    "monsieur",
    "mr",
    "pr",
    "professeur",
    "professeure",
];

/// Endings of what somebody is called, and of what they practise.
const PRACTICES: [(&str, &str); 4] =
    [("logue", "logie"), ("logiste", "logie"), ("iatre", "iatrie"), ("icien", "ique")];

/// Everyday words, folded and in order, with what the directory says instead: clauses of the simple
/// syntax.
const WORDS: [(&str, &[&str]); 69] = [
    ("allergo", &["allergologie"]),
    ("anesthesiste", &["anesthesie"]),
    ("angiologue", &["(medecine vasculaire)"]),
    ("audio", &["audioprothesiste"]),
    ("biologiste", &["biologie"]),
    ("cancerologue", &["oncologie"]),
    ("cardio", &["cardiologie", "cardiovasculaire"]),
    ("cardiologue", &["cardiologie", "cardiovasculaire"]),
    ("chirurgien", &["chirurgie"]),
    ("chirurgienne", &["chirurgien", "chirurgie"]),
    ("chu", &["(hospitalier universitaire)"]),
    ("dermato", &["dermatologie"]),
    ("diet", &["dieteticien"]),
    ("endocrino", &["endocrinologie"]),
    ("ergo", &["ergotherapeute"]),
    ("gastroenterologue", &["enterologie"]),
    ("generaliste", &["(medecine generale)"]),
    ("gyneco", &["gynecologie"]),
    ("gynecologue", &["gynecologie", "gyneco"]),
    ("hopital", &["hospitalier"]),
    ("ide", &["infirmier"]),
    ("infirmiere", &["infirmier"]),
    ("infirmieres", &["infirmier"]),
    ("interniste", &["interne"]),
    ("kine", &["kinesitherapeute"]),
    ("kines", &["kinesitherapeute"]),
    ("kinesi", &["kinesitherapeute"]),
    ("kinesitherapie", &["kinesitherapeute"]),
    ("labo", &["laboratoire"]),
    ("legiste", &["legale"]),
    ("maieuticien", &["(sage femme)"]),
    ("manip", &["manipulateur"]),
    ("masseuse", &["masseur"]),
    ("medecine", &["medecin"]),
    ("neuro", &["neurologie"]),
    ("neurochirurgien", &["(neuro chirurgie)"]),
    ("nutritionniste", &["nutrition", "dieteticien"]),
    ("obstetricien", &["obstetrique"]),
    ("oculiste", &["ophtalmologie"]),
    ("ophtalmo", &["ophtalmologie"]),
    ("opticienne", &["opticien"]),
    ("orl", &["(oto rhino)"]),
    ("ortho", &["orthophoniste", "orthodontie", "orthoptiste"]),
    ("orthodontiste", &["(dento faciale)", "orthodontie"]),
    ("orthopediste", &["orthopedique", "orthopedie"]),
    ("osteo", &["osteopathe"]),
    ("osteopathie", &["osteopathe"]),
    ("oto", &["orl"]),
    ("pediatre", &["pediatrie", "pediatrique"]),
    ("pedopsychiatre", &["(psychiatrie enfant)"]),
    ("pharma", &["pharmacie", "pharmacien"]),
    ("phlebologue", &["(medecine vasculaire)"]),
    ("pneumo", &["pneumologie"]),
    ("podo", &["podologue"]),
    ("prothesiste", &["audioprothesiste", "orthoprothesiste"]),
    ("psy", &["psychologue", "psychiatrie", "psychotherapeute"]),
    ("psychomot", &["psychomotricien"]),
    ("radiologue", &["radiologie", "(radio diagnostic)"]),
    ("radiotherapeute", &["radiotherapie", "(radio therapie)"]),
    ("reanimateur", &["reanimation"]),
    ("rhumato", &["rhumatologie"]),
    ("sagefemme", &["(sage femme)"]),
    ("stomato", &["stomatologie"]),
    ("toubib", &["medecin"]),
    ("traumatologue", &["traumatologie"]),
    ("urgences", &["urgence"]),
    ("urgentiste", &["urgence"]),
    ("uro", &["urologique"]),
    ("urologue", &["urologique"]),
];

/// Whether a folded word is a title.
pub fn is_title(word: &str) -> bool {
    TITLES.binary_search(&word).is_ok()
}

/// What the directory says for a folded everyday word, as clauses of the simple syntax; none for
/// any other word.
pub fn official(word: &str) -> Vec<String> {
    if let Ok(at) = WORDS.binary_search_by(|(everyday, _)| everyday.cmp(&word)) {
        return WORDS[at].1.iter().map(|&official| official.to_owned()).collect();
    }
    let practice = |(who, what): &(&str, &str)| Some(word.strip_suffix(who)?.to_owned() + what);
    PRACTICES.iter().filter_map(practice).take(1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{codes, text::fold};

    #[test]
    fn words_are_in_order() {
        assert!(WORDS.is_sorted_by(|one, other| one.0 < other.0) && TITLES.is_sorted());
    }

    #[test]
    fn what_stands_for_a_word_stands_in_an_official_label() {
        let tables = [&codes::PROFESSIONS, &codes::SKILLS, &codes::SECTORS];
        let labels: Vec<String> =
            tables.iter().flat_map(|table| table.rows()).map(|(_, label)| fold(label)).collect();
        let elsewhere = ["hospitalier", "universitaire", "pharmacie", "laboratoire"];
        for (everyday, official) in WORDS {
            for word in official.iter().flat_map(|clause| clause.split(' ')) {
                let word = word.trim_matches(['(', ')']);
                let is_official = labels.iter().any(|label| label.split(' ').any(|part| part == word));
                assert!(is_official || elsewhere.contains(&word), "{everyday}: {word}");
            }
        }
    }

    #[test]
    fn whoever_is_called_so_practises_that() {
        assert_eq!(official("neurologue"), ["neurologie"]);
        assert_eq!(official("psychiatre"), ["psychiatrie"]);
        assert_eq!(official("ophtalmologiste"), ["ophtalmologie"]);
        assert_eq!(official("kine"), ["kinesitherapeute"]);
        assert!(official("martin").is_empty());
    }
}
