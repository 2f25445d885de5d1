//! `/workers`: the listing, one worker with organizations and history, the removal.

use actix_web::{HttpResponse, Responder, http::StatusCode, web};
use askama::Template;

use super::{
    address,
    app::App,
    error::Error,
    grouping,
    history::{self, Day},
    listing::{self, Choices, ListForm, Ordered},
    notice,
    page::{InShell, Page},
    practice,
    removal::{self, RemovalPage},
    shell::Shell,
    visitor::Visitor,
};
use crate::{
    domain::{identifiers::Rpps, organization::Organization, worker::Worker},
    registry::{
        actors,
        history::of_worker,
        listing::{Listed, Reach, Way},
        registered::{Affiliated, Registered},
        undo,
        workers::{self, WorkerRow},
    },
};

/// Organizations on a worker's page; nobody works at more.
const ORGANIZATIONS: usize = 500;

/// Lines of history on a worker's page.
const LINES: usize = 20;

/// The orders of the listing, with their texts.
const ORDERS: [(&str, &str); 2] = [("", "sort-name"), ("date", "sort-date")];

/// The texts of how many there are: exactly, about, more than.
const COUNTS: [&str; 3] = ["workers-count", "workers-about", "workers-more-than"];

/// The listing.
#[derive(Template)]
#[template(path = "workers/index.html")]
pub struct IndexPage {
    s: Shell,
    form: ListForm,
    choices: Choices,
    rows: Vec<WorkerRow>,
    next: Option<String>,
    found: String,
    /// The text that says how they were found, where it was not by their own words alone.
    through: Option<&'static str>,
    /// Whether too many of what they are linked to bear the words.
    is_too_wide: bool,
    /// The text that says what in the form cannot be read.
    fault: Option<&'static str>,
    is_too_long: bool,
    orders: Vec<Ordered>,
}

impl IndexPage {
    /// Whether nothing is registered at all.
    fn is_empty(&self) -> bool {
        self.rows.is_empty() && !self.form.is_narrowed() && self.form.after.is_empty()
    }
}

#[derive(Template)]
#[template(path = "workers/show.html")]
struct ShowPage {
    s: Shell,
    worker: Registered<Worker>,
    organizations: Vec<Affiliated<Organization>>,
    history: Vec<Day>,
    /// Whether there is more history than is shown.
    has_older: bool,
}

/// `GET /workers`: workers with their organizations.
///
/// # Errors
/// When the registry does not answer.
pub async fn index(
    s: Shell,
    app: web::Data<App>,
    form: web::Query<ListForm>,
) -> Result<Page<IndexPage>, Error> {
    let form = form.into_inner();
    let listing = match form.listing(&s, Listed::Workers) {
        Ok(listing) => listing,
        // The form sends no page.
        Err(Error::Malformed(fault, _)) if form.after.is_empty() => {
            return not_understood(s, &app, form, fault).await;
        }
        Err(error) => return Err(error),
    };
    let read = move |db: &mut _| {
        let page = workers::page(db, &listing)?;
        let count = page.count(&listing, |listing| workers::count_found(db, listing))?;
        Ok((page, count, actors::of_workers(db)?))
    };
    let (page, count, actors) = app.registry.read(read).await?;
    let next = page.next.map(|next| form.page_after("/workers", &next));
    let (found, is_too_long) = (listing::found(&s, count, &COUNTS), listing::is_too_long(count));
    let orders = form.orders("/workers", &ORDERS);
    Ok(Page::new(IndexPage {
        s,
        form,
        choices: Choices::of(actors),
        rows: page.rows,
        next,
        found,
        through: page.reach.through().map(|through| told(through.way)),
        is_too_wide: matches!(page.reach, Reach::TooWide),
        fault: None,
        is_too_long,
        orders,
    }))
}

