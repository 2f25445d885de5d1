//! Which program asks, where one does: it bears a token (RFC 6750).

use actix_web::{
    Error as ActixError, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header,
    middleware::Next,
    web,
};

use super::{app::App, error::Error};
use crate::{
    domain::token::{Scope, TokenName},
    registry::secret::Secret,
};

/// The page of the API for people, which stands among the addresses for programs.
pub const READABLE: &str = "/api/docs";

/// A program whose token is good; a request bears it from [`recognize`] on.
#[derive(Debug, Clone)]
pub struct Caller {
    /// What its token is called.
    pub name: TokenName,
    /// What it may do.
    pub scope: Scope,
}

/// Whether an address is one for programs.
pub fn is_for_programs(path: &str) -> bool {
    (path == "/api" || path.starts_with("/api/")) && path != READABLE
}

/// Whether a request bears a token, good or not.
pub fn has_token(request: &HttpRequest) -> bool {
    request.headers().contains_key(header::AUTHORIZATION)
}

/// Looks up the token of a request for programs, and lets every request pass: who may do what is
/// decided further in.
///
/// # Errors
/// None of its own: what keeps the register from answering is the answer.
pub async fn recognize(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    let app = request.app_data::<web::Data<App>>().cloned();
    if let (Some(app), Some(secret)) = (app, secret(&request)) {
        match app.registry.token(&secret, (app.clock)().as_second()).await {
            Ok(Some(token)) => {
                request.extensions_mut().insert(Caller { name: token.name, scope: token.scope });
            }
            Ok(None) => {}
            Err(error) => return Ok(request.error_response(Error::from(error))),
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// The secret that a request for programs bears, good or not.
pub fn secret(request: &ServiceRequest) -> Option<Secret> {
    if !is_for_programs(request.path()) {
        return None;
    }
    let header = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") { Secret::parse(token.trim()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_for_programs_are_told_from_pages() {
        for path in ["/api", "/api/", "/api/organizations", "/api/nowhere", "/api/openapi.json"] {
            assert!(is_for_programs(path), "{path}");
        }
        for path in ["/", "/apis", "/api/docs", "/organizations"] {
            assert!(!is_for_programs(path), "{path}");
        }
    }
}
