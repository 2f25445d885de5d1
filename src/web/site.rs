//! Where this site is: which `Host` is served, and whose pages may change something.

use std::net::SocketAddr;

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

    /// Whether a `Host` header names this site.
    pub fn serves(&self, host: &str) -> bool {
        self.hosts.iter().any(|served| served.eq_ignore_ascii_case(host))
    }

    /// Whether an `Origin` header names this site.
    fn is_origin(&self, origin: &str) -> bool {
        origin == self.url || origin.strip_prefix("http://").is_some_and(|host| self.serves(host))
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
