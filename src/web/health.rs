//! `GET /healthz`: whether Carnet can serve, for whatever watches it.

use actix_web::{HttpResponse, web};

use super::app::App;

/// 200 and `ok` when both the directory and the register answer, else 503 and which does not.
pub async fn show(app: web::Data<App>) -> HttpResponse {
    if let Err(error) = app.registry.ping().await {
        tracing::error!("the register does not answer: {error}");
        return HttpResponse::ServiceUnavailable().content_type("text/plain").body("register unavailable\n");
    }
    if app.directory.status().is_none() {
        return HttpResponse::ServiceUnavailable().content_type("text/plain").body("no directory loaded\n");
    }
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}
