//! A refresh of the directory of a home, from a server that does what a test wants.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};

use carnet::directory::{
    download::{Patience, address::Address, error::DownloadError},
    index::import::Memory,
    refresh::{self, RefreshError, RefreshRequest, Refreshed},
};
use tokio::task::{block_in_place, spawn_blocking};

use crate::{
    harness::{Home, Run},
    published::Published,
    upstream::{Asked, Deed, Upstream},
};

/// Quicker than the command, whose pauses are meant for a server that is being restarted.
pub const QUICK: Patience = Patience {
    silence: Duration::from_millis(400),
    pause: Duration::from_millis(5),
    tries: 3,
    longest_wait: Duration::from_secs(2),
};

/// The moment of each refresh.
pub const NOW: i64 = 1_795_590_000;

/// Where the upstream publishes its file.
pub fn address(upstream: &Upstream) -> String {
    format!("{}ps.txt", upstream.url)
}

/// Refreshes the directory of a home, as a running server does.
pub async fn refresh(home: &Home, upstream: &Upstream, force: bool) -> Result<Refreshed, RefreshError> {
    let (data, address) = (home.data(), Address::parse(&address(upstream)).unwrap());
    let run = move || {
        refresh::run(RefreshRequest {
            address: &address,
            data_dir: &data,
            replace: false,
            force,
            memory: Memory::Normal,
            patience: QUICK,
            now: NOW,
            watcher: &mut |_| {},
        })
    };
    spawn_blocking(run).await.unwrap()
}

/// `carnet directory import --download`.
pub fn command(home: &Home, upstream: &Upstream, more: &[&str]) -> Run {
    let address = address(upstream);
    let arguments = [&["import", "--download", "--directory-source", &address], more].concat();
    block_in_place(|| home.directory(&arguments))
}

/// A server whose every answer the script writes.
pub async fn upstream(script: impl Fn(&Asked) -> Deed + Send + Sync + 'static) -> Upstream {
    Upstream::start(script).await
}

/// A server that does these things one after the other, then serves the file honestly; what it was
/// asked is kept.
pub async fn faulty(
    published: &Published,
    first: impl Fn(&Published, &Asked) -> Option<Deed> + Send + Sync + 'static,
) -> (Upstream, Arc<Mutex<Vec<Option<usize>>>>) {
    let (published, asked_for) = (published.clone(), Arc::new(Mutex::new(Vec::new())));
    let heard = Arc::clone(&asked_for);
    let upstream = upstream(move |asked| {
        heard.lock().unwrap().push(published.rest_asked(asked));
        first(&published, asked).unwrap_or_else(|| published.answer(asked))
    });
    (upstream.await, asked_for)
}

/// The files of downloads that are kept.
pub fn downloads(home: &Home) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(home.data().join("directory/download")).unwrap();
    let mut files: Vec<PathBuf> = folder.map(|file| file.unwrap().file_name().into()).collect();
    files.sort();
    files
}

/// Checks that a directory was loaded.
#[track_caller]
pub fn loaded(refreshed: Result<Refreshed, RefreshError>) {
    assert!(matches!(refreshed, Ok(Refreshed::Loaded(_))), "{refreshed:?}");
}

/// Why nothing was downloaded.
#[track_caller]
pub fn download_error(refreshed: Result<Refreshed, RefreshError>) -> DownloadError {
    match refreshed {
        Err(RefreshError::Download(error)) => error,
        other => panic!("{other:?}"),
    }
}
