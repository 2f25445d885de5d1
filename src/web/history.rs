//! `/history`: what was done, by whom and when, newest first.

use std::collections::HashSet;

use actix_web::{http::StatusCode, web};
use askama::Template;
use serde_json::Value as Json;

use super::{
    app::App,
    error::Error,
    facts,
    history_form::HistoryForm,
    page::{InShell, Page},
    shell::Shell,
    visitor::LOCAL,
};
use crate::{
    domain::{
        event::{Event, EventKind},
        staff::Role,
    },
    registry::{actors, affiliations, event_page, undo},
};

/// Events on a page.
const PAGE: usize = 100;

/// The events of one day.
pub struct Day {
    /// A moment of it (seconds since 1970).
    pub at: i64,
    /// What happened, newest first.
    pub lines: Vec<Line>,
}

/// One event as a sentence.
pub struct Line {
    /// When (seconds since 1970).
    pub at: i64,
    /// What happened.
    pub sentence: String,
    /// Who did it, where there were accounts.
    pub actor: Option<String>,
    /// The page of what it tells of, where it is still registered.
    pub link: Option<String>,
    /// The text over what was there before, or what changed.
    pub told: &'static str,
    /// What was there before, or what changed: names and values.
    pub before: Vec<(String, String)>,
    /// The selection that the line tells of, while it can be taken back.
    pub undo: Option<String>,
}

/// Events, and the selections among them that can be taken back.
pub type Told = (Vec<Event>, HashSet<String>);

/// The page of the history.
#[derive(Template)]
#[template(path = "history/index.html")]
pub struct HistoryPage {
    s: Shell,
    form: HistoryForm,
    /// The text that says what in the form cannot be read.
    fault: Option<&'static str>,
    actors: Vec<String>,
    history: Vec<Day>,
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
) -> Result<Page<HistoryPage>, Error> {
    let form = form.into_inner();
    let asked = match form.asked(&s) {
        Ok(asked) => asked,
        // The form sends no page.
        Err(Error::Malformed(fault, _)) if form.after.is_empty() => {
            return not_understood(s, &app, form, fault).await;
        }
        Err(error) => return Err(error),
    };
    let (actor, now) = (s.visitor.actor(), s.now.as_second());
    let found = app.registry.read(move |db| {
        let events = event_page::page(db, &asked, PAGE + 1)?;
        let undoable = undo::possible(db, &events, &actor, now)?;
        Ok((events, undoable, actors::of_events(db)?))
    });
    let (mut events, undoable, actors) = found.await?;
    let is_more = events.len() > PAGE;
    events.truncate(PAGE);
    let next = events.last().filter(|_| is_more).map(|last| form.page_after(&last.id));
    let mut lines = lines(&s, &events, &undoable);
    link(&app, &events, &mut lines).await?;
    Ok(Page::new(HistoryPage { history: by_day(&s, lines), s, form, fault: None, actors, next }))
}

/// The form as it was filled in, and what cannot be read in it.
async fn not_understood(
    s: Shell,
    app: &App,
    form: HistoryForm,
    fault: &'static str,
) -> Result<Page<HistoryPage>, Error> {
    let actors = app.registry.read(actors::of_events).await?;
    let page = HistoryPage { s, form, fault: Some(fault), actors, history: Vec::new(), next: None };
    Ok(Page::with_status(StatusCode::BAD_REQUEST, page))
}

/// Links each line to what it tells of, where that is still registered.
async fn link(app: &App, events: &[Event], lines: &mut [Line]) -> Result<(), Error> {
    let people: Vec<_> = events.iter().filter_map(|event| event.rpps_number.clone()).collect();
    let places: Vec<_> = events.iter().filter_map(|event| event.finess.clone()).collect();
    let known = app.registry.read(move |db| affiliations::known(db, &people, &places, &[])).await?;
    for (event, line) in events.iter().zip(lines) {
        let place = event.finess.as_ref().filter(|finess| known.has_organization(finess));
        let person = event.rpps_number.as_ref().filter(|rpps| known.has_worker(rpps));
        let place = place.map(|finess| format!("/organizations/{finess}"));
        line.link = place.or_else(|| person.map(|rpps| format!("/workers/{rpps}")));
    }
    Ok(())
}

/// Events as sentences, day by day.
pub fn days(s: &Shell, (events, undoable): &Told) -> Vec<Day> {
    by_day(s, lines(s, events, undoable))
}

fn by_day(s: &Shell, lines: Vec<Line>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for line in lines {
        match days.last_mut() {
            Some(day) if s.is_same_day(day.at, line.at) => day.lines.push(line),
            _ => days.push(Day { at: line.at, lines: vec![line] }),
        }
    }
    days
}

fn lines(s: &Shell, events: &[Event], undoable: &HashSet<String>) -> Vec<Line> {
    events.iter().map(|event| line(s, event, undoable)).collect()
}

