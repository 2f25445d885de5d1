//! What the staff keep: organizations, workers, the affiliations between them, their history.
//!
//! The only user of diesel. Must not know the directory, HTTP, the settings or the clock: who
//! writes says when and in whose name. Reading order: [`Registry`], then [`selections`] (the
//! rules of registering), [`organizations`] and [`workers`] (what is listed).
//!
//! Imports go one way: schema, error, database → records → affiliations, history →
//! organizations, workers, staff → sessions, invitations, selections, undo → kept → writer → this
//! file; secret → tokens; change_record → comparing → changes → taking.

pub mod actors;
mod address;
mod affiliation_record;
pub mod affiliations;
pub mod backup;
pub mod carry;
mod change_record;
pub mod changes;
pub mod check;
pub mod comparing;
pub mod comparison;
mod connections;
pub mod count;
pub mod database;
pub mod error;
pub mod event_page;
pub mod existing;
pub mod export;
pub mod filters;
mod first_ten;
pub mod forget;
pub mod history;
pub mod invitations;
mod kept;
pub mod listing;
mod long;
mod migrations;
mod organization_record;
pub mod organizations;
mod refile;
pub mod registered;
mod rows;
mod schema;
mod search;
pub mod secret;
pub mod selections;
pub mod sessions;
pub mod staff;
pub mod staff_record;
mod statement;
pub mod taking;
mod text;
pub mod tokens;
pub mod undo;
mod unlink;
mod walk;
mod worker_record;
pub mod workers;
mod writer;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use diesel::QueryResult;
use r2d2::{ManageConnection, Pool};
use tokio::sync::{Semaphore, mpsc::Receiver};

use self::{
    address::Address,
    connections::Connections,
    database::Database,
    error::{Error, OpenError},
    kept::Kept,
    long::Long,
    registered::Stamp,
    secret::Secret,
    selections::{Asked, Outcome},
    tokens::{Token, Uses},
    writer::Queue,
};
use crate::domain::selection::Selection;

/// How long one waits for a connection.
const CONNECTION_WITHIN: Duration = Duration::from_secs(5);

/// How long one waits for an answer, the connection included.
const ANSWER_WITHIN: Duration = Duration::from_secs(12);

/// The register. Cheap to clone: clones share their connections.
#[derive(Clone)]
pub struct Registry {
    pool: Pool<Connections>,
    /// One place for each connection but one, so that waiting takes no thread.
    places: Arc<Semaphore>,
    /// Selections that wait for the connection left.
    queue: Queue,
    /// That connection.
    writing: Arc<Kept>,
    /// What takes long, on connections of its own.
    long: Long,
    /// When the use of each token was written.
    uses: Uses,
    /// How many changes were open when they were last counted.
    changes: Arc<AtomicU64>,
}

impl Registry {
    /// Opens the database and brings its tables up to date. Blocks.
    ///
    /// `url` is `sqlite:FILE`, a path, or `postgres://…`; it may hold a password, which no error
    /// shows.
    ///
    /// # Errors
    /// A URL that Carnet cannot use, a database that refuses or does not answer within 5 s, or
    /// tables that cannot be brought up to date.
    pub fn open(url: &str) -> Result<Self, OpenError> {
        let address = Address::parse(url)?;
        let advice = address.advice();
        let connections = Connections::to(address);
        if let Err(error) = connections.connect()
            && !error.may_pass()
        {
            return Err(OpenError::Unavailable(error.to_string(), advice));
        }
        let cores = std::thread::available_parallelism().map_or(2, |cores| cores.get());
        let size = u32::try_from(2 * cores).map_or(8, |size| size.min(8));
        let long = Long::on(connections.clone());
        let pool = Pool::builder()
            .max_size(size + 1)
            .min_idle(Some(1))
            .connection_timeout(CONNECTION_WITHIN)
            .error_handler(Box::new(r2d2::NopErrorHandler))
            .build_unchecked(connections);
        let mut db = pool.get().map_err(|error| OpenError::Unavailable(error.to_string(), advice))?;
        migrations::run(&mut db).map_err(|error| OpenError::Migration(error.to_string()))?;
        drop(db);
        let places = Arc::new(Semaphore::new(size as usize));
        Ok(Self {
            writing: Arc::new(Kept::of(pool.clone())),
            pool,
            places,
            queue: Queue::default(),
            long,
            uses: Uses::default(),
            changes: Arc::default(),
        })
    }

