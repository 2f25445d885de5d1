//! Typed words as `q`, in the simple syntax (`cloudsearch.md` §2).
//!
//! All words must be found, in any order; the last may be unfinished. Further readings are
//! added as clauses of their own, so that what matches several stands higher.

use super::{arrondissements, department_number, everyday, house_number, towns};

/// A purely negative query hits everything (`cloudsearch.md` §1.2): how to list by filter alone.
pub const EVERYTHING: &str = "-zzzzzzzzzzzzzzzz";

/// Most words that are looked for: more were pasted by mistake.
const MOST_WORDS: usize = 30;

/// Most words of which two may have been written as one in the directory.
const MOST_JOINED: usize = 5;

/// Fewest letters of a word that is also looked for one letter apart.
const FEWEST_LETTERS: usize = 4;

/// Fewest letters of a word that is also looked for two letters apart.
const FEWEST_LETTERS_APART: usize = 6;

/// Most words of which each may stand for a longer or a misspelt one: a directory bounds the work of
/// a request.
const MOST_COMPLETED: usize = 8;

/// Words that text leaves out: at the end of what was typed so far they wait for a next one.
pub const LINKING: [&str; 12] = ["au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"];

/// How exactly words must be spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As typed, accents and case apart; only the last word may be unfinished.
    Plain,
    /// Initials and numbers of departments stand for longer words as well.
    Exact,
    /// Unfinished, and one or two letters apart, as well.
    Near,
}

/// What finds all of the folded words, or everything where there are none.
pub fn of_words(words: &[String], spelling: Spelling) -> String {
    let words = house_number::whole(&without_titles(&words[..words.len().min(MOST_WORDS)]));
    if words.is_empty() {
        return EVERYTHING.to_owned();
    }
    let spelling = if words.len() > MOST_COMPLETED { Spelling::Plain } else { spelling };
    let needed = without_ordinals(&words);
    if needed.len() == words.len() {
        return of_needed(&words, spelling);
    }
    let all = clauses(&words, Spelling::Plain);
    [of_needed(&needed, spelling)].into_iter().chain(all).collect::<Vec<_>>().join(" |")
}

/// What finds all of the words, every one of which says something.
fn of_needed(words: &[String], spelling: Spelling) -> String {
    let mut criteria = match spelling {
        Spelling::Near => clauses(&without_linking(words), spelling),
        Spelling::Plain | Spelling::Exact => clauses(words, spelling),
    };
    if spelling != Spelling::Plain && words.len() > 1 && (0..words.len()).any(|at| is_initial_at(words, at)) {
        criteria.push(with_initials(words, spelling));
    }
    criteria.extend(in_towns(words, spelling));
    criteria.extend(joined(words).iter().flat_map(|reading| clauses(reading, Spelling::Plain)));
    criteria.join(" |")
}

/// What finds a name, its folded words apart or as one, the last unfinished; in parentheses, none where
/// there is no word that says something.
pub fn of_name(words: &[String]) -> Option<String> {
    let (last, finished) = words.split_last()?;
    let mut told: Vec<&str> = finished.iter().map(String::as_str).filter(|word| !is_linking(word)).collect();
    let unfinished = format!("({last} |{last}*)");
    told.push(&unfinished);
    let joined = if finished.is_empty() { String::new() } else { format!(" |({}*)", words.concat()) };
    Some(format!("(({}){joined})", told.join(" ")))
}

/// Whether a word alone says nothing of whom it is typed for.
pub fn is_linking(word: &str) -> bool {
    LINKING.contains(&word)
}

