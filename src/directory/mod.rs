//! Where entries come from: the directory that staff search. Knows nothing of the registry.
//!
//! Reading order: [`patience`], [`turns`], [`language`] (what can be asked) → [`extraction`] (the national
//! file), [`documents`] (a company's own) → [`index`] (the embedded answerer), [`protocol`] (it, asked
//! as the service is), [`gateway`] (the company's) → [`gateway_first`] (what to do while it is down) →
//! [`asking`] (the questions of one page) → `questioned`, `unfound`, [`places`] (what a search of the
//! staff finds), [`relay`] (what a program asks) → [`Directory`].
//! [`refresh`] brings the published file ([`download`]) and notes what came of it ([`attempts`]).
//! [`export`] writes what is loaded as the service's documents, [`sample`] invents a file in the
//! national layout.

use std::sync::Arc;

use self::{
    asking::{Asking, Description},
    gateway_first::GatewayFirst,
    index::{embedded::EmbeddedIndex, status::Status},
};

pub mod asking;
pub mod attempts;
pub mod documents;
pub mod download;
pub mod export;
pub mod extraction;
pub mod gateway;
pub mod gateway_first;
pub mod http;
pub mod index;
pub mod language;
pub mod patience;
pub mod places;
pub mod protocol;
mod questioned;
pub mod refresh;
pub mod relay;
pub mod sample;
pub mod turns;
pub mod unfound;

/// The directory that staff search; cheap to clone.
#[derive(Clone)]
pub enum Directory {
    /// The embedded index.
    Index(EmbeddedIndex),
    /// The company's gateway, and the index that stands in for it.
    Gateway(GatewayFirst),
}

impl Directory {
    /// Begins the questions of one page: a gateway's deadline counts from here.
    pub fn asking(&self) -> Asking {
        match self {
            Self::Index(index) => Asking::index(index),
            Self::Gateway(gateway) => Asking::gateway(gateway),
        }
    }

    /// What would answer now.
    pub fn description(&self) -> Description {
        self.asking().description()
    }

    /// What is imported here, whether it is searched or stands in; none where nothing is.
    pub fn imported(&self) -> Option<Arc<Status>> {
        match self {
            Self::Index(index) => index.status(),
            Self::Gateway(gateway) => gateway.stand_in()?.status(),
        }
    }

    /// Whether nothing may stand in for the gateway that is searched.
    pub fn is_alone(&self) -> bool {
        matches!(self, Self::Gateway(gateway) if !gateway.may_be_stood_in_for())
    }

    /// Whether everything is here that an answer needs: a gateway is elsewhere.
    pub fn is_ready(&self) -> bool {
        self.description() != Description::Nothing
    }
}
