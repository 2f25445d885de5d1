//! Why a call gave no answer, and what the log says of it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::search::SearchError;

/// Why a call gave no answer.
#[derive(Debug)]
pub struct Fault {
    /// For whoever asked: nothing of what the gateway said.
    pub error: SearchError,
    /// For the log alone: the gateway's own words, or those of the failing exchange.
    pub said: String,
}

impl Fault {
    /// A request that the gateway does not accept.
    pub fn refused(why: impl Into<String>, said: impl Into<String>) -> Self {
        Self { error: SearchError::Refused(why.into()), said: said.into() }
    }

    /// No answer, or one that the gateway cannot serve.
    pub fn unavailable(why: impl Into<String>, said: impl Into<String>) -> Self {
        Self { error: SearchError::Unavailable(why.into()), said: said.into() }
    }

    /// An answer that is none.
    pub fn nonsense(why: impl Into<String>, said: impl Into<String>) -> Self {
        Self { error: SearchError::BadAnswer(why.into()), said: said.into() }
    }
}

/// Why the gateway failed when it was last asked: the log has one line when it goes down, one when it
/// fails otherwise than before, and one when it is back, however many calls fail between them.
#[derive(Debug, Default)]
pub struct Health {
    failing: Mutex<Option<String>>,
}

impl Health {
    /// A call was answered.
    pub fn answered(&self) {
        if self.failing().take().is_some() {
            tracing::info!("the gateway answers again");
        }
    }

    /// A call failed by the gateway's own fault.
    pub fn failed(&self, Fault { error, said }: &Fault) {
        match self.failing().replace(error.to_string()) {
            None => tracing::warn!(%error, said, "the gateway is down"),
            Some(before) if before != error.to_string() => {
                tracing::info!(%error, said, "the gateway fails otherwise");
            }
            Some(_) => tracing::debug!(%error, said, "the gateway is still down"),
        }
    }

    fn failing(&self) -> MutexGuard<'_, Option<String>> {
        self.failing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A request was refused: what of it is the request's fault is not known yet.
    pub fn refused(&self, Fault { error, said }: &Fault) {
        tracing::info!(%error, said, "the gateway refuses a search");
    }
}
