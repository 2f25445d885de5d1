//! What selecting an entry leads to: the rules, the same for people and for programs.

use super::{
    also, completion,
    find::{self, Found},
    form::SelectForm,
};
use crate::{
    directory::asking::{Asked, Asking},
    domain::{
        entry::Entry,
        organization::Organization,
        selection::{Fact, Known, Selection},
        worker::Worker,
    },
    registry::{organizations, registered::Registered, workers},
    web::{app::App, error::Error, search},
};

/// What selecting leads to.
pub enum Decision {
    /// This is to be registered.
    Ready(Box<Selection>),
    /// The entry is registered at one organization, since that moment (seconds since 1970), and
    /// this would link it to another.
    Elsewhere(Box<Selection>, Box<Registered<Organization>>, i64),
    /// The entry was completed and registered before: nothing is to be done.
    Already(Box<Organization>, Box<Worker>),
    /// Mandatory facts of the entry are missing.
    Incomplete(Box<Entry>, Vec<Fact>),
    /// No source has the entry any more.
    Gone,
    /// Several entries could be meant.
    Several(Vec<Entry>),
}

/// What selecting the entry of a form leads to, and the source that answered.
///
/// # Errors
/// When the directory or the registry does not answer.
pub async fn decide<'a>(
    app: &App,
    asking: &'a Asking,
    form: &SelectForm,
) -> Result<(Decision, &'a Asked), Error> {
    let (found, asked) = find::find(asking, form).await?;
    let decision = match found {
        Found::One(entry) => of_entry(app, asking, form, entry, asked).await?,
        Found::Nothing => Decision::Gone,
        Found::Several(entries) => Decision::Several(entries),
    };
    Ok((decision, asked))
}

async fn of_entry(
    app: &App,
    asking: &Asking,
    form: &SelectForm,
    entry: Box<Entry>,
    asked: &Asked,
) -> Result<Decision, Error> {
    let completion = completion::completion(app, asking, form).await?;
    let known = known(app, &entry).await?;
    match Selection::from_entry(&entry, asked.source(), &completion, &known) {
        Ok(selection) => Ok(match also::elsewhere(app, &entry, &selection, form).await? {
            None => Decision::Ready(Box::new(selection)),
            Some((there, since)) => Decision::Elsewhere(Box::new(selection), Box::new(there), since),
        }),
        Err(missing) => Ok(match registered_already(app, &entry).await? {
            Some((organization, worker)) => Decision::Already(Box::new(organization), Box::new(worker)),
            None => Decision::Incomplete(entry, missing),
        }),
    }
}

/// What the registry already holds of an entry.
async fn known(app: &App, entry: &Entry) -> Result<Known, Error> {
    let (rpps, finess) = (entry.rpps(), entry.finess());
    let known = app.registry.read(move |db| {
        let worker = rpps.as_ref().map(|rpps| workers::find(db, rpps)).transpose()?.flatten();
        let organization =
            finess.as_ref().map(|finess| organizations::find(db, finess)).transpose()?.flatten();
        Ok(Known {
            worker: worker.map(|registered| registered.facts),
            organization: organization.map(|registered| registered.facts),
        })
    });
    Ok(known.await?)
}

/// Where an entry was completed and registered before.
async fn registered_already(app: &App, entry: &Entry) -> Result<Option<(Organization, Worker)>, Error> {
    let known = search::known(app, std::slice::from_ref(entry)).await?;
    let Some(rpps) = entry.rpps() else { return Ok(None) };
    let Some((finess, _)) = known.affiliation(&rpps, entry.finess().as_ref(), &entry.id) else {
        return Ok(None);
    };
    let found =
        app.registry.read(move |db| Ok(organizations::find(db, &finess)?.zip(workers::find(db, &rpps)?)));
    Ok(found.await?.map(|(organization, worker)| (organization.facts, worker.facts)))
}
