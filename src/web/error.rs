//! What can go wrong, as HTTP: a status, and a page of the site in the reader's words.
//!
//! A failing handler leaves its [`Problem`] with the response; one layer around all routes turns
//! it into the page, so that handlers never format one. The log gets the cause, once, here.

use std::fmt;

use crate::{domain::search::SearchError, identity::passwords::PasswordError, registry::error as registry};
use actix_web::{
    HttpResponse, ResponseError,
    http::{
        ConnectionType, StatusCode,
        header::{self, HeaderValue},
    },
};

/// Seconds after which a page asked for too early is asked for again.
const PREPARED_WITHIN: u32 = 2;

/// Seconds after which a crowd has passed, as a rule.
const BUSY_FOR: u32 = 1;

/// Why a request was not served.
#[derive(Debug)]
pub enum Error {
    /// The request cannot be understood; the text to show, and what was wrong, for the log.
    Malformed(&'static str, String),
    /// What was asked for is not there; the text to show.
    NotFound(&'static str),
    /// `Host` is not ours.
    UnknownHost,
    /// A change asked for by another site.
    ForeignRequest,
    /// Only a part of a page was asked for, by somebody whose session has ended.
    SignedOut,
    /// Only admins may.
    NotAdmin,
    /// The body is longer than any form.
    TooLarge,
    /// The address is longer than any page's.
    TooLong,
    /// The headers are longer than any browser's.
    HeadersTooLarge,
    /// The form did not arrive in time.
    TooSlow,
    /// Too much is asked at once; of what, for the log.
    Busy(&'static str),
    /// The demonstration directory is still being made.
    Preparing,
    /// The directory did not answer as it should.
    Directory(SearchError),
    /// The database did not answer as it should.
    Registry(registry::Error),
    /// A page could not be written.
    Page(askama::Error),
    /// A workbook could not be made, for want of room as a rule; why, for the log.
    NoWorkbook(String),
    /// What should never fail did; the text is for the log.
    Failed(String),
}

/// What the error page says: names of texts.
#[derive(Debug, Clone, Copy)]
pub struct Problem {
    /// The heading.
    pub title: &'static str,
    /// What happened and what to do.
    pub text: &'static str,
    /// After how many seconds the page loads itself anew; none where that would change nothing.
    pub reload_after: Option<u32>,
}

impl Error {
    /// What a page of its own says of it, once it is in the log.
    pub fn told(&self) -> Problem {
        self.log();
        self.problem()
    }

    fn problem(&self) -> Problem {
        let (title, text) = match self {
            Self::Malformed(text, _) => ("error-400-title", *text),
            Self::NotFound(text) => ("error-404-title", *text),
            Self::UnknownHost => ("error-400-title", "error-host"),
            Self::ForeignRequest => ("error-403-title", "error-foreign"),
            Self::SignedOut => ("error-401-title", "error-401"),
            Self::NotAdmin => ("error-403-title", "error-admin"),
            Self::TooLarge => ("error-413-title", "error-413"),
            Self::TooLong => ("error-413-title", "error-414"),
            Self::HeadersTooLarge => ("error-413-title", "error-431"),
            Self::TooSlow => ("error-408-title", "error-408"),
            Self::Busy(_) => ("error-503-title", "error-busy"),
            Self::Preparing => ("error-preparing-title", "error-preparing"),
            Self::Directory(SearchError::Refused(_)) => ("error-400-title", "error-search-refused"),
            Self::Directory(_) => ("error-directory-title", "error-directory"),
            Self::Registry(registry::Error::Unavailable(_)) => ("error-registry-title", "error-registry"),
            Self::Registry(registry::Error::Full(_)) => ("error-registry-title", "error-registry-full"),
            Self::NoWorkbook(_) => ("error-500-title", "error-workbook"),
            Self::Registry(_) | Self::Page(_) | Self::Failed(_) => ("error-500-title", "error-500"),
        };
        Problem { title, text, reload_after: matches!(self, Self::Preparing).then_some(PREPARED_WITHIN) }
    }

    fn log(&self) {
        match self {
            Self::Malformed(_, cause) => tracing::debug!(cause, "malformed request"),
            // Who asked is written where that is known.
            Self::NotFound(_) | Self::SignedOut | Self::NotAdmin | Self::Preparing => {}
            Self::TooLarge | Self::TooLong | Self::HeadersTooLarge | Self::TooSlow => {
                tracing::debug!("{self}")
            }
            Self::Busy(_) | Self::UnknownHost | Self::ForeignRequest => tracing::warn!("{self}"),
            Self::Directory(_)
            | Self::Registry(_)
            | Self::Page(_)
            | Self::NoWorkbook(_)
            | Self::Failed(_) => {
                tracing::error!("{self}")
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(_, cause) => write!(out, "malformed request: {cause}"),
            Self::NotFound(_) => out.write_str("not found"),
            Self::UnknownHost => out.write_str("the Host header names another site"),
            Self::ForeignRequest => out.write_str("a change was asked for by another site"),
            Self::SignedOut => out.write_str("nobody is signed in"),
            Self::NotAdmin => out.write_str("somebody who is no admin asked for what only admins may"),
            Self::TooLarge => out.write_str("a body was too large"),
            Self::TooLong => out.write_str("an address was too long"),
            Self::HeadersTooLarge => out.write_str("the headers of a request were too large"),
            Self::TooSlow => out.write_str("a form did not arrive in time"),
            Self::Busy(what) => out.write_str(what),
            Self::Preparing => out.write_str("the demonstration directory is still being made"),
            Self::Directory(cause) => write!(out, "{cause}"),
            Self::Registry(cause) => write!(out, "{cause}"),
            Self::Page(cause) => write!(out, "a page could not be written: {cause}"),
            Self::NoWorkbook(cause) => write!(out, "a workbook could not be made: {cause}"),
            Self::Failed(cause) => out.write_str(cause),
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Malformed(..) | Self::UnknownHost | Self::Directory(SearchError::Refused(_)) => {
                StatusCode::BAD_REQUEST
            }
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::ForeignRequest | Self::NotAdmin => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooLong => StatusCode::URI_TOO_LONG,
            Self::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Busy(_)
            | Self::Preparing
            | Self::NoWorkbook(_)
            | Self::Directory(_)
            | Self::Registry(registry::Error::Unavailable(_) | registry::Error::Full(_)) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Registry(_) | Self::Page(_) | Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        self.log();
        let mut response = HttpResponse::new(self.status_code());
        // What is left of the body is not read: nothing else can follow it.
        if matches!(self, Self::TooLarge | Self::TooSlow) {
            response.head_mut().set_connection_type(ConnectionType::Close);
        }
        let problem = self.problem();
        let retry_after = problem.reload_after.or(matches!(self, Self::Busy(_)).then_some(BUSY_FOR));
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(problem);
        response
    }
}

impl From<SearchError> for Error {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Busy => Self::Busy("too many searches at once"),
            error => Self::Directory(error),
        }
    }
}

impl From<registry::Error> for Error {
    fn from(error: registry::Error) -> Self {
        match error {
            registry::Error::Busy(what) => Self::Busy(what),
            error => Self::Registry(error),
        }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Page(error)
    }
}

impl From<PasswordError> for Error {
    fn from(error: PasswordError) -> Self {
        Self::Failed(error.to_string())
    }
}