    /// Runs queries on one unchanging view of the database, on a thread that may block.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer within 12 s.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Database) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        self.run(|db| database::read(db, work)).await
    }

    /// Reads what is too much to hold, piece by piece, on one unchanging view of the database and on
    /// a connection of its own. The work hands each piece over and is told whether to go on: not
    /// where nobody takes the pieces any more, or nobody has for a minute.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer, or too many are being read so; what
    /// goes wrong later comes in place of a piece.
    pub async fn pieces<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Database, &mut (dyn FnMut(T) -> bool + Send)) -> QueryResult<()> + Send + 'static,
    ) -> Result<Receiver<Result<T, Error>>, Error> {
        self.long.pieces(work).await
    }

    /// Runs the work in one transaction, which is durable once this returns; where another
    /// transaction gets in its way, all of it is undone and the work is called again.
    ///
    /// A caller that goes away changes nothing: a write begun is finished.
    ///
    /// # Errors
    /// As [`Registry::read`]. An unavailable database may yet have taken the write.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Database) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        self.run(|db| database::write(db, work)).await
    }

    /// Registers a selection, which is durable once this returns. Selections made at the same
    /// time share one transaction, yet none fails for another's sake.
    ///
    /// A caller that goes away before its turn registers nothing.
    ///
    /// # Errors
    /// As [`Registry::write`].
    pub async fn select(&self, selection: Selection, stamp: Stamp) -> Result<Outcome, Error> {
        let (answer, turn) = self.queue.add(Asked { selection, stamp });
        if let Some(turn) = turn {
            let connection = Arc::clone(&self.writing);
            // Whoever has the turn writes for others too, and so goes on when its caller leaves.
            tokio::task::spawn_blocking(move || turn.take(&connection));
        }
        let answer = async { answer.await.unwrap_or_else(|_| Err(late("the writing ended early"))) };
        tokio::time::timeout(ANSWER_WITHIN, answer).await.unwrap_or_else(|_| Err(late("no answer in time")))
    }

    /// The token of a secret, none where there is none. That it was used is written within a minute
    /// or so, without anyone waiting for it.
    ///
    /// # Errors
    /// As [`Registry::read`].
    pub async fn token(&self, secret: &Secret, now: i64) -> Result<Option<Token>, Error> {
        let hash = secret.hash();
        let found = self.read(move |db| tokens::find(db, &hash)).await?;
        if let Some(token) = found.as_ref().filter(|token| self.uses.is_due(token, now)) {
            let (registry, name) = (self.clone(), token.name.clone());
            tokio::spawn(async move {
                if let Err(error) = registry.write(move |db| tokens::note_use(db, &name, now)).await {
                    tracing::warn!(%error, "the use of a token could not be written");
                }
            });
        }
        Ok(found)
    }

    /// How many changes were open when they were last counted: every page tells it, and asks nothing.
    pub fn open_changes(&self) -> u64 {
        self.changes.load(Ordering::Relaxed)
    }

    /// Counts the open changes, up to [`changes::COUNTED`].
    ///
    /// # Errors
    /// As [`Registry::read`].
    pub async fn count_changes(&self) -> Result<(), Error> {
        let count = self.read(changes::count_open).await?;
        self.changes.store(count, Ordering::Relaxed);
        Ok(())
    }

    /// Asks whether the database answers.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        self.run(error::answers).await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Database) -> QueryResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (pool, places) = (self.pool.clone(), Arc::clone(&self.places));
        let answer = async move {
            let place = tokio::time::timeout(CONNECTION_WITHIN, places.acquire_owned()).await;
            let Ok(Ok(place)) = place else { return Err(late("all connections are in use")) };
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

fn late(reason: &str) -> Error {
    Error::Unavailable(reason.to_owned())
}
