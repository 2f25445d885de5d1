//! Where entries come from: the directory that staff search. Knows nothing of the registry.
//!
//! Reading order: [`language`] (what can be asked) → [`extraction`] (the national file) →
//! [`index`] (the embedded answerer), [`gateway`] (the company's) → [`Directory`] (the one to ask). [`refresh`]
//! brings the published file ([`download`]) and notes what came of it ([`attempts`]). [`sample`] invents a file in
//! the national layout.

use std::sync::Arc;

use tokio::task;

use self::index::{
    embedded::EmbeddedIndex,
    status::{Kind, Status},
};
use crate::domain::{
    entry::Entry,
    search::{Hits, SearchError, SearchRequest},
    selection::Source,
};

pub mod attempts;
pub mod download;
pub mod extraction;
pub mod gateway;
mod http;
pub mod index;
pub mod language;
pub mod refresh;
pub mod sample;

/// The directory that staff search; cheap to clone.
#[derive(Clone)]
pub enum Directory {
    /// The embedded index.
    Index(EmbeddedIndex),
}

impl Directory {
    /// Answers a search.
    ///
    /// # Errors
    /// As [`index::search::run`]; [`SearchError::Unavailable`] also where nothing is loaded.
    pub async fn search(&self, request: &SearchRequest) -> Result<Hits, SearchError> {
        let (Self::Index(index), request) = (self.clone(), request.clone());
        off_the_loop(move || index.search(&request)).await
    }

    /// The entry with that id, none where the directory has none.
    ///
    /// # Errors
    /// [`SearchError::Unavailable`] where the directory does not answer.
    pub async fn entry(&self, id: &str) -> Result<Option<Entry>, SearchError> {
        let (Self::Index(index), id) = (self.clone(), id.to_owned());
        off_the_loop(move || index.entry(&id)).await
    }

    /// What is loaded; none where nothing is.
    pub fn status(&self) -> Option<Arc<Status>> {
        let Self::Index(index) = self;
        index.status()
    }

    /// Where its entries come from.
    pub fn source(&self) -> Source {
        match self.status() {
            Some(status) if status.kind == Kind::Demo => Source::Demo,
            _ => Source::Index,
        }
    }
}

/// Reading an index may wait for the disk, which the event loop must not.
async fn off_the_loop<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SearchError> + Send + 'static,
) -> Result<T, SearchError> {
    let stopped = |error: task::JoinError| Err(SearchError::Unavailable(error.to_string()));
    task::spawn_blocking(work).await.unwrap_or_else(stopped)
}
