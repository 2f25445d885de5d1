//! `/sign-in`, `/session`: signing in with a password, and signing out.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse, Responder,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    web,
};
use askama::Template;
use serde::Deserialize;

use super::{
    app::App,
    destination,
    error::Error,
    error_page::Again,
    notice::{Line, Notice},
    page::{InShell, Page},
    redirect::see_other,
    session,
    shell::Shell,
    visitor::Visitor,
};
use crate::{
    domain::staff::Email,
    identity::{passwords::Password, patience::Guesser},
    registry::{sessions, staff},
};

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Destination {
    to: String,
}

/// Who somebody says they are.
#[derive(Debug, Deserialize)]
pub struct SignInForm {
    email: String,
    password: Password,
    #[serde(default)]
    to: String,
}

/// Why nobody was let in.
enum Refusal {
    /// The address or the password is wrong.
    Wrong,
    /// So many seconds must pass first.
    TooEarly(u32),
}

#[derive(Template)]
#[template(path = "sign_in/index.html")]
struct SignInPage {
    s: Shell,
    email: String,
    to: String,
    refusal: Option<Refusal>,
    /// Where single sign-on begins, where it is on.
    other_way: Option<String>,
}

/// `GET /sign-in`: the form.
///
/// # Errors
/// None of its own.
pub async fn show(
    s: Shell,
    app: web::Data<App>,
    destination: web::Query<Destination>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let to = destination::checked(&destination.to).to_owned();
    if !s.visitor.is_stranger() {
        return Ok(see_other(&to));
    }
    let other_way = other_way(&app, &to);
    Ok(Page::new(SignInPage { s, email: String::new(), to, refusal: None, other_way }).respond_to(&request))
}

/// `POST /session`: signs in.
///
/// # Errors
/// When the registry does not answer.
pub async fn create(
    s: Shell,
    app: web::Data<App>,
    form: web::Form<SignInForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let to = destination::checked(&form.to).to_owned();
    request.extensions_mut().insert(Again::Page(destination::by_sign_in(&to)));
    let email = Email::parse(&form.email).ok();
    let browser = session::browser(&request, &app.site).map(|browser| browser.hash());
    let asked = (email.clone(), browser.clone());
    let (found, is_known) = app
        .registry
        .read(move |db| match asked {
            (None, _) => Ok((None, false)),
            (Some(email), None) => Ok((staff::find(db, &email)?, false)),
            (Some(email), Some(hash)) => Ok((staff::find(db, &email)?, sessions::knows(db, &hash, &email)?)),
        })
        .await?;
    let guessers = match (&email, browser) {
        (Some(email), Some(hash)) if is_known => vec![Guesser::Browser(hash, email.to_string())],
        _ => {
            let address = app.proxies.address(&request).map(Guesser::at);
            let account = Guesser::Account(email.as_ref().map(Email::to_string).unwrap_or_default());
            address.into_iter().chain([account]).collect()
        }
    };
    let refused = |refusal| {
        let s = s.at(&destination::by_sign_in(&to));
        let other_way = other_way(&app, &to);
        let page = SignInPage { s, email: form.email, to: to.clone(), refusal: Some(refusal), other_way };
        refuse(page, &request)
    };
    let (account, from) = (email.as_ref().map(Email::as_str), app.proxies.shown_address(&request));
    if let Err(wait) = app.patience.try_now(&guessers, (app.clock)().as_second()) {
        tracing::warn!(account, from, "signing in is slowed down");
        return Ok(refused(Refusal::TooEarly(wait)));
    }
    let hash = found.as_ref().map(|account| account.password_hash.clone());
    let is_right = app.passwords.is_right(form.password, hash).await?;
    if let Some(found) = found.filter(|_| is_right)
        && let Some(response) = session::begin(&app, &request, found, see_other(&to)).await?
    {
        app.patience.succeeded(&guessers);
        tracing::info!(account, from, "signed in");
        return Ok(response);
    }
    tracing::warn!(account, from, "signing in failed");
    Ok(refused(Refusal::Wrong))
}

/// `POST /session/removal`: signs out.
///
/// # Errors
/// When the registry does not answer.
pub async fn remove(visitor: Visitor, app: web::Data<App>) -> Result<HttpResponse, Error> {
    if let Some(one) = visitor.signed_in().cloned() {
        let ended = move |db: &mut _| sessions::end(db, &one.staff().email, &one.session().id);
        app.registry.write(ended).await?;
    }
    let mut response =
        Notice::new("/sign-in".to_owned(), vec![Line::new("signed-out", &[])], None).sent_to("/sign-in");
    session::forget(&mut response, &app.site);
    Ok(response)
}

fn other_way(app: &App, to: &str) -> Option<String> {
    app.single_sign_on.as_ref()?;
    Some(format!("/oidc/sign-in?{}", serde_urlencoded::to_string([("to", to)]).unwrap_or_default()))
}

fn refuse(page: SignInPage, request: &HttpRequest) -> HttpResponse {
    match page.refusal {
        Some(Refusal::TooEarly(wait)) => {
            let mut response = Page::with_status(StatusCode::TOO_MANY_REQUESTS, page).respond_to(request);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
            response
        }
        _ => Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).respond_to(request),
    }
}

impl SignInPage {
    /// What went wrong, in words.
    fn problem(&self) -> Option<String> {
        match self.refusal.as_ref()? {
            Refusal::Wrong => Some(self.s.text("sign-in-wrong")),
            Refusal::TooEarly(wait) => {
                Some(self.s.with("sign-in-too-early", &[("seconds", u64::from(*wait).into())]))
            }
        }
    }

    /// Whether a selection waits behind it.
    fn is_for_selection(&self) -> bool {
        self.to.starts_with("/selections/new?")
    }
}

impl InShell for SignInPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
