//! `GET /healthz`: whether Carnet can serve, for whatever watches it.

use std::time::Duration;

use actix_web::{HttpResponse, http::StatusCode, web};

use super::{app::App, error_page::Plain};

/// How long the register may take to answer: whoever watches has the word within two seconds.
const WITHIN: Duration = Duration::from_millis(1500);

/// 200 and `ok` when the register answers and a directory is loaded, else 503 and which is not,
/// always as plain text and within two seconds.
///
/// A gateway that is down is no reason to be restarted, nor to be taken out of service.
pub async fn show(app: web::Data<App>) -> HttpResponse {
    let answered = match tokio::time::timeout(WITHIN, app.registry.ping()).await {
        Ok(answered) => answered.map_err(|error| error.to_string()),
        Err(_) => Err("no answer in time".to_owned()),
    };
    if let Err(error) = answered {
        tracing::error!("the register does not answer: {error}");
        return plain(StatusCode::SERVICE_UNAVAILABLE, "register unavailable\n");
    }
    if !app.directory.is_ready() {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "no directory loaded\n");
    }
    plain(StatusCode::OK, "ok\n")
}

fn plain(status: StatusCode, word: &'static str) -> HttpResponse {
    let mut response = HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(word);
    response.extensions_mut().insert(Plain);
    response
}
