//! `/workers/{rpps_number}/forgetting`: what an admin does for a person who asks to be forgotten.

use actix_web::{HttpResponse, Responder, web};

use super::{
    app::App,
    error::Error,
    notice::{Line, Notice},
    page::Page,
    removal::RemovalPage,
    shell::Shell,
    visitor::Visitor,
};
use crate::{
    domain::identifiers::Rpps,
    registry::{forget, workers},
};

/// `GET …/forgetting`: the question; also of a person who is no longer registered, but of whom the
/// history tells.
///
/// # Errors
/// When nothing is known of the person, or the registry does not answer.
pub async fn ask(s: Shell, app: web::Data<App>, path: web::Path<String>) -> Result<impl Responder, Error> {
    let rpps = key(&path)?;
    let asked = rpps.clone();
    let found = app.registry.read(move |db| Ok((forget::known(db, &asked)?, workers::find(db, &asked)?)));
    let (known, worker) = found.await?;
    if known.is_nothing() {
        return Err(Error::NotFound("error-worker"));
    }
    let name = worker.as_ref().map(|worker| worker.facts.display_name());
    let name = name.unwrap_or_else(|| format!("RPPS {}", rpps.grouped()));
    let counted = |text, count: u64| (count > 0).then(|| s.with(text, &[("count", count.into())]));
    let goes = [
        worker.is_some().then(|| s.text("forget-goes-person")),
        counted("forget-goes-links", known.affiliations),
        counted("forget-goes-history", known.events),
    ];
    let stays = ["forget-stays-history", "forget-stays-directory", "forget-stays-copies"];
    Ok(Page::new(RemovalPage {
        question: s.with("forget-question", &[("worker", name.into())]),
        goes: goes.into_iter().flatten().collect(),
        stays: stays.map(|text| s.text(text)).to_vec(),
        warning: Some(s.text("forget-warning")),
        button: s.text("forget-button"),
        obstacle: None,
        back: if worker.is_some() { format!("/workers/{rpps}") } else { "/history".to_owned() },
        s,
    }))
}

/// `POST …/forgetting`: forgets the person.
///
/// # Errors
/// When nothing is known of the person, or the registry does not answer.
pub async fn forget(
    visitor: Visitor,
    app: web::Data<App>,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let forgotten = app.registry.forget(key(&path)?, app.stamp(&visitor)).await?;
    if forgotten.is_nothing() {
        return Err(Error::NotFound("error-worker"));
    }
    let listing = "/workers";
    // No name: what travels with the notice would be one more trace.
    Ok(Notice::new(listing.to_owned(), vec![Line::new("forgotten", &[])], None).sent_to(listing))
}

fn key(text: &str) -> Result<Rpps, Error> {
    Rpps::parse(text).map_err(|_| Error::NotFound("error-worker"))
}
