//! Who bears the words as they were typed: a word is found by its beginning, its stem or a town's short name as
//! well, and somebody else may be meant who bears nearly that word.

use super::staff_search::StaffSearch;
use crate::domain::{criteria, entry::Entry, everyday, practice_mode, reading::Reading, text, towns};

/// Most words of a name that may have been written as one.
const MOST_JOINED: usize = 3;

/// The typed words that somebody may bear and that may be misspelt: neither short ones nor titles, nor what names
/// what somebody does or how.
#[derive(Debug)]
pub struct Typed {
    words: Vec<String>,
    /// How many of them are finished: to the last one more letters may come.
    finished: usize,
}

impl Typed {
    /// Those of a search.
    pub fn of(search: &StaffSearch) -> Self {
        let all = Reading::of(&search.text).words;
        let may_be_borne = |at: usize| {
            let word = &all[at];
            criteria::has_near_spellings(word)
                && !everyday::names_a_practice(word)
                && !everyday::is_title(word)
                && !is_part_of_everyday(&all, at)
                && !practice_mode::at(&all, at)
        };
        let borne: Vec<usize> = (0..all.len()).filter(|at| may_be_borne(*at)).collect();
        let finished = borne.iter().filter(|at| **at + 1 < all.len()).count();
        Self { words: borne.into_iter().map(|at| all[at].clone()).collect(), finished }
    }

    /// Whether an entry bears all of them whole.
    pub fn are_borne_by(&self, entry: &Entry) -> bool {
        self.words.iter().all(|word| bears(entry, word))
    }

    /// Whether an entry bears all finished ones whole.
    pub fn are_borne_unfinished_by(&self, entry: &Entry) -> bool {
        self.words[..self.finished].iter().all(|word| bears(entry, word))
    }
}

/// Whether a word says what somebody does with those beside it (`manip radio`, `médecin de famille`).
fn is_part_of_everyday(words: &[String], at: usize) -> bool {
    let holds_it = |first: usize, length: usize| (first..first + length).contains(&at);
    [2, 3].into_iter().any(|length| {
        let runs = words.windows(length).enumerate();
        runs.filter(|(first, _)| holds_it(*first, length))
            .any(|(_, run)| everyday::is_everyday(&run.concat()))
    })
}

fn bears(entry: &Entry, word: &str) -> bool {
    let told = [
        &entry.last_name,
        &entry.first_name,
        &entry.registered_name,
        &entry.city,
        &entry.street,
        &entry.profession_name,
    ];
    let skills = entry.skills.iter().map(|skill| &skill.name);
    told.into_iter().flatten().chain(skills).any(|told| holds(&text::fold(told), towns::long_saint(word)))
}

/// Whether a word stands in a text, alone or with spaces in it, or one of what it is the plural of.
fn holds(told: &str, word: &str) -> bool {
    let words: Vec<&str> = told.split_whitespace().map(towns::long_saint).collect();
    let is_it = |run: &[&str]| [Some(word), word.strip_suffix('s')].contains(&Some(&*run.concat()));
    (1..=MOST_JOINED).any(|joined| words.windows(joined).any(is_it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            last_name: Some("DU PONDEAU".into()),
            first_name: Some("Marie-Ada".into()),
            registered_name: Some("Hôpital Lefebvre".into()),
            city: Some("ST LORMEAU".into()),
            profession_name: Some("Infirmier".into()),
            ..Entry::default()
        }
    }

    fn typed(text: &str) -> Typed {
        Typed::of(&StaffSearch { text: text.into(), ..StaffSearch::default() })
    }

    #[test]
    fn a_beginning_or_a_stem_is_not_borne() {
        for part in ["dupond", "marie lorme", "dupond marie", "lefebvr marie"] {
            assert!(!typed(part).are_borne_by(&entry()), "{part}");
        }
        for whole in [
            "",
            "du pondeau",
            "dupondeau infirmière",
            "Dr marieada",
            "saint lormeau",
            "infirmière libérale lormeau",
            "manip radio lormeau",
            "marie lormeaus",
            "médecin de famille marie",
        ] {
            assert!(typed(whole).are_borne_by(&entry()), "{whole}");
        }
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        assert!(typed("marie lorme").are_borne_unfinished_by(&entry()));
        assert!(typed("lefebvr").are_borne_unfinished_by(&entry()));
        assert!(!typed("lefebvr marie").are_borne_unfinished_by(&entry()));
        assert!(
            !typed("lefebvr infirmier").are_borne_unfinished_by(&entry()),
            "no letter comes to what is before"
        );
    }
}
