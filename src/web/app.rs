//! What a handler may use: the registry, the directory, the texts, the clock.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use jiff::Timestamp;
use tokio::sync::Notify;

use super::{
    assets::Assets,
    locale::{Language, Texts},
    pace::Pace,
    site::Site,
};
use crate::{
    directory::{Directory, attempts::Attempts},
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
    /// Told where someone wants the register compared with the directory.
    pub compare: Arc<Notify>,
    /// What came of the last imports of it.
    pub attempts: Attempts,
    /// The texts, one set a language.
    pub texts: Vec<Arc<Texts>>,
    /// The static files.
    pub assets: Assets,
    /// Where this site is, as people type it.
    pub site: Site,
    /// How fast each program may ask.
    pub pace: Pace,
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
    pub fn actor(&self) -> String {
        ACTOR.to_owned()
    }

    /// Who changes something, when, and under which number.
    pub fn stamp(&self) -> Stamp {
        self.stamp_of(self.actor())
    }

    /// The same of someone else.
    pub fn stamp_of(&self, actor: String) -> Stamp {
        Stamp {
            now: (self.clock)().as_second(),
            actor,
            selection_id: uuid::Uuid::now_v7().simple().to_string(),
        }
    }
}
