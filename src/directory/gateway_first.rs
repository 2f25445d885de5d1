//! The company's gateway, and the embedded index that stands in while it is down.
//!
//! A gateway that has just failed is stepped around at once, so that staff do not wait for its
//! deadline on every page; a probe in the background finds it back.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{task::AbortHandle, time::sleep};

use super::{
    gateway::Gateway,
    index::{embedded::EmbeddedIndex, status::Kind},
};
use crate::domain::{
    criteria,
    search::{SearchError, SearchRequest},
};

/// How long after a first failure the gateway is asked again; after each further one twice as long,
/// up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_secs(2);

/// The longest that a gateway that answers again goes unnoticed.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The gateway and its stand-in; cheap to clone, every clone knows the same.
#[derive(Clone)]
pub struct GatewayFirst {
    gateway: Gateway,
    index: Option<EmbeddedIndex>,
    /// The gateway is down for as long as a probe runs.
    probe: Arc<Mutex<Option<AbortHandle>>>,
}

impl GatewayFirst {
    /// A gateway, with the index that may stand in for it.
    pub fn new(gateway: Gateway, index: Option<EmbeddedIndex>) -> Self {
        Self { gateway, index, probe: Arc::default() }
    }

    /// The gateway itself.
    pub fn gateway(&self) -> &Gateway {
        &self.gateway
    }

    /// The index, where it holds a real directory: the demonstration never stands in.
    pub fn stand_in(&self) -> Option<&EmbeddedIndex> {
        let index = self.index.as_ref()?;
        index.status().is_some_and(|status| status.kind != Kind::Demo).then_some(index)
    }

    /// Whether it failed when it was last asked.
    pub fn is_down(&self) -> bool {
        is_running(&self.probe())
    }

    /// Notes what came of a call; after a first failure, looks for the end of it.
    ///
    /// Called within a Tokio runtime.
    pub fn note<T>(&self, outcome: &Result<T, SearchError>) {
        let mut probe = self.probe();
        match outcome {
            Err(error) if is_failure(error) => {
                if !is_running(&probe) {
                    tracing::warn!(%error, "the gateway is down");
                    *probe = Some(tokio::spawn(until_found_back(self.gateway.clone())).abort_handle());
                }
            }
            _ => {
                if let Some(running) = probe.take().filter(|probe| !probe.is_finished()) {
                    running.abort();
                    tracing::info!("the gateway answers again");
                }
            }
        }
    }

    fn probe(&self) -> MutexGuard<'_, Option<AbortHandle>> {
        self.probe.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_running(probe: &Option<AbortHandle>) -> bool {
    probe.as_ref().is_some_and(|probe| !probe.is_finished())
}

/// Asks for any one entry until the gateway answers.
async fn until_found_back(gateway: Gateway) {
    let anything = SearchRequest { q: criteria::EVERYTHING.to_owned(), size: 1, ..SearchRequest::default() };
    let mut wait = FIRST_WAIT;
    loop {
        sleep(wait).await;
        wait = (wait * 2).min(LONGEST_WAIT);
        match gateway.search(&anything).await {
            Err(error) if is_failure(&error) => tracing::debug!(%error, "the gateway is still down"),
            _ => break tracing::info!("the gateway answers again"),
        }
    }
}

/// Whether an error is the source's own: a request that it refuses, it has answered.
pub fn is_failure(error: &SearchError) -> bool {
    matches!(error, SearchError::Unavailable(_) | SearchError::BadAnswer(_))
}
