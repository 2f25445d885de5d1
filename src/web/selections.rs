//! `/selections`: registering one entry of the directory, after completing it where mandatory
//! facts are missing, and taking it back.

mod also;
mod choices;
mod completion;
mod details;
mod find;
pub mod form;
mod new;
mod notices;
mod typed_name;

use actix_web::{HttpMessage, HttpRequest, HttpResponse, Responder, http::StatusCode, web};

use self::{
    also::AlsoPage,
    find::Found,
    form::SelectForm,
    new::{GonePage, NewPage, SeveralPage},
};
use super::{
    app::App, error::Error, error_page::Again, notice::Notice, page::Page, search, shell::Shell,
    visitor::Visitor,
};
use crate::{
    domain::{
        entry::Entry,
        selection::{Known, Selection, Source},
    },
    registry::{organizations, undo as undoing, workers},
};

/// `GET /selections/new`: what registering an entry would do, and the form where facts are
/// missing.
///
/// # Errors
/// When the directory or the registry does not answer.
pub async fn new(
    s: Shell,
    app: web::Data<App>,
    form: web::Query<SelectForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let form = form.into_inner().checked()?;
    let asking = app.directory.asking();
    let (found, asked) = find::find(&asking, &form).await?;
    let s = s.over(asked.description());
    match found {
        Found::One(entry) => {
            let page = NewPage::of(s, &app, &asking, form, (&entry, asked.source()), StatusCode::OK).await?;
            Ok(Page::new(page).respond_to(&request))
        }
        other => other_than_one(s, &app, &form, (other, asked.source()), &request).await,
    }
}

/// `POST /selections`: registers one entry.
///
/// # Errors
/// When the directory or the registry does not answer.
pub async fn create(
    s: Shell,
    app: web::Data<App>,
    form: web::Form<SelectForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let form = form.into_inner().checked()?;
    request.extensions_mut().insert(Again::Page(form.page()));
    let s = s.at(&form.page());
    let asking = app.directory.asking();
    let (found, asked) = find::find(&asking, &form).await?;
    let (s, source) = (s.over(asked.description()), asked.source());
    let entry = match found {
        Found::One(entry) => entry,
        other => return other_than_one(s, &app, &form, (other, source), &request).await,
    };
    let completion = completion::completion(&app, &asking, &form).await?;
    let known = known(&app, &entry).await?;
    match Selection::from_entry(&entry, source, &completion, &known) {
        Ok(selection) => match also::elsewhere(&app, &entry, &selection, &form).await? {
            None => register(&app, &s.visitor, selection).await,
            Some(there) => {
                let page = AlsoPage::of(s, form, selection, there);
                Ok(Page::with_status(StatusCode::CONFLICT, page).respond_to(&request))
            }
        },
        Err(_) => match registered_already(&app, &entry).await? {
            Some(response) => Ok(response),
            None => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                let page = NewPage::of(s, &app, &asking, form, (&entry, source), status).await?;
                Ok(Page::with_status(status, page).respond_to(&request))
            }
        },
    }
}

/// `POST /selections/{selection_id}/undo`: takes one selection back.
///
/// # Errors
/// When the registry does not answer.
pub async fn undo(
    visitor: Visitor,
    app: web::Data<App>,
    path: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    request.extensions_mut().insert(Again::Send);
    let (actor, now) = (visitor.actor(), (app.clock)().as_second());
    let undone = app.registry.write(move |db| undoing::undo(db, &path, &actor, now)).await?;
    let (target, lines) = notices::undone(&undone);
    Ok(Notice::new(target.clone(), lines, None).sent_to(&target))
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

/// Where an entry was completed and registered before: there, with a notice that says so.
async fn registered_already(app: &App, entry: &Entry) -> Result<Option<HttpResponse>, Error> {
    let known = search::known(app, std::slice::from_ref(entry)).await?;
    let Some(rpps) = entry.rpps() else { return Ok(None) };
    let Some((finess, _)) = known.affiliation(&rpps, entry.finess().as_ref(), &entry.id) else {
        return Ok(None);
    };
    let target = format!("/organizations/{finess}");
    let found =
        app.registry.read(move |db| Ok(organizations::find(db, &finess)?.zip(workers::find(db, &rpps)?)));
    let named = found.await?.map(|(organization, worker)| (organization.facts, worker.facts));
    Ok(named.map(|(organization, worker)| {
        let line = notices::known_already(&organization, &worker);
        Notice::new(target.clone(), vec![line], None).sent_to(&target)
    }))
}

/// Registers, and leads to the organization with a notice of what was done.
async fn register(app: &App, visitor: &Visitor, selection: Selection) -> Result<HttpResponse, Error> {
    let outcome = app.registry.select(selection.clone(), app.stamp(visitor)).await?;
    let finess = selection.organization.finess.clone();
    let target = format!("/organizations/{finess}");
    let registered = app.registry.read(move |db| organizations::find(db, &finess)).await?;
    let organization = registered.map_or_else(|| selection.organization.name.clone(), |one| one.facts.name);
    let lines = notices::registered(&selection, &organization, &outcome);
    Ok(Notice::new(target.clone(), lines, outcome.selection_id).sent_to(&target))
}

/// The page where a form leads to no entry, or to several.
async fn other_than_one(
    s: Shell,
    app: &App,
    form: &SelectForm,
    (found, source): (Found, Source),
    request: &HttpRequest,
) -> Result<HttpResponse, Error> {
    if let Found::Several(entries) = found {
        let page = SeveralPage::of(s, app, &entries, source).await?;
        return Ok(Page::with_status(StatusCode::MULTIPLE_CHOICES, page).respond_to(request));
    }
    Ok(Page::with_status(StatusCode::NOT_FOUND, GonePage::of(s, form)).respond_to(request))
}
