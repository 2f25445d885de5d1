//! The HTTP client: redirects followed as long as they are safe.

use std::time::Duration;

use reqwest::{Client, header, redirect};

use super::address::Address;
use crate::directory::http;

/// The most redirects that are followed; data.gouv.fr takes one (`annuaire.md` §1.1).
const MOST_REDIRECTS: usize = 5;

/// A client for an address, which waits that long for a word.
///
/// # Errors
/// TLS cannot be set up.
pub fn new(address: &Address, silence: Duration) -> reqwest::Result<Client> {
    http::client(address.url(), || {
        let start = address.clone();
        let follow = redirect::Policy::custom(move |attempt| {
            if attempt.previous().len() > MOST_REDIRECTS {
                attempt.error("it redirects too often")
            } else if start.may_lead_to(attempt.url()) {
                attempt.follow()
            } else {
                attempt.error("it redirects to an address that is not https")
            }
        });
        // Lengths and ranges are those of the file itself.
        let plain = header::HeaderValue::from_static("identity");
        Client::builder()
            .default_headers([(header::ACCEPT_ENCODING, plain)].into_iter().collect())
            .redirect(follow)
            .referer(false)
            .connect_timeout(silence)
            .read_timeout(silence)
    })
}
