//! What a request that is not answered is told: a status, and the service's own body
//! (`cloudsearch.md` §6.1).

use std::time::Duration;

use actix_web::{HttpResponse, http::StatusCode, http::header};
use serde::Serialize;

use super::{
    envelope,
    limits::{ARRIVES_WITHIN, LARGEST_BODY},
};
use crate::{directory::protocol::error::Error, domain::search::SearchError};

/// What a search's errors are called, by which the SDKs tell them.
const OF_SEARCH: &str = "#SearchException";

/// What a request with letters is called that stand where only percent signs and digits may.
const OF_ENCODING: &str = "#InvalidQueryString";

/// What all other errors are called.
const OF_SERVICE: &str = "#CloudSearchException";

/// Why a request is not answered, in the service's terms.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    kind: &'static str,
    message: String,
    allow: Option<&'static str>,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Inner>,
    message: &'a str,
    #[serde(rename = "__type")]
    kind: &'static str,
}

/// What the SDKs of 2014 read.
#[derive(Serialize)]
struct Inner {
    rid: String,
    message: String,
}

impl Refusal {
    /// A fault of the request.
    pub fn of_request(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, kind: OF_SEARCH, message: message.into(), allow: None }
    }

    /// A request line longer than the service reads.
    pub fn long_line() -> Self {
        let message = "The request line is longer than 8190 bytes; send the parameters as a form by POST.";
        Self::of_request(StatusCode::PAYLOAD_TOO_LARGE, message)
    }

    /// A form larger than is read.
    pub fn large_form() -> Self {
        let message = format!("The form is larger than {LARGEST_BODY} bytes; make the query shorter.");
        Self::of_request(StatusCode::PAYLOAD_TOO_LARGE, message)
    }

    /// A form that ends before it is whole, or whose compression is broken.
    pub fn broken_form() -> Self {
        Self::of_request(StatusCode::BAD_REQUEST, "The form cannot be read to its end; send it again.")
    }

    /// A form that took longer than it may to arrive.
    pub fn slow_form() -> Self {
        let message =
            format!("The form did not arrive within {} s; send it again.", ARRIVES_WITHIN.as_secs_f64());
        Self::of_request(StatusCode::REQUEST_TIMEOUT, message)
    }

    /// Parameters that are not percent-encoded as they must be (`cloudsearch.md` §6.2).
    pub fn badly_encoded() -> Self {
        let message = "InvalidQueryString: the parameters are not percent-encoded UTF-8.".to_owned();
        Self { status: StatusCode::BAD_REQUEST, kind: OF_ENCODING, message, allow: None }
    }

    /// A request that is none of HTTP, and why: the end of a sentence.
    pub fn unreadable(why: &str) -> Self {
        Self::of_request(StatusCode::BAD_REQUEST, format!("The request cannot be read: {why}."))
    }

    /// An address that is none of the gateway's.
    pub fn nowhere() -> Self {
        let message = "There is nothing here. Search at /dev/?q=… or at /2013-01-01/search?q=….";
        Self::of_request(StatusCode::NOT_FOUND, message)
    }

    /// A method that the address does not take.
    pub fn method(allow: &'static str) -> Self {
        let message = format!("This address takes {allow} only.");
        Self { allow: Some(allow), ..Self::of_request(StatusCode::METHOD_NOT_ALLOWED, message) }
    }

    /// A search that took longer than it may.
    pub fn late(deadline: Duration) -> Self {
        let message = format!(
            "The search took longer than {} s; ask for less at a time, or again later",
            deadline.as_secs_f64()
        );
        Self::of_service(StatusCode::SERVICE_UNAVAILABLE, &message)
    }

    /// A search whose turn did not come in time.
    pub fn busy() -> Self {
        Self::of_service(StatusCode::SERVICE_UNAVAILABLE, "Too many searches at once; ask again in a moment")
    }

    fn of_service(status: StatusCode, message: &str) -> Self {
        Self { status, kind: OF_SERVICE, message: message.to_owned(), allow: None }
    }

    /// The whole answer on a connection that ends with it, as it is written.
    pub fn last_words(&self) -> Vec<u8> {
        let body = serde_json::to_string(&self.body()).unwrap_or_default();
        format!(
            "HTTP/1.1 {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\
             access-control-allow-origin: *\r\nx-content-type-options: nosniff\r\ncache-control: no-cache\r\n\r\n{body}",
            self.status,
            body.len()
        )
        .into_bytes()
    }

    /// The response, of the same form whatever `format` says.
    pub fn response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        if let Some(allow) = self.allow {
            response.insert_header((header::ALLOW, allow));
        }
        response.json(self.body())
    }

    fn body(&self) -> Body<'_> {
        let deprecated = || Inner {
            rid: envelope::request_id(),
            message: format!("[*Deprecated*: Use the outer message field] {}", self.message),
        };
        let error = (self.kind != OF_SERVICE).then(deprecated);
        Body { error, message: &self.message, kind: self.kind }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(sentence) => Self::of_request(StatusCode::BAD_REQUEST, sentence),
            Error::Unanswered(error) => {
                if error == SearchError::Busy {
                    return Self::busy();
                }
                tracing::error!("{error}");
                match error {
                    SearchError::Unavailable(_) => Self::of_service(
                        StatusCode::SERVICE_UNAVAILABLE,
                        "No server available to handle the request",
                    ),
                    _ => Self::of_service(
                        StatusCode::INTERNAL_SERVER_ERROR,
                        "The directory cannot be read; ask again later",
                    ),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_quotes_what_is_told() {
        let told = [
            Refusal::long_line(),
            Refusal::large_form(),
            Refusal::slow_form(),
            Refusal::busy(),
            Refusal::late(Duration::from_secs(1)),
        ];
        for Refusal { status, message, .. } in told {
            let row = include_str!("../../../docs/gateway.md").lines().find(|row| row.contains(&message));
            assert!(row.is_some_and(|row| row.contains(status.as_str())), "{status}: {message}");
        }
    }
}
