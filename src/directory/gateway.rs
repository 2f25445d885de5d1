//! The company's gateway: the directory over HTTP, in five parameters (`cloudsearch.md` §1.2).
//!
//! Real gateways answer loosely, late or not at all. `call` bounds what one call may cost, in
//! time, memory and connections; `answer` reads what came, `documents::facts` makes entries of it;
//! `fault` is what went wrong, and what the log says of it.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use reqwest::{Client, Url};
use thiserror::Error;
use tokio::{sync::Semaphore, task, time::timeout_at};

use self::fault::{Fault, Health};
use crate::domain::{
    criteria,
    entry::Entry,
    search::{Hits, SearchError, SearchRequest},
    staff_query,
};

mod answer;
mod call;
mod client;
mod fault;

/// The most calls under way at once; later ones wait for their turn, within their deadline, so
/// that a gateway that hangs never holds more connections than these.
const MOST_CALLS: usize = 32;

/// The longest request line, from `GET` to the protocol's version (`cloudsearch.md` §7.1).
const LONGEST_LINE: usize = 8_190;

/// The company's gateway; cheap to clone, every clone shares connections and limits.
#[derive(Clone)]
pub struct Gateway {
    shared: Arc<Shared>,
}

struct Shared {
    url: Url,
    deadline: Duration,
    client: Client,
    turns: Semaphore,
    health: Health,
}

/// Why a gateway cannot be used at all.
#[derive(Debug, Error)]
pub enum GatewayError {
    /// Its address is none; it is not said, for it may hold a password.
    #[error("the gateway's address must look like https://gateway.example/dev/, without parameters")]
    Address,
    /// The HTTP client cannot be made.
    #[error("no connection to the directory's gateway can be made: {0}")]
    Client(#[from] reqwest::Error),
}

impl Gateway {
    /// The gateway at an address, such as `https://gateway.example/dev/`, with a deadline for each
    /// whole call. Nothing is asked of it yet.
    ///
    /// A proxy that the machine's environment names (`HTTPS_PROXY` and the like) is used, unless
    /// the gateway is on this machine.
    ///
    /// # Errors
    /// The address is not one of HTTP, or no client can be made.
    pub fn new(url: &str, deadline: Duration) -> Result<Self, GatewayError> {
        let parsed = Url::parse(url).map_err(|_| GatewayError::Address)?;
        let is_plain = parsed.query().is_none() && parsed.fragment().is_none();
        if !is_plain || !matches!(parsed.scheme(), "http" | "https") || !parsed.has_host() {
            return Err(GatewayError::Address);
        }
        let client = client::new(&parsed, deadline, MOST_CALLS)?;
        let turns = Semaphore::new(MOST_CALLS);
        Ok(Self {
            shared: Arc::new(Shared { url: parsed, deadline, client, turns, health: Health::default() }),
        })
    }

    /// Where it is, without what a log must not hold.
    pub fn place(&self) -> String {
        let url = &self.shared.url;
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{port}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path())
    }

    /// How long a whole call may take.
    pub fn deadline(&self) -> Duration {
        self.shared.deadline
    }

    /// Answers a search within the deadline.
    ///
    /// # Errors
    /// As [`Gateway::search_by`].
    pub async fn search(&self, request: &SearchRequest) -> Result<Hits, SearchError> {
        self.search_by(request, Instant::now() + self.shared.deadline).await
    }

    /// Answers a search before a moment.
    ///
    /// # Errors
    /// [`SearchError::Refused`] where the gateway does not accept the request,
    /// [`SearchError::Unavailable`] where it does not answer in time or cannot,
    /// [`SearchError::BadAnswer`] where it answers nonsense. What it said is in the log alone.
    pub async fn search_by(&self, request: &SearchRequest, by: Instant) -> Result<Hits, SearchError> {
        let answered = self.shared.search_by(request, by).await;
        let health = &self.shared.health;
        match &answered {
            Ok(_) => health.answered(),
            Err(fault) if matches!(fault.error, SearchError::Refused(_)) => health.refused(fault),
            Err(fault) => health.failed(fault),
        }
        answered.map_err(|fault| fault.error)
    }

    /// Whether it serves: it answers when asked for any one entry, within the deadline. A gateway that
    /// refuses even that question is down, whatever its status says.
    pub async fn is_serving(&self) -> bool {
        let anything =
            SearchRequest { q: criteria::EVERYTHING.to_owned(), size: 1, ..SearchRequest::default() };
        let by = Instant::now() + self.shared.deadline;
        match self.shared.search_by(&anything, by).await {
            Ok(_) => self.shared.health.answered(),
            Err(ref fault) => {
                self.shared.health.failed(fault);
                return false;
            }
        }
        true
    }

