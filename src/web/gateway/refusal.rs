//! What a request that is not answered is told: a status, and the service's own body
//! (`cloudsearch.md` §6.1).

use std::time::Duration;

use actix_web::{HttpResponse, http::StatusCode, http::header};
use serde::Serialize;

use super::envelope;
use crate::{directory::protocol::error::Error, domain::search::SearchError};

/// What a search's errors are called, by which the SDKs tell them.
const OF_SEARCH: &str = "#SearchException";

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

    /// A request line or a body longer than the service reads.
    pub fn too_long() -> Self {
        let message = "The request is longer than 8190 bytes; send it as a form by POST.";
        Self::of_request(StatusCode::PAYLOAD_TOO_LARGE, message)
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
            "The search took longer than {} seconds; ask for less at a time, or again later",
            deadline.as_secs_f64()
        );
        Self::of_service(StatusCode::SERVICE_UNAVAILABLE, &message)
    }

    fn of_service(status: StatusCode, message: &str) -> Self {
        Self { status, kind: OF_SERVICE, message: message.to_owned(), allow: None }
    }

    /// The response, of the same form whatever `format` says.
    pub fn response(&self) -> HttpResponse {
        let deprecated = || Inner {
            rid: envelope::request_id(),
            message: format!("[*Deprecated*: Use the outer message field] {}", self.message),
        };
        let error = (self.kind == OF_SEARCH).then(deprecated);
        let mut response = HttpResponse::build(self.status);
        if let Some(allow) = self.allow {
            response.insert_header((header::ALLOW, allow));
        }
        response.json(Body { error, message: &self.message, kind: self.kind })
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(sentence) => Self::of_request(StatusCode::BAD_REQUEST, sentence),
            Error::Unanswered(error) => {
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
