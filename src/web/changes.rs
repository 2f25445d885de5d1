//! `/changes`: what has changed at the source since it was registered, to take or to dismiss.

use actix_web::{HttpResponse, Responder, web};
use askama::Template;
use serde::Deserialize;

use super::{
    app::App,
    error::Error,
    notice::{Line, Notice},
    page::{InShell, Page},
    shell::Shell,
    visitor::Visitor,
};
use crate::{
    directory::{Directory, asking::Description, index::status::Kind},
    domain::{
        change::place_lines,
        changed_fact::{ChangedFact, Facts},
        selection::Source,
    },
    registry::{
        changes::{self, Change},
        comparison::{self, Outcome},
        taking::{self, Taken},
    },
};

/// The page's own address.
pub const HERE: &str = "/changes";

/// Changes on a page.
const PAGE: usize = 50;

/// The longest key of a change, in characters, that is looked for.
const LONGEST_KEY: usize = 100;

/// Where a page begins.
#[derive(Deserialize)]
pub struct After {
    #[serde(default)]
    after: String,
}

/// What whoever decides has seen.
#[derive(Deserialize)]
pub struct Seen {
    /// When the change was found (seconds since 1970).
    found_at: i64,
    /// Where the page began.
    #[serde(default)]
    after: String,
}

/// A change in words.
struct Row {
    id: String,
    found_at: i64,
    name: String,
    link: String,
    fact: String,
    registered: String,
    directory: String,
    /// What taking it over does.
    take: &'static str,
    /// Where that is asked first.
    question: Option<String>,
}

#[derive(Template)]
#[template(path = "changes/index.html")]
struct ChangesPage {
    s: Shell,
    /// When the register was last compared, and how that went.
    compared: String,
    is_failure: bool,
    may_ask: bool,
    rows: Vec<Row>,
    /// Where the page begins.
    after: String,
    next: Option<String>,
}

impl ChangesPage {
    /// What a button does, and to what: for those who hear the page.
    fn label(&self, row: &Row, action: &str) -> String {
        let values = [
            ("action", self.s.text(action).into()),
            ("fact", (&row.fact).into()),
            ("name", (&row.name).into()),
        ];
        self.s.with("change-of", &values)
    }
}

impl InShell for ChangesPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}

/// `GET /changes`: what waits for a decision.
///
/// # Errors
/// When the registry does not answer.
pub async fn index(s: Shell, app: web::Data<App>, page: web::Query<After>) -> Result<impl Responder, Error> {
    let after: String =
        page.into_inner().after.chars().filter(|letter| *letter != '\0').take(LONGEST_KEY).collect();
    let source = source(&app.directory);
    let read = app.registry.read(move |db| {
        let mut after = after;
        let mut found = changes::page(db, &after, PAGE + 1)?;
        if found.is_empty() && !after.is_empty() {
            // The last one of a later page has been decided.
            after.clear();
            found = changes::page(db, &after, PAGE + 1)?;
        }
        Ok((found, after, comparison::last(db, source)?))
    });
    let (mut found, after, last) = read.await?;
    let is_more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| is_more).map(|last| page_after(&last.id));
    let outcome = last.map(|last| last.outcome_at(s.now.as_second()));
    let at = last.map_or(0, |last| last.at);
    let compared_with = last.map(|last| compared_with(&s, &app.directory, last.directory_at));
    let moment = [
        ("day", s.day_of(&at).into()),
        ("hour", s.hour(&at).into()),
        ("directory", compared_with.unwrap_or_default().into()),
    ];
    Ok(Page::new(ChangesPage {
        compared: match outcome {
            None => s.text("changes-none-yet"),
            Some(Outcome::Running) => s.text("changes-running"),
            Some(Outcome::Done) => s.with("changes-compared", &moment),
            Some(Outcome::Failed) => s.with("changes-failed", &moment),
        },
        is_failure: outcome == Some(Outcome::Failed),
        may_ask: matches!(app.directory, Directory::Gateway(_)),
        rows: found.into_iter().map(|change| row(&s, change)).collect(),
        after,
        next,
        s,
    }))
}

/// `POST /changes/comparison`: compares what is registered with what the gateway says now.
pub async fn compare(app: web::Data<App>) -> HttpResponse {
    app.compare.notify_one();
    Notice::new(HERE.to_owned(), vec![Line::new("changes-asked", &[])], None).sent_to(HERE)
}

/// `POST /changes/{id}/taken`: takes over what the directory says.
///
/// # Errors
/// When the registry does not answer.
pub async fn take(
    app: web::Data<App>,
    visitor: Visitor,
    id: web::Path<String>,
    seen: web::Form<Seen>,
) -> Result<HttpResponse, Error> {
    let Seen { found_at, after } = seen.into_inner();
    take_over(&app, &visitor, id.into_inner(), found_at, &after).await
}

