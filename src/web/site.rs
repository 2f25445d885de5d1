//! Where this site is: which `Host` is served, and whose pages may change something.

use std::net::SocketAddr;

/// Where this site is, as people type it.
#[derive(Debug, Clone)]
pub struct Site {
    /// Scheme, host and port, without a final slash.
    pub url: String,
    /// What the `Host` header may say.
    hosts: Vec<String>,
    /// Whether it is published under a name of its own.
    is_public: bool,
}

impl Site {
    /// The site at its public URL, or where it listens; on loopback all its names are served.
    pub fn new(public_url: Option<String>, listen: SocketAddr) -> Self {
        let port = listen.port();
        let mut hosts: Vec<String> =
            ["localhost", "127.0.0.1", "[::1]"].iter().map(|name| format!("{name}:{port}")).collect();
        hosts.push(listen.to_string());
        let is_public = public_url.as_ref().is_some_and(|url| url.starts_with("https://"));
        let url = public_url.unwrap_or_else(|| format!("http://{listen}"));
        if let Some((scheme, host)) = url.split_once("://") {
            hosts.push(host.to_owned());
            // The port that goes without saying may be said.
            hosts.push(format!("{host}:{}", if scheme == "https" { 443 } else { 80 }));
        }
        Self { url, hosts, is_public: is_public || !listen.ip().is_loopback() }
    }

    /// Whether only this machine reaches it.
    pub fn is_local(&self) -> bool {
        !self.is_public
    }

    /// Whether people reach it over TLS.
    pub fn is_https(&self) -> bool {
        self.url.starts_with("https://")
    }

    /// What a cookie is called here: over TLS no other host can set one of that name (RFC 6265bis
    /// §4.1.3.2).
    pub fn cookie_name(&self, name: &str) -> String {
        if self.is_https() { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// Whether a `Host` header names this site.
    pub fn serves(&self, host: &str) -> bool {
        self.hosts.iter().any(|served| served.eq_ignore_ascii_case(host))
    }

    /// Whether an `Origin` header names this site.
    fn is_origin(&self, origin: &str) -> bool {
        let is_local = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| self.serves(host));
        origin == self.url || (!self.is_https() && is_local(origin))
    }

    /// Whether a request may change something, by what its browser says of where it comes from.
    pub fn lets_change(&self, fetch_site: Option<&str>, origin: Option<&str>) -> bool {
        match (fetch_site, origin) {
            (Some(site), _) => matches!(site, "same-origin" | "none"),
            (None, Some(origin)) => self.is_origin(origin),
            (None, None) => true,
        }
    }
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
    fn over_tls_cookies_are_the_hosts_own_and_nothing_else_is_an_origin() {
        let public = Site::new(Some("https://carnet.example".to_owned()), "127.0.0.1:8080".parse().unwrap());
        assert_eq!(public.cookie_name("carnet"), "__Host-carnet");
        assert!(public.is_https() && !public.is_local() && public.serves("carnet.example"));
        assert!(public.serves("carnet.example:443") && !public.serves("carnet.example:80"));
        assert!(public.lets_change(None, Some("https://carnet.example")));
        for other in ["http://carnet.example", "http://127.0.0.1:8080"] {
            assert!(!public.lets_change(None, Some(other)), "{other}");
        }
        assert!(site().is_local() && site().cookie_name("carnet") == "carnet");
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
