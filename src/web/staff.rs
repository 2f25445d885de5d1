//! `/staff`: for admins, who may come in.

use actix_web::{HttpResponse, Responder, web};
use askama::Template;

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
        invitations::{self, OpenLink},
        staff::{self, By, Change},
        staff_record::Account,
        tokens,
    },
};

/// A link to hand on, shown once.
pub struct Invited {
    /// For whom it is.
    pub email: Email,
    /// The link.
    pub link: String,
    /// The role of the account that it makes, or of the one that is there.
    pub role: Role,
    /// Whether it gives an account that is there a new password.
    pub is_known: bool,
    /// Whether another role was asked for than that account's.
    pub keeps_role: bool,
}

/// The accounts, the open links, and the form that invites.
#[derive(Template)]
#[template(path = "staff/index.html")]
pub struct StaffPage {
    /// The shell.
    pub s: Shell,
    /// Every account.
    pub accounts: Vec<Account>,
    /// The links that are open.
    pub links: Vec<OpenLink>,
    /// Who looks.
    pub own: Email,
    /// The link that was made just now.
    pub invited: Option<Invited>,
    /// What was typed for an address, where it is none.
    pub wrong: Option<String>,
}

/// `GET /staff`: the accounts, and the form that invites.
///
/// # Errors
/// When the registry does not answer.
pub async fn index(s: Shell, app: web::Data<App>, one: SignedIn) -> Result<impl Responder, Error> {
    Ok(Page::new(page(s, &app, &one).await?))
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
    let Questioned { name, tokens, obstacle } = questioned(&s, &app, &email).await?;
    Ok(Page::new(RemovalPage {
        question: s.with("remove-staff-question", &[("name", name.into())]),
        goes: vec![s.with("remove-staff-goes", &[("email", email.as_str().into())])],
        stays: [s.text("remove-staff-stays")].into_iter().chain(tokens).collect(),
        warning: None,
        button: s.text("remove-button"),
        obstacle,
        back: "/staff".to_owned(),
        s,
    }))
}

/// What a question about an account tells of it.
pub struct Questioned {
    /// Whose it is.
    pub name: String,
    /// The tokens that its owner made, which stay, in a sentence.
    pub tokens: Option<String>,
    /// Why nothing can be taken from it.
    pub obstacle: Option<String>,
}

/// What a question about an account tells of it.
///
/// # Errors
/// When there is no such account, or the registry does not answer.
pub async fn questioned(s: &Shell, app: &App, email: &Email) -> Result<Questioned, Error> {
    let maker = email.clone();
    let found = app.registry.read(move |db| Ok((staff::all(db)?, tokens::made_by(db, maker.as_str())?)));
    let (accounts, tokens) = found.await?;
    let account = accounts.iter().find(|account| account.staff.email == *email);
    let account = account.ok_or(Error::NotFound("error-account"))?;
    let is_last = is_last_admin(&accounts, account);
    Ok(Questioned {
        name: account.staff.name.clone(),
        tokens: (!tokens.is_empty())
            .then(|| s.with("remove-staff-tokens", &[("tokens", tokens.join(", ").into())])),
        obstacle: is_last.then(|| s.with("staff-last-admin", &[("email", email.as_str().into())])),
    })
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
pub fn told(text: &str, email: &Email, one: &SignedIn, takes_away: bool) -> HttpResponse {
    if takes_away && *email == one.staff().email {
        return see_other("/");
    }
    let line = Line::new(text, &[("email", email.as_str())]);
    Notice::new("/staff".to_owned(), vec![line], None).sent_to("/staff")
}

/// The page as it is.
///
/// # Errors
/// When the registry does not answer.
pub async fn page(s: Shell, app: &App, one: &SignedIn) -> Result<StaffPage, Error> {
    let now = s.now.as_second();
    let (accounts, links) =
        app.registry.read(move |db| Ok((staff::all(db)?, invitations::open(db, now)?))).await?;
    Ok(StaffPage { s, accounts, links, own: one.staff().email.clone(), invited: None, wrong: None })
}

/// The text of a role.
pub fn role_text(role: Role) -> &'static str {
    match role {
        Role::Admin => "role-admin",
        Role::Staff => "role-staff",
    }
}

/// Whether an account is the only admin's.
fn is_last_admin(accounts: &[Account], account: &Account) -> bool {
    account.staff.is_admin() && accounts.iter().filter(|one| one.staff.is_admin()).count() == 1
}

impl StaffPage {
    fn is_own(&self, account: &Account) -> bool {
        account.staff.email == self.own
    }

    /// The role of an account or a link, for the eye.
    fn role_of(&self, role: &Role) -> String {
        self.s.text(role_text(*role))
    }

    /// What the link made just now is for.
    fn told_of(&self, invited: &Invited) -> String {
        let text = if invited.is_known { "staff-link-password" } else { "staff-link-invitation" };
        let role = self.role_of(&invited.role);
        self.s.with(text, &[("email", invited.email.as_str().into()), ("role", role.into())])
    }
}

/// The account of an address.
///
/// # Errors
/// Where it is no address of an account.
pub fn key(text: &str) -> Result<Email, Error> {
    Email::parse(text).map_err(|_| Error::NotFound("error-account"))
}

impl InShell for StaffPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
