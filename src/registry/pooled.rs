//! Connections kept open, and the thread that whoever uses one may block.

use std::{sync::Arc, time::Duration};

use diesel::QueryResult;
use r2d2::{Pool, PooledConnection};
use tokio::sync::Semaphore;

use super::{
    connections::Connections,
    database::Database,
    error::{self, Error},
};

/// How long one waits for a connection.
const CONNECTION_WITHIN: Duration = Duration::from_secs(5);

/// How long one waits for an answer, the connection included.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(12);

/// What is told where others have all connections for as long as one waits for one.
const ALL_IN_USE: &str = "all connections to the database have been in use for 5 seconds";

/// Connections to one server or file. Cheap to clone: clones share them.
#[derive(Clone)]
pub struct Pooled {
    pool: Pool<Connections>,
    /// One place for each connection that may be waited for, so that waiting takes no thread.
    places: Arc<Semaphore>,
    size: u32,
}

/// How many connections suit the cores: more of them only wait for each other.
pub fn suitable() -> u32 {
    let cores = std::thread::available_parallelism().map_or(2, |cores| cores.get());
    u32::try_from(2 * cores).map_or(8, |size| size.min(8))
}

impl Pooled {
    /// Connections made when they are wanted: so many that are shared, and some that
    /// [`Pooled::shared`] leaves to others.
    pub fn to(connections: Connections, size: u32, others: u32) -> Self {
        let pool = Pool::builder()
            .max_size(size + others)
            .min_idle(Some(1))
            .connection_timeout(CONNECTION_WITHIN)
            .error_handler(Box::new(r2d2::NopErrorHandler))
            .build_unchecked(connections);
        Self { pool, places: Arc::new(Semaphore::new(size as usize)), size }
    }

    /// How many connections are shared.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// The connections themselves, for whoever keeps to those left to others.
    pub fn shared(&self) -> &Pool<Connections> {
        &self.pool
    }

    /// One connection. Blocks.
    ///
    /// # Errors
    /// When none could be made within 5 s.
    pub fn get(&self) -> Result<PooledConnection<Connections>, r2d2::Error> {
        self.pool.get()
    }

    /// Runs the work on this thread where that takes no waiting: on a file, by a connection that nobody uses;
    /// none where it does, or where the work fails.
    pub fn run_at_once<T>(&self, work: impl FnOnce(&mut Database) -> QueryResult<T>) -> Option<T> {
        let _place = self.places.try_acquire().ok()?;
        let mut db = self.pool.try_get()?;
        if matches!(*db, Database::Sqlite(_)) { work(&mut db).ok() } else { None }
    }

    /// Runs the work on a connection, on a thread that may block.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer within 12 s, [`Error::Busy`] when
    /// others have all connections for 5 s.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Database) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        self.run_at(&self.places, work).await
    }

    /// The same at other places than the shared ones, one for each connection left to them.
    ///
    /// # Errors
    /// As [`Pooled::run`].
    pub async fn run_at<T: Send + 'static>(
        &self,
        places: &Arc<Semaphore>,
        work: impl FnOnce(&mut Database) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (pool, places) = (self.pool.clone(), Arc::clone(places));
        let answer = async move {
            let place = tokio::time::timeout(CONNECTION_WITHIN, places.acquire_owned()).await;
            let Ok(Ok(place)) = place else { return Err(Error::Busy(ALL_IN_USE)) };
            let done = tokio::task::spawn_blocking(move || {
                let _place = place;
                let mut db = pool.get().map_err(|error| Error::Unavailable(error.to_string()))?;
                work(&mut db).map_err(|error| error::classified(&mut db, &error))
            });
            done.await.unwrap_or_else(|error| Err(Error::Internal(error.to_string())))
        };
        tokio::time::timeout(ANSWER_WITHIN, answer).await.unwrap_or_else(|_| Err(late("no answer in time")))
    }
}

/// The error of an answer that did not come in time.
pub fn late(reason: &str) -> Error {
    Error::Unavailable(reason.to_owned())
}
