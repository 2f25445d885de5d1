//! The question before an entry that is registered at one organization is linked to another too.

use askama::Template;

use super::form::SelectForm;
use crate::{
    domain::{entry::Entry, identifiers::Finess, organization::Organization, selection::Selection},
    registry::{organizations, registered::Registered},
    web::{app::App, error::Error, page::InShell, search, shell::Shell},
};

/// Where the entry is registered, and with what the form would link it as well.
#[derive(Template)]
#[template(path = "selections/also.html")]
pub struct AlsoPage {
    s: Shell,
    form: SelectForm,
    worker: String,
    here: Registered<Organization>,
    /// Since when (seconds since 1970).
    since: i64,
    chosen: Organization,
}

/// The organization at which an entry without a FINESS number is registered, where it is another
/// than the one chosen now and the form does not say that this is meant.
///
/// # Errors
/// When the registry does not answer.
pub async fn elsewhere(
    app: &App,
    entry: &Entry,
    selection: &Selection,
    form: &SelectForm,
) -> Result<Option<(Registered<Organization>, i64)>, Error> {
    if entry.finess().is_some() || form.is_meant() {
        return Ok(None);
    }
    let known = search::known(app, std::slice::from_ref(entry)).await?;
    let linked = known.affiliation(&selection.worker.rpps_number, None, &entry.id);
    let is_another = |(finess, _): &(Finess, i64)| *finess != selection.organization.finess;
    let Some((finess, since)) = linked.filter(is_another) else { return Ok(None) };
    let here = app.registry.read(move |db| organizations::find(db, &finess)).await?;
    Ok(here.map(|here| (here, since)))
}

impl AlsoPage {
    /// The page of the question.
    pub fn of(
        s: Shell,
        form: SelectForm,
        selection: Selection,
        (here, since): (Registered<Organization>, i64),
    ) -> Self {
        Self { s, form, worker: selection.worker.display_name(), here, since, chosen: selection.organization }
    }
}

impl InShell for AlsoPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
