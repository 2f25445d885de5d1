//! `/staff/{email}/administration`: giving it, and, after a question, taking it away.

use actix_web::{HttpResponse, Responder, web};

use super::{
    app::App,
    error::Error,
    page::Page,
    redirect::see_other,
    removal::RemovalPage,
    shell::Shell,
    staff::{Questioned, key, questioned, told},
    visitor::SignedIn,
};
use crate::{
    domain::staff::{Email, Role},
    registry::staff::{self, By, Change},
};

/// `POST /staff/{email}/administration`: makes somebody an admin.
///
/// # Errors
/// When there is no such account, or the registry does not answer.
pub async fn create(
    app: web::Data<App>,
    one: SignedIn,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let email = key(&path)?;
    set_role(&app, &one, &email, Role::Admin).await?;
    Ok(told("staff-made-admin", &email, &one, false))
}

/// `GET /staff/{email}/administration/removal`: the question.
///
/// # Errors
/// When there is no such account, or the registry does not answer.
pub async fn ask_removal(
    s: Shell,
    app: web::Data<App>,
    path: web::Path<String>,
) -> Result<impl Responder, Error> {
    let email = key(&path)?;
    let Questioned { name, tokens, obstacle } = questioned(&s, &app, &email).await?;
    Ok(Page::new(RemovalPage {
        question: s.with("remove-admin-question", &[("name", name.into())]),
        goes: vec![s.text("remove-admin-goes"), s.text("remove-admin-links")],
        stays: [s.text("remove-admin-stays")].into_iter().chain(tokens).collect(),
        warning: None,
        button: s.text("staff-make-staff"),
        obstacle,
        back: "/staff".to_owned(),
        s,
    }))
}

/// `POST /staff/{email}/administration/removal`: makes an admin one no more.
///
/// # Errors
/// When there is no such account, or the registry does not answer.
pub async fn remove(
    app: web::Data<App>,
    one: SignedIn,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let email = key(&path)?;
    match set_role(&app, &one, &email, Role::Staff).await? {
        Change::LastAdmin => Ok(see_other(&format!("/staff/{email}/administration/removal"))),
        _ => Ok(told("staff-made-staff", &email, &one, true)),
    }
}

async fn set_role(app: &App, one: &SignedIn, email: &Email, role: Role) -> Result<Change, Error> {
    let (changed, actor, now) = (email.clone(), one.staff().email.clone(), (app.clock)().as_second());
    let change = app
        .registry
        .write(move |db| staff::set_role(db, &changed, role, By { actor: actor.as_str(), now }))
        .await?;
    if change == Change::Unknown { Err(Error::NotFound("error-account")) } else { Ok(change) }
}
