//! `/selections`: registering one entry of the directory, after completing it where mandatory
//! facts are missing, and taking it back.

mod also;
mod choices;
mod completion;
pub mod decision;
mod details;
mod find;
pub mod form;
mod new;
mod notices;
mod typed_name;

use actix_web::{HttpMessage, HttpRequest, HttpResponse, Responder, http::StatusCode, web};

use self::{
    also::AlsoPage,
    decision::Decision,
    find::Found,
    form::SelectForm,
    new::{GonePage, NewPage, SeveralPage},
};
use super::{
    app::App, error::Error, error_page::Again, notice::Notice, page::Page, shell::Shell, visitor::Visitor,
};
use crate::{
    domain::{
        entry::Entry,
        organization::Organization,
        selection::{Selection, Source},
        worker::Worker,
    },
    registry::{organizations, undo as undoing},
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
        Found::Nothing => Ok(gone(s, &form, &request)),
        Found::Several(entries) => several(s, &app, &entries, asked.source(), &request).await,
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
    let (decision, asked) = decision::decide(&app, &asking, &form).await?;
    let (s, source) = (s.over(asked.description()), asked.source());
    match decision {
        Decision::Ready(selection) => register(&app, &s.visitor, *selection).await,
        Decision::Elsewhere(selection, there, since) => {
            let page = AlsoPage::of(s, form, *selection, (*there, since));
            Ok(Page::with_status(StatusCode::CONFLICT, page).respond_to(&request))
        }
        Decision::Already(organization, worker) => Ok(known_already(&organization, &worker)),
        Decision::Incomplete(entry, _) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let page = NewPage::of(s, &app, &asking, form, (&entry, source), status).await?;
            Ok(Page::with_status(status, page).respond_to(&request))
        }
        Decision::Gone => Ok(gone(s, &form, &request)),
        Decision::Several(entries) => several(s, &app, &entries, source, &request).await,
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

/// Where an entry was completed and registered before: there, with a notice that says so.
fn known_already(organization: &Organization, worker: &Worker) -> HttpResponse {
    let target = format!("/organizations/{}", organization.finess);
    let line = notices::known_already(organization, worker);
    Notice::new(target.clone(), vec![line], None).sent_to(&target)
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

/// The page where a form leads to no entry.
fn gone(s: Shell, form: &SelectForm, request: &HttpRequest) -> HttpResponse {
    Page::with_status(StatusCode::NOT_FOUND, GonePage::of(s, form)).respond_to(request)
}

/// The page where a form leads to several entries.
async fn several(
    s: Shell,
    app: &App,
    entries: &[Entry],
    source: Source,
    request: &HttpRequest,
) -> Result<HttpResponse, Error> {
    let page = SeveralPage::of(s, app, entries, source).await?;
    Ok(Page::with_status(StatusCode::MULTIPLE_CHOICES, page).respond_to(request))
}
