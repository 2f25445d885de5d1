//! Compares what is registered with the directory: after an import, and on demand with a gateway.
//! What differs is kept for the staff to decide; nothing changes by itself.

use std::{
    cmp::Ordering,
    io,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use thiserror::Error;
use tokio::{runtime::Builder, sync::Notify, time::sleep};

use super::asking;
use crate::{
    directory::Directory,
    domain::{search::SearchError, selection::Source},
    registry::{
        Registry, changes,
        comparing::{self, Compared, Side},
        comparison::{self, Comparison, Outcome},
        error,
    },
};

/// How often it looks for a newly imported directory.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How often the open changes are counted: another Carnet may share the register.
const COUNT_EVERY: Duration = Duration::from_secs(5);

/// How long after a comparison that failed it is tried again.
const AFTER_A_FAILURE: Duration = Duration::from_secs(5 * 60);

/// How often a comparison under way is noted to be so.
const NOTE_EVERY: Duration = Duration::from_secs(30);

/// How many rows are compared together with a gateway: a request has its bounds.
const ASKED_TOGETHER: i64 = 50;

/// How many rows are compared together with an index: what it has of them is held in memory.
const READ_TOGETHER: i64 = 250;

/// What is compared.
pub struct Comparing {
    /// The register.
    pub registry: Registry,
    /// The directory.
    pub directory: Directory,
    /// Told when someone asks for a comparison.
    pub wanted: Arc<Notify>,
    /// The clock.
    pub clock: fn() -> Timestamp,
}

#[derive(Debug, Error)]
enum Failure {
    #[error("{0}")]
    Directory(#[from] SearchError),
    #[error("{0}")]
    Registry(#[from] error::Error),
}

/// Begins to compare, for as long as the process lives.
///
/// # Errors
/// The thread cannot be started.
pub fn begin(comparing: Comparing) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    thread::Builder::new().name("changes".to_owned()).spawn(move || runtime.block_on(keep(&comparing)))?;
    Ok(())
}

async fn keep(comparing: &Comparing) {
    let (mut compared, mut counted, mut held_until) = (None, None::<Instant>, None::<Instant>);
    loop {
        if counted.is_none_or(|counted| counted.elapsed() >= COUNT_EVERY) {
            count(&comparing.registry).await;
            counted = Some(Instant::now());
        }
        let is_asked = tokio::select! {
            () = comparing.wanted.notified() => true,
            () = sleep(LOOK_EVERY) => false,
        };
        let Some((source, directory_at)) = at_hand(&comparing.directory) else { continue };
        let is_news = matches!(comparing.directory, Directory::Index(_)) && compared != Some(directory_at);
        let is_held = held_until.is_some_and(|until| Instant::now() < until);
        if !is_asked && (!is_news || is_held) {
            continue;
        }
        let outcome = match is_done(comparing, source, directory_at).await {
            Ok(true) if !is_asked => Ok(()),
            Ok(_) => compare(comparing, source, directory_at).await,
            Err(error) => Err(error),
        };
        if let Err(error) = &outcome {
            tracing::error!("the register could not be compared with the directory: {error}");
        }
        (compared, held_until) = match outcome {
            Ok(()) => (Some(directory_at), None),
            Err(_) => (None, Some(Instant::now() + AFTER_A_FAILURE)),
        };
        counted = None;
    }
}

async fn count(registry: &Registry) {
    if let Err(error) = registry.count_changes().await {
        tracing::warn!(%error, "the open changes could not be counted");
    }
}

/// Where the entries of the directory come from, and when it was imported; a gateway is of no moment.
fn at_hand(directory: &Directory) -> Option<(Source, i64)> {
    match directory {
        Directory::Gateway(_) => Some((Source::Gateway, 0)),
        Directory::Index(index) => index.status().map(|status| (status.kind.source(), status.imported_at)),
    }
}

/// Whether the directory of that moment, or a later one, has been compared already, by this Carnet or
/// another whose directory is newer: what an older one says is over.
async fn is_done(comparing: &Comparing, source: Source, directory_at: i64) -> Result<bool, Failure> {
    let last = comparing.registry.read(move |db| comparison::last(db, source)).await?;
    Ok(last.is_some_and(|last| match last.directory_at.cmp(&directory_at) {
        Ordering::Less => false,
        Ordering::Equal => last.outcome == Outcome::Done,
        Ordering::Greater => true,
    }))
}

async fn compare(comparing: &Comparing, source: Source, directory_at: i64) -> Result<(), Failure> {
    let done = compare_all(comparing, source, directory_at).await;
    let outcome = if done.is_ok() { Outcome::Done } else { Outcome::Failed };
    note(comparing, source, directory_at, outcome).await?;
    done
}

async fn note(
    comparing: &Comparing,
    source: Source,
    directory_at: i64,
    outcome: Outcome,
) -> Result<(), Failure> {
    let comparison = Comparison { directory_at, at: (comparing.clock)().as_second(), outcome };
    Ok(comparing.registry.write(move |db| comparison::note(db, source, comparison)).await?)
}

async fn compare_all(comparing: &Comparing, source: Source, directory_at: i64) -> Result<(), Failure> {
    let mut noted = None::<Instant>;
    let rows = match comparing.directory {
        Directory::Index(_) => READ_TOGETHER,
        Directory::Gateway(_) => ASKED_TOGETHER,
    };
    for side in [Side::Workers, Side::Organizations] {
        let mut after = String::new();
        loop {
            let keys = comparing.registry.read(move |db| comparing::keys(db, side, source, &after, rows));
            let keys = keys.await?;
            let Some(last) = keys.last() else { break };
            after = last.clone();
            if noted.is_none_or(|noted| noted.elapsed() >= NOTE_EVERY) {
                note(comparing, source, directory_at, Outcome::Running).await?;
                noted = Some(Instant::now());
            }
            compare_some(comparing, source, side, &keys).await?;
        }
    }
    Ok(())
}

/// Compares some rows; where nothing new differs, nothing is written.
async fn compare_some(
    comparing: &Comparing,
    source: Source,
    side: Side,
    keys: &[String],
) -> Result<(), Failure> {
    let told = asking::told(&comparing.directory, source, side, keys).await?;
    let compared = Arc::new(Compared { source, side, told });
    let (seen, now) = (Arc::clone(&compared), (comparing.clock)().as_second());
    if !comparing.registry.read(move |db| changes::is_settled(db, &seen)).await? {
        comparing.registry.write(move |db| changes::settle(db, &compared, now)).await?;
    }
    Ok(())
}