/// Whether a word is also looked for one letter apart: it is long enough, and no number, of which every
/// other one is near.
pub fn has_near_spellings(word: &str) -> bool {
    !is_short(word) && !word.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_short(word: &str) -> bool {
    word.chars().count() < FEWEST_LETTERS
}

/// The words without titles, unless nothing else was typed.
fn without_titles(words: &[String]) -> Vec<String> {
    let named: Vec<String> = words.iter().filter(|word| !everyday::is_title(word)).cloned().collect();
    if named.is_empty() { words.to_vec() } else { named }
}

/// The words without `1er` and its like, which stand in an address or not at all, unless nothing else
/// was typed; those that tell a town's district stay.
fn without_ordinals(words: &[String]) -> Vec<String> {
    let is_needed = |at: usize, word: &str| {
        let town = at.checked_sub(1).map(|before| words[before].as_str());
        !house_number::is_ordinal(word)
            || town.is_some_and(|town| arrondissements::postcode(town, word).is_some())
    };
    let needed: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|(at, word)| is_needed(*at, word))
        .map(|(_, word)| word.clone())
        .collect();
    if needed.is_empty() { words.to_vec() } else { needed }
}

/// The words once more where some of them are a town's, these in their order: whoever is there stands
/// above whoever is called so.
fn in_towns(words: &[String], spelling: Spelling) -> Vec<String> {
    if words.len() > MOST_COMPLETED {
        return Vec::new();
    }
    let clause = |town: std::ops::Range<usize>| {
        let phrase = format!("\"{}\"", words[town.clone()].join(" "));
        let others = [&words[..town.start], &words[town.end..]].concat();
        let others = if spelling == Spelling::Near { without_linking(&others) } else { others };
        match &clauses(&others, spelling)[..] {
            [] => phrase,
            clauses => format!("(({}) {phrase})", clauses.join(" |")),
        }
    };
    towns::among(words).into_iter().map(clause).collect()
}

/// The words without linking ones, unless nothing else was typed: whoever misspells a name may
/// misplace its particle too.
fn without_linking(words: &[String]) -> Vec<String> {
    let told: Vec<String> = words.iter().filter(|word| !is_linking(word)).cloned().collect();
    if told.is_empty() { words.to_vec() } else { told }
}

/// The words as one clause in which `l` and `d` begin a name, where they may as well be articles.
fn with_initials(words: &[String], spelling: Spelling) -> String {
    let last = words.len() - 1;
    let spelled = words.iter().enumerate().filter_map(|(at, word)| match is_initial_at(words, at) {
        true => Some(format!("{word}*")),
        false => (!is_linking(word)).then(|| spelled(word, at == last, spelling, None)),
    });
    format!("({})", spelled.collect::<Vec<_>>().join(" "))
}

/// Whether `l` or `d` may begin a name: before all other words or after them, and not between, where it
/// is an article (`place d'armes`).
fn is_initial_at(words: &[String], at: usize) -> bool {
    matches!(words[at].as_str(), "l" | "d") && (at == 0 || at + 1 == words.len())
}

/// The same words with two neighbours as one, or three where the first two are short.
fn joined(words: &[String]) -> Vec<Vec<String>> {
    if words.len() > MOST_JOINED {
        return Vec::new();
    }
    let pairs = (0..words.len().saturating_sub(1)).map(|at| (at, 2));
    let triples = (0..words.len().saturating_sub(2)).map(|at| (at, 3));
    let triples = triples.filter(|(at, _)| words[*at..at + 2].iter().all(|word| is_short(word)));
    let is_of_words =
        |at: usize, length: usize| words[at..at + length].iter().all(|word| !word.contains(' '));
    let runs = pairs.chain(triples).filter(|(at, length)| is_of_words(*at, *length));
    runs.map(|(at, length)| with_joined(words, at, length)).collect()
}

fn with_joined(words: &[String], at: usize, length: usize) -> Vec<String> {
    let (before, rest) = words.split_at(at);
    let (run, after) = rest.split_at(length);
    before.iter().cloned().chain([run.concat()]).chain(after.iter().cloned()).collect()
}

