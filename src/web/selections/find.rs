//! Which entry a form means, asked of the directory anew.

use super::form::SelectForm;
use crate::{
    domain::{
        entry::Entry,
        identifiers::{Finess, Rpps},
        search::SearchError,
        staff_query,
    },
    web::app::App,
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

/// Fetches the entry that a form means: by its identifier, else by person and place.
///
/// # Errors
/// When the directory does not answer.
pub async fn find(app: &App, form: &SelectForm) -> Result<Found, SearchError> {
    if let Some(entry) = app.directory.entry(&form.entry).await? {
        return Ok(Found::One(Box::new(entry)));
    }
    let Ok(rpps) = Rpps::parse(&form.rpps_number) else { return Ok(Found::Nothing) };
    let finess = Finess::parse(&form.finess).ok();
    let request = staff_query::of_person_at(&rpps, finess.as_ref(), MOST_PLACES);
    let mut entries = app.directory.search(&request).await?.entries;
    entries.retain(|entry| entry.finess() == finess);
    Ok(match entries.len() {
        0 => Found::Nothing,
        1 => Found::One(Box::new(entries.remove(0))),
        _ => Found::Several(entries),
    })
}
