//! The HTTP client: connections reused, redirects not followed, a proxy as the machine says.

use std::time::Duration;

use reqwest::{Certificate, Client, ClientBuilder, Url, header, redirect, retry};

/// Shorter than the minute after which load balancers close a silent connection.
const IDLE: Duration = Duration::from_secs(50);

/// A client for one gateway.
///
/// It trusts the machine's certificates; where there are none, those of the browsers.
///
/// # Errors
/// TLS cannot be set up.
pub fn new(gateway: &Url, patience: Duration, most_calls: usize) -> reqwest::Result<Client> {
    let builder = || builder(gateway, patience, most_calls);
    builder().build().or_else(|error| {
        tracing::warn!(%error, "the machine's certificates cannot be used; the browsers' are");
        let bundled = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
        let bundled = bundled.map(|certificate| Certificate::from_der(certificate));
        builder().tls_certs_only(bundled.collect::<reqwest::Result<Vec<_>>>()?).build()
    })
}

fn builder(gateway: &Url, patience: Duration, most_calls: usize) -> ClientBuilder {
    let json = header::HeaderValue::from_static("application/json");
    let builder = Client::builder()
        .user_agent(concat!("carnet/", env!("CARGO_PKG_VERSION")))
        .default_headers([(header::ACCEPT, json)].into_iter().collect())
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        // A connection is made apart from the call that waits for it, and would outlive it.
        .connect_timeout(patience)
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(most_calls);
    if is_local(gateway) { builder.no_proxy() } else { builder }
}

fn is_local(gateway: &Url) -> bool {
    matches!(gateway.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}
