//! The company's gateway: the directory over HTTP, in five parameters (`cloudsearch.md` §1.2).
//!
//! Real gateways answer loosely, late or not at all. `address` writes a question, `call` bounds what one call may cost, in
//! time, memory and connections; `answer` reads what came, `documents::facts` makes entries of it;
//! `fault` is what went wrong, and what the log says of it. `knowledge` is what this one can be asked, `narrowing` how
//! it is asked what is beyond the five parameters.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use reqwest::Client;
use thiserror::Error;
use tokio::{sync::Semaphore, task, time::timeout_at};

use self::{
    address::Address,
    fault::{Fault, Health},
    knowledge::{Knowledge, Known, Turn},
};
use super::patience::Asker;
use crate::domain::{
    abilities::Abilities,
    criteria,
    entry::Entry,
    search::{Hits, SearchError, SearchRequest},
    staff_query,
};

mod address;
mod answer;
mod call;
mod client;
mod fault;
mod knowledge;
mod narrowing;

/// The most calls under way at once; later ones wait for their turn, within their deadline, so
/// that a gateway that hangs never holds more connections than these.
const MOST_CALLS: usize = 32;

/// The company's gateway; cheap to clone, every clone shares connections and limits.
#[derive(Clone)]
pub struct Gateway {
    shared: Arc<Shared>,
}

struct Shared {
    address: Address,
    deadline: Duration,
    client: Client,
    turns: Semaphore,
    health: Health,
    knowledge: Knowledge,
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
    /// The gateway at an address, such as `https://gateway.example/dev/`, or a domain of CloudSearch's
    /// own at its search endpoint (`…/2013-01-01/search`), with a deadline for each whole call. Nothing is asked of it yet.
    ///
    /// A proxy that the machine's environment names (`HTTPS_PROXY` and the like) is used, unless
    /// the gateway is on this machine.
    ///
    /// # Errors
    /// The address is not one of HTTP, or no client can be made.
    pub fn new(url: &str, deadline: Duration) -> Result<Self, GatewayError> {
        let address = Address::parse(url).ok_or(GatewayError::Address)?;
        let client = client::new(address.url(), deadline, MOST_CALLS)?;
        let turns = Semaphore::new(MOST_CALLS);
        let (health, knowledge) = Default::default();
        Ok(Self { shared: Arc::new(Shared { address, deadline, client, turns, health, knowledge }) })
    }

    /// Where it is, without what a log must not hold.
    pub fn place(&self) -> String {
        let url = self.shared.address.url();
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{port}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path())
    }

    /// How long a whole call may take.
    pub fn deadline(&self) -> Duration {
        self.shared.deadline
    }

    /// What it can be asked, as far as that is known.
    pub fn abilities(&self) -> Abilities {
        self.shared.knowledge.known().abilities
    }

    /// Begins to find out what it can be asked, unless that was done lately.
    ///
    /// Called within a Tokio runtime.
    pub fn get_to_know(&self) {
        if let Some(turn) = self.shared.knowledge.turn() {
            tokio::spawn(learn(Arc::clone(&self.shared), turn));
        }
    }

    /// The same, and waits for it where nothing is known yet, for half of the time until a moment.
    pub async fn get_to_know_by(&self, by: Instant) {
        self.get_to_know();
        let now = Instant::now();
        self.shared.knowledge.learned_by(now + by.saturating_duration_since(now) / 2).await;
    }

    /// Answers a search within the deadline.
    ///
    /// # Errors
    /// As [`Gateway::search_by`].
    pub async fn search(&self, request: &SearchRequest) -> Result<Hits, SearchError> {
        self.search_by(request, Instant::now() + self.shared.deadline).await
    }

    /// Answers a search before a moment; what it asks beyond the language is said in it as far as that can be.
    ///
    /// # Errors
    /// [`SearchError::Refused`] where the gateway does not accept the request,
    /// [`SearchError::Unavailable`] where it does not answer in time or cannot,
    /// [`SearchError::BadAnswer`] where it answers nonsense. What it said is in the log alone.
    pub async fn search_by(&self, request: &SearchRequest, by: Instant) -> Result<Hits, SearchError> {
        let request = narrowing::narrowed(request, self.shared.knowledge.known().keeps_spelling);
        let answered = self.shared.search_by(&request, by).await;
        let health = &self.shared.health;
        match &answered {
            Ok(_) => health.answered(),
            Err(fault) if matches!(fault.error, SearchError::Refused(_)) => {
                self.shared.knowledge.doubt();
                health.refused(fault);
            }
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

/// Finds out what a gateway can be asked, in half of the time that a call may take: whoever waits for it
/// has a question of his own.
async fn learn(shared: Arc<Shared>, turn: Turn) {
    let by = Instant::now() + shared.deadline / 2;
    let [national, clients, adeli, spelling] = knowledge::questions();
    let told = async |question| shared.search_by(&question, by).await.map_err(|fault: Fault| fault.error);
    // Three at once are connections enough.
    let in_turn = async { (told(clients).await, told(adeli).await) };
    let (national, (clients, adeli), spelling) = tokio::join!(told(national), in_turn, told(spelling));
    let known = Known::of([national, clients, adeli, spelling]);
    tracing::debug!(?known, "what the gateway can be asked");
    shared.knowledge.keep(known, turn);
}

impl Shared {
    async fn search_by(&self, request: &SearchRequest, by: Instant) -> Result<Hits, Fault> {
        let late = |_| Fault::unavailable("the gateway did not answer in time", "");
        timeout_at(by.into(), self.search(request)).await.map_err(late)?
    }

    async fn search(&self, request: &SearchRequest) -> Result<Hits, Fault> {
        let question = self.address.question(request)?;
        let stopped = |error: &dyn fmt::Display| Fault::unavailable(error.to_string(), "");
        let turn = self.turns.acquire().await.map_err(|error| stopped(&error))?;
        let body = call::answered(|| question.of(&self.client)).await?;
        drop(turn);
        // A page of ten thousand places takes a while to read; past the deadline this future is dropped,
        // and with it who waits for it.
        let asker = Asker::default();
        let patience = asker.patience();
        let read = task::spawn_blocking(move || answer::read(&body, &patience));
        let mut hits = read.await.map_err(|error| stopped(&error))??;
        drop(asker);
        hits.entries.truncate(request.size as usize);
        Ok(hits)
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
}
