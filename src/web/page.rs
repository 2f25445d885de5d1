//! A page as an answer: rendered, with its status.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    http::{StatusCode, header},
};
use askama::Template;

use super::{error::Error, notice, shell::Shell};

/// As long as a page of results or of a listing: a text that outgrows its place is copied to a larger one.
const BYTES: usize = 48 * 1024;

const HTML: &str = "text/html; charset=utf-8";

/// A page to send. It takes down the notice that it shows.
pub struct Page<T> {
    status: StatusCode,
    template: T,
}

/// A template that stands in the site's shell.
pub trait InShell: Template {
    /// The shell it stands in.
    fn shell(&self) -> &Shell;
}

impl<T: InShell> Page<T> {
    /// A page with status 200.
    pub fn new(template: T) -> Self {
        Self { status: StatusCode::OK, template }
    }

    /// A page with another status.
    pub fn with_status(status: StatusCode, template: T) -> Self {
        Self { status, template }
    }
}

impl<T: InShell> Responder for Page<T> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        use actix_web::ResponseError;
        let mut response = match render(self.status, &self.template) {
            Ok(response) => response,
            Err(error) => return error.error_response(),
        };
        if self.template.shell().notice.is_some() {
            notice::take_down(&mut response, request);
        }
        response
    }
}

/// Renders a template with a status.
///
/// # Errors
/// [`Error::Page`] when the template fails.
pub fn render(status: StatusCode, template: &impl Template) -> Result<HttpResponse, Error> {
    let mut body = String::with_capacity(BYTES);
    template.render_into(&mut body)?;
    Ok(HttpResponse::build(status).content_type(HTML).body(body))
}

/// Whether a response is a page already.
pub fn is_page(response: &HttpResponse) -> bool {
    let content_type = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type == Some(HTML)
}
