//! What a handler may use: the registry, the directory, the texts, the clock.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use actix_web::{HttpMessage, HttpRequest};
use jiff::Timestamp;
use tokio::sync::Notify;

use super::{
    assets::Assets,
    client::Proxies,
    error::Error,
    locale::{Language, Texts},
    pace::Pace,
    site::Site,
    visitor::Visitor,
};
use crate::{
    directory::{Directory, attempts::Attempts},
    identity::{passwords::Passwords, patience::Patience, single_sign_on::SingleSignOn},
    registry::{Registry, registered::Stamp, staff},
};

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
    /// Passwords, hashed and checked.
    pub passwords: Passwords,
    /// Who has failed to sign in how often.
    pub patience: Patience,
    /// Another site that says who somebody is, where one is set.
    pub single_sign_on: Option<SingleSignOn>,
    /// The proxies that stand before this site.
    pub proxies: Proxies,
    /// Whether an account is known to exist, which stays so.
    pub has_accounts: AtomicBool,
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

    /// Whether whoever sits at this machine may use all of it: until the first account exists, and
    /// where the site is not published.
    ///
    /// # Errors
    /// When the registry does not answer.
    pub async fn is_open(&self) -> Result<bool, Error> {
        if !self.may_be_open() {
            return Ok(false);
        }
        let has_accounts = self.registry.read(staff::any).await?;
        self.has_accounts.store(has_accounts, Ordering::Release);
        Ok(!has_accounts)
    }

    /// Whether it is open as far as is known without asking the registry.
    pub fn may_be_open(&self) -> bool {
        self.site.is_local() && !self.has_accounts.load(Ordering::Acquire)
    }

    /// Takes whoever made a request, of whom nobody can be asked, for the one who sits at this machine,
    /// where that may be: the page that says so is then the one they know.
    pub fn presume(&self, request: &HttpRequest) {
        if self.may_be_open() {
            request.extensions_mut().insert(Visitor::Local);
        }
    }

    /// Who changes something, when, and under which number.
    pub fn stamp(&self, visitor: &Visitor) -> Stamp {
        self.stamp_of(visitor.actor().name)
    }

    /// The same of a program.
    pub fn stamp_of(&self, actor: String) -> Stamp {
        Stamp {
            now: (self.clock)().as_second(),
            actor,
            selection_id: uuid::Uuid::now_v7().simple().to_string(),
        }
    }
}
