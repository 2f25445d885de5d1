//! The published national file, brought here: asked for only where it is new, resumed where it was
//! cut, whole or not at all.
//!
//! Reading order: [`address`] (where it is published) → `kept` (what is here already) → `question`
//! (what is asked, and what the answer means) → `versions` → `attempt` → [`fetch`].

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::time::sleep;

use self::{
    address::Address,
    attempt::Attempt,
    error::DownloadError,
    kept::{Kept, Version},
};
use crate::directory::{
    http,
    index::{progress::Progress, publication::Publication},
};

pub mod address;
mod attempt;
mod client;
pub mod error;
mod kept;
mod question;
mod versions;

/// The most interruptions of one download that goes on after each.
const MOST_INTERRUPTIONS: u32 = 200;

/// What to download.
pub struct DownloadRequest<'a> {
    /// Where it is published.
    pub address: &'a Address,
    /// The folder of downloads.
    pub folder: &'a Path,
    /// The version loaded, which need not come again.
    pub loaded: Option<&'a Publication>,
    /// How long a server may take.
    pub patience: Patience,
    /// Told of the progress.
    pub watcher: &'a mut dyn FnMut(Progress),
}

/// How long a server may take, and how often it may fail.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long it may say nothing.
    pub silence: Duration,
    /// How long to wait after a first failure; twice as long after each further one.
    pub pause: Duration,
    /// How often it may fail one after the other, without a further byte.
    pub tries: u32,
    /// How long to wait at most where the server asks for it; one that asks for more is asked no more.
    pub longest_wait: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            silence: Duration::from_secs(30),
            pause: Duration::from_secs(1),
            tries: 5,
            longest_wait: Duration::from_secs(300),
        }
    }
}

/// What came of asking.
#[derive(Debug)]
pub enum Fetched {
    /// What is loaded is what is published.
    NothingNew,
    /// A file to import.
    File(Download),
}

/// A file that is here whole; it stays until it is discarded, so that it never comes twice.
#[derive(Debug)]
pub struct Download {
    /// What it is.
    version: Version,
    kept: Kept,
}

impl Download {
    /// Where it stands.
    pub fn path(&self) -> PathBuf {
        self.kept.body()
    }

    /// Its published name.
    pub fn name(&self) -> &str {
        &self.version.name
    }

    /// The day on which it was made, as the server has it.
    pub fn date(&self) -> Option<jiff::civil::Date> {
        self.version.date
    }

    /// Which version of the published file it is.
    pub fn publication(&self) -> &Publication {
        &self.version.publication
    }

    /// Removes it.
    pub fn discard(self) {
        if let Err(error) = self.kept.clear() {
            tracing::warn!(%error, "a downloaded file could not be removed; the next download does it");
        }
    }
}

/// Downloads the file where it is newer than the one loaded.
///
/// # Errors
/// [`DownloadError`]; what came before it stays, and the next call goes on from there.
pub async fn fetch(request: DownloadRequest<'_>) -> Result<Fetched, DownloadError> {
    let unwritable = |reason| DownloadError::Unwritable { folder: request.folder.to_owned(), reason };
    let kept = Kept::hold(request.folder).map_err(unwritable)?;
    let kept = kept.ok_or_else(|| DownloadError::Busy { folder: request.folder.to_owned() })?;
    let Patience { silence, pause, tries, longest_wait } = request.patience;
    let client = client::new(request.address, silence);
    let client = client.map_err(|error| DownloadError::Tls(http::told(error)))?;
    let DownloadRequest { address, loaded, watcher, .. } = request;
    let mut attempt = Attempt { client, kept, address, loaded, watcher };
    let (mut failed, mut furthest) = (0, 0);
    for _ in 0..MOST_INTERRUPTIONS {
        let error = match attempt.run().await {
            Ok(None) => return Ok(Fetched::NothingNew),
            Ok(Some(version)) => return Ok(Fetched::File(Download { version, kept: attempt.kept })),
            Err(error) => error,
        };
        let here = attempt.kept.bytes();
        failed = if here > furthest { 1 } else { failed + 1 };
        furthest = furthest.max(here);
        let asked = error.wait().unwrap_or_default();
        if !error.may_pass() || failed >= tries || asked > longest_wait {
            return Err(error);
        }
        let wait = asked.max(pause * 2_u32.saturating_pow(failed - 1));
        tracing::info!(%error, "the download is tried again in {} s", wait.as_secs_f32().ceil());
        sleep(wait).await;
    }
    Err(attempt.pieces("it was interrupted too often"))
}
