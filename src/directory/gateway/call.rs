//! One call: sent, at most once more, and its answer's body, of which no more is held than a
//! gateway can mean.

use std::{error::Error, io};

use reqwest::{RequestBuilder, Response, StatusCode, header};

use super::fault::Fault;
use crate::directory::http::{self, causes};

/// The largest body that is read, in bytes: more than the 10 MB that Amazon's gateways pass on.
const LARGEST_BODY: usize = 16 * 1024 * 1024;

/// How much of a failing answer goes to the log, in bytes.
const LOGGED: usize = 500;

/// The body that a request is answered with.
///
/// # Errors
/// [`Fault`] as [`judge`] has it; one of no answer where there is none.
pub async fn answered(request: impl Fn() -> RequestBuilder) -> Result<Vec<u8>, Fault> {
    let first = request().send().await;
    let answer = match first {
        Err(error) if died_before_answering(&error) => request().send().await,
        first => first,
    };
    let mut answer = answer.map_err(no_answer)?;
    match judge(answer.status(), is_page(&answer)) {
        None => whole_body(&mut answer).await,
        Some(fault) => {
            Err(fault(format!("the gateway answered {}", answer.status()), beginning(&mut answer).await))
        }
    }
}

/// Makes a fault of why there is no answer and what was said.
type Judgement = fn(String, String) -> Fault;

/// What an answer's status means, none where its body is to be read.
///
/// A request at fault is refused (`cloudsearch.md` §6); everything else is the gateway's own
/// affair, a redirect included: followed, it would tell another host what staff search for. The
/// service refuses in JSON: a page of HTML is what something in between makes of any request.
fn judge(status: StatusCode, is_page: bool) -> Option<Judgement> {
    match status {
        StatusCode::OK => None,
        StatusCode::BAD_REQUEST
        | StatusCode::PAYLOAD_TOO_LARGE
        | StatusCode::URI_TOO_LONG
        | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
            Some(if is_page { Fault::nonsense } else { Fault::refused })
        }
        _ if status.is_client_error() || status.is_server_error() => Some(Fault::unavailable),
        _ => Some(Fault::nonsense),
    }
}

/// Whether an answer says that it is a page of HTML.
fn is_page(answer: &Response) -> bool {
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/html"))
}

/// Whether a connection died under a request before a word of the answer came.
///
/// A search changes nothing, so that asking again is safe; a gateway that refuses connections or
/// is slow is not asked again.
fn died_before_answering(error: &reqwest::Error) -> bool {
    let is_dead = |cause: &(dyn Error + 'static)| {
        cause
            .downcast_ref::<hyper::Error>()
            .is_some_and(|error| error.is_incomplete_message() || error.is_canceled())
            || cause.downcast_ref::<io::Error>().is_some_and(|error| {
                matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionReset
                        | io::ErrorKind::ConnectionAborted
                        | io::ErrorKind::BrokenPipe
                )
            })
    };
    error.is_request() && !error.is_connect() && causes(error).any(is_dead)
}

/// What a failing exchange means: words that are no HTTP are nonsense, the rest is no answer.
fn no_answer(error: reqwest::Error) -> Fault {
    let is_nonsense =
        causes(&error).any(|cause| cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse));
    let why = http::told(error);
    if is_nonsense {
        Fault::nonsense("the gateway does not speak HTTP", why)
    } else {
        Fault::unavailable("the gateway cannot be reached, or broke off", why)
    }
}

async fn whole_body(answer: &mut Response) -> Result<Vec<u8>, Fault> {
    let too_large = || Fault::nonsense("the gateway's answer is too large", "");
    if answer.content_length().is_some_and(|announced| announced > LARGEST_BODY as u64) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(no_answer)? {
        if body.len() + chunk.len() > LARGEST_BODY {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The first words of an answer, for the log.
async fn beginning(answer: &mut Response) -> String {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = answer.chunk().await {
        body.extend_from_slice(&chunk[..chunk.len().min(LOGGED)]);
        if body.len() >= LOGGED {
            break;
        }
    }
    body.truncate(LOGGED);
    String::from_utf8_lossy(&body).escape_debug().to_string()
}
