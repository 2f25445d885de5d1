//! The company's gateway, and the embedded index that stands in while it is down.
//!
//! A gateway that has just failed is stepped around at once, so that staff do not wait for its
//! deadline on every page; a probe in the background finds it back. A gateway that refuses a search
//! has answered it, unless it refuses everything: that is asked in the background, too.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::{task::AbortHandle, time::sleep};

use super::{
    gateway::Gateway,
    index::{embedded::EmbeddedIndex, status::Kind},
};
use crate::domain::search::SearchError;

/// How long after a first failure the gateway is asked again; after each further one, of a probe or of a
/// search, twice as long, up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_secs(2);

/// The longest that a gateway that answers again goes unnoticed.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How long after a refusal was doubted the next one is taken as it is.
const BETWEEN_DOUBTS: Duration = Duration::from_secs(10);

/// The gateway and its stand-in; cheap to clone, every clone knows the same.
#[derive(Clone)]
pub struct GatewayFirst {
    gateway: Gateway,
    index: Option<EmbeddedIndex>,
    state: Arc<Mutex<State>>,
}

/// What is known of the gateway.
#[derive(Default)]
struct State {
    /// It is down for as long as a probe runs.
    probe: Option<AbortHandle>,
    /// How long the next probe waits first; none after an answer to a search, for one to a probe
    /// alone says little.
    wait: Option<Duration>,
    /// When a refusal was last doubted.
    doubted: Option<Instant>,
}

impl State {
    fn is_down(&self) -> bool {
        self.probe.as_ref().is_some_and(|probe| !probe.is_finished())
    }
}

impl GatewayFirst {
    /// A gateway, with the index that may stand in for it.
    pub fn new(gateway: Gateway, index: Option<EmbeddedIndex>) -> Self {
        Self { gateway, index, state: Arc::default() }
    }

    /// The gateway itself.
    pub fn gateway(&self) -> &Gateway {
        &self.gateway
    }

    /// Whether an index may stand in, once it holds a real directory.
    pub fn may_be_stood_in_for(&self) -> bool {
        self.index.is_some()
    }

    /// The index, where it holds a real directory: the demonstration never stands in.
    pub fn stand_in(&self) -> Option<&EmbeddedIndex> {
        let index = self.index.as_ref()?;
        index.status().is_some_and(|status| status.kind != Kind::Demo).then_some(index)
    }

    /// Whether it failed when it was last asked.
    pub fn is_down(&self) -> bool {
        self.state().is_down()
    }

    /// Notes what came of a call; after a first failure, looks for the end of it.
    ///
    /// Called within a Tokio runtime.
    pub fn note<T>(&self, outcome: &Result<T, SearchError>) {
        match outcome {
            Ok(_) => {
                let mut state = self.state();
                state.wait = None;
                if let Some(probe) = state.probe.take() {
                    probe.abort();
                }
            }
            Err(error) if is_failure(error) => self.look_for_the_end(),
            Err(_) => self.doubt(),
        }
    }

    fn look_for_the_end(&self) {
        let mut state = self.state();
        if !state.is_down() {
            let wait = state.wait.unwrap_or(FIRST_WAIT);
            state.wait = Some((wait * 2).min(LONGEST_WAIT));
            state.probe = Some(tokio::spawn(until_found_back(self.gateway.clone(), wait)).abort_handle());
        }
    }

    /// Asks whether the gateway serves at all, unless that was asked a moment ago.
    fn doubt(&self) {
        let mut state = self.state();
        let is_asked = state.doubted.is_some_and(|doubted| doubted.elapsed() < BETWEEN_DOUBTS);
        if is_asked || state.is_down() {
            return;
        }
        state.doubted = Some(Instant::now());
        let doubting = self.clone();
        tokio::spawn(async move {
            if !doubting.gateway.is_serving().await {
                doubting.look_for_the_end();
            }
        });
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks until the gateway serves, for the first time after so long.
async fn until_found_back(gateway: Gateway, mut wait: Duration) {
    loop {
        sleep(wait).await;
        wait = (wait * 2).min(LONGEST_WAIT);
        if gateway.is_serving().await {
            return;
        }
    }
}

/// Whether an error is the source's own: a request that it refuses, it has answered.
pub fn is_failure(error: &SearchError) -> bool {
    matches!(error, SearchError::Unavailable(_) | SearchError::BadAnswer(_))
}
