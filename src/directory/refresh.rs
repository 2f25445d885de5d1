//! A newer directory from where it is published: downloaded and imported, in one go.

use std::{io, path::Path, time::Instant};

use thiserror::Error;
use tokio::runtime;

use super::{
    attempts::{Attempt, Attempts, Outcome, Why},
    download::{self, Download, DownloadRequest, Fetched, Patience, address::Address, error::DownloadError},
    index::{
        embedded::EmbeddedIndex,
        import::{self, ImportError, ImportRequest, Input, Memory, Report},
        progress::Progress,
        publication::Publication,
        shelf::Shelf,
        status::{Kind, Status},
    },
};

/// The folder of downloads, beside the indexes.
const DOWNLOADS: &str = "download";

/// What to refresh, and how.
pub struct RefreshRequest<'a> {
    /// Where the national file is published.
    pub address: &'a Address,
    /// The data folder.
    pub data_dir: &'a Path,
    /// Whether it may take the place of a company's own directory.
    pub replace: bool,
    /// Whether it is loaded even where it is not new, or much smaller than the one loaded.
    pub force: bool,
    /// How much memory importing may take.
    pub memory: Memory,
    /// How long the server may take.
    pub patience: Patience,
    /// The time, in seconds since 1970-01-01 UTC.
    pub now: i64,
    /// Told of the progress.
    pub watcher: &'a mut dyn FnMut(Progress),
}

/// What came of it.
#[derive(Debug)]
pub enum Refreshed {
    /// What is loaded is what is published.
    NothingNew,
    /// A newer directory is loaded.
    Loaded(Box<Report>),
}

/// Why it came to nothing; the directory loaded before is still in place.
#[derive(Debug, Error)]
pub enum RefreshError {
    /// Nothing could be downloaded.
    #[error(transparent)]
    Download(#[from] DownloadError),
    /// What was downloaded could not be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A company's own directory is never replaced unasked.
    #[error(
        "a company's own directory is loaded, and the published one never replaces it unasked. Nothing was \
         changed; to have it all the same, import it with --replace."
    )]
    OwnDirectory,
    /// The system lets no download begin.
    #[error("no download can begin: {0}.")]
    System(#[from] io::Error),
}

impl RefreshError {
    /// Whether another import or download is under way, so that this one did not begin.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Download(DownloadError::Busy { .. }) | Self::Import(ImportError::Busy { .. }))
    }

    /// What is noted of it: `looked_for` is the name of the file, or the address where that is not known.
    fn outcome(&self, looked_for: &str) -> Option<Outcome> {
        let why = match self {
            Self::Download(error) => return Outcome::of_failed_download(error, looked_for),
            Self::Import(error) => return Outcome::of_import(Err(error), looked_for),
            Self::OwnDirectory => Why::OwnDirectory,
            Self::System(_) => Why::Other,
        };
        Some(Outcome::Failed { why, sentence: self.to_string(), file_name: None })
    }
}

/// Loads the published file where it is newer than the one loaded; not to be called on an event
/// loop. What came of it is noted with the attempts.
///
/// # Errors
/// [`RefreshError`]; the directory loaded before is still in place.
pub fn run(request: RefreshRequest<'_>) -> Result<Refreshed, RefreshError> {
    let (began, at) = (Instant::now(), request.now);
    let attempts = Attempts::of(request.data_dir);
    let mut looked_for = request.address.shown();
    let refreshed = refreshed(request, &mut looked_for);
    let outcome = match &refreshed {
        Ok(Refreshed::NothingNew) => Some(Outcome::NothingNew),
        Ok(Refreshed::Loaded(report)) => Outcome::of_import(Ok(report), &looked_for),
        Err(error) => error.outcome(&looked_for),
    };
    if let Some(outcome) = outcome {
        attempts.add(&Attempt { at, seconds: began.elapsed().as_secs(), is_download: true, outcome });
    }
    refreshed
}

/// The same; once the file is here, `looked_for` is its name.
fn refreshed(request: RefreshRequest<'_>, looked_for: &mut String) -> Result<Refreshed, RefreshError> {
    let loaded = import::loaded(&Shelf::of(request.data_dir))?;
    if loaded.as_ref().is_some_and(|status| status.kind == Kind::Company) && !request.replace {
        return Err(RefreshError::OwnDirectory);
    }
    let loaded = loaded.filter(|_| !request.force).and_then(|status| unless_stale(status, request.data_dir));
    let folder = Shelf::of(request.data_dir).folder().join(DOWNLOADS);
    let fetch = download::fetch(DownloadRequest {
        address: request.address,
        folder: &folder,
        loaded: loaded.as_ref(),
        patience: request.patience,
        watcher: request.watcher,
    });
    match runtime::Builder::new_current_thread().enable_all().build()?.block_on(fetch)? {
        Fetched::NothingNew => Ok(Refreshed::NothingNew),
        Fetched::File(download) => {
            download.name().clone_into(looked_for);
            Ok(Refreshed::Loaded(Box::new(import(download, request)?)))
        }
    }
}

/// The version loaded, where it need not come again: an index of an older Carnet is made anew.
fn unless_stale(loaded: Status, data_dir: &Path) -> Option<Publication> {
    loaded.publication.filter(|_| EmbeddedIndex::new(data_dir).refresh().is_ok())
}

/// Imports a download; it stays where another try may import it, and goes where none would.
fn import(download: Download, request: RefreshRequest<'_>) -> Result<Report, ImportError> {
    let imported = import::run(ImportRequest {
        input: Input::File(&download.path()),
        name: Some(download.name()),
        date: download.date(),
        kind: Kind::National,
        replace: request.replace,
        publication: Some(download.publication().clone()),
        force: request.force,
        memory: request.memory,
        data_dir: request.data_dir,
        now: request.now,
        watcher: request.watcher,
    });
    match &imported {
        Ok(_)
        | Err(
            ImportError::WrongFile { .. } | ImportError::Unreadable { .. } | ImportError::NoneKept { .. },
        ) => download.discard(),
        Err(_) => {}
    }
    imported
}