/// One reading as a clause, or as two where its last word may be a linking one.
fn clauses(words: &[String], spelling: Spelling) -> Vec<String> {
    let Some((last, finished)) = words.split_last() else { return Vec::new() };
    let is_abridged = |at: usize, word: &str| {
        let is_department = department_number::at(words, at).is_some();
        spelling != Spelling::Plain && (is_department || is_initial(word))
    };
    let before = |at: usize| at.checked_sub(1).map(|before| words[before].as_str());
    let spelled = |at: usize, word: &str, is_unfinished| {
        let district = before(at).and_then(|town| arrondissements::postcode(town, word));
        spelled(word, is_unfinished, spelling, district)
    };
    let finished: Vec<String> =
        finished.iter().enumerate().map(|(at, word)| spelled(at, word, is_abridged(at, word))).collect();
    if !finished.is_empty() && is_linking(last) {
        return vec![grouped(&finished, last), grouped(&finished, &format!("{last}*"))];
    }
    vec![grouped(&finished, &spelled(words.len() - 1, last, true))]
}

fn grouped(finished: &[String], last: &str) -> String {
    if finished.is_empty() { last.to_owned() } else { format!("({} {last})", finished.join(" ")) }
}

/// Whether a word stands for a longer one wherever it stands.
fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && !is_linking(word)
}

/// A word, and what else it may stand for.
fn spelled(word: &str, is_unfinished: bool, spelling: Spelling, district: Option<String>) -> String {
    if let Some(forms) = house_number::forms(word) {
        return format!("({})", forms.join(" |"));
    }
    let is_near = spelling == Spelling::Near && has_near_spellings(word);
    let mut forms = vec![word.to_owned()];
    forms.extend(is_near.then(|| format!("{word}~1")));
    forms.extend((is_near && word.chars().count() >= FEWEST_LETTERS_APART).then(|| format!("{word}~2")));
    forms.extend((is_unfinished || spelling == Spelling::Near).then(|| format!("{word}*")));
    forms.extend(everyday::official(word));
    forms.extend(if is_near { everyday::nearly(word) } else { Vec::new() });
    forms.extend(district);
    forms.extend(corsican(word).map(|prefix| format!("{prefix}*")));
    if forms.len() == 1 { forms.remove(0) } else { format!("({})", forms.join(" |")) }
}

