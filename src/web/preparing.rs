//! While the demonstration directory is being made, every page says so and loads itself anew.

use actix_web::{
    Error as ActixError,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};

use super::{app::App, error::Error};

/// Answers pages with [`Error::Preparing`] until the directory is there; static files and
/// `/healthz` are served all the same.
///
/// # Errors
/// None of its own.
pub async fn hold(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    if let Some(app) = request.app_data::<web::Data<App>>() {
        let is_page = request.path() != "/healthz" && !request.path().starts_with(&app.assets.prefix);
        if is_page && app.is_preparing() {
            return Ok(request.error_response(Error::Preparing));
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}