/// Takes over the change of that key, found at that moment, and leads back to the page that began there.
///
/// # Errors
/// When the registry does not answer.
pub async fn take_over(
    app: &App,
    visitor: &Visitor,
    id: String,
    found_at: i64,
    after: &str,
) -> Result<HttpResponse, Error> {
    let stamp = app.stamp(visitor);
    let taken = app.registry.write(move |db| taking::take(db, &id, found_at, &stamp.actor, stamp.now));
    let taken = taken.await?.map(|Taken { name, fact }| (name, text_of_taken(fact)));
    decided(app, taken, after).await
}

/// `POST /changes/{id}/dismissal`: leaves what is registered as it is.
///
/// # Errors
/// When the registry does not answer.
pub async fn dismiss(
    app: web::Data<App>,
    id: web::Path<String>,
    seen: web::Form<Seen>,
) -> Result<HttpResponse, Error> {
    let (id, Seen { found_at, after }) = (id.into_inner(), seen.into_inner());
    let dismissed = app.registry.write(move |db| changes::dismiss(db, &id, found_at));
    decided(&app, dismissed.await?.map(|name| (name, "change-dismissed")), &after).await
}

/// The address of the page that begins there.
fn page_after(after: &str) -> String {
    let query = serde_urlencoded::to_string([("after", after)]).unwrap_or_default();
    if after.is_empty() { HERE.to_owned() } else { format!("{HERE}?{query}") }
}

/// Leads back to the page on which it was decided; what was decided already by somebody else is told.
///
/// # Errors
/// When the registry does not answer.
pub async fn decided(
    app: &App,
    done: Option<(String, &'static str)>,
    after: &str,
) -> Result<HttpResponse, Error> {
    app.registry.count_changes().await?;
    let line = match done {
        Some((name, text)) => Line::new(text, &[("name", &name)]),
        None => Line::new("change-over", &[]),
    };
    Ok(Notice::new(HERE.to_owned(), vec![line], None).sent_to(&page_after(after)))
}

/// The directory, imported at that moment, with which the register was compared.
fn compared_with(s: &Shell, directory: &Directory, imported_at: i64) -> String {
    if source(directory) == Source::Gateway {
        return s.text("changes-with-gateway");
    }
    match directory.description() {
        Description::Index(status) if status.imported_at == imported_at => match status.date {
            Some(day) => s.with("changes-with-directory", &[("day", s.day(day).into())]),
            None => s.with("changes-with-file", &[("file", (&status.file_name).into())]),
        },
        // Another process has compared with an index of its own, or it has been replaced since.
        _ => s.with("changes-with-older", &[("day", s.day_of(&imported_at).into())]),
    }
}

/// Where the entries of the directory come from with which the register is compared.
fn source(directory: &Directory) -> Source {
    match (directory, directory.description()) {
        (Directory::Gateway(_), _) => Source::Gateway,
        (_, Description::Index(status)) if status.kind == Kind::Demo => Source::Demo,
        _ => Source::Index,
    }
}

fn row(s: &Shell, change: Change) -> Row {
    let Change { id, difference, found_at, worker, organization } = change;
    let fact = difference.fact;
    let place = organization.map(|organization| organization.name).unwrap_or_default();
    let link = match (&difference.rpps_number, &difference.finess) {
        (Some(rpps), _) => format!("/workers/{rpps}"),
        (None, Some(finess)) => format!("/organizations/{finess}"),
        (None, None) => HERE.to_owned(),
    };
    let take = match fact {
        ChangedFact::Affiliation => "change-remove-link",
        ChangedFact::Presence => "change-remove",
        _ => "change-take",
    };
    let question = (fact == ChangedFact::Presence).then(|| format!("{HERE}/{id}/{found_at}/removal"));
    Row {
        id,
        found_at,
        question,
        link,
        fact: s.with(text_of(fact), &[("organization", (&place).into())]),
        name: worker.map_or(place, |worker| worker.display_name()),
        registered: match &difference.directory {
            None => s.text("change-here"),
            Some(_) => shown(s, fact, &difference.registered),
        },
        directory: match &difference.directory {
            None => s.text("change-gone"),
            Some(said) => shown(s, fact, said),
        },
        take,
    }
}

fn text_of_taken(fact: ChangedFact) -> &'static str {
    match fact {
        ChangedFact::Affiliation => "change-unlinked",
        ChangedFact::Presence => "change-removed",
        _ => "change-taken",
    }
}

fn text_of(fact: ChangedFact) -> &'static str {
    match fact {
        ChangedFact::LastName => "change-last-name",
        ChangedFact::FirstName => "change-first-name",
        ChangedFact::Profession => "change-profession",
        ChangedFact::Name => "change-name",
        ChangedFact::Place => "change-place",
        ChangedFact::Affiliation => "change-affiliation",
        ChangedFact::Presence => "change-presence",
    }
}

fn shown(s: &Shell, fact: ChangedFact, facts: &Facts) -> String {
    let text = match fact {
        ChangedFact::Place => {
            let [street, postcode, city] = place_lines(facts);
            let town = [postcode, city].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let lines = street.into_iter().chain((!town.is_empty()).then_some(town));
            lines.collect::<Vec<_>>().join(", ")
        }
        _ => facts.get(fact.as_str()).cloned().unwrap_or_default(),
    };
    if text.is_empty() { s.text("change-nothing") } else { text }
}
