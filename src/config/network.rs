//! Where Carnet listens, under which address people know it, and whom it believes.

use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;
use url::Url;

use super::error::{ConfigError, refuse};

/// The address and port to listen on; `localhost` is this machine.
///
/// # Errors
/// A sentence that shows an address.
pub fn listen_address(text: &str) -> Result<SocketAddr, ConfigError> {
    let text = text.replacen("localhost:", "127.0.0.1:", 1);
    text.parse().map_err(|_| {
        ConfigError::new(format!(
            "cannot listen on {text:?}; give an address and a port, such as 127.0.0.1:8080"
        ))
    })
}

/// Checks that an address off this machine is listened on only where people sign in, over TLS.
///
/// # Errors
/// A sentence that says what to do first.
pub fn check_listening(
    listen: SocketAddr,
    public_url: Option<&str>,
    has_accounts: bool,
) -> Result<(), ConfigError> {
    let (ip, port) = (listen.ip(), listen.port());
    if ip.is_loopback() {
        return Ok(());
    }
    if !has_accounts {
        return refuse(&format!(
            "Carnet has no accounts yet and listens on this machine only; {ip} would let others in. \
             Make one first, with: carnet staff add EMAIL --name NAME --role admin; or use 127.0.0.1:{port}"
        ));
    }
    match public_url {
        Some(url) if url.starts_with("https://") => Ok(()),
        _ => refuse(&format!(
            "listening on {ip} wants CARNET_PUBLIC_URL, the https address of the proxy before Carnet, such as \
             https://carnet.example; for what goes over the network is personal"
        )),
    }
}

/// Networks, or single addresses, with commas between them.
///
/// # Errors
/// A sentence that shows some.
pub fn trusted_proxies(text: &str) -> Result<Vec<IpNet>, ConfigError> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let network = |part: &str| part.parse().or_else(|_| part.parse::<IpAddr>().map(IpNet::from)).ok();
    let networks: Option<Vec<IpNet>> = parts.map(network).collect();
    networks.ok_or_else(|| {
        ConfigError::new(format!(
            "CARNET_TRUSTED_PROXIES is {text:?}; give addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8"
        ))
    })
}

/// The public URL as browsers write an origin: without a final slash, in small letters, without the port
/// that goes without saying.
///
/// # Errors
/// A sentence, when it is no origin, or what it carries could be read on the way.
pub fn public_url(text: &str) -> Result<String, ConfigError> {
    let bad = || {
        ConfigError::new(format!(
            "the public URL {text:?} must look like http://127.0.0.1:8080, without a path"
        ))
    };
    let url = Url::parse(text).map_err(|_| bad())?;
    let is_anonymous = url.username().is_empty() && url.password().is_none();
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    match (url.scheme(), url.host_str()) {
        _ if !is_anonymous || !is_bare => Err(bad()),
        ("https", Some(_)) | ("http", Some("localhost" | "127.0.0.1" | "[::1]")) => {
            Ok(url.origin().ascii_serialization())
        }
        ("http", Some(_)) => {
            refuse("a public URL off this machine must be https, for what it carries is personal")
        }
        _ => Err(bad()),
    }
}

/// The most requests a second that one token may be allowed.
const FASTEST: u32 = 10_000;

/// Requests a second that a program may make with one token.
///
/// # Errors
/// A sentence that says from where to where.
pub fn api_rate(rate: &str) -> Result<u32, ConfigError> {
    match rate.parse() {
        Ok(rate) if (1..=FASTEST).contains(&rate) => Ok(rate),
        _ => refuse(&format!(
            "CARNET_API_RATE is {rate:?}; give requests a second, 1 to {FASTEST}, such as 50"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_accounts_only_loopback_is_listened_on_and_off_it_wants_tls() {
        let listening = |listen: &str, public_url: Option<&str>, has_accounts| {
            check_listening(listen_address(listen).unwrap(), public_url, has_accounts)
                .map_err(|error| error.to_string())
        };
        for good in ["127.0.0.1:8080", "[::1]:0", "localhost:9000"] {
            assert_eq!(listening(good, None, false), Ok(()), "{good}");
        }
        for off in ["0.0.0.0:8080", "192.0.2.1:80", "[::]:80"] {
            let sentence = listening(off, Some("https://carnet.example"), false).unwrap_err();
            assert!(
                sentence.contains("this machine only") && sentence.contains("carnet staff add"),
                "{sentence}"
            );
            assert!(listening(off, None, true).unwrap_err().contains("CARNET_PUBLIC_URL"), "{off}");
            assert_eq!(listening(off, Some("https://carnet.example"), true), Ok(()), "{off}");
        }
        assert!(listen_address("8080").unwrap_err().to_string().contains("127.0.0.1:8080"));
    }

    #[test]
    fn proxies_are_addresses_or_networks() {
        assert_eq!(trusted_proxies(""), Ok(Vec::new()));
        assert_eq!(trusted_proxies("127.0.0.1, 10.0.0.0/8,::1").unwrap().len(), 3);
        for bad in ["proxy", "10.0.0.0/99", "127.0.0.1 10.0.0.1"] {
            assert!(trusted_proxies(bad).unwrap_err().to_string().contains("10.0.0.0/8"), "{bad}");
        }
    }

    #[test]
    fn a_public_url_is_an_origin_and_personal_facts_want_https() {
        assert_eq!(public_url("https://carnet.example/").unwrap(), "https://carnet.example");
        assert_eq!(public_url("http://localhost:8080").unwrap(), "http://localhost:8080");
        assert_eq!(public_url("https://CARNET.example:443").unwrap(), "https://carnet.example");
        assert_eq!(public_url("https://carnet.example:8443/").unwrap(), "https://carnet.example:8443");
        for bad in [
            "carnet.example",
            "https://carnet.example/x",
            "http://carnet.example",
            "ftp://x",
            "https://u@x",
            "https://carnet.example:port",
            "https://carnet example",
        ] {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }
}
