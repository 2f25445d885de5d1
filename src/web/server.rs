//! The HTTP server: what stands around every route, and an orderly end.

use std::{io, net::TcpListener, time::Duration};

use actix_web::{
    App as ActixApp, HttpServer,
    middleware::{Compress, from_fn},
    web,
};

use super::{
    api::problems,
    app::App,
    caller, error_page, headers, language,
    limits::{self, Places},
    origin, preparing,
    routes::routes,
    session, unread,
};

/// Seconds that requests under way get to finish once the end is asked for.
const LAST_SECONDS: u64 = 10;

/// How long the headers of a request may take to arrive.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);

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
        HttpServer::new(move || {
            let assets = app.assets.clone();
            ActixApp::new()
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
        })
        // Whoever closes the connection waits for nothing: the search under way is given up.
        .h1_allow_half_closed(false)
        .client_request_timeout(HEADERS_WITHIN)
        .max_connections(CONNECTIONS)
        .shutdown_timeout(LAST_SECONDS)
        .listen(listener)?
        .run()
        .await
    })
}
