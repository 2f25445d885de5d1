//! What a word is: the analysis of names and of French text (`cloudsearch.md` §4.3, §4.4).
//!
//! Where that page leaves a choice, staff decide it: accents never matter, names of people and
//! towns keep every word, text keeps surface forms beside stems, a name is also found
//! written as one word (`jeanpierre`), a saint shortened (`st denis`), an abbreviation without
//! its periods (`selarl`).

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::fold;

/// Longest token kept, in characters (`cloudsearch.md` §4.3).
const LONGEST: usize = 256;

/// Most words of a name that are also joined: longer ones are no names.
const MOST_JOINED: usize = 8;

/// A token and its place among the words of its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Position of the word; several tokens may share one.
    pub position: usize,
    /// The token.
    pub token: String,
}

/// The words of a name, folded.
pub fn of_name(value: &str) -> Vec<Placed> {
    let folded = fold(value);
    let words = folded.split(' ').filter(|word| is_token(word));
    words.enumerate().map(|(position, word)| placed(position, word)).collect()
}

/// All tokens under which a name is kept: its words, and they joined, saints also shortened.
pub fn all_of_name(value: &str) -> Vec<Placed> {
    let words = of_name(value);
    let mut tokens = Vec::with_capacity(words.len() * 2);
    for (position, word) in words.iter().enumerate() {
        tokens.push(word.clone());
        tokens.extend(other_saint(&word.token).map(|other| placed(position, other)));
        if words.len() <= MOST_JOINED {
            tokens.extend(joined_from(&words, position));
        }
    }
    tokens
}

/// The words of a text as it is searched: stop words left out with a gap, the rest stemmed.
pub fn of_text(value: &str) -> Vec<Placed> {
    surface_of_text(value).map(|word| placed(word.position, stem(&word.token))).collect()
}

/// All tokens under which a text is kept: surface forms and stems, saints also shortened, and
/// abbreviations also without their periods.
pub fn all_of_text(value: &str) -> Vec<Placed> {
    surface_of_text(value).flat_map(|word| all_of_word(&word)).collect()
}

fn all_of_word(word: &Placed) -> Vec<Placed> {
    let other = other_saint(&word.token).map(str::to_owned);
    let unpointed = word.token.contains('.').then(|| word.token.replace('.', ""));
    let mut tokens = Vec::with_capacity(2);
    for form in [word.token.clone()].into_iter().chain(other).chain(unpointed) {
        let stem = stem(&form);
        let other_stem = (stem != form).then_some(stem);
        tokens.extend([form].into_iter().chain(other_stem).map(|token| placed(word.position, token)));
    }
    tokens
}

/// A word as prefixes and near spellings are compared: folded, neither stemmed nor filtered.
///
/// Its inner punctuation is what [`of_text`] makes of it, so that `s.e.l*` is a prefix there.
pub fn unfinished(word: &str) -> String {
    fold(without_elision(word)).replace(' ', ".")
}

/// Whether nothing is left of an [`unfinished`] word.
pub fn is_empty(word: &str) -> bool {
    let word = without_elision(word);
    !word.bytes().any(|byte| byte.is_ascii_alphanumeric()) && fold(word).is_empty()
}

/// Whether text keeps no trace of any word of the value.
pub fn all_stop_words(value: &str) -> bool {
    let is_one_word = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_one_word { !is_kept(&value.to_ascii_lowercase()) } else { surface_of_text(value).next().is_none() }
}

fn surface_of_text(value: &str) -> impl Iterator<Item = Placed> {
    let words = value.unicode_words().map(unfinished).enumerate();
    words.filter(|(_, word)| is_kept(word)).map(|(position, word)| placed(position, word))
}

fn is_kept(word: &str) -> bool {
    is_token(word) && STOP_WORDS.binary_search(&word).is_err()
}

fn placed(position: usize, token: impl Into<String>) -> Placed {
    Placed { position, token: token.into() }
}

fn is_token(word: &str) -> bool {
    !word.is_empty() && (word.len() <= LONGEST || word.chars().nth(LONGEST).is_none())
}

/// The runs of two and three words that begin at one, and the whole name, each as one word.
fn joined_from(words: &[Placed], from: usize) -> Vec<Placed> {
    let rest: Vec<&str> = words[from..].iter().map(|word| word.token.as_str()).collect();
    let whole = (from == 0 && rest.len() > 3).then_some(rest.len());
    let lengths = (2..=rest.len().min(3)).chain(whole);
    lengths.flat_map(|length| joined(&rest[..length])).map(|token| placed(from, token)).collect()
}

fn joined(run: &[&str]) -> Vec<String> {
    let whole = run.concat();
    let other = run.iter().any(|word| other_saint(word).is_some());
    let shortened = other.then(|| run.iter().map(|word| other_saint(word).unwrap_or(word)).collect());
    [whole].into_iter().chain(shortened).collect()
}

fn other_saint(word: &str) -> Option<&'static str> {
    Some(match word {
        "saint" => "st",
        "sainte" => "ste",
        "st" => "saint",
        "ste" => "sainte",
        _ => return None,
    })
}

