//! Removing what the directory no longer has, with its links: the question before it.

use actix_web::{Either, HttpResponse, web};

use super::{
    app::App, changes, error::Error, page::Page, removal::RemovalPage, shell::Shell, visitor::Visitor,
};
use crate::registry::taking::{self, Going};

/// `GET /changes/{id}/{found_at}/removal`: the question, or back to the changes where this one is no longer
/// open.
///
/// # Errors
/// When the registry does not answer.
pub async fn ask_removal(
    s: Shell,
    app: web::Data<App>,
    path: web::Path<(String, i64)>,
) -> Result<Either<Page<RemovalPage>, HttpResponse>, Error> {
    let (id, found_at) = path.into_inner();
    let Some(Going { worker, organization, links, mut names }) =
        app.registry.read(move |db| taking::going(db, &id, found_at)).await?
    else {
        return changes::decided(&app, None, "").await.map(Either::Right);
    };
    if links > names.len() as u64 {
        names.push("…".to_owned());
    }
    let (question, own) = match (worker, organization) {
        (Some(worker), _) => {
            let name = [("worker", worker.display_name().into())];
            (s.with("remove-worker-question", &name), "remove-worker-goes")
        }
        (None, organization) => {
            let name = organization.map(|organization| organization.name).unwrap_or_default();
            (
                s.with("remove-organization-question", &[("organization", name.into())]),
                "remove-organization-goes",
            )
        }
    };
    let named = [("count", links.into()), ("names", names.join(", ").into())];
    let links = (links > 0).then(|| s.with("change-removal-links", &named));
    Ok(Either::Left(Page::new(RemovalPage {
        question,
        goes: [s.text(own)].into_iter().chain(links).collect(),
        stays: vec![s.text("remove-history-stays")],
        warning: Some(s.text("change-removal-final")),
        obstacle: None,
        button: s.text("remove-button"),
        back: changes::HERE.to_owned(),
        s,
    })))
}

/// `POST /changes/{id}/{found_at}/removal`: removes it with its links.
///
/// # Errors
/// When the registry does not answer.
pub async fn remove(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, i64)>,
) -> Result<HttpResponse, Error> {
    let (id, found_at) = path.into_inner();
    changes::take_over(&app, &visitor, id, found_at, "").await
}
