//! The HTTP server: what stands around every route, and an orderly end.

use std::{future::ready, io, net::TcpListener};

use actix_service::{IntoServiceFactory, ServiceFactoryExt, map_config};
use actix_web::{
    App as ActixApp, Error,
    dev::{AppConfig, Server, fn_service},
    middleware::{Compress, from_fn},
    rt::net::TcpStream,
    web,
};

use super::{
    api::problems,
    app::App,
    caller,
    connection::{self, Connection},
    error_page, headers, language,
    limits::{self, Places},
    origin, preparing,
    routes::routes,
    serving::{self, LAST_SECONDS},
    session, unread,
};

/// Connections that each core has open; others wait for their turn.
const CONNECTIONS: usize = 2_000;

/// Serves until the process is told to end (Ctrl-C or SIGTERM), then lets requests under way
/// finish.
///
/// # Errors
/// When the system refuses to listen.
pub fn run(app: App, listener: TcpListener) -> io::Result<()> {
    let app = web::Data::new(app);
    let places = web::Data::new(Places::default());
    actix_web::rt::System::new().block_on(async move {
        let builder = Server::build().shutdown_timeout(LAST_SECONDS).max_concurrent_connections(CONNECTIONS);
        let ending = builder.graceful_shutdown_signal();
        let connections = move || {
            let (ending, assets) = (ending.clone(), app.assets.clone());
            let app = ActixApp::new()
                .app_data(app.clone())
                .app_data(places.clone())
                .configure(|config| routes(config, &assets))
                .wrap(from_fn(preparing::hold))
                .wrap(Compress::default())
                .wrap(from_fn(language::switch))
                .wrap(from_fn(session::identify))
                .wrap(from_fn(origin::check_callers))
                .wrap(from_fn(caller::recognize))
                .wrap(from_fn(limits::check))
                .wrap(from_fn(origin::check_changes))
                .wrap(from_fn(origin::check_host))
                .wrap(from_fn(problems::layer))
                .wrap(from_fn(error_page::pages))
                .wrap(from_fn(headers::add))
                .wrap(from_fn(unread::end_connection))
                .wrap(from_fn(connection::count))
                .into_factory()
                .map_err(|error: Error| error.error_response());
            let http = serving::http(move || {
                let ending = ending.clone();
                async move { ending.notified().await }
            })
            .h1(map_config(app, |()| AppConfig::default()));
            let accepted = fn_service(|stream: TcpStream| {
                let peer = stream.peer_addr().ok();
                ready(Ok((Connection::new(stream), peer)))
            });
            accepted.and_then(http)
        };
        builder.listen("carnet", listener, connections)?.run().await
    })
}