/// The word without a leading article and its apostrophe.
fn without_elision(word: &str) -> &str {
    match word.split_once(['\'', '’']) {
        Some((article, rest)) if ELIDED.contains(&article.to_lowercase().as_str()) => rest,
        _ => word,
    }
}

/// The stem of a folded word: Lucene's minimal French stemmer (`cloudsearch.md` §4.4).
fn stem(word: &str) -> String {
    if word.chars().count() < 6 || !word.is_ascii() {
        return word.to_owned();
    }
    if let Some(singular) = word.strip_suffix("aux") {
        return format!("{singular}al");
    }
    if let Some(singular) = word.strip_suffix('x') {
        return singular.to_owned();
    }
    let mut stem = word;
    for ending in ['s', 'r', 'e'] {
        stem = stem.strip_suffix(ending).unwrap_or(stem);
    }
    let doubled = matches!(stem.as_bytes(), [.., before, last] if before == last);
    stem[..stem.len() - usize::from(doubled)].to_owned()
}

const ELIDED: [&str; 13] =
    ["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"];

/// The stop words of `cloudsearch.md` §4.4, folded and in order.
#[rustfmt::skip]
const STOP_WORDS: [&str; 160] = [
    "a", "ai", "aie", "aient", "aies", "ait", "as", "au", "aura", "aurai", "auraient", "aurais", "aurait",
    "auras", "aurez", "auriez", "aurions", "aurons", "auront", "aux", "avaient", "avais", "avait", "avec",
    "avez", "aviez", "avions", "avons", "ayant", "ayez", "ayons", "c", "ce", "ceci", "cela", "ces", "cet",
    "cette", "d", "dans", "de", "des", "du", "elle", "en", "es", "est", "et", "etaient", "etais", "etait",
    "etant", "ete", "etee", "etees", "etes", "etiez", "etions", "eu", "eue", "eues", "eumes", "eurent",
    "eus", "eusse", "eussent", "eusses", "eussiez", "eussions", "eut", "eutes", "eux", "fumes", "furent",
    "fus", "fusse", "fussent", "fusses", "fussiez", "fussions", "fut", "futes", "ici", "il", "ils", "j",
    "je", "l", "la", "le", "les", "leur", "leurs", "lui", "m", "ma", "mais", "me", "meme", "mes", "moi",
    "mon", "n", "ne", "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "pour", "qu", "que", "quel",
    "quelle", "quelles", "quels", "qui", "s", "sa", "sans", "se", "sera", "serai", "seraient", "serais",
    "serait", "seras", "serez", "seriez", "serions", "serons", "seront", "ses", "soi", "soient", "sois",
    "soit", "sommes", "son", "sont", "soyez", "soyons", "suis", "sur", "t", "ta", "te", "tes", "toi", "ton",
    "tu", "un", "une", "vos", "votre", "vous", "y",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(placed: Vec<Placed>) -> String {
        placed.iter().map(|word| format!("{}{}", word.token, word.position)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_name_is_also_kept_as_one_word() {
        assert_eq!(tokens(all_of_name("Jean-Pierre")), "jean0 jeanpierre0 pierre1");
        assert_eq!(tokens(all_of_name("N'Diaye")), "n0 ndiaye0 diaye1");
        assert_eq!(tokens(all_of_name("de la Martin")), "de0 dela0 delamartin0 la1 lamartin1 martin2");
    }

    #[test]
    fn a_saint_is_found_long_or_short() {
        assert_eq!(tokens(all_of_name("Saint-Denis")), "saint0 st0 saintdenis0 stdenis0 denis1");
        assert_eq!(tokens(all_of_name("STE FOY")), "ste0 sainte0 stefoy0 saintefoy0 foy1");
        assert_eq!(tokens(all_of_text("Hôpital Saint-Antoine")), "hopital0 saint1 st1 antoine2 antoin2");
        assert_eq!(tokens(all_of_text("Ste Foy")), "ste0 sainte0 saint0 foy1");
    }

    #[test]
    fn text_leaves_stop_words_out_and_keeps_their_gap() {
        assert_eq!(tokens(of_text("12 rue de la Paix")), "120 rue1 paix4");
        assert_eq!(tokens(of_text("de l'Hôpital")), "hopital1");
        assert!(all_stop_words("d' l'à") && !all_stop_words("là-bas"));
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn inner_periods_and_apostrophes_do_not_split_text() {
        assert_eq!(tokens(of_text("S.E.L.A.R.L. O’Brien")), "s.e.l.a.r.l0 o.brien1");
        assert_eq!(tokens(all_of_text("S.A.")), "s.a0 sa0");
        assert_eq!(unfinished("S.E.L"), "s.e.l");
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
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn a_word_longer_than_any_word_is_none() {
        assert_eq!(of_text(&"a".repeat(257)), []);
        assert_eq!(of_name(&"a".repeat(256)).len(), 1);
    }
}
