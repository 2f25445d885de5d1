//! Limits: how long an address, headers and a form may be, how long a form may take to arrive, and how
//! many requests are worked on at once. Whoever is beyond is told so at once.

use std::{future::ready, sync::Arc, time::Duration};

use actix_web::{
    Error as ActixError, HttpMessage,
    body::MessageBody,
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::PayloadError,
    http::header,
    middleware::Next,
    web::{self, Bytes, BytesMut},
};
use futures_util::StreamExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{app::App, error::Error};

/// The largest form, in bytes.
pub const LARGEST_FORM: usize = 16 * 1024;

/// The longest address, in bytes: longer than a selection with everything that was typed for it.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// The headers of a request, all together, in bytes.
const LARGEST_HEADERS: usize = 32 * 1024;

/// How long a form may take to arrive.
const ARRIVES_WITHIN: Duration = Duration::from_secs(10);

/// How many requests are worked on at once: more than a crowd of staff makes, fewer than would keep
/// each other from ending in time.
const AT_ONCE: usize = 256;

/// Places for requests that are worked on.
#[derive(Clone)]
pub struct Places(Arc<Semaphore>);

impl Default for Places {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// Lets pass what is within the limits, before anything is looked up for it. A form is read whole before
/// it takes a place, so that slow clients take none.
///
/// # Errors
/// None of its own.
pub async fn check(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    match admitted(&mut request).await {
        Ok(place) => {
            let answer = next.call(request).await?.map_into_boxed_body();
            drop(place);
            Ok(answer)
        }
        Err(error) => {
            if let Some(app) = request.app_data::<web::Data<App>>() {
                app.presume(request.request());
            }
            Ok(request.error_response(error))
        }
    }
}

/// Reads the body of a request within the limits, and gives it a place, which whoever watches needs
/// not.
async fn admitted(request: &mut ServiceRequest) -> Result<Option<OwnedSemaphorePermit>, Error> {
    check_head(request)?;
    let arriving = body(request.take_payload());
    let body = tokio::time::timeout(ARRIVES_WITHIN, arriving).await.map_err(|_| Error::TooSlow)??;
    let whole = futures_util::stream::once(ready(Ok::<Bytes, PayloadError>(body)));
    request.set_payload(Payload::Stream { payload: Box::pin(whole) });
    let is_watcher = request.path() == "/healthz";
    let places = request.app_data::<web::Data<Places>>().filter(|_| !is_watcher);
    let place = places.map(|places| Arc::clone(&places.0).try_acquire_owned());
    place.transpose().map_err(|_| Error::Busy("too many requests at once"))
}

/// The body as it was sent, compressed or not.
async fn body(mut payload: Payload) -> Result<Bytes, Error> {
    let mut body = BytesMut::new();
    while let Some(part) = payload.next().await {
        let part = part.map_err(|error| Error::Malformed("error-400", error.to_string()))?;
        if body.len() + part.len() > LARGEST_FORM {
            return Err(Error::TooLarge);
        }
        body.extend_from_slice(&part);
    }
    Ok(body.freeze())
}

fn check_head(request: &ServiceRequest) -> Result<(), Error> {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if address > LONGEST_ADDRESS {
        return Err(Error::TooLong);
    }
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if length.and_then(|length| length.parse().ok()).is_some_and(|length: usize| length > LARGEST_FORM) {
        return Err(Error::TooLarge);
    }
    let headers = request.headers().iter();
    let size: usize = headers.map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > LARGEST_HEADERS { Err(Error::HeadersTooLarge) } else { Ok(()) }
}
