//! A copy of the register that is read in place of its own server, but only where it is up to date.
//!
//! Each read asks the server itself how far it has written, then the replica whether it shows all of
//! that: so no page is ever older than what was acknowledged before it was asked for, by whichever
//! Carnet. A replica that lags for a moment is passed over; one that is away, or lags for long, is
//! left alone until it has caught up.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use diesel::QueryResult;
use r2d2::ManageConnection;
use tokio::time::{sleep, timeout};

use super::{
    connections::Connections,
    database::{self, Database},
    error::Error,
    pooled::Pooled,
    position::{self, Position},
};

/// How long one waits for a replica before asking the server itself.
const WITHIN: Duration = Duration::from_secs(4);

/// How long a replica may lag before it is left alone.
const LAG: Duration = Duration::from_secs(5);

/// How often a replica that is left alone is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Why a replica is not read.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// It does not answer, or not in time.
    #[error("{0}")]
    Away(String),
    /// It does not show what was written seconds ago.
    #[error("it is more than {} s behind", LAG.as_secs())]
    Behind,
    /// It is a server of its own, or that of another database.
    #[error("it is no replica of the register's database, or no longer")]
    Other,
}

/// A replica. Cheap to clone: clones share their connections.
#[derive(Clone)]
pub struct Replica(Arc<State>);

struct State {
    pooled: Pooled,
    connections: Connections,
    is_read: AtomicBool,
    is_looked_at: AtomicBool,
    /// What it has not shown yet, and since when.
    lag: Mutex<Option<(i64, Instant)>>,
}

/// What a replica makes of a read.
enum Seen<T> {
    Answer(T),
    /// It lacks something, having come this far.
    Older(Position),
}

impl Replica {
    /// One at that address, read on so many connections once it was found fit.
    pub fn at(connections: Connections, size: u32) -> Self {
        Self(Arc::new(State {
            pooled: Pooled::to(connections.clone(), size, 0),
            connections,
            is_read: AtomicBool::new(false),
            is_looked_at: AtomicBool::new(false),
            lag: Mutex::default(),
        }))
    }

    /// Reads it from now on if it is a replica of the server that has written that, up to date or
    /// not. Blocks.
    ///
    /// # Errors
    /// Why it is not read.
    pub fn begin(&self, written: &Position) -> Result<(), Unfit> {
        let replayed = self.position()?;
        if !is_of(&replayed, written) {
            return Err(Unfit::Other);
        }
        self.0.is_read.store(true, Ordering::Release);
        Ok(())
    }

    /// What the work finds, where the replica shows all that the server has acknowledged; else none,
    /// and the server itself is to be asked.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the server itself does not answer, [`Error::Busy`] when too much is
    /// asked of it.
    pub async fn read<T: Send + 'static>(
        &self,
        server: &Pooled,
        work: impl FnOnce(&mut Database) -> QueryResult<T> + Send + 'static,
    ) -> Result<Option<T>, Error> {
        if !self.0.is_read.load(Ordering::Acquire) {
            self.look(server);
            return Ok(None);
        }
        let written = match server.run(position::written).await {
            Ok(written) => written,
            Err(error @ (Error::Unavailable(_) | Error::Busy(_))) => return Err(error),
            // Whatever else it refuses, it may yet answer what was asked.
            Err(Error::Full(_) | Error::Internal(_)) => return Ok(None),
        };
        let wanted = written.clone();
        let read = self.0.pooled.run(move |db| {
            let replayed = position::replayed(db)?;
            if !is_of(&replayed, &wanted) || replayed.at < wanted.at {
                return Ok(Seen::Older(replayed));
            }
            database::read(db, work).map(Seen::Answer)
        });
        let unfit = match timeout(WITHIN, read).await {
            Ok(Ok(Seen::Answer(answer))) => return Ok(Some(answer)),
            Ok(Ok(Seen::Older(replayed))) => match self.lags(&replayed, &written) {
                Some(unfit) => unfit,
                None => return Ok(None),
            },
            Ok(Err(Error::Unavailable(reason) | Error::Full(reason) | Error::Internal(reason))) => {
                Unfit::Away(reason)
            }
            // The register's own server is less asked.
            Ok(Err(Error::Busy(_))) => return Ok(None),
            Err(_) => Unfit::Away("no answer in time".to_owned()),
        };
        if self.0.is_read.swap(false, Ordering::AcqRel) {
            tracing::warn!("the replica of the register is not read until it is fit again: {unfit}");
        }
        self.look(server);
        Ok(None)
    }

    /// Why one that lacks something is to be left alone, if it is.
    fn lags(&self, replayed: &Position, written: &Position) -> Option<Unfit> {
        if !is_of(replayed, written) {
            return Some(Unfit::Other);
        }
        let mut lag = self.0.lag.lock().unwrap_or_else(PoisonError::into_inner);
        match *lag {
            Some((wanted, since)) if replayed.at < Some(wanted) => {
                (since.elapsed() > LAG).then_some(Unfit::Behind)
            }
            _ => {
                *lag = written.at.map(|at| (at, Instant::now()));
                None
            }
        }
    }

    /// Looks at it every other second until it is fit to be read.
    fn look(&self, server: &Pooled) {
        if self.0.is_looked_at.swap(true, Ordering::AcqRel) {
            return;
        }
        let (replica, server) = (self.clone(), server.clone());
        tokio::spawn(async move {
            loop {
                sleep(LOOK_EVERY).await;
                if replica.is_fit(&server).await {
                    break;
                }
            }
            tracing::info!("the replica of the register is read again");
            *replica.0.lag.lock().unwrap_or_else(PoisonError::into_inner) = None;
            replica.0.is_looked_at.store(false, Ordering::Release);
            replica.0.is_read.store(true, Ordering::Release);
        });
    }

    async fn is_fit(&self, server: &Pooled) -> bool {
        let Ok(written) = server.run(position::written).await else { return false };
        let replica = self.clone();
        let replayed = tokio::task::spawn_blocking(move || replica.position()).await;
        replayed.is_ok_and(|replayed| {
            replayed.is_ok_and(|replayed| is_of(&replayed, &written) && replayed.at >= written.at)
        })
    }

    /// How far it has come, over a connection of its own, which cannot be one that hangs.
    fn position(&self) -> Result<Position, Unfit> {
        let mut db = self.0.connections.connect().map_err(|error| Unfit::Away(error.to_string()))?;
        position::replayed(&mut db).map_err(|error| Unfit::Away(error.to_string()))
    }
}

fn is_of(replayed: &Position, written: &Position) -> bool {
    replayed.at.is_some() && replayed.history == written.history
}
