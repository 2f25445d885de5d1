//! `/staff/invitations`: links that let somebody in once.

use actix_web::{HttpRequest, HttpResponse, Responder, http::StatusCode, web};
use serde::Deserialize;

use super::{
    app::App,
    error::Error,
    notice::{Line, Notice},
    page::Page,
    shell::Shell,
    staff::{self, Invited, StaffPage},
    visitor::SignedIn,
};
use crate::{
    domain::staff::{Email, Role},
    registry::{invitations, secret::Secret, staff::By},
};

/// Whom to invite, and to what.
#[derive(Debug, Deserialize)]
pub struct InvitationForm {
    email: String,
    /// None where the address has an account.
    role: Option<String>,
}

/// `POST /staff/invitations`: makes a link, good once and for a day, and shows it once.
///
/// # Errors
/// When the registry does not answer.
pub async fn create(
    s: Shell,
    app: web::Data<App>,
    one: SignedIn,
    form: web::Form<InvitationForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let page = staff::page(s.at("/staff"), &app, &one).await?;
    let Ok(email) = Email::parse(&form.email) else {
        let page = StaffPage { wrong: Some(form.into_inner().email), ..page };
        return Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).respond_to(&request));
    };
    let asked = form.role.as_deref().and_then(Role::parse);
    let known = page.accounts.iter().find(|account| account.staff.email == email);
    let known = known.map(|account| account.staff.role);
    let role = known.or(asked).unwrap_or(Role::Staff);
    let secret = Secret::new().map_err(|error| Error::Failed(error.to_string()))?;
    let (hash, invited) = (secret.hash(), email.clone());
    let (actor, now) = (one.staff().email.clone(), page.s.now.as_second());
    let made = app.registry.write(move |db| {
        invitations::invite(db, &hash, Some(&invited), role, By { actor: actor.as_str(), now })
    });
    made.await?;
    let account = one.staff().email.as_str();
    tracing::info!(account, invited = email.as_str(), role = role.as_str(), "a link was made");
    let link = format!("{}/welcome?token={}", app.site.url, secret.reveal());
    let keeps_role = known.is_some() && asked.is_some_and(|asked| asked != role);
    let invited = Invited { email, link, role, is_known: known.is_some(), keeps_role };
    // The list on the page names the new link too.
    let page = StaffPage { invited: Some(invited), ..staff::page(page.s, &app, &one).await? };
    Ok(Page::new(page).respond_to(&request))
}

/// `POST /staff/invitations/{id}/removal`: withdraws a link.
///
/// # Errors
/// When the registry does not answer.
pub async fn remove(
    app: web::Data<App>,
    one: SignedIn,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let now = (app.clock)().as_second();
    let withdrawn = app.registry.write(move |db| invitations::withdraw(db, &path, now)).await?;
    let line = match &withdrawn {
        Some(email) => {
            let account = one.staff().email.as_str();
            tracing::info!(account, invited = email.as_str(), "a link was withdrawn");
            Line::new("link-withdrawn", &[("email", email.as_str())])
        }
        None => Line::new("link-gone", &[]),
    };
    Ok(Notice::new("/staff".to_owned(), vec![line], None).sent_to("/staff"))
}
