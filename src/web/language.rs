//! The language of a page: how it is chosen, and remembered.

use actix_web::{
    Error as ActixError, HttpRequest, HttpResponse,
    body::MessageBody,
    cookie::{Cookie, SameSite, time::Duration},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
};

use super::{caller, locale::Language, redirect::see_other, visitor::Visitor};

/// The cookie that remembers the language chosen.
pub const COOKIE: &str = "carnet-lang";

/// The language chosen in this browser, else for the account, else the browser's.
pub fn of(request: &HttpRequest) -> Language {
    let chosen = request.cookie(COOKIE).and_then(|cookie| Language::parse(cookie.value()));
    let of_account = || {
        let visitor = Visitor::of(request);
        let code = visitor.signed_in().and_then(|one| one.staff().language.as_deref());
        code.and_then(Language::parse)
    };
    chosen.or_else(of_account).unwrap_or_else(|| {
        let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Language::negotiated(accepted.unwrap_or_default())
    })
}

/// Remembers the language that `?lang=` asks for, and sends the browser to the page itself.
///
/// # Errors
/// None of its own.
pub async fn switch(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    let is_ours = request.method() == Method::GET
        && is_own_path(request.path())
        && !caller::is_for_programs(request.path());
    let asked = is_ours.then(|| asked_language(request.query_string())).flatten();
    let Some((language, rest)) = asked else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let separator = if rest.is_empty() { "" } else { "?" };
    let mut response = see_other(&format!("{}{separator}{rest}", request.path()));
    let cookie = Cookie::build(COOKIE, language.code())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish();
    add_cookie(&mut response, &cookie);
    Ok(request.into_response(response).map_into_boxed_body())
}

fn add_cookie(response: &mut HttpResponse, cookie: &Cookie<'_>) {
    if let Err(error) = response.add_cookie(cookie) {
        tracing::error!("the language could not be remembered: {error}");
    }
}

/// Whether a path, sent back as an address, leads to this site: `//` begins another host's.
fn is_own_path(path: &str) -> bool {
    !path.contains('\\') && !path.starts_with("//")
}

/// The language that a query asks for, and the query without it.
fn asked_language(query: &str) -> Option<(Language, String)> {
    let (asked, rest): (Vec<&str>, Vec<&str>) = query.split('&').partition(|pair| pair.starts_with("lang="));
    let language = asked.last()?.strip_prefix("lang=").and_then(Language::parse)?;
    Some((language, rest.into_iter().filter(|pair| !pair.is_empty()).collect::<Vec<_>>().join("&")))
}
