//! What a client has not sent to its end: the connection ends soon after the answer.
//!
//! After an answer given early, actix-http reads on and throws away what is left of a chunked body
//! that nobody holds, for as long as the client likes. While somebody holds it, it bears the answer
//! `Connection: close`, reads for a second more, so that the client hears the answer, and closes.

use std::{
    cell::RefCell,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use actix_web::{
    Error as ActixError, HttpMessage,
    body::MessageBody,
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::PayloadError,
    middleware::Next,
    web::Bytes,
};
use futures_util::Stream;

use super::held::Held;

/// The body of a request as it arrives, held by the request and by its answer.
#[derive(Clone)]
struct Arriving(Rc<RefCell<Payload>>);

impl Stream for Arriving {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_next(context)
    }
}

/// Ends the connection after the answer where the body of the request has not arrived whole by then.
///
/// # Errors
/// None of its own.
pub async fn end_connection(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    let arriving = match request.take_payload() {
        Payload::None => None,
        payload => Some(Arriving(Rc::new(RefCell::new(payload)))),
    };
    if let Some(arriving) = arriving.clone() {
        request.set_payload(Payload::Stream { payload: Box::pin(arriving) });
    }
    let answer = next.call(request).await?.map_into_boxed_body();
    Ok(answer.map_body(|_, body| Held::new(body, arriving)))
}
