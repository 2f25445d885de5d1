//! A search, at the company's address and at the service's.

use std::time::Instant;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header::ContentType},
    web,
};

use super::{envelope::Style, incoming, refusal::Refusal};
use crate::{
    directory::{
        index::embedded::EmbeddedIndex,
        protocol::{
            answer,
            error::Error,
            parameters::{Hearing, Parameters},
        },
    },
    domain::search::SearchError,
};

/// `GET /dev/?q=…`: the company's gateway, with its five parameters.
pub async fn plain(index: web::Data<EmbeddedIndex>, request: HttpRequest) -> HttpResponse {
    respond(index, incoming::of_address(&request), Hearing::Plain).await
}

/// `GET /2013-01-01/search?q=…`: the service.
pub async fn full(index: web::Data<EmbeddedIndex>, request: HttpRequest) -> HttpResponse {
    respond(index, incoming::of_address(&request), Hearing::Full).await
}

/// `POST /2013-01-01/search`: the same parameters as a form.
pub async fn full_of_form(
    index: web::Data<EmbeddedIndex>,
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
) -> HttpResponse {
    let pairs = match body {
        Ok(body) => incoming::of_form(&request, &body),
        Err(error) => {
            tracing::debug!(%error, "a form that cannot be read");
            let is_large = error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE;
            Err(if is_large { Refusal::large_form() } else { Refusal::broken_form() })
        }
    };
    respond(index, pairs, Hearing::Full).await
}

async fn respond(
    index: web::Data<EmbeddedIndex>,
    pairs: Result<Vec<(String, String)>, Refusal>,
    hearing: Hearing,
) -> HttpResponse {
    // Reading an index may wait for the disk, which the event loop must not.
    let answered = match pairs {
        Err(refusal) => Err(refusal),
        Ok(pairs) => {
            let answered = web::block(move || answered(&index, pairs, hearing)).await;
            answered
                .unwrap_or_else(|error| Err(Error::Unanswered(SearchError::Unavailable(error.to_string()))))
                .map_err(Refusal::from)
        }
    };
    match answered {
        Ok(body) => HttpResponse::Ok().content_type(ContentType::json()).body(body),
        Err(refusal) => refusal.response(),
    }
}

fn answered(index: &EmbeddedIndex, pairs: Vec<(String, String)>, hearing: Hearing) -> Result<String, Error> {
    let began = Instant::now();
    let parameters = Parameters::of(pairs, hearing)?;
    let style = Style::of(&parameters)?;
    let answer = answer::answer(index, &parameters)?;
    let unwritten = |error: serde_json::Error| SearchError::BadAnswer(error.to_string());
    Ok(style.write(answer, began.elapsed()).map_err(unwritten)?)
}
