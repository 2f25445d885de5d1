//! `/organizations/{finess}/workers/{rpps_number}/removal`: taking a worker off an organization.

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
    domain::identifiers::{Finess, Rpps},
    registry::{affiliations, organizations, workers},
};

/// `GET …/removal`: the question.
///
/// # Errors
/// When there is no such link, or the registry does not answer.
pub async fn ask_removal(
    s: Shell,
    app: web::Data<App>,
    path: web::Path<(String, String)>,
) -> Result<impl Responder, Error> {
    let (finess, rpps) = keys(&path)?;
    let back = format!("/organizations/{finess}");
    let found = app.registry.read(move |db| {
        let exists = affiliations::selection_of(db, &finess, &rpps)?.is_some();
        Ok((organizations::find(db, &finess)?, workers::find(db, &rpps)?, exists))
    });
    let (Some(organization), Some(worker), true) = found.await? else {
        return Err(Error::NotFound("error-affiliation"));
    };
    let worker = worker.facts.display_name();
    let names = || [("worker", (&worker).into()), ("organization", (&organization.facts.name).into())];
    Ok(Page::new(RemovalPage {
        question: s.with("remove-affiliation-question", &names()),
        goes: vec![s.text("remove-affiliation-goes")],
        stays: vec![s.with("remove-affiliation-stays", &names()), s.text("remove-history-stays")],
        warning: None,
        button: s.text("remove-button"),
        obstacle: None,
        back,
        s,
    }))
}

/// `POST …/removal`: removes the link.
///
/// # Errors
/// When there is no such link, or the registry does not answer.
pub async fn remove(
    visitor: Visitor,
    app: web::Data<App>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let (finess, rpps) = keys(&path)?;
    let target = format!("/organizations/{finess}");
    let stamp = app.stamp(&visitor);
    let removed = app.registry.write(move |db| {
        let removed = affiliations::remove(db, &finess, &rpps, &stamp.actor, stamp.now)?;
        if removed { workers::find(db, &rpps) } else { Ok(None) }
    });
    let worker = removed.await?.ok_or(Error::NotFound("error-affiliation"))?;
    let line = Line::new("removed-affiliation", &[("worker", &worker.facts.display_name())]);
    Ok(Notice::new(target.clone(), vec![line], None).sent_to(&target))
}

fn keys((finess, rpps): &(String, String)) -> Result<(Finess, Rpps), Error> {
    let not_found = |_| Error::NotFound("error-affiliation");
    Ok((Finess::parse(finess).map_err(not_found)?, Rpps::parse(rpps).map_err(not_found)?))
}
