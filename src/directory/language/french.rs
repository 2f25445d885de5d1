//! What the analysis of French text knows of French: elided articles, stop words, stems
//! (`cloudsearch.md` §4.4).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Fewest letters of a word that is stemmed.
const FEWEST_STEMMED: usize = 6;

/// The word without a leading article and its apostrophe.
pub(super) fn without_elision(word: &str) -> &str {
    match word.split_once(['\'', '’']) {
        Some((article, rest)) if ELIDED.contains(&article.to_lowercase().as_str()) => rest,
        _ => word,
    }
}

/// Whether a word is a stop word as it is spelt, case apart: `à` is one, `a` is none.
pub(super) fn is_stop_word(word: &str) -> bool {
    let spelt: Cow<'_, str> = match word.is_ascii() {
        true if !word.bytes().any(|byte| byte.is_ascii_uppercase()) => Cow::Borrowed(word),
        true => Cow::Owned(word.to_ascii_lowercase()),
        false => Cow::Owned(word.to_lowercase().nfc().collect()),
    };
    STOP_WORDS.binary_search(&&*spelt).is_ok()
}

/// Whether a word is a stop word both as it is spelt and, `folded`, without its accents.
///
/// `à` and `été` are none: whoever writes them without accents writes other words, `a` and `ete`,
/// which must find them all the same.
pub(super) fn is_stop_word_however_spelt(word: &str, folded: &str) -> bool {
    STOP_WORDS.binary_search(&folded).is_ok() && is_stop_word(word)
}

/// The stem of a folded word: Lucene's minimal French stemmer, for which `é` is one more `e`.
///
/// The stemmer drops a final `e` and then a final `é`; without accents these are all the last `e`s.
/// So `handicapé`, `handicapée` and `HANDICAPEES` have one stem.
pub(super) fn stem(word: &str) -> String {
    if !word.is_ascii() || word.len() < FEWEST_STEMMED {
        return word.to_owned();
    }
    if let Some(singular) = word.strip_suffix("aux") {
        return format!("{singular}al");
    }
    if let Some(singular) = word.strip_suffix('x') {
        return singular.to_owned();
    }
    let singular = word.strip_suffix('s').unwrap_or(word);
    let stem = singular.strip_suffix('r').unwrap_or(singular).trim_end_matches('e');
    let doubled = matches!(stem.as_bytes(), [.., before, last] if before == last);
    stem[..stem.len() - usize::from(doubled)].to_owned()
}

const ELIDED: [&str; 13] =
    ["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"];

/// The stop words, complete, in the order of their bytes.
#[rustfmt::skip]
const STOP_WORDS: [&str; 163] = [
    "ai", "aie", "aient", "aies", "ait", "as", "au", "aura", "aurai", "auraient", "aurais", "aurait",
    "auras", "aurez", "auriez", "aurions", "aurons", "auront", "aux", "avaient", "avais", "avait", "avec",
    "avez", "aviez", "avions", "avons", "ayant", "ayez", "ayons", "c", "ce", "ceci", "celà", "ces", "cet",
    "cette", "d", "dans", "de", "des", "du", "elle", "en", "es", "est", "et", "eu", "eue", "eues", "eurent",
    "eus", "eusse", "eussent", "eusses", "eussiez", "eussions", "eut", "eux", "eûmes", "eût", "eûtes",
    "furent", "fus", "fusse", "fussent", "fusses", "fussiez", "fussions", "fut", "fûmes", "fût", "fûtes",
    "ici", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "leurs", "lui", "m", "ma", "mais", "me",
    "mes", "moi", "mon", "même", "n", "ne", "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "pour",
    "qu", "que", "quel", "quelle", "quelles", "quels", "qui", "s", "sa", "sans", "se", "sera", "serai",
    "seraient", "serais", "serait", "seras", "serez", "seriez", "serions", "serons", "seront", "ses", "soi",
    "soient", "sois", "soit", "sommes", "son", "sont", "soyez", "soyons", "suis", "sur", "t", "ta", "te",
    "tes", "toi", "ton", "tu", "un", "une", "vos", "votre", "vous", "y", "à", "étaient", "étais", "était",
    "étant", "étiez", "étions", "été", "étée", "étées", "étés", "êtes",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_word_is_one_as_it_is_spelt() {
        assert!(STOP_WORDS.is_sorted());
        for word in ["de", "DE", "à", "À", "a\u{300}", "été", "Même", "eut", "eût"] {
            assert!(is_stop_word(word), "{word}");
        }
        for word in ["a", "ete", "meme", "où", "là", "dû", "dès", "cela", "etes"] {
            assert!(!is_stop_word(word), "{word}");
        }
        assert!(is_stop_word_however_spelt("fût", "fut") && !is_stop_word_however_spelt("où", "ou"));
        assert!(is_stop_word_however_spelt("DU", "du") && !is_stop_word_however_spelt("à", "a"));
    }

    #[test]
    fn stems_are_those_of_the_minimal_french_stemmer() {
        for (word, expected) in [
            ("marseille", "marseil"),
            ("infirmier", "infirmi"),
            ("pierre", "pier"),
            ("pharmaciens", "pharmacien"),
            ("pharmacienne", "pharmacien"),
            ("hopitaux", "hopital"),
            ("genoux", "genou"),
            ("gares", "gares"),
            ("eeeeee", ""),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn one_word_in_all_its_forms_has_one_stem() {
        for forms in [
            &["handicape", "handicapes", "handicapee", "handicapees"][..],
            &["retraite", "retraites", "retraitee", "retraitees"],
            &["agrees", "agreee", "agreees", "agreer"],
        ] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
    }
}
