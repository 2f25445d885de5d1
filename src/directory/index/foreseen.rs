//! The questions with which all searches begin, foreseen: they find a good part of the country each,
//! and are answered before anyone asks.

use super::status::Status;
use crate::domain::{
    abilities::Abilities,
    search::SearchRequest,
    staff_query::{self, PAGE, StaffSearch},
};

/// The first page of each, the most frequent last: of one letter and two, of each profession, sector
/// and department.
pub(super) fn questions(status: &Status) -> Vec<SearchRequest> {
    let search = || StaffSearch { size: PAGE, ..StaffSearch::default() };
    let letters = || ('a'..='z').map(String::from);
    let typed = |text| StaffSearch { text, ..search() };
    let pairs = letters().flat_map(|first| letters().map(move |second| format!("{first}{second}")));
    let departments = status.departments.iter().map(|(code, _)| Some(code.clone()));
    let sectors = status.segments.iter().map(|(sector, _)| Some(sector.code.clone()));
    let professions = status.professions.iter().map(|(profession, _)| Some(profession.code.clone()));
    let searches = pairs
        .map(typed)
        .chain(departments.map(|department| StaffSearch { department, ..search() }))
        .chain(sectors.map(|sector| StaffSearch { sector, ..search() }))
        .chain(professions.map(|profession| StaffSearch { profession, ..search() }))
        .chain(letters().map(typed));
    searches.filter_map(|search| staff_query::request(&search, &Abilities::FULL)).collect()
}
