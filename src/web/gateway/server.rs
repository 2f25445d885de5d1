//! The gateway's HTTP server and its table of URLs.

use std::{future::ready, io, net::TcpListener};

use actix_service::{IntoServiceFactory, ServiceFactoryExt, map_config};
use actix_web::{
    App as ActixApp, Error, HttpResponse, Route,
    dev::{AppConfig, Server, fn_service},
    guard,
    middleware::{Compress, from_fn},
    rt::net::TcpStream,
    web::{self, PayloadConfig, ServiceConfig, post, resource, route},
};

use super::{
    cors, health,
    limits::LARGEST_BODY,
    refusal::Refusal,
    search::{self, Answerer},
    wire::Wire,
};
use crate::web::{
    connection::{self, Connection},
    serving::{self, LAST_SECONDS},
    unread,
};

/// Serves until the process is told to end (Ctrl-C or SIGTERM), then lets requests under way
/// finish.
///
/// # Errors
/// When the system refuses to listen.
pub fn run(answerer: Answerer, listener: TcpListener) -> io::Result<()> {
    let answerer = web::Data::new(answerer);
    actix_web::rt::System::new().block_on(async move {
        let builder = Server::build().shutdown_timeout(LAST_SECONDS);
        let ending = builder.graceful_shutdown_signal();
        let connections = move || {
            let ending = ending.clone();
            let app = ActixApp::new()
                .app_data(answerer.clone())
                .configure(routes)
                .wrap(Compress::default())
                .wrap(from_fn(cors::allow))
                .wrap(from_fn(unread::end_connection))
                .wrap(from_fn(connection::count))
                .into_factory()
                .map_err(|error: Error| error.error_response());
            let http = serving::http(move || {
                let ending = ending.clone();
                async move { ending.notified().await }
            })
            .h1(map_config(app, |()| AppConfig::default()));
            let wired = fn_service(|stream: TcpStream| {
                let peer = stream.peer_addr().ok();
                ready(Ok((Connection::new(Wire::new(stream)), peer)))
            });
            wired.and_then(http)
        };
        builder.listen("gateway", listener, connections)?.run().await
    })
}

fn routes(config: &mut ServiceConfig) {
    let company = || resource(["/dev", "/dev/"]);
    config
        .app_data(PayloadConfig::new(LARGEST_BODY))
        .service(company().route(get().to(search::plain)).default_service(route().to(only_get)))
        .service(
            resource("/2013-01-01/search")
                .route(get().to(search::full))
                .route(post().to(search::full_of_form))
                .default_service(route().to(only_get_and_post)),
        )
        .service(resource("/healthz").route(get().to(health::show)))
        .default_service(route().to(nowhere));
}

/// What answers GET, and HEAD with the same headers (RFC 9110 §9.3.2).
fn get() -> Route {
    route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

async fn only_get() -> HttpResponse {
    Refusal::method("GET").response()
}

async fn only_get_and_post() -> HttpResponse {
    Refusal::method("GET, POST").response()
}

async fn nowhere() -> HttpResponse {
    Refusal::nowhere().response()
}
