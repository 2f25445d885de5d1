//! What a program is told when its request fails: a problem (RFC 9457).

use std::fmt;

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    domain::search::SearchError,
    registry::error as registry,
    web::{error::Error, error_page::Plain},
};

/// Its content type.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// Seconds after which what is unavailable may be back.
const BACK_WITHIN: u32 = 5;

/// Seconds after which a crowd has passed, as a rule.
const SOON: u32 = 1;

/// A kind of problem: the word at the end of its `type`, its status, and what it means.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The word, which stays the same for ever.
    pub word: &'static str,
    /// The status.
    pub status: u16,
    /// What it means, the same for every problem of the kind.
    pub title: &'static str,
    /// The detail of one such problem.
    pub example: &'static str,
}

macro_rules! kinds {
    ($($name:ident $status:literal $word:literal $title:literal $example:literal;)*) => {
        $(#[doc = $title]
        pub const $name: &Kind = &Kind { word: $word, status: $status, title: $title, example: $example };)*

        /// Every kind, by status.
        pub const KINDS: &[&Kind] = &[$($name),*];
    };
}

kinds! {
    MALFORMED 400 "malformed" "The request is not understood"
        "size is 500; give 1 to 200.";
    UNAUTHORIZED 401 "unauthorized" "A token is needed"
        "Send a token: Authorization: Bearer TOKEN.";
    READ_ONLY 403 "read-only" "The token lets its owner read only"
        "To change the register, use a token made with --scope write.";
    FOREIGN 403 "foreign" "The request comes from another site"
        "A request that changes something must bear a good token.";
    NOT_FOUND 404 "not-found" "Not found"
        "No organization of this FINESS number is registered.";
    METHOD 405 "method" "The address does not take this method"
        "Use a method that the header Allow names.";
    NOT_ACCEPTABLE 406 "not-acceptable" "Answers are in JSON"
        "Accept application/json.";
    TOO_SLOW 408 "too-slow" "The body arrived too slowly"
        "The whole request must arrive within 10 seconds. Nothing was registered; send it again.";
    SEVERAL 409 "several-entries" "Several entries could be meant"
        "The directory no longer knows this entry, and has several of this person: select one of entries.";
    OTHER 409 "other-entry" "The entry is of another person or place"
        "This entry is of RPPS 19900000019 at FINESS 259900017, not of the numbers sent with it. Nothing was registered.";
    ELSEWHERE 409 "registered-elsewhere" "The entry is registered at another organization"
        "Send \"also\": true to link this entry to this organization too. Nothing was registered.";
    TOO_LARGE 413 "too-large" "The body is too large"
        "A selection has at most 16384 bytes.";
    TOO_LONG 414 "too-long" "The address is too long"
        "An address has at most 8192 bytes; ask for less at once.";
    MEDIA_TYPE 415 "media-type" "The body must be JSON"
        "Send Content-Type: application/json.";
    MISSING 422 "missing-facts" "Mandatory facts are missing"
        "The entry lacks finess, first_name; send them. Nothing was registered.";
    TOO_MANY 429 "too-many-requests" "Too many requests"
        "This token asks faster than it may; ask again after Retry-After seconds.";
    HEADERS_TOO_LARGE 431 "headers-too-large" "The headers are too large"
        "The headers of a request have at most 32768 bytes, all together.";
    INTERNAL 500 "internal" "The fault is Carnet’s"
        "Nothing was registered half-way. Ask again; if it persists, tell the administrator.";
    UNAVAILABLE 503 "unavailable" "Unavailable for now"
        "The directory does not answer. Nothing was registered; ask again.";
}

impl Kind {
    /// A problem of this kind with its usual detail.
    pub fn usual(&'static self) -> Problem {
        let detail = self.example;
        Problem::new(self, detail)
    }
}

/// A problem, and the headers that go with it.
#[derive(Debug)]
pub struct Problem {
    kind: &'static Kind,
    detail: String,
    members: Map<String, Value>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: String,
    title: &'static str,
    status: u16,
    detail: &'a str,
    #[serde(flatten)]
    members: &'a Map<String, Value>,
}

