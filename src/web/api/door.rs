//! Who may come in, and how: a token, its scope, its pace, and an answer that it can read.

use std::time::Instant;

use actix_web::{
    Error as ActixError, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderValue},
    middleware::Next,
    web,
};

use super::problem::{NOT_ACCEPTABLE, Problem, READ_ONLY, TOO_MANY, UNAUTHORIZED};
use crate::web::{
    app::App,
    caller::{self, Caller},
};

/// What the handlers answer.
const JSON: (&str, &str) = ("application", "json");

/// Lets a program pass that may ask what it asks.
///
/// # Errors
/// None of its own: whom it stops hears a [`Problem`].
pub async fn admit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    match judge(request.request()) {
        Some(problem) => Ok(request.error_response(problem)),
        None => Ok(next.call(request).await?.map_into_boxed_body()),
    }
}

fn judge(request: &HttpRequest) -> Option<Problem> {
    let Some(caller) = request.extensions().get::<Caller>().cloned() else {
        let app = request.app_data::<web::Data<App>>();
        let from = app.map(|app| app.proxies.shown_address(request)).unwrap_or_default();
        tracing::warn!(from, "a program without a good token was refused");
        return Some(unauthorized(caller::has_token(request)));
    };
    if !request.method().is_safe() && !caller.scope.may_change() {
        tracing::warn!(token = caller.name.as_str(), "a token that may only read was to change something");
        return Some(read_only());
    }
    if let Some(Err(wait)) =
        request.app_data::<web::Data<App>>().map(|app| app.pace.count(&caller.name, Instant::now()))
    {
        let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1);
        return Some(TOO_MANY.usual().again_after(seconds));
    }
    let accept = request.headers().get_all(header::ACCEPT).filter_map(|accept| accept.to_str().ok());
    let is_read = is_accepted(&accept.collect::<Vec<_>>().join(","), JSON);
    (!is_read).then(|| NOT_ACCEPTABLE.usual())
}

/// RFC 6750 §3: a request without a token is told nothing but that one is needed.
fn unauthorized(has_token: bool) -> Problem {
    let (detail, challenge) = if has_token {
        (
            "This token is not known; it may have been removed.",
            "Bearer realm=\"Carnet\", error=\"invalid_token\"",
        )
    } else {
        ("Send a token: Authorization: Bearer TOKEN.", "Bearer realm=\"Carnet\"")
    };
    Problem::new(UNAUTHORIZED, detail).headed(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
}

fn read_only() -> Problem {
    let challenge = "Bearer realm=\"Carnet\", error=\"insufficient_scope\", scope=\"write\"";
    READ_ONLY.usual().headed(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
}

/// Whether an `Accept` header takes a type (RFC 9110 §12.5.1): the most exact range decides.
///
/// None, or one in which nothing can be read, takes everything.
fn is_accepted(accept: &str, (kind, subkind): (&str, &str)) -> bool {
    let ranges: Vec<(&str, &str, bool)> = accept.split(',').filter_map(range).collect();
    let fits = |(one, other, _): &&(&str, &str, bool)| {
        (one.eq_ignore_ascii_case(kind) && (*other == "*" || other.eq_ignore_ascii_case(subkind)))
            || (*one == "*" && *other == "*")
    };
    let exactness = |(one, other, _): &&(&str, &str, bool)| (*one != "*", *other != "*");
    let best = ranges.iter().filter(fits).max_by_key(exactness);
    ranges.is_empty() || best.is_some_and(|(_, _, is_wanted)| *is_wanted)
}

/// One range: its two parts, and whether its weight is more than none.
fn range(text: &str) -> Option<(&str, &str, bool)> {
    let mut parts = text.split(';').map(str::trim);
    let (kind, subkind) = parts.next()?.split_once('/')?;
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let is_wanted = weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0));
    Some((kind, subkind, is_wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_exact_range_decides_what_is_accepted() {
        for accept in [
            "*/*",
            "application/json",
            "APPLICATION/JSON; charset=utf-8",
            "text/html, application/*;q=0.1",
            "application/*;q=0, application/json",
            "",
            "nonsense",
        ] {
            assert!(is_accepted(accept, JSON), "{accept}");
        }
        for accept in [
            "text/html",
            "application/xml, text/*",
            "application/json;q=0",
            "*/*, application/json;q=0.0",
            "application/json;q=x",
        ] {
            assert!(!is_accepted(accept, JSON), "{accept}");
        }
    }
}
