//! One call: sent, at most once more, and its answer's body, of which no more is held than a
//! gateway can mean.

use std::{error::Error, io};

use reqwest::{Client, Response, StatusCode, Url};

use crate::{
    directory::http::{self, causes},
    domain::search::SearchError,
};

/// The largest body that is read, in bytes: more than the 10 MB that Amazon's gateways pass on.
const LARGEST_BODY: usize = 16 * 1024 * 1024;

/// How much of a failing answer goes to the log, in bytes.
const LOGGED: usize = 500;

/// The body that an address answers with.
///
/// # Errors
/// [`SearchError`] as [`judge`] has it; [`SearchError::Unavailable`] where there is no answer.
pub async fn get(client: &Client, url: &Url) -> Result<Vec<u8>, SearchError> {
    let first = client.get(url.clone()).send().await;
    let answer = match first {
        Err(error) if died_before_answering(&error) => client.get(url.clone()).send().await,
        first => first,
    };
    let mut answer = answer.map_err(no_answer)?;
    match judge(answer.status()) {
        None => whole_body(&mut answer).await,
        Some(fault) => {
            let said = beginning(&mut answer).await;
            tracing::warn!(status = answer.status().as_u16(), said, "the gateway does not serve");
            Err(fault)
        }
    }
}

/// What an answer's status means, none where its body is to be read.
///
/// A request at fault is refused (`cloudsearch.md` §6); everything else is the gateway's own
/// affair, a redirect included: followed, it would tell another host what staff search for.
fn judge(status: StatusCode) -> Option<SearchError> {
    match status {
        StatusCode::OK => None,
        StatusCode::BAD_REQUEST
        | StatusCode::PAYLOAD_TOO_LARGE
        | StatusCode::URI_TOO_LONG
        | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
            Some(SearchError::Refused(format!("the gateway answered {status}")))
        }
        _ if status.is_client_error() || status.is_server_error() => {
            Some(SearchError::Unavailable(format!("the gateway answered {status}")))
        }
        _ => Some(SearchError::BadAnswer(format!("the gateway answered {status}"))),
    }
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
fn no_answer(error: reqwest::Error) -> SearchError {
    let is_nonsense =
        causes(&error).any(|cause| cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse));
    let why = http::told(error);
    tracing::warn!(why, "the gateway does not answer");
    if is_nonsense {
        SearchError::BadAnswer("the gateway does not speak HTTP".to_owned())
    } else {
        SearchError::Unavailable("the gateway cannot be reached, or broke off".to_owned())
    }
}

async fn whole_body(answer: &mut Response) -> Result<Vec<u8>, SearchError> {
    let too_large = || SearchError::BadAnswer("the gateway's answer is too large".to_owned());
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
