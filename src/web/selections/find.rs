//! Which entry a form means, asked of the directory anew.

use super::form::SelectForm;
use crate::{
    directory::asking::{Asked, Asking},
    domain::{
        entry::Entry,
        identifiers::{Finess, Rpps},
        search::SearchError,
        staff_query,
    },
};

/// The most places of one person that are looked through for the one meant.
const MOST_PLACES: u32 = 200;

/// What a form leads to.
pub enum Found {
    /// The entry.
    One(Box<Entry>),
    /// No entry any more.
    Nothing,
    /// Several that the form could mean.
    Several(Vec<Entry>),
}

/// Fetches the entry that a form means, with the source that it is in now: by its identifier from
/// the source where it was found, else by person and place, from the other source too.
///
/// # Errors
/// When no source of the directory answers.
pub async fn find<'a>(asking: &'a Asking, form: &SelectForm) -> Result<(Found, &'a Asked), SearchError> {
    let mut without_it = None;
    let mut failure = SearchError::Unavailable("no source was asked".to_owned());
    for (asked, is_meant) in asking.beginning_with(&form.source) {
        match find_in(asked, is_meant, form).await {
            Ok(Found::Nothing) => without_it = without_it.or(Some(asked)),
            Ok(found) => return Ok((found, asked)),
            Err(error) => failure = error,
        }
    }
    without_it.map(|asked| (Found::Nothing, asked)).ok_or(failure)
}

/// The same in one source, whose identifier the form bears or not.
async fn find_in(asked: &Asked, is_meant: bool, form: &SelectForm) -> Result<Found, SearchError> {
    if is_meant && let Some(entry) = asked.entry(&form.entry).await? {
        return Ok(Found::One(Box::new(entry)));
    }
    let Ok(rpps) = Rpps::parse(&form.rpps_number) else { return Ok(Found::Nothing) };
    let finess = Finess::parse(&form.finess).ok();
    let request = staff_query::of_person_at(&rpps, finess.as_ref(), MOST_PLACES);
    let mut entries = asked.search(&request).await?.entries;
    let is_there = |entry: &Entry| form.at.is_empty() || entry.place_key().as_ref() == Some(&form.at);
    entries.retain(|entry| entry.finess() == finess && (finess.is_some() || is_there(entry)));
    let is_told = finess.is_some() || !form.at.is_empty();
    Ok(match entries.len() {
        0 => Found::Nothing,
        1 if is_told => Found::One(Box::new(entries.remove(0))),
        _ => Found::Several(entries),
    })
}
