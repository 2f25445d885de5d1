//! Typed words as `q`, in the simple syntax (`cloudsearch.md` §2).
//!
//! All words must be found, in any order; the last may be unfinished. Further readings are
//! added as clauses of their own, so that what matches several stands higher.

/// A purely negative query hits everything (`cloudsearch.md` §1.2): how to list by filter alone.
pub const EVERYTHING: &str = "-zzzzzzzzzzzzzzzz";

/// Most words that are looked for: more were pasted by mistake.
const MOST_WORDS: usize = 30;

/// Most words of which two may have been written as one in the directory.
const MOST_JOINED: usize = 5;

/// Fewest letters of a word that is also looked for one letter apart.
const FEWEST_LETTERS: usize = 4;

/// Words that text leaves out: at the end of what was typed so far they wait for a next one.
pub const LINKING: [&str; 12] = ["au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"];

/// How exactly words must be spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As typed, accents and case apart.
    Exact,
    /// At most one letter apart as well.
    Near,
}

/// What finds all of the folded words, or everything where there are none.
pub fn of_words(words: &[String], spelling: Spelling) -> String {
    let words = &words[..words.len().min(MOST_WORDS)];
    if words.is_empty() {
        return EVERYTHING.to_owned();
    }
    let readings = [words.to_vec()].into_iter().chain(joined(words));
    let clauses: Vec<String> = readings.flat_map(|reading| clauses(&reading, spelling)).collect();
    clauses.join(" |")
}

/// Whether a word is long enough to be looked for one letter apart.
pub fn has_near_spellings(word: &str) -> bool {
    word.chars().count() >= FEWEST_LETTERS
}

/// The same words with two neighbours as one, or three where the first two are short.
fn joined(words: &[String]) -> Vec<Vec<String>> {
    if words.len() > MOST_JOINED {
        return Vec::new();
    }
    let is_short = |word: &String| !has_near_spellings(word);
    let pairs = (0..words.len().saturating_sub(1)).map(|at| (at, 2));
    let triples = (0..words.len().saturating_sub(2)).map(|at| (at, 3));
    let triples = triples.filter(|(at, _)| words[*at..at + 2].iter().all(is_short));
    pairs.chain(triples).map(|(at, length)| with_joined(words, at, length)).collect()
}

fn with_joined(words: &[String], at: usize, length: usize) -> Vec<String> {
    let (before, rest) = words.split_at(at);
    let (run, after) = rest.split_at(length);
    before.iter().cloned().chain([run.concat()]).chain(after.iter().cloned()).collect()
}

/// One reading as a clause, or as two where its last word may be a linking one.
fn clauses(words: &[String], spelling: Spelling) -> Vec<String> {
    let Some((last, finished)) = words.split_last() else { return Vec::new() };
    let finished: Vec<String> = finished.iter().map(|word| spelled(word, spelling)).collect();
    if !finished.is_empty() && LINKING.contains(&last.as_str()) {
        return vec![grouped(&finished, last), grouped(&finished, &format!("{last}*"))];
    }
    vec![grouped(&finished, &unfinished(last, spelling))]
}

fn grouped(finished: &[String], last: &str) -> String {
    if finished.is_empty() { last.to_owned() } else { format!("({} {last})", finished.join(" ")) }
}

fn spelled(word: &str, spelling: Spelling) -> String {
    match spelling {
        Spelling::Near if has_near_spellings(word) => format!("({word} |{word}~1)"),
        Spelling::Near | Spelling::Exact => word.to_owned(),
    }
}

fn unfinished(word: &str, spelling: Spelling) -> String {
    match spelling {
        Spelling::Near if has_near_spellings(word) => format!("({word} |{word}~1 |{word}*)"),
        Spelling::Near | Spelling::Exact => format!("({word} |{word}*)"),
    }
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
        assert_eq!(words("a b c d e f", Spelling::Exact), "(a b c d e (f |f*))");
    }

    #[test]
    fn a_linking_word_at_the_end_waits_for_the_next() {
        assert!(words("gare de", Spelling::Exact).starts_with("(gare de) |(gare de*) |"));
        assert_eq!(words("de", Spelling::Exact), "(de |de*)");
    }

    #[test]
    fn near_spellings_are_of_long_words_only() {
        assert_eq!(
            words("roy martin", Spelling::Near),
            "(roy (martin |martin~1 |martin*)) |(roymartin |roymartin~1 |roymartin*)"
        );
    }
}
