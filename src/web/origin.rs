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

use super::{app::App, caller::Caller, error::Error};

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

/// Lets changes pass that this site's own pages ask for, or a program.
///
/// # Errors
/// None of its own: what it stops is answered with [`Error::ForeignRequest`].
pub async fn check_changes(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    if let Some(app) = request.app_data::<web::Data<App>>() {
        let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
        let has_good_token = request.extensions().contains::<Caller>();
        let fetch_site = header(&request, header::HeaderName::from_static("sec-fetch-site"));
        if changes && !has_good_token && !app.site.lets_change(fetch_site, header(&request, header::ORIGIN)) {
            return Ok(request.error_response(Error::ForeignRequest));
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn header(request: &ServiceRequest, name: header::HeaderName) -> Option<&str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}
