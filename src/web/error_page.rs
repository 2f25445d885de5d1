//! The page of what went wrong: one layer around all routes makes it of every failed response.

use actix_web::{
    Error as ActixError, HttpMessage, HttpRequest, HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{ConnectionType, StatusCode, header},
    middleware::Next,
    web,
};
use askama::Template;
use url::{Position, Url};

use super::{app::App, destination, error::Problem, page, shell::Shell, visitor::Visitor};

#[derive(Template)]
#[template(path = "error.html", blocks = ["main"])]
struct ErrorPage {
    s: Shell,
    problem: Problem,
    /// The text that says what a change that failed has not done.
    promise: Option<&'static str>,
    again: Option<Again>,
    /// The text and the address of where to go on: the listing to which a lost page belongs, or where
    /// to sign in.
    way: Option<(&'static str, String)>,
}

/// How a person whose request failed can try again; left with the request by whoever takes a form.
#[derive(Debug, Clone)]
pub enum Again {
    /// By opening the page at that address.
    Page(String),
    /// By sending the same form, which has no fields, once more.
    Send,
}

/// Marks a failed response that programs read: it is sent as it is.
pub struct Plain;

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
    let is_ready = page::is_page(response.response()) || response.response().extensions().contains::<Plain>();
    if is_ready || !(status.is_client_error() || status.is_server_error()) {
        return Ok(response);
    }
    let problem =
        response.response().extensions().get::<Problem>().copied().unwrap_or_else(|| of_status(status));
    let (request, failed) = response.into_parts();
    let page = error_page(&request, status, problem);
    let rendered =
        if page.s.is_fragment { page::render(status, &page.as_main()) } else { page::render(status, &page) };
    let mut answer = rendered.unwrap_or_else(|error| {
        tracing::error!("the error page could not be written: {error}");
        HttpResponse::new(status)
    });
    keep_headers(&failed, &mut answer);
    Ok(ServiceResponse::new(request, answer))
}

/// Keeps what a failed response says beside its body, and whether the connection ends with it.
pub fn keep_headers<B>(failed: &HttpResponse<B>, answer: &mut HttpResponse) {
    for name in failed.headers().keys().filter(|name| *name != header::CONTENT_TYPE) {
        answer.headers_mut().remove(name);
    }
    for (name, value) in failed.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            answer.headers_mut().append(name.clone(), value.clone());
        }
    }
    if failed.head().connection_type() == ConnectionType::Close {
        answer.head_mut().set_connection_type(ConnectionType::Close);
    }
}

fn error_page(request: &HttpRequest, status: StatusCode, problem: Problem) -> ErrorPage {
    let again = again(request);
    let shell = Shell::of(request);
    let s = match &again {
        _ if request.method().is_safe() => shell,
        Some(Again::Page(address)) => shell.at(address),
        _ => shell.at("/"),
    };
    ErrorPage {
        s,
        problem,
        promise: if request.method().is_safe() { None } else { promise(problem.text) },
        again: again.filter(|_| status.is_server_error()),
        way: way(request, status),
    }
}

/// What a failed change has not done; none where the problem's text says all.
fn promise(text: &str) -> Option<&'static str> {
    match text {
        "error-400"
        | "error-405"
        | "error-408"
        | "error-413"
        | "error-no-entry"
        | "error-busy"
        | "error-foreign"
        | "error-directory"
        | "error-registry"
        | "error-registry-full" => Some("error-nothing-registered"),
        "error-500" => Some("error-nothing-half-registered"),
        _ => None,
    }
}

/// How to try again: as the handler has it, else by opening the address, or the page of the form that was
/// sent.
fn again(request: &HttpRequest) -> Option<Again> {
    if let Some(again) = request.extensions().get::<Again>() {
        return Some(again.clone());
    }
    let address = match request.method().is_safe() {
        true => request.uri().path_and_query()?.to_string(),
        false => sent_from(request)?,
    };
    // An address that begins with two slashes is another site's.
    (!address.starts_with("//")).then_some(Again::Page(address))
}

/// The page of this site whose form was sent, as the browser says it (RFC 9110 §10.1.3).
fn sent_from(request: &HttpRequest) -> Option<String> {
    let page = Url::parse(request.headers().get(header::REFERER)?.to_str().ok()?).ok()?;
    let is_ours =
        request.app_data::<web::Data<App>>()?.site.serves(&page[Position::BeforeHost..Position::AfterPort]);
    is_ours.then(|| page[Position::BeforePath..Position::AfterQuery].to_owned())
}

/// Where to go on.
fn way(request: &HttpRequest, status: StatusCode) -> Option<(&'static str, String)> {
    if status == StatusCode::UNAUTHORIZED {
        let to = request.uri().path_and_query().map_or("/", |path| path.as_str());
        return Some(("sign-in-button", destination::by_sign_in(to)));
    }
    let listing = status.is_client_error().then(|| listing(request.path())).flatten()?;
    (!Visitor::of(request).is_stranger()).then(|| (listing.0, listing.1.to_owned()))
}

/// The listing under which an address stands: its text and its own address.
fn listing(path: &str) -> Option<(&'static str, &'static str)> {
    let listings =
        [("way-organizations", "/organizations"), ("way-workers", "/workers"), ("way-history", "/history")];
    let is_under =
        |start: &str| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    listings.into_iter().find(|(_, start)| is_under(start))
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
    Problem { title, text, reload_after: None }
}
