//! How connections are served, whoever answers on them: the register or the gateway.

use std::{fmt, time::Duration};

use actix_http::{
    HttpServiceBuilder, KeepAlive, Request, Response,
    h1::{ExpectHandler, UpgradeHandler},
};
use actix_service::{Service, ServiceFactory};
use actix_web::body::BoxBody;

use super::connection::{Connection, HEAD_WITHIN, LINGERS};

/// Seconds that requests under way get to finish once the end is asked for.
pub const LAST_SECONDS: u64 = 10;

/// How long a connection is kept on which nothing is asked.
///
/// A reverse proxy must let go of it first, or what it sends meets a closed door: nginx keeps one for 60 s,
/// Caddy for 120 s. And a core whose turn comes late closes what is over without reading what has come.
const KEPT_FOR: Duration = Duration::from_secs(130);

/// HTTP over connections, until the end is told by what `ending` gives.
pub fn http<Stream, Answers, Ending>(
    ending: impl Fn() -> Ending + 'static,
) -> HttpServiceBuilder<Connection<Stream>, Answers, ExpectHandler, UpgradeHandler>
where
    Answers: ServiceFactory<Request, Config = ()>,
    Answers::Error: Into<Response<BoxBody>> + 'static,
    Answers::InitError: fmt::Debug,
    <Answers::Service as Service<Request>>::Future: 'static,
    Ending: Future<Output = ()> + 'static,
{
    HttpServiceBuilder::default()
        .keep_alive(KeepAlive::Timeout(KEPT_FOR))
        // Whoever closes the connection waits for nothing: the search under way is given up.
        .h1_allow_half_closed(false)
        .client_request_timeout(HEAD_WITHIN)
        .client_disconnect_timeout(LINGERS)
        .on_connect_ext(|connection: &Connection<Stream>, data| connection.tell(data))
        .graceful_shutdown_signal(ending)
}
