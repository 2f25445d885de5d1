//! Towns of several words, told by how such names are made: `Saint-Denis`, `Aix-en-Provence`,
//! `La Rochelle`, `Saint-Germain-en-Laye`.

use std::ops::Range;

const SAINTS: [&str; 4] = ["saint", "sainte", "st", "ste"];
/// The longest of the short ones.
const SHORT_SAINT: usize = "ste".len();
/// Where one stands amid a name, what follows it is told as a town: the word before it may be a person's.
const ARTICLES: [&str; 3] = ["la", "le", "les"];
const INNER: [&str; 4] = ["aux", "en", "sous", "sur"];

/// Fewest letters of a word of a town's name that stands before or behind a linking one.
const FEWEST_LETTERS: usize = 3;

/// Whether a folded word stands before the name of a saint.
pub fn is_saint(word: &str) -> bool {
    SAINTS.contains(&word)
}

/// The long form of `st` and `ste`, and any other folded word as it is.
pub fn long_saint(word: &str) -> &str {
    if word.len() > SHORT_SAINT { word } else { other_saint(word).unwrap_or(word) }
}

/// The short form of a folded `saint` or `sainte`, the long one of `st` or `ste`; none of any other word.
pub fn other_saint(word: &str) -> Option<&'static str> {
    Some(match word {
        "saint" => "st",
        "sainte" => "ste",
        "st" => "saint",
        "ste" => "sainte",
        _ => return None,
    })
}

/// Where folded words may be those of a town, at least two; none overlap.
///
/// ```
/// use carnet::domain::towns::among;
///
/// let words = |typed: &str| typed.split(' ').map(str::to_owned).collect::<Vec<_>>();
/// assert_eq!(among(&words("martin saint germain en laye")), vec![1..5]);
/// assert!(among(&words("martin claire lyon")).is_empty());
/// ```
pub fn among(words: &[String]) -> Vec<Range<usize>> {
    let mut towns = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = end(words, at);
        if end > at + 1 {
            towns.push(at..end);
        }
        at = end.max(at + 1);
    }
    towns
}

/// Where the town ends that may begin at a word: right behind that word where it is none.
fn end(words: &[String], at: usize) -> usize {
    let is = |place: usize, some: &[&str]| words.get(place).is_some_and(|word| some.contains(&word.as_str()));
    let is_own = |place: usize| {
        words.get(place).is_some_and(|word| {
            word.chars().count() >= FEWEST_LETTERS && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        }) && !is(place, &INNER)
            && !is(place, &ARTICLES)
    };
    let begins_longer = is(at, &SAINTS) || is(at, &ARTICLES);
    let first = if begins_longer { at + 1 } else { at };
    if !is_own(first) {
        return at + 1;
    }
    let mut end = first + 1;
    while is(end, &INNER) && is_own(end + 1) {
        end += 2;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_of_several_words_is_told_in_any_place() {
        for (typed, towns) in [
            ("saint denis martin", &[(0, 2)][..]),
            ("martin st denis", &[(1, 3)]),
            ("dupont aix en provence", &[(1, 4)]),
            ("aix en provence dupont", &[(0, 3)]),
            ("la rochelle claire", &[(0, 2)]),
            ("la roche sur yon", &[(0, 4)]),
            ("villeneuve la garenne kine", &[(1, 3)]),
            ("martin le havre", &[(1, 3)]),
            ("rue de la paix", &[(2, 4)]),
            ("martin l", &[]),
            ("saint", &[]),
            ("le 12", &[]),
            ("martin en", &[]),
        ] {
            let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
            let told: Vec<(usize, usize)> = among(&words).iter().map(|town| (town.start, town.end)).collect();
            assert_eq!(told, towns, "{typed}");
        }
    }
}
