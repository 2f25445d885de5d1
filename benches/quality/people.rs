//! Whom staff look for, how many a text names, and whom a page shows.

use std::collections::BTreeSet;

use carnet::{
    directory::index::embedded::EmbeddedIndex,
    domain::{
        abilities::Abilities,
        criteria::EVERYTHING,
        entry::Entry,
        search::{LARGEST_SIZE, SearchRequest},
        staff_query::{self, StaffSearch},
    },
};

use crate::chance::Chance;

/// One person at one place, as the directory writes the facts.
pub struct Person {
    pub last_name: String,
    pub first_name: String,
    pub town: String,
    pub postcode: String,
    pub profession_code: String,
    pub skill: Option<String>,
    pub rpps: String,
}

/// People from all over the directory, for ids are in no order of names; shuffled.
pub fn all(index: &EmbeddedIndex, chance: &mut Chance) -> Vec<Person> {
    let request = SearchRequest { q: EVERYTHING.to_owned(), size: LARGEST_SIZE, ..SearchRequest::default() };
    let entries = index.search(&request).unwrap().entries;
    let mut people: Vec<Person> = entries.into_iter().filter_map(person).collect();
    for at in (1..people.len()).rev() {
        people.swap(at, chance.below(at + 1));
    }
    people
}

fn person(entry: Entry) -> Option<Person> {
    Some(Person {
        rpps: entry.rpps()?.as_str().to_owned(),
        skill: entry.skills.first().map(|skill| skill.name.clone()),
        last_name: entry.last_name?,
        first_name: entry.first_name.filter(|name| !name.is_empty())?,
        town: entry.city?,
        postcode: entry.postcode?,
        profession_code: entry.profession_code?,
    })
}

/// How many people a text names that is spelt as the directory spells it; at most fifty are counted.
pub fn named(index: &EmbeddedIndex, text: &str) -> usize {
    let search = StaffSearch { text: text.to_owned(), size: 50, ..StaffSearch::default() };
    let request = staff_query::request(&search, &Abilities::FULL).unwrap();
    let entries = index.search(&request).unwrap().entries;
    entries.iter().filter_map(|entry| entry.rpps_number.as_deref()).collect::<BTreeSet<_>>().len()
}

/// The RPPS numbers that a page shows, in its order.
pub fn on_page(page: &str) -> Vec<String> {
    let before = "RPPS&nbsp;<span class=\"id\">";
    let shown = page.split(before).skip(1).filter_map(|rest| rest.split("</span></span>").next());
    shown.map(|grouped| grouped.chars().filter(char::is_ascii_digit).collect()).collect()
}
