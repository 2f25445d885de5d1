//! `/tokens`: for admins, which programs may use the JSON API.

use actix_web::{HttpRequest, HttpResponse, Responder, http::StatusCode, web};
use askama::Template;
use serde::Deserialize;

use super::{
    app::App,
    error::Error,
    notice::{Line, Notice},
    page::{InShell, Page},
    removal::RemovalPage,
    shell::Shell,
    visitor::SignedIn,
};
use crate::{
    domain::token::{self, Scope, TokenName},
    registry::{
        secret::Secret,
        staff::By,
        tokens::{self, Token},
    },
};

/// What to call a token, and what it lets a program do.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    name: String,
    /// A scope's word; anything else means the narrowest.
    scope: String,
}

impl TokenForm {
    fn scope(&self) -> Scope {
        Scope::parse(&self.scope).unwrap_or(Scope::Read)
    }
}

/// A token that was made just now, shown once.
struct Made {
    name: TokenName,
    secret: Secret,
}

#[derive(Template)]
#[template(path = "tokens/index.html")]
struct TokensPage {
    s: Shell,
    tokens: Vec<Token>,
    form: TokenForm,
    made: Option<Made>,
    /// The text that says what is wrong with the form.
    wrong: Option<&'static str>,
}

/// `GET /tokens`: the tokens, and the form that makes one.
///
/// # Errors
/// When the registry does not answer.
pub async fn index(s: Shell, app: web::Data<App>) -> Result<impl Responder, Error> {
    Ok(Page::new(page(s, &app, TokenForm::default()).await?))
}

/// `POST /tokens`: makes a token, and shows it once.
///
/// # Errors
/// When the registry does not answer.
pub async fn create(
    s: Shell,
    app: web::Data<App>,
    one: SignedIn,
    form: web::Form<TokenForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (s, form) = (s.at("/tokens"), form.into_inner());
    let Ok(name) = TokenName::parse(form.name.trim()) else {
        return refused(page(s, &app, form).await?, "token-name-wrong", &request);
    };
    let secret = Secret::new().map_err(|error| Error::Failed(error.to_string()))?;
    let (named, given, scope) = (name.clone(), secret.clone(), form.scope());
    let (actor, now) = (one.staff().email.clone(), s.now.as_second());
    let is_new = app
        .registry
        .write(move |db| tokens::add(db, &named, scope, &given, By { actor: actor.as_str(), now }));
    if !is_new.await? {
        return refused(page(s, &app, form).await?, "token-taken", &request);
    }
    tracing::info!(account = one.staff().email.as_str(), token = name.as_str(), "a token was made");
    let page = page(s, &app, TokenForm::default()).await?;
    Ok(Page::new(TokensPage { made: Some(Made { name, secret }), ..page }).respond_to(&request))
}

/// `GET /tokens/{name}/removal`: the question.
///
/// # Errors
/// When there is no such token, or the registry does not answer.
pub async fn ask_removal(
    s: Shell,
    app: web::Data<App>,
    path: web::Path<String>,
) -> Result<impl Responder, Error> {
    let name = key(&path)?;
    let token = app.registry.read(move |db| tokens::named(db, &name)).await?;
    let token = token.ok_or(Error::NotFound("error-token"))?;
    let used = match &token.last_used_at {
        Some(at) => s.with("remove-token-used", &[("moment", s.moment(at).into())]),
        None => s.text("remove-token-unused"),
    };
    Ok(Page::new(RemovalPage {
        question: s.with("remove-token-question", &[("token", token.name.as_str().into())]),
        goes: vec![format!("{} {used}", s.text("remove-token-goes"))],
        stays: vec![s.with("remove-token-stays", &[("actor", token.name.actor().into())])],
        warning: None,
        button: s.text("remove-button"),
        obstacle: None,
        back: "/tokens".to_owned(),
        s,
    }))
}

/// `POST /tokens/{name}/removal`: revokes the token.
///
/// # Errors
/// When there is no such token, or the registry does not answer.
pub async fn remove(
    app: web::Data<App>,
    one: SignedIn,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let name = key(&path)?;
    let (removed, actor, now) = (name.clone(), one.staff().email.clone(), (app.clock)().as_second());
    let was_there =
        app.registry.write(move |db| tokens::remove(db, &removed, By { actor: actor.as_str(), now }));
    if !was_there.await? {
        return Err(Error::NotFound("error-token"));
    }
    tracing::info!(account = one.staff().email.as_str(), token = name.as_str(), "a token was revoked");
    let line = Line::new("removed-token", &[("token", name.as_str())]);
    Ok(Notice::new("/tokens".to_owned(), vec![line], None).sent_to("/tokens"))
}

async fn page(s: Shell, app: &App, form: TokenForm) -> Result<TokensPage, Error> {
    let tokens = app.registry.read(tokens::list).await?;
    Ok(TokensPage { s, tokens, form, made: None, wrong: None })
}

fn refused(page: TokensPage, wrong: &'static str, request: &HttpRequest) -> Result<HttpResponse, Error> {
    let page = TokensPage { wrong: Some(wrong), ..page };
    Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).respond_to(request))
}

impl TokensPage {
    /// The text of what a token lets its program do.
    fn scope_of(&self, one: &Token) -> &'static str {
        text_of(one.scope)
    }

    /// Each scope: its word, its text, and whether it is the one chosen.
    fn scopes(&self) -> [(&'static str, &'static str, bool); Scope::ALL.len()] {
        Scope::ALL.map(|scope| (scope.as_str(), text_of(scope), scope == self.form.scope()))
    }
}

/// The text of a scope.
fn text_of(scope: Scope) -> &'static str {
    match scope {
        Scope::Read => "token-scope-read",
        Scope::Write => "token-scope-write",
    }
}

fn key(text: &str) -> Result<TokenName, Error> {
    TokenName::parse(text).map_err(|_| Error::NotFound("error-token"))
}

impl InShell for TokensPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}
