//! The route table: every address for programs.

use actix_web::{
    Error as ActixError, HttpRequest, HttpResponse, Resource, ResponseError,
    error::QueryPayloadError,
    middleware::from_fn,
    web::{PayloadConfig, QueryConfig, ServiceConfig, delete, get, head, post, resource, route, scope},
};

use super::{
    affiliations, directory, docs, document, door, organizations,
    problem::{MALFORMED, NOT_FOUND, Problem},
    selections, workers,
};
use crate::web::limits::LARGEST_FORM;

/// Every address for programs, and the page about them.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(reading("/api/openapi.json", document::show))
        .service(reading("/api/docs", docs::show))
        .service(
            scope("/api")
                .app_data(QueryConfig::default().error_handler(refuse_query))
                .app_data(PayloadConfig::new(LARGEST_FORM))
                .wrap(from_fn(door::admit))
                .service(reading("/directory", directory::search))
                .service(resource("/selections").route(post().to(selections::create)))
                .service(reading("/organizations", organizations::index))
                .service(reading("/organizations/{finess}", organizations::show))
                .service(reading("/organizations/{finess}/workers", organizations::workers))
                .service(
                    resource("/organizations/{finess}/workers/{rpps_number}")
                        .route(delete().to(affiliations::remove)),
                )
                .service(reading("/workers", workers::index))
                .service(reading("/workers/{rpps_number}", workers::show))
                .service(reading("/workers/{rpps_number}/organizations", workers::organizations))
                .default_service(route().to(nowhere)),
        );
}

/// An address that answers GET, and HEAD with the same headers (RFC 9110 §9.3.2).
fn reading<F, Args>(path: &str, handler: F) -> Resource
where
    F: actix_web::Handler<Args>,
    Args: actix_web::FromRequest + 'static,
    F::Output: actix_web::Responder + 'static,
{
    resource(path).route(get().to(handler.clone())).route(head().to(handler))
}

fn refuse_query(error: QueryPayloadError, _: &HttpRequest) -> ActixError {
    let cause = error.to_string();
    let cause = cause.strip_prefix("Query deserialize error: ").unwrap_or(&cause);
    Problem::new(MALFORMED, format!("{cause}; /api/docs names the parameters.")).into()
}

async fn nowhere() -> HttpResponse {
    let detail = "There is nothing at this address; /api/docs names all there are.";
    Problem::new(NOT_FOUND, detail).error_response()
}
