//! What staff added to an entry whose mandatory facts are missing.

use super::{
    form::SelectForm,
    typed_name::{self, Typed},
};
use crate::{
    directory::asking::Asking,
    domain::{
        codes,
        entry::Coded,
        identifiers::Finess,
        organization::Organization,
        selection::{self, Completion},
        staff_query,
    },
    registry::organizations,
    web::{app::App, error::Error},
};

/// Entries of an organization looked through for its facts.
const LOOKED_THROUGH: u32 = 1_000;

/// What the form completes, the organization's facts fetched from where it was found.
///
/// # Errors
/// When the directory or the registry does not answer.
pub async fn completion(app: &App, asking: &Asking, form: &SelectForm) -> Result<Completion, Error> {
    let first_name = match typed_name::typed(&form.first_name) {
        Typed::Name(name) => Some(name),
        Typed::Nothing | Typed::Refused => None,
    };
    let profession = codes::label(&codes::PROFESSIONS, form.profession_code.trim())
        .map(|name| Coded { code: form.profession_code.trim().to_owned(), name: name.to_owned() });
    let organization = match Finess::parse(&form.organization) {
        Ok(finess) => organization(app, asking, &finess).await?,
        Err(_) => None,
    };
    Ok(Completion { organization, first_name, profession })
}

/// The organization of that number: the registered one, else the directory's first that has a
/// name, in the order of its entries' identifiers.
///
/// # Errors
/// When the directory or the registry does not answer.
pub async fn organization(
    app: &App,
    asking: &Asking,
    finess: &Finess,
) -> Result<Option<Organization>, Error> {
    let key = finess.clone();
    if let Some(registered) = app.registry.read(move |db| organizations::find(db, &key)).await? {
        return Ok(Some(registered.facts));
    }
    let request = staff_query::of_organization(finess, LOOKED_THROUGH);
    let mut entries = asking.answer(async |asked| asked.search(&request).await).await?.0.entries;
    entries.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(entries.iter().find_map(selection::of_entry))
}
