//! The HTTP client: connections reused, redirects not followed.

use std::time::Duration;

use reqwest::{Client, Url, header, redirect};

use crate::directory::http;

/// Shorter than the minute after which load balancers close a silent connection.
const IDLE: Duration = Duration::from_secs(50);

/// A client for one gateway.
///
/// # Errors
/// TLS cannot be set up.
pub fn new(gateway: &Url, patience: Duration, most_calls: usize) -> reqwest::Result<Client> {
    http::client(gateway, || {
        let json = header::HeaderValue::from_static("application/json");
        Client::builder()
            .default_headers([(header::ACCEPT, json)].into_iter().collect())
            .redirect(redirect::Policy::none())
            // A connection is made apart from the call that waits for it, and would outlive it.
            .connect_timeout(patience)
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(most_calls)
    })
}
