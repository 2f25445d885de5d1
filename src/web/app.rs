//! What a handler may use: the registry, the directory, the texts, the clock.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use jiff::Timestamp;

use super::{
    assets::Assets,
    locale::{Language, Texts},
    site::Site,
};
use crate::{
    directory::{Directory, attempts::Attempts},
    domain::staff::Actor,
    registry::{Registry, registered::Stamp},
};

/// Who acts before accounts exist.
const ACTOR: &str = "local";

/// Everything that handlers share.
pub struct App {
    /// What the staff keep.
    pub registry: Registry,
    /// What they search.
    pub directory: Directory,
    /// Whether the demonstration directory is still being made.
    pub preparing: Arc<AtomicBool>,
    /// What came of the last imports of it.
    pub attempts: Attempts,
    /// The texts, one set a language.
    pub texts: Vec<Arc<Texts>>,
    /// The static files.
    pub assets: Assets,
    /// Where this site is, as people type it.
    pub site: Site,
    /// The clock.
    pub clock: fn() -> Timestamp,
}

impl App {
    /// The texts of a language.
    pub fn texts(&self, language: Language) -> Arc<Texts> {
        let spoken = self.texts.iter().find(|texts| texts.language() == language);
        Arc::clone(spoken.unwrap_or(&self.texts[0]))
    }

    /// Whether the demonstration directory is still being made.
    pub fn is_preparing(&self) -> bool {
        self.preparing.load(Ordering::Acquire)
    }

    /// Who acts.
    pub fn actor(&self) -> Actor {
        Actor { name: ACTOR.to_owned(), is_admin: false }
    }

    /// Who changes something, when, and under which number.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            now: (self.clock)().as_second(),
            actor: self.actor().name,
            selection_id: uuid::Uuid::now_v7().simple().to_string(),
        }
    }
}
