//! `/organizations`: the listing, one organization with its workers and history, its removal.

use actix_web::{HttpResponse, Responder, http::StatusCode, web};
use askama::Template;

use super::{
    address,
    app::App,
    error::Error,
    grouping,
    history::{self, Day},
    listing::{self, Choices, ListForm, Ordered, PAGE},
    notice,
    page::{InShell, Page},
    practice,
    removal::{self, RemovalPage},
    shell::Shell,
    visitor::Visitor,
};
use crate::{
    domain::{identifiers::Finess, organization::Organization, worker::Worker},
    registry::{
        actors, affiliations,
        history::of_organization,
        listing::{Listed, Reach, Way, links},
        organizations::{self, OrganizationRow},
        registered::{Affiliated, Registered},
        undo,
    },
};

/// Lines of history on an organization's page.
const LINES: usize = 20;

/// The orders of the listing, with their texts.
const ORDERS: [(&str, &str); 3] = [("", "sort-name"), ("town", "sort-town"), ("date", "sort-date")];

/// The texts of how many there are: exactly, about, more than.
const COUNTS: [&str; 3] = ["organizations-count", "organizations-about", "organizations-more-than"];

/// The texts of how many links they have: exactly, about, more than.
const LINKS: [&str; 3] = ["links-count", "links-about", "links-more-than"];

/// The listing.
#[derive(Template)]
#[template(path = "organizations/index.html")]
pub struct IndexPage {
    s: Shell,
    form: ListForm,
    choices: Choices,
    rows: Vec<OrganizationRow>,
    next: Option<String>,
    found: String,
    /// How many lines the file of who works where has.
    links: String,
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
#[template(path = "organizations/show.html")]
struct ShowPage {
    s: Shell,
    organization: Registered<Organization>,
    workers: Vec<Affiliated<Worker>>,
    workers_total: u64,
    next: Option<String>,
    history: Vec<Day>,
    /// Whether there is more history than is shown.
    has_older: bool,
}

/// Where the page of an organization's workers begins.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct WorkersForm {
    after: String,
}

/// `GET /organizations`: organizations with their workers.
///
/// # Errors
/// When the registry does not answer.
pub async fn index(
    s: Shell,
    app: web::Data<App>,
    form: web::Query<ListForm>,
) -> Result<Page<IndexPage>, Error> {
    let form = form.into_inner();
    let listing = match form.listing(&s, Listed::Organizations) {
        Ok(listing) => listing,
        // The form sends no page.
        Err(Error::Malformed(fault, _)) if form.after.is_empty() => {
            return not_understood(s, &app, form, fault).await;
        }
        Err(error) => return Err(error),
    };
    let read = move |db: &mut _| {
        let page = organizations::page(db, &listing)?;
        let count = page.count(&listing, |listing| organizations::count_found(db, listing))?;
        let key = |row: &OrganizationRow| row.organization.facts.finess.to_string();
        let links = links::count(db, &listing, &page, count, key)?;
        Ok((page, (count, links), actors::of_organizations(db)?))
    };
    let (page, (count, links), actors) = app.registry.read(read).await?;
    let next = page.next.map(|next| form.page_after("/organizations", &next));
    let is_too_long = [count, links].into_iter().any(listing::is_too_long);
    let (found, links) = (listing::found(&s, count, &COUNTS), listing::found(&s, links, &LINKS));
    let orders = form.orders("/organizations", &ORDERS);
    Ok(Page::new(IndexPage {
        s,
        form,
        choices: Choices::of(actors),
        rows: page.rows,
        next,
        found,
        links,
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
    let actors = app.registry.read(actors::of_organizations).await?;
    let page = IndexPage {
        s,
        choices: Choices::of(actors),
        rows: Vec::new(),
        next: None,
        found: String::new(),
        links: String::new(),
        through: None,
        is_too_wide: false,
        fault: Some(fault),
        is_too_long: false,
        orders: Vec::new(),
        form,
    };
    Ok(Page::with_status(StatusCode::BAD_REQUEST, page))
}

/// `GET /organizations/{finess}`: one organization with its workers and history.
///
/// # Errors
/// When there is none, or the registry does not answer.
pub async fn show(
    s: Shell,
    app: web::Data<App>,
    path: web::Path<String>,
    form: web::Query<WorkersForm>,
) -> Result<impl Responder, Error> {
    let finess = key(&path)?;
    let after = listing::cursor(&form.after, Listed::Workers)?;
    let (actor, now) = (s.visitor.actor(), s.now.as_second());
    let found = app.registry.read(move |db| {
        let Some(organization) = organizations::find(db, &finess)? else { return Ok(None) };
        let workers = organizations::workers(db, &finess, after.as_ref(), PAGE)?;
        let total = affiliations::count_of_organization(db, &finess)?;
        let mut events = of_organization(db, &finess, LINES + 1)?;
        let has_older = events.len() > LINES;
        events.truncate(LINES);
        let undoable = undo::possible(db, &events, &actor, now)?;
        Ok(Some((organization, workers, total, (events, undoable), has_older)))
    });
    let (organization, workers, workers_total, told, has_older) =
        found.await?.ok_or(Error::NotFound("error-organization"))?;
    let next = workers.next.map(|next| format!("{}?after={next}", s.path));
    let history = history::days(&s, &told);
    let workers = workers.rows;
    Ok(Page::new(ShowPage { s, organization, workers, workers_total, next, history, has_older }))
}

/// `GET /organizations/{finess}/removal`: the question.
///
/// # Errors
/// When there is none, or the registry does not answer.
pub async fn ask_removal(
    s: Shell,
    app: web::Data<App>,
    path: web::Path<String>,
) -> Result<impl Responder, Error> {
    let finess = key(&path)?;
    let found = app.registry.read(move |db| {
        Ok((organizations::find(db, &finess)?, affiliations::count_of_organization(db, &finess)?))
    });
    let (organization, workers) = found.await?;
    let organization = organization.ok_or(Error::NotFound("error-organization"))?.facts;
    Ok(Page::new(RemovalPage {
        back: format!("/organizations/{}", organization.finess),
        question: s.with("remove-organization-question", &[("organization", (&organization.name).into())]),
        goes: vec![s.text("remove-organization-goes")],
        stays: vec![s.text("remove-history-stays")],
        warning: None,
        button: s.text("remove-button"),
        obstacle: (workers > 0).then(|| s.with("remove-organization-linked", &[("count", workers.into())])),
        s,
    }))
}

/// `POST /organizations/{finess}/removal`: removes an organization that has no worker left.
///
/// # Errors
/// When there is none, or the registry does not answer.
pub async fn remove(
    visitor: Visitor,
    app: web::Data<App>,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let finess = key(&path)?;
    let (stamp, removed) = (app.stamp(&visitor), finess.clone());
    let done = app.registry.write(move |db| {
        let name = organizations::find(db, &removed)?.map(|organization| organization.facts.name);
        Ok((organizations::remove(db, &removed, &stamp.actor, stamp.now)?, name.unwrap_or_default()))
    });
    let (done, name) = done.await?;
    let line = notice::Line::new("removed-organization", &[("organization", &name)]);
    removal::led_on(done, "/organizations", finess.as_str(), line, "error-organization")
}

fn key(text: &str) -> Result<Finess, Error> {
    Finess::parse(text).map_err(|_| Error::NotFound("error-organization"))
}

fn told(way: Way) -> &'static str {
    match way {
        Way::Linked => "organizations-through-workers",
        Way::Also => "organizations-also-through-workers",
        Way::InParts => "organizations-in-parts",
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
