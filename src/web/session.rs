//! Sessions: who carries one, the cookies that carry it, and who may pass without.

use actix_web::{
    Error as ActixError, HttpMessage, HttpRequest, HttpResponse, ResponseError,
    body::MessageBody,
    cookie::{Cookie, SameSite, time::Duration},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderValue},
    },
    middleware::Next,
    web,
};

use super::{
    app::App,
    caller, client, destination,
    error::Error,
    redirect::see_other,
    selections::form::SelectForm,
    site::Site,
    visitor::{SignedIn, Visitor},
};
use crate::{
    domain::staff::Email,
    registry::{secret::Secret, sessions, staff_record::Account},
};

/// What the session's cookie is called, but for a prefix.
const SESSION: &str = "carnet";

/// What the cookie is called by which a browser is known again, likewise.
const BROWSER: &str = "carnet-browser";

/// As long as browsers keep a cookie (RFC 6265bis §5.5).
const BROWSER_DAYS: i64 = 400;

/// Looks up who asks, and leaves it with the request. At an address for programs that is the token's
/// to say, and nobody's session.
///
/// # Errors
/// None of its own: where the registry does not answer, that is the answer.
pub async fn identify(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    if let Some(app) = request.app_data::<web::Data<App>>().cloned()
        && request.path() != "/healthz"
        && !caller::is_for_programs(request.path())
        && !request.path().starts_with(&app.assets.prefix)
    {
        match visitor(&app, request.request()).await {
            Ok(visitor) => drop(request.extensions_mut().insert(visitor)),
            Err(error) => {
                app.presume(request.request());
                return Ok(request.error_response(error));
            }
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

async fn visitor(app: &web::Data<App>, request: &HttpRequest) -> Result<Visitor, Error> {
    let now = (app.clock)().as_second();
    if let Some(secret) = carried(request, &app.site, SESSION) {
        let found = app.registry.read(move |db| sessions::of_token(db, &secret.hash(), now)).await?;
        if let Some((session, staff)) = found {
            if session.is_due(now) {
                renew(app, session.clone(), now);
            }
            return Ok(Visitor::SignedIn(SignedIn::new(session, staff)));
        }
    }
    Ok(if app.is_open().await? { Visitor::Local } else { Visitor::Stranger })
}

/// Writes down that a session is used, while the answer goes on its way.
fn renew(app: &web::Data<App>, session: sessions::Session, now: i64) {
    let app = app.clone();
    actix_web::rt::spawn(async move {
        let renewed = app.registry.write(move |db| sessions::renew(db, &session, now)).await;
        if let Err(error) = renewed {
            tracing::warn!("the use of a session could not be written down: {error}");
        }
    });
}

/// Lets pass whoever is known, and sends strangers to sign in; a part of a page is refused with a
/// 401, for it can lead nowhere.
///
/// # Errors
/// None of its own.
pub async fn require(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    if !Visitor::of(request.request()).is_stranger() {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    if request.headers().contains_key("HX-Request") {
        let mut refusal = Error::SignedOut.error_response();
        let scheme = HeaderValue::from_static("Session realm=\"Carnet\"");
        refusal.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        return Ok(request.into_response(refusal));
    }
    let to = resumed(&mut request).await;
    let response = see_other(&destination::by_sign_in(&to));
    Ok(request.into_response(response).map_into_boxed_body())
}

/// Lets pass admins, where there are accounts.
///
/// # Errors
/// None of its own.
pub async fn require_admin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    match Visitor::of(request.request()) {
        visitor if visitor.is_admin() => Ok(next.call(request).await?.map_into_boxed_body()),
        Visitor::SignedIn(one) => {
            let account = one.staff().email.as_str();
            tracing::warn!(account, path = request.path(), "this is for admins alone");
            Ok(request.error_response(Error::NotAdmin))
        }
        _ => Ok(request.error_response(Error::NotFound("error-no-account"))),
    }
}

/// The page on which what was asked for can be asked for again: nothing is done by itself after
/// signing in, and nothing that was chosen or typed for a selection is lost.
async fn resumed(request: &mut ServiceRequest) -> String {
    let path = request.path().to_owned();
    match *request.method() {
        Method::GET | Method::HEAD => request.uri().path_and_query().map_or(path, ToString::to_string),
        Method::POST if path == "/selections" => match request.extract::<web::Form<SelectForm>>().await {
            Ok(form) => form.page(),
            Err(_) => "/".to_owned(),
        },
        _ if path.ends_with("/removal") && !path.starts_with("/account") => path,
        _ if path.ends_with("/forgetting") => path,
        _ if path.ends_with("/undo") => "/history".to_owned(),
        _ if path.starts_with("/changes") => "/changes".to_owned(),
        _ if path.starts_with("/account") => "/account".to_owned(),
        _ if path.starts_with("/staff") => "/staff".to_owned(),
        _ if path == "/tokens" => path,
        _ => "/".to_owned(),
    }
}

/// What the browser carries by which it is known again.
pub fn browser(request: &HttpRequest, site: &Site) -> Option<Secret> {
    carried(request, site, BROWSER)
}

/// Begins a session of an account, whose password was right just now, and leads to a page with it;
/// none where the password has been changed meanwhile.
///
/// # Errors
/// When the registry does not answer.
pub async fn begin(
    app: &App,
    request: &HttpRequest,
    account: Account,
    mut response: HttpResponse,
) -> Result<Option<HttpResponse>, Error> {
    let session = Secret::new().map_err(|error| Error::Failed(error.to_string()))?;
    let known = browser(request, &app.site);
    let browser = known.map_or_else(Secret::new, Ok).map_err(|error| Error::Failed(error.to_string()))?;
    let (token, seen, client) = (session.hash(), browser.hash(), client::browser(request));
    let former = Visitor::of(request).signed_in().cloned();
    let now = (app.clock)().as_second();
    let begun = app.registry.write(move |db| {
        if let Some(former) = &former {
            sessions::end(db, &former.staff().email, &former.session().id)?;
        }
        let whose: (&Email, &str) = (&account.staff.email, &account.password_hash);
        if !sessions::begin(db, &token, whose, &client, now)? {
            return Ok(false);
        }
        sessions::remember(db, &seen, &account.staff.email, now)?;
        Ok(true)
    });
    if !begun.await? {
        return Ok(None);
    }
    add(&mut response, cookie(&app.site, SESSION, session.reveal().to_owned()));
    let kept = (BROWSER, browser.reveal().to_owned());
    carry(&mut response, &app.site, kept, Duration::days(BROWSER_DAYS));
    Ok(Some(response))
}

/// Takes the session away from the browser.
pub fn forget(response: &mut HttpResponse, site: &Site) {
    drop_carried(response, site, SESSION);
}

/// Lets the browser carry a value for a while.
pub fn carry(response: &mut HttpResponse, site: &Site, (name, value): (&str, String), how_long: Duration) {
    let mut carried = cookie(site, name, value);
    carried.set_max_age(how_long);
    add(response, carried);
}

/// Takes that value away again.
pub fn drop_carried(response: &mut HttpResponse, site: &Site, name: &str) {
    let mut gone = cookie(site, name, String::new());
    gone.make_removal();
    add(response, gone);
}

/// The secret that a browser carries under that name.
fn carried(request: &HttpRequest, site: &Site, name: &str) -> Option<Secret> {
    Secret::parse(request.cookie(&site.cookie_name(name))?.value())
}

fn cookie(site: &Site, name: &str, value: String) -> Cookie<'static> {
    Cookie::build(site.cookie_name(name), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(site.is_https())
        .finish()
}

fn add(response: &mut HttpResponse, cookie: Cookie<'static>) {
    if let Err(error) = response.add_cookie(&cookie) {
        tracing::error!("a cookie could not be sent: {error}");
    }
}