/// The beginnings of the postcodes of a Corsican department, whose number they do not bear.
fn corsican(word: &str) -> impl Iterator<Item = &'static str> {
    let begin: &[&str] = match word {
        "2a" => &["200", "201"],
        "2b" => &["202", "206"],
        _ => &[],
    };
    begin.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str, spelling: Spelling) -> String {
        of_words(&typed.split(' ').map(str::to_owned).collect::<Vec<_>>(), spelling)
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        assert_eq!(words("martin", Spelling::Exact), "(martin |martin*)");
        assert_eq!(of_words(&[], Spelling::Exact), EVERYTHING);
    }

    #[test]
    fn neighbours_may_be_one_word_in_the_directory() {
        assert_eq!(
            words("lefevre nadi", Spelling::Exact),
            "(lefevre (nadi |nadi*)) |(lefevrenadi |lefevrenadi*)"
        );
        assert!(words("de la martin", Spelling::Exact).ends_with(" |(delamartin |delamartin*)"));
        assert_eq!(words("un du tri qua cin six", Spelling::Exact), "(un du tri qua cin (six |six*))");
    }

    #[test]
    fn a_linking_word_at_the_end_waits_for_the_next() {
        assert!(words("gare de", Spelling::Exact).starts_with("(gare de) |(gare de*) |"));
        assert_eq!(words("de", Spelling::Exact), "(de |de*)");
    }

    #[test]
    fn a_linking_word_is_optional_where_the_spelling_is() {
        let near = words("talnett technicien de laboratoire", Spelling::Near);
        let (whole, _) = near.split_once(") |(").unwrap();
        assert!(whole.starts_with("((talnett |talnett~1") && !whole.contains(" de "), "{whole}");
        assert_eq!(words("de", Spelling::Near), "(de |de*)");
    }

    #[test]
    fn an_article_may_be_an_initial() {
        let typed = words("l martin", Spelling::Exact);
        assert_eq!(typed, "(l (martin |martin*)) |(l* (martin |martin*)) |(lmartin |lmartin*)");
        let typed = words("martin d", Spelling::Exact);
        assert!(typed.contains(" |(martin d*) |"), "{typed}");
        assert!(!words("place d armes", Spelling::Exact).contains("d*"));
    }

    #[test]
    fn near_spellings_are_of_long_words_only() {
        assert_eq!(
            words("roy perez", Spelling::Near),
            "((roy |roy*) (perez |perez~1 |perez*)) |(royperez |royperez*)"
        );
        assert_eq!(words("lefebvre", Spelling::Near), "(lefebvre |lefebvre~1 |lefebvre~2 |lefebvre*)");
        assert!(!words("a1 a2 a3 a4 a5 a6 a7 a8 martin", Spelling::Near).contains('~'));
    }

    #[test]
    fn a_name_by_itself_may_be_written_as_one_word() {
        let of = |name: &[&str]| of_name(&name.iter().map(|&word| word.to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["mart"]).unwrap(), "(((mart |mart*)))");
        assert_eq!(of(&["de", "la", "tour"]).unwrap(), "(((tour |tour*)) |(delatour*))");
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn titles_are_left_out_and_initials_and_departments_completed() {
        assert_eq!(words("dr j martin", Spelling::Exact), "((j |j*) (martin |martin*)) |(jmartin |jmartin*)");
        assert_eq!(words("docteur", Spelling::Exact), "(docteur |docteur*)");
        assert!(words("69 martin", Spelling::Exact).starts_with("((69 |69*) (martin |martin*))"));
        assert_eq!(words("2a", Spelling::Exact), "(2a |2a* |200* |201*)");
    }

    #[test]
    fn a_district_stands_for_its_postcode() {
        assert!(
            words("paris 12e martin", Spelling::Exact).starts_with("(paris (12e |75012) (martin |martin*))")
        );
    }

    #[test]
    fn a_town_of_several_words_stands_above_a_name_of_them() {
        let typed = words("saint denis martin", Spelling::Exact);
        assert!(typed.contains(" |(((martin |martin*)) \"saint denis\") |"), "{typed}");
        let typed = words("martin aix en provence", Spelling::Exact);
        assert!(typed.contains(" |(((martin |martin*)) \"aix en provence\")"), "{typed}");
        assert!(words("la rochelle", Spelling::Exact).contains(" |\"la rochelle\""));
    }

    #[test]
    fn words_beside_a_number_are_optional() {
        let typed = words("martin 1er", Spelling::Exact);
        assert_eq!(typed, "(martin |martin*) |(martin (1er |1er*))");
        assert!(words("paris 1er martin", Spelling::Exact).starts_with("(paris (1er |75001) "));
        assert_eq!(words("1er", Spelling::Exact), "(1er |1er*)");
        let typed = words("12 bis rue hugo", Spelling::Exact);
        assert!(typed.starts_with(r"((12 |12\ BIS |12\ bis |12\ B) rue (hugo |hugo*))"), "{typed}");
        assert_eq!(words("12ter", Spelling::Near), r"(12 |12\ TER |12\ ter |12\ T)");
    }

    #[test]
    fn an_everyday_word_may_be_misspelt() {
        assert!(words("infirmere", Spelling::Near).ends_with("|infirmier)"));
        assert!(!words("infirmere", Spelling::Exact).contains("infirmier"));
    }

    #[test]
    fn everyday_words_stand_beside_the_official_ones() {
        let typed = words("kine generaliste", Spelling::Exact);
        assert!(
            typed.starts_with("((kine |kinesitherapeute) (generaliste |generaliste* |(medecine generale)))"),
            "{typed}"
        );
    }
}
