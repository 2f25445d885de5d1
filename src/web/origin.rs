//! Who may ask: the one origin that is served, and the one check for changes.
//!
//! `Host` must be ours, which stops DNS rebinding; a request that changes something must come
//! from this site's own pages, or from a program that is no browser.

use actix_web::{
    Error as ActixError,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};

use super::{app::App, error::Error};

/// Lets pass what asks for this site, and changes only from its own pages.
///
/// # Errors
/// None of its own: what it stops is answered with [`Error::UnknownHost`] or
/// [`Error::ForeignRequest`].
pub async fn check(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    if let Some(app) = request.app_data::<web::Data<App>>() {
        let header =
            |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
        if !app.proxies.host(request.request()).is_some_and(|host| app.site.serves(host)) {
            return Ok(request.error_response(Error::UnknownHost));
        }
        let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
        let fetch_site = header(header::HeaderName::from_static("sec-fetch-site"));
        if changes && !app.site.lets_change(fetch_site, header(header::ORIGIN)) {
            return Ok(request.error_response(Error::ForeignRequest));
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}
