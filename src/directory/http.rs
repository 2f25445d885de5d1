//! What every HTTP client of the directory has in common.

use std::error::Error;

use reqwest::{Certificate, Client, ClientBuilder, Url, retry};

/// A client as the builder has it, under Carnet's name, that asks nothing twice by itself.
///
/// It trusts the machine's certificates; where there are none, those of the browsers. A proxy that
/// the machine names is used, but not for an address on this machine.
///
/// # Errors
/// TLS cannot be set up.
pub fn client(address: &Url, build: impl Fn() -> ClientBuilder) -> reqwest::Result<Client> {
    let builder = || {
        let builder = build().user_agent(concat!("carnet/", env!("CARGO_PKG_VERSION"))).retry(retry::never());
        if is_loopback(address) { builder.no_proxy() } else { builder }
    };
    builder().build().or_else(|error| {
        tracing::warn!(%error, "the machine's certificates cannot be used; the browsers' are");
        let bundled = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
        let bundled = bundled.map(|certificate| Certificate::from_der(certificate));
        builder().tls_certs_only(bundled.collect::<reqwest::Result<Vec<_>>>()?).build()
    })
}

/// Whether an address is on this machine.
pub fn is_loopback(address: &Url) -> bool {
    matches!(address.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}

/// An error and its causes.
pub fn causes<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// The words of a failing exchange and of its causes, without its address, which may hold a secret.
pub fn told(error: reqwest::Error) -> String {
    let error = error.without_url();
    causes(&error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
