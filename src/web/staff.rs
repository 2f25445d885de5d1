//! `/staff`: for admins, who may come in.

use actix_web::{HttpRequest, HttpResponse, Responder, http::StatusCode, web};
use askama::Template;
use serde::Deserialize;

use super::{
    app::App,
    error::Error,
    notice::{Line, Notice},
    page::{InShell, Page},
    redirect::see_other,
    removal::RemovalPage,
    shell::Shell,
    visitor::SignedIn,
};
use crate::{
    domain::staff::{Email, Role},
    registry::{
        invitations,
        secret::Secret,
        staff::{self, By, Change},
        staff_record::Account,
        tokens,
    },
};

/// Whom to invite, and to what.
#[derive(Debug, Deserialize)]
pub struct InvitationForm {
    email: String,
    #[serde(default)]
    role: String,
}

/// What somebody may do from now on.
#[derive(Debug, Deserialize)]
pub struct RoleForm {
    role: Role,
}

/// A link to hand on, shown once.
struct Invited {
    email: Email,
    link: String,
    /// Whether it gives an account that is there a new password.
    is_known: bool,
}

#[derive(Template)]
#[template(path = "staff/index.html")]
struct StaffPage {
    s: Shell,
    accounts: Vec<Account>,
    own: Email,
    invited: Option<Invited>,
    /// What was typed for an address, where it is none.
    wrong: Option<String>,
}

/// `GET /staff`: the accounts, and the form that invites.
///
/// # Errors
/// When the registry does not answer.
pub async fn index(s: Shell, app: web::Data<App>, one: SignedIn) -> Result<impl Responder, Error> {
    Ok(Page::new(page(s, &app, &one).await?))
}

/// `POST /staff/invitations`: makes a link, good once and for a day, and shows it once.
///
/// # Errors
/// When the registry does not answer.
pub async fn invite(
    s: Shell,
    app: web::Data<App>,
    one: SignedIn,
    form: web::Form<InvitationForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let page = page(s.at("/staff"), &app, &one).await?;
    let Ok(email) = Email::parse(&form.email) else {
        let page = StaffPage { wrong: Some(form.into_inner().email), ..page };
        return Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).respond_to(&request));
    };
    let secret = Secret::new().map_err(|error| Error::Failed(error.to_string()))?;
    let (hash, invited, role) =
        (secret.hash(), email.clone(), Role::parse(&form.role).unwrap_or(Role::Staff));
    let (actor, now) = (one.staff().email.clone(), page.s.now.as_second());
    let made = app.registry.write(move |db| {
        invitations::invite(db, &hash, Some(&invited), role, By { actor: actor.as_str(), now })
    });
    made.await?;
    tracing::info!(account = email.as_str(), "a link was made");
    let is_known = page.accounts.iter().any(|account| account.staff.email == email);
    let link = format!("{}/welcome?token={}", app.site.url, secret.reveal());
    let page = StaffPage { invited: Some(Invited { email, link, is_known }), ..page };
    Ok(Page::new(page).respond_to(&request))
}

/// `POST /staff/{email}/role`: another role.
///
/// # Errors
/// When there is no such account, or the registry does not answer.
pub async fn set_role(
    app: web::Data<App>,
    one: SignedIn,
    path: web::Path<String>,
    form: web::Form<RoleForm>,
) -> Result<HttpResponse, Error> {
    let email = key(&path)?;
    let (role, actor, now) = (form.role, one.staff().email.clone(), (app.clock)().as_second());
    let changed = email.clone();
    let change = app
        .registry
        .write(move |db| staff::set_role(db, &changed, role, By { actor: actor.as_str(), now }))
        .await?;
    let text = match (change, role) {
        (Change::Unknown, _) => return Err(Error::NotFound("error-account")),
        (Change::LastAdmin, _) => "staff-last-admin",
        (Change::Done, Role::Admin) => "staff-made-admin",
        (Change::Done, Role::Staff) => "staff-made-staff",
    };
    Ok(told(text, &email, &one, change == Change::Done && role == Role::Staff))
}

/// `GET /staff/{email}/removal`: the question.
///
/// # Errors
/// When there is no such account, or the registry does not answer.
pub async fn ask_removal(
    s: Shell,
    app: web::Data<App>,
    path: web::Path<String>,
) -> Result<impl Responder, Error> {
    let email = key(&path)?;
    let maker = email.clone();
    let found = app.registry.read(move |db| Ok((staff::all(db)?, tokens::made_by(db, maker.as_str())?)));
    let (accounts, tokens) = found.await?;
    let is_admin = |account: &&Account| account.staff.is_admin();
    let account = accounts.iter().find(|account| account.staff.email == email);
    let account = account.ok_or(Error::NotFound("error-account"))?;
    let tokens =
        (!tokens.is_empty()).then(|| s.with("remove-staff-tokens", &[("tokens", tokens.join(", ").into())]));
    let is_last = is_admin(&account) && accounts.iter().filter(is_admin).count() == 1;
    Ok(Page::new(RemovalPage {
        question: s.with("remove-staff-question", &[("name", (&account.staff.name).into())]),
        goes: vec![s.with("remove-staff-goes", &[("email", email.as_str().into())])],
        stays: [s.text("remove-staff-stays")].into_iter().chain(tokens).collect(),
        warning: None,
        button: s.text("remove-button"),
        obstacle: is_last.then(|| s.with("staff-last-admin", &[("email", email.as_str().into())])),
        back: "/staff".to_owned(),
        s,
    }))
}

/// `POST /staff/{email}/removal`: removes the account, which ends its sessions.
///
/// # Errors
/// When there is no such account, or the registry does not answer.
pub async fn remove(
    app: web::Data<App>,
    one: SignedIn,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let email = key(&path)?;
    let (removed, actor, now) = (email.clone(), one.staff().email.clone(), (app.clock)().as_second());
    let change =
        app.registry.write(move |db| staff::remove(db, &removed, By { actor: actor.as_str(), now })).await?;
    match change {
        Change::Unknown => Err(Error::NotFound("error-account")),
        Change::LastAdmin => Ok(see_other(&format!("/staff/{email}/removal"))),
        Change::Done => Ok(told("removed-staff", &email, &one, true)),
    }
}

/// Leads to the accounts with a line that says what was done; whoever may no longer see them goes to
/// the search.
fn told(text: &str, email: &Email, one: &SignedIn, takes_away: bool) -> HttpResponse {
    if takes_away && *email == one.staff().email {
        return see_other("/");
    }
    let line = Line::new(text, &[("email", email.as_str())]);
    Notice::new("/staff".to_owned(), vec![line], None).sent_to("/staff")
}

async fn page(s: Shell, app: &App, one: &SignedIn) -> Result<StaffPage, Error> {
    let accounts = app.registry.read(staff::all).await?;
    Ok(StaffPage { s, accounts, own: one.staff().email.clone(), invited: None, wrong: None })
}

impl StaffPage {
    fn is_own(&self, account: &Account) -> bool {
        account.staff.email == self.own
    }
}

fn key(text: &str) -> Result<Email, Error> {
    Email::parse(text).map_err(|_| Error::NotFound("error-account"))
}

impl InShell for StaffPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
