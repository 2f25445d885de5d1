//! `/welcome`: a link that is good once makes an account, or gives one a new password.

use actix_web::{HttpMessage, HttpRequest, HttpResponse, Responder, http::StatusCode, web};
use askama::Template;
use serde::Deserialize;

use super::{
    app::App,
    error::Error,
    error_page::Again,
    new_password,
    notice::{Line, Notice},
    page::{InShell, Page},
    session,
    shell::Shell,
};
use crate::{
    domain::staff::{self as words, Email, Role},
    identity::passwords::Password,
    registry::{
        invitations::{self, Invitation, Welcomed},
        secret::Secret,
        staff,
    },
};

/// What a link carries.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Link {
    token: String,
}

/// Who somebody is, and their password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WelcomeForm {
    token: String,
    email: String,
    name: String,
    password: Password,
    again: Password,
}

#[derive(Template)]
#[template(path = "welcome/index.html")]
struct WelcomePage {
    s: Shell,
    invitation: Invitation,
    form: WelcomeForm,
    /// The texts that say what is wrong with the form.
    wrong: Vec<&'static str>,
}

/// `GET /welcome?token=…`: the form of the link, which stays good until it is sent.
///
/// # Errors
/// When the link is not good, or the registry does not answer.
pub async fn show(
    s: Shell,
    app: web::Data<App>,
    link: web::Query<Link>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let token = link.into_inner().token;
    let (_, invitation) = find(&app, &token).await?;
    let form = WelcomeForm { token, ..WelcomeForm::default() };
    Ok(Page::new(WelcomePage { s, invitation, form, wrong: Vec::new() }).respond_to(&request))
}

/// `POST /welcome`: makes the account or changes its password, and signs in.
///
/// # Errors
/// When the link is not good, or the registry does not answer.
pub async fn create(
    s: Shell,
    app: web::Data<App>,
    form: web::Form<WelcomeForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let address = format!("/welcome?token={}", form.token);
    let (token, invitation) = find(&app, &form.token).await?;
    request.extensions_mut().insert(Again::Page(address.clone()));
    let language = s.language();
    let s = s.at(&address);
    let (email, name) = match &invitation {
        Invitation::First => (Email::parse(&form.email).ok(), words::name(&form.name)),
        Invitation::Account(email, _) => (Some(email.clone()), words::name(&form.name)),
        Invitation::Password(account) => (Some(account.email.clone()), Some(account.name.clone())),
    };
    let mut wrong: Vec<&'static str> = Vec::new();
    wrong.extend(email.is_none().then_some("email-wrong"));
    wrong.extend(name.is_none().then_some("name-wrong"));
    let (Some(email), Some(name)) = (email, name) else {
        return Ok(refused(WelcomePage { s, invitation, form, wrong }, &request));
    };
    let typed = (form.password.clone(), &form.again);
    let hash = match new_password::hash(&app, typed, (&email, &name)).await? {
        Ok(hash) => hash,
        Err(text) => return Ok(refused(WelcomePage { s, invitation, form, wrong: vec![text] }, &request)),
    };
    let now = (app.clock)().as_second();
    let welcomed = app.registry.write(move |db| {
        let facts = (Some(&email), name.as_str(), Some(language));
        match invitations::accept(db, &token, facts, &hash, now)? {
            Welcomed::Done(one, used) => {
                Ok(staff::find(db, &one.email)?.map(|account| (account, word_of(&used))))
            }
            Welcomed::NotGood => Ok(None),
        }
    });
    let (account, done) = welcomed.await?.ok_or(Error::NotFound("error-link"))?;
    let from = app.proxies.shown_address(&request);
    tracing::info!(account = account.staff.email.as_str(), from, "a link was used: {done}");
    let line = Line::new("welcomed", &[("name", &account.staff.name)]);
    let response = Notice::new("/".to_owned(), vec![line], None).sent_to("/");
    session::begin(&app, &request, account, response).await?.ok_or(Error::NotFound("error-link"))
}

/// What a link is good for, and its hash.
async fn find(app: &App, token: &str) -> Result<(String, Invitation), Error> {
    let hash = Secret::parse(token).ok_or(Error::NotFound("error-link"))?.hash();
    let (asked, now) = (hash.clone(), (app.clock)().as_second());
    let found = app.registry.read(move |db| invitations::find(db, &asked, now)).await?;
    Ok((hash, found.ok_or(Error::NotFound("error-link"))?))
}

/// What using a link did, for the log.
fn word_of(used: &Invitation) -> &'static str {
    match used {
        Invitation::First => "the first admin's account was made",
        Invitation::Account(_, Role::Admin) => "an invited admin's account was made",
        Invitation::Account(_, Role::Staff) => "an invited account was made",
        Invitation::Password(_) => "a new password was chosen",
    }
}

fn refused(page: WelcomePage, request: &HttpRequest) -> HttpResponse {
    Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).respond_to(request)
}

impl WelcomePage {
    /// The text that says what the link is for.
    fn title(&self) -> &'static str {
        match self.invitation {
            Invitation::Password(_) => "welcome-password-title",
            Invitation::First | Invitation::Account(..) => "welcome-title",
        }
    }

    /// The address of the account, where it is settled.
    fn email(&self) -> Option<&Email> {
        match &self.invitation {
            Invitation::First => None,
            Invitation::Account(email, _) => Some(email),
            Invitation::Password(account) => Some(&account.email),
        }
    }

    /// Whether the name is to be typed.
    fn asks_name(&self) -> bool {
        !matches!(self.invitation, Invitation::Password(_))
    }

    fn is_first(&self) -> bool {
        self.invitation == Invitation::First
    }

    fn is_wrong(&self, text: &str) -> bool {
        self.wrong.iter().any(|wrong| wrong.starts_with(text))
    }
}

impl InShell for WelcomePage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
