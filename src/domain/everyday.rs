//! Everyday words for professions, skills and places, as the directory words them.
//!
//! `kiné` is a *masseur-kinésithérapeute*, a `cardiologue` practises *cardiologie*
//! (`annuaire.md` §4 gives the official labels).

use std::{collections::BTreeSet, sync::LazyLock};

use super::{codes, edit, text};

/// Titles before a name, which no directory holds in a name.
#[rustfmt::skip]
const TITLES: [&str; 22] = [
    "docteur", "docteure", "docteures", "docteurs", "dr", "dre", "dres", "drs", "madame", "mademoiselle",
    "mesdames", "messieurs", "mlle", "mme", "mmes", "monsieur", "mr", "pr", "prof",
    "professeur", "professeure", "prs",
];

/// Endings of what somebody is called, and of what they practise.
const PRACTICES: [(&str, &str); 4] =
    [("logue", "logie"), ("logiste", "logie"), ("iatre", "iatrie"), ("icien", "ique")];

/// Endings of a woman's and of a man's name of a profession that no stem has in common.
const FEMININES: [(&str, &str); 4] = [("iere", "ier"), ("trice", "teur"), ("euse", "eur"), ("ienne", "ien")];

/// Endings of other numbers and genders, and of the word that a label has.
const ENDINGS: [(&str, &str); 4] = [("s", ""), ("e", ""), ("es", ""), ("aux", "al")];

/// Kinds of places beside those that [`WORDS`] explain.
const PLACES: [&str; 8] =
    ["cabinet", "centre", "ehpad", "foyer", "laboratoire", "pharmacie", "polyclinique", "residence"];

/// Fewest letters of an everyday word that may be misspelt: shorter ones are too near to names.
const FEWEST_LETTERS: usize = 7;

/// Fewest letters of an official word that says what somebody does: shorter ones link others.
const FEWEST_OF_A_PRACTICE: usize = 4;

/// The words of every label of a profession, a role or a skill, folded.
static OFFICIAL: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let tables = [&codes::PROFESSIONS, &codes::ROLES, &codes::SKILLS];
    let labels = tables.iter().flat_map(|table| table.rows()).map(|(_, label)| text::fold(label));
    labels.flat_map(|label| label.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
});

/// Everyday words that may be misspelt: those of [`WORDS`], and what people are called who practise
/// something or bear the feminine of a name.
static MISSPELT: LazyLock<Vec<String>> = LazyLock::new(|| {
    let turned = |word: &str, (from, to): (&str, &str)| Some(word.strip_suffix(from)?.to_owned() + to);
    let practitioners = PRACTICES.map(|(who, what)| (what, who));
    let feminines = FEMININES.map(|(feminine, masculine)| (masculine, feminine));
    let endings = practitioners.into_iter().chain(feminines);
    let derived = endings.flat_map(|ending| OFFICIAL.iter().filter_map(move |word| turned(word, ending)));
    let all = derived.chain(WORDS.iter().map(|(word, _)| (*word).to_owned()));
    all.filter(|word| word.len() >= FEWEST_LETTERS).collect()
});

