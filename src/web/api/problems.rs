//! Whatever fails at an address for programs is a problem: one layer makes it of every response
//! that is none yet.

use actix_web::{
    Error as ActixError, ResponseError,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};

use super::problem::Problem;
use crate::web::{
    caller,
    error_page::{Plain, keep_headers},
};

/// Turns every failed response to a program into a problem, its headers kept.
///
/// # Errors
/// None of its own.
pub async fn layer(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    let is_for_programs = caller::is_for_programs(request.path());
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    let is_ready = response.response().extensions().contains::<Plain>();
    if !is_for_programs || is_ready || !(status.is_client_error() || status.is_server_error()) {
        return Ok(response);
    }
    let (request, failed) = response.into_parts();
    let mut answer = Problem::of_status(status).error_response();
    keep_headers(&failed, &mut answer);
    Ok(ServiceResponse::new(request, answer))
}
