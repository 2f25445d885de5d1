//! The page of what went wrong: one layer around all routes makes it of every failed response.

use actix_web::{
    Error as ActixError, HttpMessage, HttpRequest, HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
    middleware::Next,
};
use askama::Template;

use super::{error::Problem, page, shell::Shell};

#[derive(Template)]
#[template(path = "error.html", blocks = ["main"])]
struct ErrorPage {
    s: Shell,
    title: &'static str,
    text: &'static str,
    retry: Option<String>,
}

/// Where a person who sent a form can try again, where that is not the form's own address; left
/// with the request.
pub struct Retry(pub String);

/// Turns every failed response without a page of its own into a page of the site.
///
/// # Errors
/// None of its own: what fails becomes a page.
pub async fn pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    if page::is_page(response.response()) || !(status.is_client_error() || status.is_server_error()) {
        return Ok(response);
    }
    let problem =
        response.response().extensions().get::<Problem>().copied().unwrap_or_else(|| of_status(status));
    let (request, failed) = response.into_parts();
    let page = ErrorPage {
        s: Shell::of(&request),
        title: problem.title,
        text: problem.text,
        retry: status.is_server_error().then(|| retry(&request)).flatten(),
    };
    let rendered =
        if page.s.is_fragment { page::render(status, &page.as_main()) } else { page::render(status, &page) };
    let mut answer = rendered.unwrap_or_else(|error| {
        tracing::error!("the error page could not be written: {error}");
        HttpResponse::new(status)
    });
    for (name, value) in failed.headers() {
        if name != actix_web::http::header::CONTENT_TYPE && name != actix_web::http::header::CONTENT_LENGTH {
            answer.headers_mut().append(name.clone(), value.clone());
        }
    }
    Ok(ServiceResponse::new(request, answer))
}

/// The address at which to try again.
fn retry(request: &HttpRequest) -> Option<String> {
    if let Some(Retry(address)) = request.extensions().get() {
        return Some(address.clone());
    }
    let is_read = request.method().is_safe();
    let is_page = is_read || !request.path().starts_with("/selections");
    // An address that begins with two slashes is another site's.
    let address = is_page && !request.path().starts_with("//");
    let query = Some(request.query_string()).filter(|query| is_read && !query.is_empty());
    address.then(|| match query {
        Some(query) => format!("{}?{query}", request.path()),
        None => request.path().to_owned(),
    })
}

/// What to say of a status that actix itself answered.
fn of_status(status: StatusCode) -> Problem {
    let (title, text) = match status {
        StatusCode::NOT_FOUND => ("error-404-title", "error-404"),
        StatusCode::METHOD_NOT_ALLOWED => ("error-405-title", "error-405"),
        StatusCode::PAYLOAD_TOO_LARGE => ("error-413-title", "error-413"),
        StatusCode::SERVICE_UNAVAILABLE => ("error-503-title", "error-503"),
        status if status.is_client_error() => ("error-400-title", "error-400"),
        _ => ("error-500-title", "error-500"),
    };
    Problem { title, text }
}
