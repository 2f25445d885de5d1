//! `/account`: one's own name, language, password and sessions.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    cookie::{Cookie, SameSite, time::Duration},
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
    error::Error,
    locale::Language,
    new_password,
    notice::{Line, Notice},
    page::{InShell, Page},
    session,
    shell::Shell,
    visitor::SignedIn,
};
use crate::{
    domain::staff::{self as words, Staff},
    identity::{passwords::Password, patience::Guesser},
    registry::{
        sessions::{self, Session},
        staff,
    },
};

/// One's name and language.
#[derive(Debug, Deserialize)]
pub struct DetailsForm {
    name: String,
    #[serde(default)]
    language: String,
}

/// The password that is, and the one to be.
#[derive(Debug, Deserialize)]
pub struct PasswordForm {
    current: Password,
    password: Password,
    again: Password,
}

#[derive(Template)]
#[template(path = "account/index.html")]
struct AccountPage {
    s: Shell,
    staff: Staff,
    sessions: Vec<Session>,
    /// The session of this browser.
    own: String,
    /// The text that says what is wrong with a form.
    wrong: Option<&'static str>,
}

/// `GET /account`: the forms, and the sessions.
///
/// # Errors
/// When the registry does not answer.
pub async fn show(s: Shell, app: web::Data<App>, one: SignedIn) -> Result<impl Responder, Error> {
    Ok(Page::new(page(s, &app, &one, None).await?))
}

/// `POST /account`: another name, another language.
///
/// # Errors
/// When the registry does not answer.
pub async fn update(
    s: Shell,
    app: web::Data<App>,
    one: SignedIn,
    form: web::Form<DetailsForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let Some(name) = words::name(&form.name) else {
        return refused(s, &app, &one, "name-wrong", &request).await;
    };
    let language = Language::parse(&form.language);
    let (email, code) = (one.staff().email.clone(), language.map(|language| language.code().to_owned()));
    app.registry.write(move |db| staff::set_details(db, &email, &name, &code)).await?;
    let mut response = done("account-saved");
    let mut chosen = Cookie::build(super::language::COOKIE, language.map_or("", Language::code))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish();
    if language.is_none() {
        chosen.make_removal();
    }
    response.add_cookie(&chosen).map_err(|error| Error::Failed(error.to_string()))?;
    Ok(response)
}

/// `POST /account/password`: another password, which ends all sessions; this browser's goes on as a new
/// one, so that whoever has got hold of the old one is out.
///
/// # Errors
/// When the registry does not answer.
pub async fn set_password(
    s: Shell,
    app: web::Data<App>,
    one: SignedIn,
    form: web::Form<PasswordForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let email = one.staff().email.clone();
    let guesser = [Guesser::Browser(one.session().id.clone(), email.to_string())];
    if let Err(wait) = app.patience.try_now(&guesser, (app.clock)().as_second()) {
        tracing::warn!(account = email.as_str(), "changing a password is slowed down");
        let page = page(s.at("/account"), &app, &one, Some("password-current-too-early")).await?;
        let mut response = Page::with_status(StatusCode::TOO_MANY_REQUESTS, page).respond_to(&request);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
        return Ok(response);
    }
    let asked = email.clone();
    let account = app.registry.read(move |db| staff::find(db, &asked)).await?;
    let current = account.map(|account| account.password_hash);
    if !app.passwords.is_right(form.current, current).await? {
        return refused(s, &app, &one, "password-current-wrong", &request).await;
    }
    app.patience.succeeded(&guesser);
    let typed = (form.password, &form.again);
    match new_password::hash(&app, typed, (&email, &one.staff().name)).await? {
        Ok(hash) => {
            let changed = app.registry.write(move |db| {
                staff::set_password(db, &email, &hash)?;
                staff::find(db, &email)
            });
            let account = changed.await?.ok_or(Error::NotFound("error-account"))?;
            tracing::info!(account = one.staff().email.as_str(), "a password was changed");
            let response = done("account-password-changed");
            session::begin(&app, &request, account, response).await?.ok_or(Error::NotFound("error-account"))
        }
        Err(text) => refused(s, &app, &one, text, &request).await,
    }
}

/// `POST /account/sessions/{id}/removal`: ends one session.
///
/// # Errors
/// When the registry does not answer.
pub async fn end_session(
    app: web::Data<App>,
    one: SignedIn,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let is_own = one.session().id == *path;
    let email = one.staff().email.clone();
    app.registry.write(move |db| sessions::end(db, &email, &path)).await?;
    if !is_own {
        return Ok(done("account-session-ended"));
    }
    let mut response =
        Notice::new("/sign-in".to_owned(), vec![Line::new("signed-out", &[])], None).sent_to("/sign-in");
    session::forget(&mut response, &app.site);
    Ok(response)
}

fn done(text: &str) -> HttpResponse {
    Notice::new("/account".to_owned(), vec![Line::new(text, &[])], None).sent_to("/account")
}

async fn refused(
    s: Shell,
    app: &App,
    one: &SignedIn,
    wrong: &'static str,
    request: &HttpRequest,
) -> Result<HttpResponse, Error> {
    let page = page(s.at("/account"), app, one, Some(wrong)).await?;
    Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).respond_to(request))
}

async fn page(
    s: Shell,
    app: &App,
    one: &SignedIn,
    wrong: Option<&'static str>,
) -> Result<AccountPage, Error> {
    let (email, now) = (one.staff().email.clone(), s.now.as_second());
    let sessions = app.registry.read(move |db| sessions::of(db, &email, now)).await?;
    Ok(AccountPage { s, staff: one.staff().clone(), sessions, own: one.session().id.clone(), wrong })
}

impl AccountPage {
    /// Each language: its code, its name, and whether it is the one chosen.
    fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        let is_chosen = |code: &str| self.staff.language.as_deref() == Some(code);
        let languages = Language::ALL.map(|one| (one.code(), one.own_name(), is_chosen(one.code())));
        languages.to_vec()
    }

    fn is_wrong(&self, text: &str) -> bool {
        self.wrong.is_some_and(|wrong| wrong.starts_with(text))
    }
}

impl InShell for AccountPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
