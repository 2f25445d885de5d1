//! `GET /healthz`: whether the gateway can answer, for whatever watches or balances it.

use actix_web::{HttpResponse, web};

use super::search::Answerer;

/// 200 and `ok` where a directory is loaded, else 503 and a word.
pub async fn show(answerer: web::Data<Answerer>) -> HttpResponse {
    match answerer.index.status() {
        Some(_) => HttpResponse::Ok().content_type("text/plain").body("ok\n"),
        None => HttpResponse::ServiceUnavailable().content_type("text/plain").body("no directory loaded\n"),
    }
}
