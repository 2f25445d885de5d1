//! Where the national file is published.

use std::fmt;

use reqwest::Url;
use thiserror::Error;

use crate::directory::http;

/// The stable address of `PS_LibreAcces_Personne_activite` (`annuaire.md` §1.1).
pub const PUBLISHED: &str = "https://www.data.gouv.fr/api/1/datasets/r/fffda7e9-0ea2-4c35-bba0-4496f3af935d";

/// An address to download from: https, or http on this machine.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Url);

/// A text that is no address to download from.
#[derive(Debug, Error, PartialEq, Eq)]
#[error(
    "the directory cannot be downloaded from there: give an address that begins with https:// and holds no password"
)]
pub struct AddressError;

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// It is no URL, none of https, or holds a user's name: what is shown and kept must be no secret.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let url = Url::parse(text.trim()).map_err(|_| AddressError)?;
        let has_user = !url.username().is_empty() || url.password().is_some();
        let is_safe = url.scheme() == "https" || is_test(&url);
        if is_safe && url.has_host() && !has_user { Ok(Self(url)) } else { Err(AddressError) }
    }

    /// The address as it is asked.
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// Whether a redirect may lead to an address: any of https, and this machine's only from there.
    pub fn may_lead_to(&self, next: &Url) -> bool {
        next.scheme() == "https" || (is_test(&self.0) && is_test(next))
    }

    /// The address without its query, which may be a key.
    pub fn shown(&self) -> String {
        let mut url = self.0.clone();
        url.set_query(None);
        url.set_fragment(None);
        url.into()
    }
}

fn is_test(url: &Url) -> bool {
    url.scheme() == "http" && http::is_loopback(url)
}

impl fmt::Debug for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.shown())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_safe_or_on_this_machine() {
        for good in [PUBLISHED, "https://mirror.example/ps.txt?key=1", "http://127.0.0.1:8000/x"] {
            assert!(Address::parse(good).is_ok(), "{good}");
        }
        for bad in
            ["", "ps.txt", "http://mirror.example/x", "ftp://mirror.example/x", "https://u:p@mirror.example"]
        {
            assert!(Address::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_redirect_stays_safe_and_off_this_machine() {
        let may = |from: &str, to: &str| Address::parse(from).unwrap().may_lead_to(&Url::parse(to).unwrap());
        assert!(may(PUBLISHED, "https://static.example/20261122-031200/ps.txt"));
        assert!(!may(PUBLISHED, "http://static.example/ps.txt"));
        assert!(!may(PUBLISHED, "http://127.0.0.1:8000/"));
        assert!(may("http://127.0.0.1:8000/", "http://127.0.0.1:8001/"));
    }

    #[test]
    fn a_key_in_the_query_is_not_shown() {
        let address = Address::parse("https://mirror.example/ps.txt?key=hush").unwrap();
        assert_eq!(format!("{address:?}"), "https://mirror.example/ps.txt");
    }
}