/// The form as it was filled in, and what cannot be read in it.
async fn not_understood(
    s: Shell,
    app: &App,
    form: ListForm,
    fault: &'static str,
) -> Result<Page<IndexPage>, Error> {
    let actors = app.registry.read(actors::of_workers).await?;
    let page = IndexPage {
        s,
        choices: Choices::of(actors),
        rows: Vec::new(),
        next: None,
        found: String::new(),
        through: None,
        is_too_wide: false,
        fault: Some(fault),
        is_too_long: false,
        orders: Vec::new(),
        form,
    };
    Ok(Page::with_status(StatusCode::BAD_REQUEST, page))
}

/// `GET /workers/{rpps_number}`: one worker with organizations and history.
///
/// # Errors
/// When there is none, or the registry does not answer.
pub async fn show(s: Shell, app: web::Data<App>, path: web::Path<String>) -> Result<impl Responder, Error> {
    let rpps = key(&path)?;
    let (actor, now) = (s.visitor.actor(), s.now.as_second());
    let found = app.registry.read(move |db| {
        let Some(worker) = workers::find(db, &rpps)? else { return Ok(None) };
        let organizations = workers::organizations(db, &rpps, None, ORGANIZATIONS)?;
        let mut events = of_worker(db, &rpps, LINES + 1)?;
        let has_older = events.len() > LINES;
        events.truncate(LINES);
        let undoable = undo::possible(db, &events, &actor, now)?;
        Ok(Some((worker, organizations.rows, (events, undoable), has_older)))
    });
    let (worker, organizations, told, has_older) = found.await?.ok_or(Error::NotFound("error-worker"))?;
    let history = history::days(&s, &told);
    Ok(Page::new(ShowPage { s, worker, organizations, history, has_older }))
}

/// `GET /workers/{rpps_number}/removal`: the question.
///
/// # Errors
/// When there is none, or the registry does not answer.
pub async fn ask_removal(
    s: Shell,
    app: web::Data<App>,
    path: web::Path<String>,
) -> Result<impl Responder, Error> {
    let rpps = key(&path)?;
    let found = app.registry.read(move |db| {
        Ok((workers::find(db, &rpps)?, workers::organizations(db, &rpps, None, ORGANIZATIONS)?.rows.len()))
    });
    let (worker, organizations) = found.await?;
    let worker = worker.ok_or(Error::NotFound("error-worker"))?.facts;
    Ok(Page::new(RemovalPage {
        back: format!("/workers/{}", worker.rpps_number),
        question: s.with("remove-worker-question", &[("worker", worker.display_name().into())]),
        goes: vec![s.text("remove-worker-goes")],
        stays: vec![s.text("remove-history-stays")],
        warning: None,
        button: s.text("remove-button"),
        obstacle: (organizations > 0)
            .then(|| s.with("remove-worker-linked", &[("count", organizations.into())])),
        s,
    }))
}

/// `POST /workers/{rpps_number}/removal`: removes a worker linked to no organization.
///
/// # Errors
/// When there is none, or the registry does not answer.
pub async fn remove(
    visitor: Visitor,
    app: web::Data<App>,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let rpps = key(&path)?;
    let (stamp, removed) = (app.stamp(&visitor), rpps.clone());
    let done = app.registry.write(move |db| {
        let name = workers::find(db, &removed)?.map(|worker| worker.facts.display_name());
        Ok((workers::remove(db, &removed, &stamp.actor, stamp.now)?, name.unwrap_or_default()))
    });
    let (done, name) = done.await?;
    let line = notice::Line::new("removed-worker", &[("worker", &name)]);
    removal::led_on(done, "/workers", rpps.as_str(), line, "error-worker")
}

fn key(text: &str) -> Result<Rpps, Error> {
    Rpps::parse(text).map_err(|_| Error::NotFound("error-worker"))
}

fn told(way: Way) -> &'static str {
    match way {
        Way::Linked => "workers-through-organizations",
        Way::Also => "workers-also-through-organizations",
        Way::InParts => "workers-in-parts",
    }
}

impl InShell for IndexPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}

impl InShell for ShowPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