/// Everyday words, folded and in order, several as one, with what the directory says instead: clauses of
/// the simple syntax. A title among them is looked for only where it is all that was typed.
const WORDS: [(&str, &[&str]); 99] = [
    ("aes", &["(accompagnant educatif social)"]),
    ("aidesoignant", &["(aide soignant)"]),
    ("aidesoignante", &["(aide soignant)"]),
    ("allergo", &["allergologie"]),
    ("ambulance", &["ambulancier"]),
    ("anesthesiste", &["anesthesie"]),
    ("angiologue", &["(medecine vasculaire)"]),
    ("apa", &["(activite physique adaptee)"]),
    ("audio", &["audioprothesiste"]),
    ("biologiste", &["biologie"]),
    ("cancerologue", &["oncologie"]),
    ("cardio", &["cardiologie", "cardiovasculaire"]),
    ("cardiologue", &["cardiologie", "cardiovasculaire"]),
    ("centrehospitalier", &["ch"]),
    ("centrehospitalieruniversitaire", &["chu"]),
    ("ch", &["(centre hospitalier)"]),
    ("chiro", &["chiropracteur"]),
    ("chirurgien", &["chirurgie"]),
    ("chirurgienne", &["chirurgien", "chirurgie"]),
    ("chu", &["(hospitalier universitaire)"]),
    ("clinique", &["polyclinique"]),
    ("dermato", &["dermatologie"]),
    ("diet", &["dieteticien"]),
    ("docteur", &["medecin"]),
    ("docteure", &["medecin"]),
    ("docteurs", &["medecin"]),
    ("dr", &["medecin"]),
    ("dre", &["medecin"]),
    ("endocrino", &["endocrinologie"]),
    ("ergo", &["ergotherapeute"]),
    ("gastroenterologue", &["enterologie"]),
    ("generaliste", &["(medecine generale)"]),
    ("gh", &["(groupe hospitalier)"]),
    ("groupehospitalier", &["gh"]),
    ("gyneco", &["gynecologie"]),
    ("gynecologue", &["gynecologie", "gyneco"]),
    ("hopital", &["hospitalier", "ch", "chu"]),
    ("ide", &["infirmier"]),
    ("idel", &["infirmier"]),
    ("infirmiere", &["infirmier"]),
    ("infirmieres", &["infirmier"]),
    ("interniste", &["interne"]),
    ("kine", &["kinesitherapeute"]),
    ("kinee", &["kinesitherapeute"]),
    ("kines", &["kinesitherapeute"]),
    ("kinesi", &["kinesitherapeute"]),
    ("kinesitherapie", &["kinesitherapeute"]),
    ("labo", &["laboratoire"]),
    ("laborantin", &["(technicien laboratoire)"]),
    ("laborantine", &["(technicien laboratoire)"]),
    ("legiste", &["legale"]),
    ("maieuticien", &["(sage femme)"]),
    ("maisonderetraite", &["ehpad"]),
    ("manip", &["manipulateur"]),
    ("manipradio", &["manipulateur"]),
    ("manipulateurradio", &["manipulateur"]),
    ("manipulatriceradio", &["manipulateur"]),
    ("masseuse", &["masseur"]),
    ("medecindefamille", &["(medecine generale)"]),
    ("medecine", &["medecin"]),
    ("medecintraitant", &["(medecine generale)"]),
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
    ("secretairemedical", &["secretaire"]),
    ("secretairemedicale", &["secretaire"]),
    ("stomato", &["stomatologie"]),
    ("tisf", &["(technicien intervention sociale familiale)"]),
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

/// Whether a folded word, or several written as one (`medecindefamille`), is an everyday word.
pub fn is_everyday(word: &str) -> bool {
    WORDS.binary_search_by(|(everyday, _)| everyday.cmp(&word)).is_ok()
}

/// What the directory says for a folded everyday word, as clauses of the simple syntax; none for
/// any other word.
pub fn official(word: &str) -> Vec<String> {
    if let Ok(at) = WORDS.binary_search_by(|(everyday, _)| everyday.cmp(&word)) {
        return WORDS[at].1.iter().map(|&official| official.to_owned()).collect();
    }
    if let Some(masculine) = masculine(word) {
        return vec![masculine];
    }
    let practice = |(who, what): &(&str, &str)| Some(word.strip_suffix(who)?.to_owned() + what);
    let practised: Vec<String> = PRACTICES.iter().filter_map(practice).take(1).collect();
    match word.strip_suffix('s').filter(|one| one.len() >= FEWEST_LETTERS) {
        Some(one) if practised.is_empty() => official(one),
        _ => practised,
    }
}

/// What surgeons and dentists both practise, and what tells these apart.
pub const SURGERY: (&str, &str) = ("chirurgie", "dentiste");

/// Where surgeons are meant among folded words, whom the directory calls so as well as dentists.
pub fn surgeons_among(words: &[String]) -> Option<usize> {
    let is_of_teeth = words.iter().any(|word| word.starts_with("dent"));
    let are_meant = |word: &String| matches!(word.trim_end_matches('s'), "chirurgien" | "chirurgienne");
    words.iter().position(are_meant).filter(|_| !is_of_teeth)
}

/// Whether a folded word is the directory's own or stands for one, and so long that it is no name misspelt.
pub fn is_known(word: &str) -> bool {
    word.len() >= FEWEST_LETTERS && (OFFICIAL.contains(word) || !official(word).is_empty())
}

/// Whether a folded word names what somebody does or where, in the directory's words or in everyday ones, in any
/// number or gender.
pub fn names_a_practice(word: &str) -> bool {
    let is_one = |word: &str| {
        word.len() >= FEWEST_OF_A_PRACTICE && OFFICIAL.contains(word)
            || PLACES.contains(&word)
            || !official(word).is_empty()
    };
    let others =
        ENDINGS.iter().filter_map(|(ending, plain)| Some(word.strip_suffix(ending)?.to_owned() + plain));
    is_one(word) || others.into_iter().any(|word| is_one(&word))
}

/// What the directory says for everyday words one edit away from a folded word; none where it is one
/// itself.
pub fn nearly(word: &str) -> Vec<String> {
    if word.len() + 1 < FEWEST_LETTERS || !official(word).is_empty() {
        return Vec::new();
    }
    let meant = MISSPELT.iter().filter(|meant| edit::is_one(word, meant));
    meant.flat_map(|meant| official(meant)).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The official word of which this is the feminine, in either number.
fn masculine(word: &str) -> Option<String> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let turned =
        |(feminine, masculine): &(&str, &str)| Some(singular.strip_suffix(feminine)?.to_owned() + masculine);
    FEMININES.iter().filter_map(turned).find(|word| OFFICIAL.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::fold;

    #[test]
    fn words_are_in_order() {
        assert!(WORDS.is_sorted_by(|one, other| one.0 < other.0) && TITLES.is_sorted());
    }

    #[test]
    fn what_stands_for_a_word_stands_in_an_official_label() {
        let tables = [&codes::PROFESSIONS, &codes::ROLES, &codes::SKILLS, &codes::SECTORS];
        let labels: Vec<String> =
            tables.iter().flat_map(|table| table.rows()).map(|(_, label)| fold(label)).collect();
        let elsewhere = [
            "hospitalier",
            "universitaire",
            "pharmacie",
            "laboratoire",
            "ch",
            "chu",
            "gh",
            "ehpad",
            "polyclinique",
            "centre",
            "groupe",
        ];
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
        assert_eq!(official("kinee"), ["kinesitherapeute"]);
        assert_eq!(official("cardiologues"), ["cardiologie", "cardiovasculaire"]);
        assert_eq!(official("psychiatres"), ["psychiatrie"]);
        assert!(official("martin").is_empty() && official("martins").is_empty());
    }

    #[test]
    fn a_feminine_is_that_of_an_official_word() {
        assert_eq!(official("ambulancieres"), ["ambulancier"]);
        assert_eq!(official("preparatrice"), ["preparateur"]);
        assert_eq!(official("psychomotricienne"), ["psychomotricien"]);
        assert!(official("riviere").is_empty() && official("beatrice").is_empty());
    }

    #[test]
    fn an_everyday_word_may_be_misspelt() {
        assert_eq!(nearly("infirmere"), ["infirmier"]);
        assert_eq!(nearly("cardiolgue"), ["cardiologie", "cardiovasculaire"]);
        assert_eq!(nearly("neurolouge"), ["neurologie"]);
        assert_eq!(nearly("ambulancire"), ["ambulancier"]);
        assert!(is_known("infirmiere") && is_known("pharmacien") && is_known("cardiologue"));
        assert!(!is_known("kine") && !is_known("infirmere") && !is_known("lefebvre"));
        for word in ["infirmiere", "martin", "cardin", "lavande"] {
            assert!(nearly(word).is_empty(), "{word}: {:?}", nearly(word));
        }
    }
}
