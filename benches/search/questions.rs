//! What is asked: made of the entries that the index holds.

use std::collections::BTreeSet;

use carnet::{
    directory::index::embedded::EmbeddedIndex,
    domain::{
        abilities::Abilities,
        criteria::EVERYTHING,
        entry::Entry,
        search::{Beyond, LARGEST_SIZE, SearchRequest},
        staff_query::{self, StaffSearch},
        text::fold,
    },
};

use crate::support::measure::Spread;

/// Questions of one kind.
const EACH: usize = 500;

/// Places on a page.
const PAGE: u32 = 20;

const NAMES: &str = "{fields:['last_name','first_name']}";

/// One question.
pub struct Question {
    /// What staff type for it; none where no page asks so.
    pub typed: Option<String>,
    /// What the index is asked, one after the other.
    pub requests: Vec<SearchRequest>,
}

/// Questions of one kind, with the targets of each.
pub struct Questions {
    /// What they are.
    pub name: &'static str,
    /// The questions.
    pub list: Vec<Question>,
    /// Target in the bare index.
    pub bare: Spread,
    /// Target of the page over HTTP.
    pub page: Spread,
}

/// What the questions are made of.
struct Person {
    last_name: String,
    first_name: String,
    town: String,
    profession: String,
    rpps: String,
}

/// All kinds of questions.
pub fn all(index: &EmbeddedIndex) -> Vec<Questions> {
    let people = people(index);
    let typed = |name, bare, page, text: fn(&Person) -> String| {
        questions(name, bare, page, texts(&people, text).into_iter().map(Question::typed).collect())
    };
    let asked = |name, bare, page, text: fn(&Person) -> String| {
        questions(name, bare, page, texts(&people, text).into_iter().map(Question::asked).collect())
    };
    let wrong = texts(&people, |person| format!("{} {}", misspelt(&person.last_name), person.first_name));
    vec![
        typed("last and first name", (0.2, 2.0), (2.0, 8.0), |person| {
            format!("{} {}", person.last_name, person.first_name)
        }),
        typed("last name and town", (0.4, 4.0), (2.0, 10.0), |person| {
            format!("{} {}", person.last_name, person.town)
        }),
        typed("name and unfinished first name", (0.4, 3.0), (2.0, 10.0), |person| {
            format!("{} {}", person.last_name, beginning(&person.first_name, 3))
        }),
        typed("one letter", (0.6, 2.0), (2.0, 8.0), |person| beginning(&person.last_name, 1)),
        typed("two letters", (0.6, 2.0), (2.0, 8.0), |person| beginning(&person.last_name, 2)),
        typed("three letters", (0.6, 2.0), (2.0, 8.0), |person| beginning(&person.last_name, 3)),
        asked("one edit", (2.0, 5.0), (4.0, 12.0), |person| format!("{}~1", misspelt(&person.last_name))),
        asked("two edits", (2.0, 5.0), (4.0, 12.0), |person| {
            format!("{}~2", misspelt_twice(&person.last_name))
        }),
        questions(
            "all stages, misspelt",
            (4.0, 12.0),
            (6.0, 20.0),
            wrong.into_iter().map(Question::typed_and_near).collect(),
        ),
        typed("name, town and profession", (0.3, 1.5), (2.0, 8.0), |person| {
            format!("{} {} {}", person.last_name, person.town, person.profession)
        }),
        typed("RPPS", (0.3, 1.5), (2.0, 8.0), |person| person.rpps.clone()),
        questions(
            "facets of all nurses",
            (6.0, 12.0),
            (10.0, 20.0),
            vec![Question::counted("profession_code:60")],
        ),
        questions("facets of everything", (40.0, 60.0), (10.0, 20.0), vec![Question::counted("matchall")]),
    ]
}

impl Question {
    fn typed(text: String) -> Self {
        let requests = staff_query::request(&search(&text), &Abilities::FULL).into_iter().collect();
        Self { typed: Some(text), requests }
    }

    fn typed_and_near(text: String) -> Self {
        let near = staff_query::near(&search(&text), &Abilities::FULL);
        let mut question = Self::typed(text);
        question.requests.extend(near);
        question
    }

    /// A filter alone, with its facets.
    fn counted(filter: &str) -> Self {
        let beyond = Beyond { counts: true, ..Beyond::default() };
        let (q, fq) = (EVERYTHING.to_owned(), Some(filter.to_owned()));
        let request = SearchRequest { q, fq, size: PAGE, beyond, ..SearchRequest::default() };
        Self { typed: None, requests: vec![request] }
    }

    fn asked(q: String) -> Self {
        let options = Some(NAMES.to_owned());
        Self {
            typed: None,
            requests: vec![SearchRequest { q, options, size: PAGE, ..SearchRequest::default() }],
        }
    }
}

fn questions(name: &'static str, bare: (f64, f64), page: (f64, f64), list: Vec<Question>) -> Questions {
    let target = |(p50, p99)| Spread { p50, p99 };
    Questions { name, list, bare: target(bare), page: target(page) }
}

fn search(text: &str) -> StaffSearch {
    StaffSearch { text: text.to_owned(), size: PAGE, ..StaffSearch::default() }
}

/// People spread over the whole index, for ids are in no order of names.
fn people(index: &EmbeddedIndex) -> Vec<Person> {
    let request = SearchRequest { q: EVERYTHING.to_owned(), size: LARGEST_SIZE, ..SearchRequest::default() };
    let entries = index.search(&request).unwrap().entries;
    let people: Vec<Person> = entries.iter().filter_map(person).take(EACH).collect();
    assert!(people.len() == EACH, "the directory is too small");
    people
}

fn person(entry: &Entry) -> Option<Person> {
    let text = |value: &Option<String>| value.as_deref().map(fold).filter(|value| value.chars().count() > 3);
    Some(Person {
        last_name: text(&entry.last_name)?,
        first_name: text(&entry.first_name)?,
        town: text(&entry.city)?,
        profession: text(&entry.profession_name)?,
        rpps: entry.rpps()?.as_str().to_owned(),
    })
}

/// The texts, each once.
fn texts(people: &[Person], text: fn(&Person) -> String) -> BTreeSet<String> {
    people.iter().map(text).collect()
}

fn beginning(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

/// The word with its middle letter another one.
fn misspelt(word: &str) -> String {
    with_other_letter(word, word.chars().count() / 2)
}

/// The word with its middle and its last letter others.
fn misspelt_twice(word: &str) -> String {
    with_other_letter(&misspelt(word), word.chars().count() - 1)
}

fn with_other_letter(word: &str, wanted: usize) -> String {
    let other = |letter| if letter == 'x' { 'y' } else { 'x' };
    word.chars().enumerate().map(|(at, letter)| if at == wanted { other(letter) } else { letter }).collect()
}
