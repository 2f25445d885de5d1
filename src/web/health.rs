//! `GET /healthz`: whether Carnet can serve, for whatever watches it.

use actix_web::{HttpResponse, web};

use super::app::App;

/// 200 and `ok` when the register answers and a directory is loaded, else 503 and which is not.
///
/// A gateway that is down is no reason to be restarted, nor to be taken out of service.
pub async fn show(app: web::Data<App>) -> HttpResponse {
    if let Err(error) = app.registry.ping().await {
        tracing::error!("the register does not answer: {error}");
        return HttpResponse::ServiceUnavailable().content_type("text/plain").body("register unavailable\n");
    }
    if !app.directory.is_ready() {
        return HttpResponse::ServiceUnavailable().content_type("text/plain").body("no directory loaded\n");
    }
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}