fn line(s: &Shell, event: &Event, undoable: &HashSet<String>) -> Line {
    let values = [
        ("worker", worker(s, event).into()),
        ("organization", organization(event).into()),
        ("staff", staff(event).into()),
        ("token", token(event).into()),
    ];
    let sentence = s.with(sentence_of(event), &values);
    let remark = remark(s, event).map(|remark| format!(" ({remark})"));
    Line {
        at: event.at,
        sentence: sentence + &remark.unwrap_or_default(),
        // Not worth saying on every line.
        actor: (event.actor != LOCAL).then(|| s.actor(&event.actor)),
        link: None,
        told: if is_update(event) { "history-changed" } else { "history-before" },
        before: before(s, event),
        undo: (event.kind == EventKind::AffiliationCreated)
            .then(|| event.selection_id.clone())
            .flatten()
            .filter(|selection| undoable.contains(selection)),
    }
}

fn sentence_of(event: &Event) -> &'static str {
    match event.kind {
        EventKind::OrganizationCreated => "event-organization-created",
        EventKind::WorkerCreated => "event-worker-created",
        EventKind::AffiliationCreated => "event-affiliation-created",
        EventKind::AffiliationRemoved => "event-affiliation-removed",
        EventKind::WorkerRemoved => "event-worker-removed",
        EventKind::OrganizationRemoved => "event-organization-removed",
        EventKind::OrganizationUpdated => "event-organization-updated",
        EventKind::WorkerUpdated => "event-worker-updated",
        EventKind::WorkerForgotten => "event-worker-forgotten",
        EventKind::StaffAdded => "event-staff-added",
        EventKind::StaffChanged if is_admin(event) => "event-staff-made-admin",
        EventKind::StaffChanged => "event-staff-made-staff",
        EventKind::StaffRemoved => "event-staff-removed",
        EventKind::TokenAdded => "event-token-added",
        EventKind::TokenRemoved => "event-token-removed",
    }
}

/// What is said after the sentence: which facts a person completed, or that a selection was undone.
fn remark(s: &Shell, event: &Event) -> Option<String> {
    if let Some(facts) = event.after.as_ref().and_then(|facts| facts::by_hand(s, facts)) {
        return Some(s.with("event-by-hand", &[("facts", facts.into())]));
    }
    let is_undoing = event.after.is_none() && event.selection_id.is_some();
    is_undoing.then(|| s.text("event-undone"))
}

fn is_update(event: &Event) -> bool {
    matches!(event.kind, EventKind::OrganizationUpdated | EventKind::WorkerUpdated)
}

/// What was there before, or what changed: names and values.
fn before(s: &Shell, event: &Event) -> Vec<(String, String)> {
    let Some(facts) = &event.before else { return Vec::new() };
    match event.kind {
        EventKind::OrganizationUpdated | EventKind::WorkerUpdated => {
            facts::changed(s, facts, event.after.as_ref().unwrap_or(&Json::Null))
        }
        EventKind::StaffAdded | EventKind::StaffChanged | EventKind::StaffRemoved => {
            let email = text(Some(facts), "email").map(|email| (s.text("record-email"), email.to_owned()));
            email.into_iter().collect()
        }
        EventKind::TokenAdded | EventKind::TokenRemoved => Vec::new(),
        _ => facts::told(s, facts),
    }
}

/// The worker's name as the event kept it, else the number, else that the person was forgotten.
fn worker(s: &Shell, event: &Event) -> String {
    let facts = event.after.as_ref().or(event.before.as_ref());
    let of_link = text(facts, "worker").into_iter();
    let names = of_link.chain(["last_name", "first_name"].iter().filter_map(|key| text(facts, key)));
    let names: Vec<&str> = names.collect();
    let number = event.rpps_number.as_ref().map(|rpps| format!("RPPS {}", rpps.grouped()));
    if names.is_empty() { number.unwrap_or_else(|| s.text("event-someone")) } else { names.join(" ") }
}

/// The organization's name as the event kept it, else the number.
fn organization(event: &Event) -> String {
    let facts = event.after.as_ref().or(event.before.as_ref());
    let number =
        || event.finess.as_ref().map(|finess| format!("FINESS {}", finess.grouped())).unwrap_or_default();
    text(facts, "organization").or_else(|| text(facts, "name")).map_or_else(number, str::to_owned)
}

/// The name of the account as the event kept it.
fn staff(event: &Event) -> &str {
    text(event.after.as_ref().or(event.before.as_ref()), "name").unwrap_or_default()
}

/// The name of the token as the event kept it.
fn token(event: &Event) -> &str {
    text(event.after.as_ref().or(event.before.as_ref()), "token").unwrap_or_default()
}

/// Whether the account is an admin's from then on.
fn is_admin(event: &Event) -> bool {
    text(event.after.as_ref(), "role") == Some(Role::Admin.as_str())
}

fn text<'a>(facts: Option<&'a Json>, key: &str) -> Option<&'a str> {
    facts.and_then(|facts| facts.get(key)).and_then(Json::as_str)
}

impl InShell for HistoryPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
