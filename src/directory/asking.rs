//! The questions of one page, within one deadline.
//!
//! A page never mixes what two sources say of one person: where the gateway fails amid its
//! questions, all of them are put to the index instead.

use std::{sync::Arc, time::Instant};

use tokio::task;

use super::{
    gateway_first::{GatewayFirst, is_failure},
    index::{embedded::EmbeddedIndex, status::Status},
};
use crate::domain::{
    abilities::Abilities,
    entry::Entry,
    search::{Hits, SearchError, SearchRequest},
    selection::Source,
};

/// What can answer one page: a source, and another where the first one fails.
pub struct Asking {
    first: Asked,
    second: Option<Asked>,
}

/// One source, as one page asks it.
pub enum Asked {
    /// The embedded index, which is the directory.
    Index(EmbeddedIndex),
    /// The gateway, until a moment.
    Gateway(GatewayFirst, Instant),
    /// The embedded index, in place of that gateway.
    StandIn(EmbeddedIndex, GatewayFirst),
}

/// What a source is, for the eye.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Description {
    /// Nothing is loaded.
    Nothing,
    /// The company's gateway, and what it can be asked.
    Gateway(Abilities),
    /// The embedded index.
    Index(Arc<Status>),
    /// The embedded index, while the gateway is down.
    StandIn(Arc<Status>),
}

impl Asking {
    /// Questions to the embedded index.
    pub fn index(index: &EmbeddedIndex) -> Self {
        Self { first: Asked::Index(index.clone()), second: None }
    }

    /// Questions to the gateway, from now on until its deadline, and to the index that stands in.
    pub fn gateway(gateway: &GatewayFirst) -> Self {
        let by = Instant::now() + gateway.gateway().deadline();
        let stand_in = gateway.stand_in().map(|index| Asked::StandIn(index.clone(), gateway.clone()));
        Self { first: Asked::Gateway(gateway.clone(), by), second: stand_in }
    }

    /// The answer to questions, and the source that gave it: the first one, else, where it fails
    /// or is known to be down, the second.
    ///
    /// # Errors
    /// As the questions have it.
    pub async fn answer<T>(
        &self,
        questions: impl AsyncFn(&Asked) -> Result<T, SearchError>,
    ) -> Result<(T, &Asked), SearchError> {
        let (first, second) = self.order();
        match (questions(first).await, second) {
            (Err(error), Some(second)) if is_failure(&error) => Ok((questions(second).await?, second)),
            (answer, _) => Ok((answer?, first)),
        }
    }

    /// The sources to ask, that of the name first ([`Source::as_str`]), each with whether it is
    /// meant by the name; any name that no source has means the first.
    pub fn beginning_with(&self, name: &str) -> Vec<(&Asked, bool)> {
        let (first, second) = self.order();
        let sources = || [Some(first), second].into_iter().flatten();
        if Source::parse(name).is_none() {
            return sources().enumerate().map(|(at, asked)| (asked, at == 0)).collect();
        }
        let mut named: Vec<_> = sources().map(|asked| (asked, asked.is_named(name))).collect();
        named.sort_by_key(|(_, is_named)| !is_named);
        named
    }

    /// What would answer now.
    pub fn description(&self) -> Description {
        self.order().0.description()
    }

    /// The sources as they are asked: a gateway that is down is left out where another stands in.
    fn order(&self) -> (&Asked, Option<&Asked>) {
        match (&self.first, &self.second) {
            (Asked::Gateway(gateway, _), Some(stand_in)) if gateway.is_down() => (stand_in, None),
            (first, second) => (first, second.as_ref()),
        }
    }
}

impl Asked {
    /// Answers a search.
    ///
    /// # Errors
    /// As [`super::index::search::run`] and [`super::gateway::Gateway::search_by`] have them;
    /// [`SearchError::Unavailable`] also where nothing is loaded, [`SearchError::Busy`] where the index is
    /// asked too much at once.
    pub async fn search(&self, request: &SearchRequest) -> Result<Hits, SearchError> {
        match self {
            Self::Gateway(gateway, by) => noted(gateway, gateway.gateway().search_by(request, *by)).await,
            Self::Index(index) | Self::StandIn(index, _) => {
                let request = request.clone();
                index.in_turn(move |index, patience| index.search_while(&request, patience)).await
            }
        }
    }

    /// The entry with that id, none where the source has none.
    ///
    /// # Errors
    /// As [`Asked::search`].
    pub async fn entry(&self, id: &str) -> Result<Option<Entry>, SearchError> {
        match self {
            Self::Gateway(gateway, by) => noted(gateway, gateway.gateway().entry_by(id, *by)).await,
            Self::Index(index) | Self::StandIn(index, _) => {
                let (index, id) = (index.clone(), id.to_owned());
                off_the_loop(move || index.entry(&id)).await
            }
        }
    }

    /// The embedded index, where that is asked.
    pub fn index(&self) -> Option<&EmbeddedIndex> {
        match self {
            Self::Gateway(..) => None,
            Self::Index(index) | Self::StandIn(index, _) => Some(index),
        }
    }

    /// Whether another source answers where this one fails.
    pub fn has_stand_in(&self) -> bool {
        matches!(self, Self::Gateway(gateway, _) if gateway.stand_in().is_some())
    }

    /// Begins to find out what it can be asked, where that is not known.
    pub fn get_to_know(&self) {
        if let Self::Gateway(gateway, _) = self {
            gateway.gateway().get_to_know();
        }
    }

    /// The same, and waits for it where nothing is known yet.
    pub async fn get_to_know_first(&self) {
        if let Self::Gateway(gateway, by) = self {
            gateway.gateway().get_to_know_by(*by).await;
        }
    }

    /// What it can be asked, as far as that is known.
    pub fn abilities(&self) -> Abilities {
        match self {
            Self::Gateway(gateway, _) => gateway.gateway().abilities(),
            Self::Index(index) | Self::StandIn(index, _) => index.abilities(),
        }
    }

    /// Where its entries come from.
    pub fn source(&self) -> Source {
        match self.description() {
            Description::Gateway(_) => Source::Gateway,
            Description::Index(status) => status.kind.source(),
            Description::Nothing | Description::StandIn(_) => Source::Index,
        }
    }

    /// What it is.
    pub fn description(&self) -> Description {
        match self {
            Self::Gateway(..) => Description::Gateway(self.abilities()),
            Self::StandIn(index, gateway) if gateway.is_down() => described(index, Description::StandIn),
            Self::Index(index) | Self::StandIn(index, _) => described(index, Description::Index),
        }
    }

    /// Whether a source of that name is kept here: the demonstration is in the index.
    fn is_named(&self, name: &str) -> bool {
        matches!(self, Self::Gateway(..)) == (name == Source::Gateway.as_str())
    }
}

fn described(index: &EmbeddedIndex, what: fn(Arc<Status>) -> Description) -> Description {
    index.status().map_or(Description::Nothing, what)
}

/// The outcome of a call, which tells whether the gateway is down.
async fn noted<T>(
    gateway: &GatewayFirst,
    call: impl Future<Output = Result<T, SearchError>>,
) -> Result<T, SearchError> {
    let outcome = call.await;
    gateway.note(&outcome);
    outcome
}

/// Reading an index may wait for the disk, which the event loop must not. What is as short as reading one
/// entry waits for no turn.
async fn off_the_loop<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SearchError> + Send + 'static,
) -> Result<T, SearchError> {
    let stopped = |error: task::JoinError| Err(SearchError::Unavailable(error.to_string()));
    task::spawn_blocking(work).await.unwrap_or_else(stopped)
}
