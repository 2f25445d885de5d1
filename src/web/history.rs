//! `/history`: what was done, by whom and when, newest first.

use actix_web::{Responder, web};
use askama::Template;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{
    app::App,
    error::Error,
    page::{InShell, Page},
    shell::Shell,
};
use crate::{
    domain::event::{Event, EventKind},
    registry::history,
};

/// Events on a page.
const PAGE: usize = 100;

/// One event as a sentence.
pub struct Line {
    /// When (seconds since 1970).
    pub at: i64,
    /// What happened.
    pub sentence: String,
    /// Who did it.
    pub actor: String,
    /// The page of what it tells of.
    pub link: Option<String>,
}

/// Where the page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct HistoryForm {
    after: String,
}

#[derive(Template)]
#[template(path = "history/index.html")]
struct HistoryPage {
    s: Shell,
    lines: Vec<Line>,
    next: Option<String>,
}

/// `GET /history`: events, newest first.
///
/// # Errors
/// When the registry does not answer.
pub async fn index(
    s: Shell,
    app: web::Data<App>,
    form: web::Query<HistoryForm>,
) -> Result<impl Responder, Error> {
    let after = Some(form.into_inner().after).filter(|after| !after.is_empty());
    let mut events = app.registry.read(move |db| history::page(db, after.as_deref(), PAGE + 1)).await?;
    let is_more = events.len() > PAGE;
    events.truncate(PAGE);
    let next = events.last().filter(|_| is_more).map(|last| format!("/history?after={}", last.id));
    let lines = lines(&s, &events);
    Ok(Page::new(HistoryPage { s, lines, next }))
}

/// Events as sentences.
pub fn lines(s: &Shell, events: &[Event]) -> Vec<Line> {
    events.iter().map(|event| line(s, event)).collect()
}

fn line(s: &Shell, event: &Event) -> Line {
    let key = match event.kind {
        EventKind::OrganizationCreated => "event-organization-created",
        EventKind::WorkerCreated => "event-worker-created",
        EventKind::AffiliationCreated => "event-affiliation-created",
        EventKind::AffiliationRemoved => "event-affiliation-removed",
        EventKind::WorkerRemoved => "event-worker-removed",
        EventKind::OrganizationRemoved => "event-organization-removed",
    };
    let values = [("worker", worker(event).into()), ("organization", organization(event).into())];
    let organization_page = event.finess.as_ref().map(|finess| format!("/organizations/{finess}"));
    let worker_page = event.rpps_number.as_ref().map(|rpps| format!("/workers/{rpps}"));
    let sentence = s.with(key, &values);
    Line {
        at: event.at,
        sentence: if is_by_hand(event) {
            format!("{sentence} ({})", s.text("event-by-hand"))
        } else {
            sentence
        },
        actor: if event.actor == "local" { s.text("actor-local") } else { event.actor.clone() },
        link: organization_page.or(worker_page),
    }
}

/// Whether a person completed a fact of what was registered.
fn is_by_hand(event: &Event) -> bool {
    let facts = event.after.as_ref().and_then(|facts| facts.get("completed_by_hand"));
    facts.and_then(Json::as_array).is_some_and(|facts| !facts.is_empty())
}

/// The worker's name as the event kept it, else the number.
fn worker(event: &Event) -> String {
    let facts = event.after.as_ref().or(event.before.as_ref());
    let of_link = text(facts, "worker").into_iter();
    let names = of_link.chain(["last_name", "first_name"].iter().filter_map(|key| text(facts, key)));
    let names: Vec<&str> = names.collect();
    let number =
        || event.rpps_number.as_ref().map(|rpps| format!("RPPS {}", rpps.grouped())).unwrap_or_default();
    if names.is_empty() { number() } else { names.join(" ") }
}

/// The organization's name as the event kept it, else the number.
fn organization(event: &Event) -> String {
    let facts = event.after.as_ref().or(event.before.as_ref());
    let number =
        || event.finess.as_ref().map(|finess| format!("FINESS {}", finess.grouped())).unwrap_or_default();
    text(facts, "organization").or_else(|| text(facts, "name")).map_or_else(number, str::to_owned)
}

fn text<'a>(facts: Option<&'a Json>, key: &str) -> Option<&'a str> {
    facts.and_then(|facts| facts.get(key)).and_then(Json::as_str)
}

impl InShell for HistoryPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