    /// The entry with that id within the deadline, none where the gateway has none.
    ///
    /// # Errors
    /// As [`Gateway::search_by`].
    pub async fn entry(&self, id: &str) -> Result<Option<Entry>, SearchError> {
        self.entry_by(id, Instant::now() + self.shared.deadline).await
    }

    /// The entry with that id before a moment, none where the gateway has none.
    ///
    /// # Errors
    /// As [`Gateway::search_by`]; [`SearchError::BadAnswer`] also where it answers with another.
    pub async fn entry_by(&self, id: &str, by: Instant) -> Result<Option<Entry>, SearchError> {
        let Hits { entries, .. } = self.search_by(&staff_query::of_id(id), by).await?;
        match entries.into_iter().next() {
            Some(other) if other.id != id => {
                Err(SearchError::BadAnswer("the gateway answered with another entry".to_owned()))
            }
            entry => Ok(entry),
        }
    }
}

impl Shared {
    async fn search_by(&self, request: &SearchRequest, by: Instant) -> Result<Hits, Fault> {
        let late = |_| Fault::unavailable("the gateway did not answer in time", "");
        timeout_at(by.into(), self.search(request)).await.map_err(late)?
    }

    async fn search(&self, request: &SearchRequest) -> Result<Hits, Fault> {
        let url = self.address(request)?;
        let stopped = |error: &dyn fmt::Display| Fault::unavailable(error.to_string(), "");
        let turn = self.turns.acquire().await.map_err(|error| stopped(&error))?;
        let body = call::answered(|| self.client.get(url.clone())).await?;
        drop(turn);
        // A page of ten thousand places takes a while to read.
        let read = task::spawn_blocking(move || answer::read(&body));
        let mut hits = read.await.map_err(|error| stopped(&error))??;
        hits.entries.truncate(request.size as usize);
        Ok(hits)
    }

    /// The address that asks a request, spaces written so that no gateway mistakes them.
    fn address(&self, request: &SearchRequest) -> Result<Url, Fault> {
        let size = request.size.to_string();
        let given = [
            ("q", Some(request.q.as_str())),
            ("fq", request.fq.as_deref()),
            ("q.options", request.options.as_deref()),
            ("return", request.returns.as_deref()),
            ("size", Some(&size)),
        ];
        let given: Vec<_> = given.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        let unwritable = |error: serde_urlencoded::ser::Error| Fault::refused(error.to_string(), "");
        let query = serde_urlencoded::to_string(given).map_err(unwritable)?.replace('+', "%20");
        let mut url = self.url.clone();
        url.set_query(Some(&query));
        if "GET  HTTP/1.1".len() + url.path().len() + 1 + query.len() > LONGEST_LINE {
            return Err(Fault::refused("the search is longer than a gateway takes", ""));
        }
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gateway(url: &str) -> Result<Gateway, GatewayError> {
        Gateway::new(url, Duration::from_secs(5))
    }

    #[test]
    fn an_address_is_of_http_and_has_no_parameters() {
        let secret = gateway("https://user:hush@gateway.example:81/dev/").unwrap();
        assert_eq!(secret.place(), "https://gateway.example:81/dev/");
        for bad in [
            "",
            "gateway.example",
            "ftp://gateway.example/",
            "https://g.example/?q=1",
            "https://g.example/#x",
        ] {
            assert!(matches!(gateway(bad), Err(GatewayError::Address)), "{bad}");
        }
    }

    #[test]
    fn a_request_is_five_parameters_after_the_path() {
        let shared = gateway("https://gateway.example/dev/").unwrap().shared;
        let request = SearchRequest {
            q: "(a b* |c+d)".to_owned(),
            fq: Some("city:'l\\'haÿ'".to_owned()),
            options: None,
            returns: Some("city".to_owned()),
            beyond: crate::domain::search::Beyond::default(),
            size: 7,
        };
        let address = shared.address(&request).unwrap();
        assert_eq!(
            address.as_str(),
            "https://gateway.example/dev/?q=%28a%20b*%20%7Cc%2Bd%29&fq=city%3A%27l%5C%27ha%C3%BF%27&return=city&size=7"
        );
        let endless = SearchRequest { q: "a ".repeat(3_000), ..request };
        assert!(matches!(shared.address(&endless).unwrap_err().error, SearchError::Refused(_)));
    }
}
