//! Where a search finds nothing: which of its words are to blame.

use std::collections::BTreeSet;

use super::questioned::Questioned;
use crate::domain::{
    search::SearchError,
    staff_query::{self, StaffSearch},
};

/// Most words of which each is tried alone, and left out.
const MOST_WORDS: usize = 10;

/// Places of words among those typed.
pub type Words = BTreeSet<usize>;

/// What is to blame, as far as the source says so.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Unfound {
    /// The words that find nothing even alone.
    pub unknown: Vec<String>,
    /// The fewest words without which the same search finds something, each way to leave some out; none
    /// where that was not tried.
    pub without: Option<Vec<Words>>,
    /// Whether the same search finds something without its filters; none where that was not tried.
    pub unfiltered: Option<bool>,
}

/// What is to blame for a search that finds nothing, or, where near spellings were found, nothing as it was
/// typed: then only what finds something as it is typed is told. A gateway is not asked so often.
///
/// # Errors
/// As [`Questioned::search`].
pub(super) async fn unfound(
    asked: &impl Questioned,
    search: &StaffSearch,
    has_near: bool,
) -> Result<Unfound, SearchError> {
    let words: Vec<&str> = search.text.split_whitespace().collect();
    let telling: Vec<usize> = (0..words.len()).filter(|at| staff_query::says_something(words[*at])).collect();
    if !asked.abilities().hears_beyond || !(1..=MOST_WORDS).contains(&telling.len()) {
        return Ok(Unfound::default());
    }
    let finds = async |search: &StaffSearch| finds(asked, search, has_near).await;
    let of_text = |text: String| StaffSearch { text, ..search.clone() };
    let unfiltered = match search.unfiltered() {
        Some(unfiltered) => Some(finds(&unfiltered).await?),
        None => None,
    };
    let mut unknown = Words::new();
    if let ([only], Some(false)) = (&telling[..], unfiltered) {
        unknown.insert(*only);
    } else if telling.len() > 1 {
        for at in &telling {
            if !finds(&of_text(words[*at].to_owned())).await? {
                unknown.insert(*at);
            }
        }
    }
    let mut without = Vec::new();
    for ways in ways(&telling, &unknown) {
        for way in ways {
            if finds(&of_text(left(&words, &way))).await? {
                without.push(way);
            }
        }
        if !without.is_empty() {
            break;
        }
    }
    let unknown = unknown.into_iter().map(|at| words[at].to_owned()).collect();
    Ok(Unfound { unknown, without: Some(without), unfiltered })
}

/// Whether a search finds something: as it is typed, or misspelt as well.
async fn finds(asked: &impl Questioned, search: &StaffSearch, as_typed: bool) -> Result<bool, SearchError> {
    match staff_query::counted(search, as_typed, &asked.abilities()) {
        Some(request) => Ok(asked.search(&request).await?.found > 0),
        None => Ok(false),
    }
}

/// The ways to leave words out, those of fewer words first: the unknown ones, with them one more, with them
/// two neighbours, such as those of a town.
fn ways(telling: &[usize], unknown: &Words) -> [Vec<Words>; 3] {
    let with = |more: &[usize]| unknown.iter().chain(more).copied().collect::<Words>();
    let known: Vec<usize> = telling.iter().filter(|at| !unknown.contains(at)).copied().collect();
    let alone = if unknown.is_empty() { Vec::new() } else { vec![unknown.clone()] };
    let one = known.iter().map(|at| with(&[*at])).collect();
    [alone, one, known.windows(2).map(with).collect()]
}

/// The words without some.
fn left(words: &[&str], without: &Words) -> String {
    let kept = words.iter().enumerate().filter(|(at, _)| !without.contains(at));
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_words_are_left_out_before_more() {
        let ways = |telling: &[usize], unknown: &[usize]| {
            let unknown = unknown.iter().copied().collect();
            let ways = ways(telling, &unknown).into_iter().flatten();
            ways.map(|way| way.into_iter().collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        assert_eq!(ways(&[0, 2, 3], &[]), [vec![0], vec![2], vec![3], vec![0, 2], vec![2, 3]]);
        assert_eq!(ways(&[0, 1, 2], &[1]), [vec![1], vec![0, 1], vec![1, 2], vec![0, 1, 2]]);
        assert_eq!(ways(&[0], &[]), [[0]]);
        assert_eq!(left(&["a", "b", "c"], &Words::from([1])), "a c");
    }
}
