//! The headers that keep others out of the pages.

use actix_web::{
    Error as ActixError,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web,
};

use super::app::App;

/// Nothing but this site's own files; forms go nowhere else; nobody frames a page.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Pages hold personal facts: no cache keeps them, unless their handler knows better.
const NO_STORE: &str = "no-store";

/// Nothing of the machine is asked for.
const PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/// For a year, browsers ask this host over TLS only (RFC 6797).
const TLS_ONLY: &str = "max-age=31536000";

/// Files under a hashed name never change.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Adds the headers to every response.
///
/// # Errors
/// None of its own.
pub async fn add(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    let is_static = request.path().starts_with("/static-");
    let is_https = request.app_data::<web::Data<App>>().is_some_and(|app| app.site.is_https());
    let mut response = next.call(request).await?;
    let found =
        response.status().is_success() || response.status() == actix_web::http::StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    set(headers, "content-security-policy", CONTENT_SECURITY_POLICY);
    set(headers, "x-content-type-options", "nosniff");
    set(headers, "referrer-policy", "same-origin");
    set(headers, "cross-origin-opener-policy", "same-origin");
    set(headers, "cross-origin-resource-policy", "same-origin");
    set(headers, "cross-origin-embedder-policy", "require-corp");
    set(headers, "permissions-policy", PERMISSIONS);
    if is_https {
        set(headers, "strict-transport-security", TLS_ONLY);
        secure(headers);
    }
    set(headers, "x-robots-tag", "noindex");
    if !headers.contains_key(header::CACHE_CONTROL) {
        set(headers, "cache-control", if is_static && found { FOR_EVER } else { NO_STORE });
    }
    Ok(response)
}

/// Over TLS, no cookie goes anywhere in the clear, be it no secret.
fn secure(headers: &mut HeaderMap) {
    let cookies: Vec<HeaderValue> = headers.remove(header::SET_COOKIE).collect();
    for cookie in cookies {
        let text = cookie.to_str().unwrap_or_default();
        let is_secure = text.split(';').any(|part| part.trim().eq_ignore_ascii_case("secure"));
        let secured = if is_secure { None } else { HeaderValue::from_str(&format!("{text}; Secure")).ok() };
        headers.append(header::SET_COOKIE, secured.unwrap_or(cookie));
    }
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
}
