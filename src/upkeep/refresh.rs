//! The directory keeps itself up to date: a thread that asks for a newer one when it is due.

use std::{
    io,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use jiff::Timestamp;

use super::schedule::Schedule;
use crate::directory::{
    attempts::Attempts,
    download::{Patience, address::Address},
    index::import::Memory,
    refresh::{self, RefreshRequest, Refreshed},
};

/// How often the clock is looked at: a machine that slept wakes late.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// How often it looks whether it may begin.
const HELD_FOR: Duration = Duration::from_secs(1);

/// The least time between two attempts, whatever the notes on the attempts say.
const AT_LEAST: Duration = Duration::from_secs(5 * 60);

/// What is kept up to date, and how.
pub struct Refresh {
    /// Where the national file is published.
    pub address: Address,
    /// The data folder.
    pub data_dir: PathBuf,
    /// When it is looked for.
    pub schedule: Schedule,
    /// The clock.
    pub clock: fn() -> Timestamp,
}

/// Begins to keep the directory up to date, for as long as the process lives; `held` says that
/// another directory is still being made, after which this begins.
///
/// # Errors
/// The thread cannot be started.
pub fn begin(refresh: Refresh, held: Arc<AtomicBool>) -> io::Result<()> {
    thread::Builder::new().name("refresh".to_owned()).spawn(move || {
        while held.load(Ordering::Acquire) {
            thread::sleep(HELD_FOR);
        }
        let attempts = Attempts::of(&refresh.data_dir);
        loop {
            if refresh.schedule.due(&attempts.newest_first()) > (refresh.clock)().as_second() {
                thread::sleep(LOOK_EVERY);
            } else {
                run(&refresh);
                thread::sleep(AT_LEAST);
            }
        }
    })?;
    Ok(())
}

/// Looks for a newer directory; what came of it goes to the log.
fn run(refresh: &Refresh) {
    let refreshed = refresh::run(RefreshRequest {
        address: &refresh.address,
        data_dir: &refresh.data_dir,
        replace: false,
        force: false,
        memory: Memory::Small,
        patience: Patience::default(),
        now: (refresh.clock)().as_second(),
        watcher: &mut |_| {},
    });
    match refreshed {
        Ok(Refreshed::NothingNew) => tracing::info!("the directory loaded is the one published"),
        Ok(Refreshed::Loaded(report)) => {
            tracing::info!(entries = report.status.entries, "a newer directory was downloaded and imported");
        }
        Err(error) if error.is_busy() => tracing::info!("the directory is not refreshed now: {error}"),
        Err(error) => {
            tracing::error!("the directory could not be refreshed, and will be tried again: {error}")
        }
    }
}