impl Problem {
    /// A problem; the detail is a sentence for whoever wrote the program.
    pub fn new(kind: &'static Kind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), members: Map::new(), headers: Vec::new() }
    }

    /// The same with another member of its body.
    pub fn telling(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// The same with a header.
    pub fn headed(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same to be tried again after so many seconds.
    pub fn again_after(self, seconds: u32) -> Self {
        self.headed(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// What cannot be served for now.
    pub fn unavailable(detail: &str) -> Self {
        Self::new(UNAVAILABLE, detail).again_after(BACK_WITHIN)
    }

    /// A fault of Carnet's own, whose cause is for the log.
    pub fn internal(cause: &dyn fmt::Display) -> Self {
        tracing::error!("{cause}");
        Self::of_status(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What to say of a status that was answered without a word.
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => UNAUTHORIZED.usual(),
            403 => FOREIGN.usual(),
            404 => Self::new(NOT_FOUND, "There is nothing at this address; /api/docs names all there are."),
            405 => METHOD.usual(),
            406 => NOT_ACCEPTABLE.usual(),
            408 => TOO_SLOW.usual(),
            413 => TOO_LARGE.usual(),
            414 => TOO_LONG.usual(),
            415 => MEDIA_TYPE.usual(),
            431 => HEADERS_TOO_LARGE.usual(),
            429 => TOO_MANY.usual().again_after(1),
            503 => Self::unavailable("Carnet cannot answer for now; ask again."),
            400..500 => Self::new(MALFORMED, "The request is not understood; /api/docs says what is."),
            _ => INTERNAL.usual(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.kind.title, self.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let body = Body {
            r#type: format!("/api/docs#{}", self.kind.word),
            title: self.kind.title,
            status: self.kind.status,
            detail: &self.detail,
            members: &self.members,
        };
        let mut response = HttpResponse::build(self.status_code()).json(body);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        response.extensions_mut().insert(Plain);
        response
    }
}

impl From<Error> for Problem {
    /// The rules that the pages share say what is wrong; the log gets the cause of what is our own.
    fn from(error: Error) -> Self {
        let problem = match &error {
            Error::Malformed(_, cause) => return Self::new(MALFORMED, format!("{cause}.")),
            Error::Directory(SearchError::Refused(why)) => return Self::new(MALFORMED, why.clone()),
            Error::Busy(what) => {
                tracing::warn!("{what}");
                let detail = "Too much is asked at once. Nothing was registered; ask again.";
                return Self::new(UNAVAILABLE, detail).again_after(SOON);
            }
            Error::Directory(_) => UNAVAILABLE.usual().again_after(BACK_WITHIN),
            Error::Registry(registry::Error::Unavailable(_)) => {
                Self::unavailable("The register does not answer. Nothing was registered; ask again.")
            }
            Error::Registry(registry::Error::Full(_)) => Self::unavailable(
                "The disk of the register is full. Nothing was registered; tell the administrator.",
            ),
            other => Self::of_status(other.status_code()),
        };
        if problem.status_code().is_server_error() {
            tracing::error!("{error}");
        }
        problem
    }
}

impl From<registry::Error> for Problem {
    fn from(error: registry::Error) -> Self {
        Error::from(error).into()
    }
}

impl From<SearchError> for Problem {
    fn from(error: SearchError) -> Self {
        Error::from(error).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_without_a_word_is_a_problem_of_that_status() {
        for status in [401, 403, 404, 405, 406, 408, 413, 414, 415, 429, 431, 500, 503] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(Problem::of_status(status).status_code(), status);
        }
        assert_eq!(Problem::of_status(StatusCode::EXPECTATION_FAILED).kind, MALFORMED);
        assert_eq!(Problem::of_status(StatusCode::BAD_GATEWAY).kind, INTERNAL);
    }

    #[test]
    fn each_kind_has_a_word_of_its_own() {
        assert!(KINDS.is_sorted_by_key(|kind| kind.status));
        let mut words: Vec<&str> = KINDS.iter().map(|kind| kind.word).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), KINDS.len());
    }
}
