//! Who may ask: the one origin that is served, and the one check for changes.
//!
//! `Host` must be ours, which stops DNS rebinding; a request that changes something must come
//! from this site's own pages, or from a program that is no browser.

use std::net::SocketAddr;

use actix_web::{
    Error as ActixError,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};

use super::{app::App, error::Error};

/// Where this site is, as people type it.
#[derive(Debug, Clone)]
pub struct Site {
    /// Scheme, host and port, without a final slash.
    pub url: String,
    /// What the `Host` header may say.
    hosts: Vec<String>,
}

impl Site {
    /// The site at its public URL, or where it listens; on loopback all its names are served.
    pub fn new(public_url: Option<String>, listen: SocketAddr) -> Self {
        let port = listen.port();
        let mut hosts: Vec<String> =
            ["localhost", "127.0.0.1", "[::1]"].iter().map(|name| format!("{name}:{port}")).collect();
        hosts.push(listen.to_string());
        let url = public_url.unwrap_or_else(|| format!("http://{listen}"));
        if let Some((_, host)) = url.split_once("://") {
            hosts.push(host.to_owned());
        }
        Self { url, hosts }
    }

    fn serves(&self, host: &str) -> bool {
        self.hosts.iter().any(|served| served.eq_ignore_ascii_case(host))
    }

    /// Whether an `Origin` header names this site.
    fn is_origin(&self, origin: &str) -> bool {
        origin == self.url || origin.strip_prefix("http://").is_some_and(|host| self.serves(host))
    }

    /// Whether a request may change something, by what its browser says of where it comes from.
    fn lets_change(&self, fetch_site: Option<&str>, origin: Option<&str>) -> bool {
        match (fetch_site, origin) {
            (Some(site), _) => matches!(site, "same-origin" | "none"),
            (None, Some(origin)) => self.is_origin(origin),
            (None, None) => true,
        }
    }
}

/// Lets pass what asks for this site, and changes only from its own pages.
///
/// # Errors
/// None of its own: what it stops is answered with [`Error::UnknownHost`] or
/// [`Error::ForeignRequest`].
pub async fn check(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    if let Some(app) = request.app_data::<web::Data<App>>() {
        let header =
            |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
        let host =
            header(header::HOST).or_else(|| request.uri().authority().map(|authority| authority.as_str()));
        if !host.is_some_and(|host| app.site.serves(host)) {
            return Ok(request.error_response(Error::UnknownHost));
        }
        let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
        let fetch_site = header(header::HeaderName::from_static("sec-fetch-site"));
        if changes && !app.site.lets_change(fetch_site, header(header::ORIGIN)) {
            return Ok(request.error_response(Error::ForeignRequest));
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site::new(None, "127.0.0.1:8080".parse().unwrap())
    }

    #[test]
    fn only_our_own_names_are_served() {
        let site = site();
        for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:8080"] {
            assert!(site.serves(host), "{host}");
        }
        for host in ["evil.example:8080", "localhost", "127.0.0.1:80", "localhost.evil.example:8080"] {
            assert!(!site.serves(host), "{host}");
        }
    }

    #[test]
    fn changes_come_from_our_own_pages_or_from_no_browser() {
        let site = site();
        assert!(site.lets_change(Some("same-origin"), None));
        assert!(site.lets_change(Some("none"), Some("null")));
        assert!(!site.lets_change(Some("cross-site"), Some("http://127.0.0.1:8080")));
        assert!(!site.lets_change(Some("same-site"), None));
        assert!(site.lets_change(None, Some("http://127.0.0.1:8080")));
        assert!(!site.lets_change(None, Some("http://evil.example")));
        assert!(!site.lets_change(None, Some("null")));
        assert!(site.lets_change(None, None));
    }
}
