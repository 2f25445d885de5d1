//! `/oidc`: signing in at another site that says who somebody is.

use actix_web::{HttpRequest, HttpResponse, cookie::time::Duration, web};
use serde::Deserialize;

use super::{
    app::App,
    destination,
    error::Error,
    notice::{Line, Notice},
    redirect::see_other,
    session,
};
use crate::{
    identity::single_sign_on::{Left, SingleSignOn, SingleSignOnError},
    registry::staff,
};

/// The cookie of those who have left and not come back.
const LEFT: &str = "carnet-oidc";

/// How long one may take at the other site.
const BACK_WITHIN: Duration = Duration::minutes(10);

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Destination {
    to: String,
}

/// What one comes back with (RFC 6749 §4.1.2).
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Back {
    state: String,
    code: String,
    error: String,
}

/// `GET /oidc/sign-in`: leads to the other site.
///
/// # Errors
/// When single sign-on is off.
pub async fn leave(app: web::Data<App>, destination: web::Query<Destination>) -> Result<HttpResponse, Error> {
    let to = destination::checked(&destination.to);
    let (address, left) = match issuer(&app)?.leave(to).await {
        Ok(way) => way,
        Err(error) => return Ok(refused(&error, to, &app)),
    };
    let mut response = see_other(&address);
    let carried = serde_urlencoded::to_string(&left).map_err(|error| Error::Failed(error.to_string()))?;
    session::carry(&mut response, &app.site, (LEFT, carried), BACK_WITHIN);
    Ok(response)
}

/// `GET /oidc/callback`: signs in whoever comes back, where they have an account.
///
/// # Errors
/// When single sign-on is off, or the registry does not answer.
pub async fn come_back(
    app: web::Data<App>,
    back: web::Query<Back>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let back = back.into_inner();
    let carried = request.cookie(&app.site.cookie_name(LEFT));
    let left: Option<Left> = carried.and_then(|cookie| serde_urlencoded::from_str(cookie.value()).ok());
    let Some(left) = left else {
        let error = SingleSignOnError::Refused("nobody had left".to_owned());
        return Ok(refused(&error, "/", &app));
    };
    let to = destination::checked(&left.to).to_owned();
    let email = if back.error.is_empty() {
        issuer(&app)?.come_back(left, &back.state, back.code).await
    } else {
        // Anybody can write this word into an address: in the log it stays one word.
        Err(SingleSignOnError::Refused(format!("{:?}", back.error)))
    };
    let email = match email {
        Ok(email) => email,
        Err(error) => return Ok(refused(&error, &to, &app)),
    };
    let asked = email.clone();
    let account = app.registry.read(move |db| staff::find(db, &asked)).await?;
    let response = match account {
        Some(account) => session::begin(&app, &request, account, see_other(&to)).await?,
        None => None,
    };
    let Some(mut response) = response else {
        tracing::warn!(account = email.as_str(), "single sign-on: there is no such account");
        return Ok(led_back("oidc-no-account", &to, &app));
    };
    tracing::info!(account = email.as_str(), "signed in by single sign-on");
    session::drop_carried(&mut response, &app.site, LEFT);
    Ok(response)
}

fn issuer(app: &App) -> Result<&SingleSignOn, Error> {
    app.single_sign_on.as_ref().ok_or(Error::NotFound("error-404"))
}

fn refused(error: &SingleSignOnError, to: &str, app: &App) -> HttpResponse {
    tracing::warn!("single sign-on: {error}");
    let text = match error {
        SingleSignOnError::Issuer(_) => "oidc-issuer-down",
        SingleSignOnError::Refused(_) => "oidc-refused",
        SingleSignOnError::NoEmail => "oidc-no-account",
    };
    led_back(text, to, app)
}

/// Leads to the form that signs in, with a line that says why.
fn led_back(text: &str, to: &str, app: &App) -> HttpResponse {
    let notice = Notice::new("/sign-in".to_owned(), vec![Line::new(text, &[])], None);
    let mut response = notice.sent_to(&destination::by_sign_in(to));
    session::drop_carried(&mut response, &app.site, LEFT);
    response
}
