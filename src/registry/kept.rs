//! The connection kept for writing selections: what it has read stays at hand, as it would not on
//! one that others write beside.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use r2d2::{Pool, PooledConnection};

use super::{
    connections::Connections,
    database::{self, Database},
    error::{self, Error},
};

/// After so long a rest, the connection is asked whether it still answers.
const RESTED: Duration = Duration::from_millis(100);

/// Room for all pages that a batch changes, which otherwise go out and come back before the commit,
/// and for what they held before, which otherwise goes to a temporary file. Kilobytes.
const SQLITE: &str = "PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;";

/// One connection of a pool, for one user at a time.
pub struct Kept {
    pool: Pool<Connections>,
    place: Mutex<Option<Rested>>,
}

/// A connection, and since when nobody uses it.
struct Rested {
    connection: PooledConnection<Connections>,
    since: Instant,
}

impl Kept {
    /// Taken from that pool when first used, and anew when it broke.
    pub fn of(pool: Pool<Connections>) -> Self {
        Self { pool, place: Mutex::default() }
    }

    /// Takes it; to be put back after its use. Blocks.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when there is no connection to be had.
    pub fn take(&self) -> Result<PooledConnection<Connections>, Error> {
        self.rested().map_or_else(|| self.connect(), Ok)
    }

    /// Puts it back, unless it broke.
    pub fn put_back(&self, mut connection: PooledConnection<Connections>) {
        if !database::is_broken(&mut connection) {
            *self.place() = Some(Rested { connection, since: Instant::now() });
        }
    }

    /// The one that rests, if it still answers.
    fn rested(&self) -> Option<PooledConnection<Connections>> {
        let Rested { mut connection, since } = self.place().take()?;
        let answers = since.elapsed() < RESTED || error::answers(&mut connection).is_ok();
        answers.then_some(connection)
    }

    fn connect(&self) -> Result<PooledConnection<Connections>, Error> {
        let unavailable = |error: String| Error::Unavailable(error);
        let mut connection = self.pool.get().map_err(|error| unavailable(error.to_string()))?;
        if matches!(*connection, Database::Sqlite(_)) {
            database::run(&mut connection, SQLITE).map_err(|error| unavailable(error.to_string()))?;
        }
        Ok(connection)
    }

    fn place(&self) -> MutexGuard<'_, Option<Rested>> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
