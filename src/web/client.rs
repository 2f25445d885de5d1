//! From where a request comes, and with which browser.

use std::net::IpAddr;

use actix_web::{HttpRequest, http::header};
use ipnet::IpNet;

/// The proxies whose word on where a request comes from is believed.
#[derive(Debug, Clone, Default)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Those in these networks.
    pub fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address.to_canonical()))
    }

    /// The address that a request comes from: the last one on its way that is no proxy of ours. None
    /// where the connection is gone.
    pub fn address(&self, request: &HttpRequest) -> Option<IpAddr> {
        let peer = request.peer_addr()?.ip();
        let told = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
        let told: Vec<&str> = told.flat_map(|value| value.split(',')).map(str::trim).collect();
        Some(self.last_unknown(peer, &told))
    }

    /// The same for the log; nothing where it is not known.
    pub fn shown_address(&self, request: &HttpRequest) -> String {
        self.address(request).map(|address| address.to_canonical().to_string()).unwrap_or_default()
    }

    fn last_unknown(&self, peer: IpAddr, told: &[&str]) -> IpAddr {
        let mut address = peer;
        for before in told.iter().rev() {
            let Some(before) = before.parse().ok().filter(|_| self.trusts(address)) else { break };
            address = before;
        }
        address
    }

    /// The host that a request names: what a proxy of ours was asked for, else what it asks itself, in its
    /// address before its header (RFC 9112 §3.2.2).
    pub fn host<'a>(&self, request: &'a HttpRequest) -> Option<&'a str> {
        let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
        let is_ours = request.peer_addr().is_some_and(|peer| self.trusts(peer.ip()));
        let told = header("x-forwarded-host").filter(|_| is_ours);
        told.or_else(|| request.uri().authority().map(|authority| authority.as_str()))
            .or_else(|| header(header::HOST.as_str()))
    }
}

/// What browsers call themselves, the more telling name first.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
];

/// What they say of the machine.
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// The browser in a few words, such as `Firefox, Linux`; nothing where it is not known.
pub fn browser(request: &HttpRequest) -> String {
    let header = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    named(header.unwrap_or_default())
}

fn named(user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name)
    };
    [first(&BROWSERS), first(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        let proxies = Proxies::new(vec!["10.0.0.0/8".parse().unwrap(), "127.0.0.1/32".parse().unwrap()]);
        for (peer, told, from) in [
            ("192.0.2.9", &["198.51.100.1"][..], "192.0.2.9"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &["198.51.100.1"], "198.51.100.1"),
            ("::ffff:10.0.0.1", &["198.51.100.1"], "198.51.100.1"),
            ("127.0.0.1", &["203.0.113.7", "198.51.100.1", "10.1.2.3"], "198.51.100.1"),
            ("10.0.0.1", &["198.51.100.1", "nonsense"], "10.0.0.1"),
        ] {
            assert_eq!(proxies.last_unknown(address(peer), told), address(from), "{peer} {told:?}");
        }
        assert_eq!(
            Proxies::default().last_unknown(address("10.0.0.1"), &["198.51.100.1"]),
            address("10.0.0.1")
        );
    }

    #[test]
    fn a_browser_is_named_in_a_few_words() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0";
        assert_eq!(named(firefox), "Firefox, Linux");
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0";
        assert_eq!(named(edge), "Edge, Windows");
        assert_eq!(named("curl/8"), "");
    }
}
