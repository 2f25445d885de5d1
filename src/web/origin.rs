//! Who may ask: the one origin that is served, and the one check for changes.
//!
//! `Host` must be ours, which stops DNS rebinding; a request that changes something must come
//! from this site's own pages, from a program that is no browser, or from one that bears a good
//! token, which no other site has.

use actix_web::{
    Error as ActixError, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};

use super::{
    app::App,
    caller::{self, Caller},
    error::Error,
};

/// Lets pass what asks for this site.
///
/// # Errors
/// None of its own: what it stops is answered with [`Error::UnknownHost`].
pub async fn check_host(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    if let Some(app) = request.app_data::<web::Data<App>>()
        && !app.proxies.host(request.request()).is_some_and(|host| app.site.serves(host))
    {
        return Ok(request.error_response(Error::UnknownHost));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Lets changes pass that this site's own pages ask for, or a program; of one that bears a token, which
/// is not looked up yet, [`check_callers`] decides.
///
/// # Errors
/// None of its own: what it stops is answered with [`Error::ForeignRequest`].
pub async fn check_changes(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    if is_foreign_change(&request) && caller::secret(&request).is_none() {
        return Ok(request.error_response(Error::ForeignRequest));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Lets changes of other sites pass only with a good token.
///
/// # Errors
/// As [`check_changes`].
pub async fn check_callers(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    let has_good_token = request.extensions().contains::<Caller>();
    if !has_good_token && is_foreign_change(&request) {
        return Ok(request.error_response(Error::ForeignRequest));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Whether another site asks for a change.
fn is_foreign_change(request: &ServiceRequest) -> bool {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let fetch_site = header(request, header::HeaderName::from_static("sec-fetch-site"));
    let lets_change =
        |app: &web::Data<App>| app.site.lets_change(fetch_site, header(request, header::ORIGIN));
    changes && !request.app_data::<web::Data<App>>().is_some_and(lets_change)
}

fn header(request: &ServiceRequest, name: header::HeaderName) -> Option<&str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}
