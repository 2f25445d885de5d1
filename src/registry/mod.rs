//! What the staff keep: organizations, workers, the affiliations between them, their history.
//!
//! The only user of diesel. Must not know the directory, HTTP, the settings or the clock: who
//! writes says when and in whose name. Reading order: [`Registry`], then [`selections`] (the
//! rules of registering), [`organizations`] and [`workers`] (what is listed).
//!
//! Imports go one way: schema, error, database → records → affiliations, history →
//! organizations, workers, staff → sessions, invitations, selections, undo → kept → writer → this
//! file; connections → pooled → replica → this file; secret → tokens; change_record → comparing →
//! changes → taking.

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
pub mod database;
pub mod error;
pub mod event_page;
pub mod existing;
pub mod export;
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
mod pooled;
mod position;
mod private_file;
mod refile;
pub mod registered;
mod replica;
mod schema;
mod search;
pub mod secret;
pub mod selections;
pub mod sessions;
pub mod staff;
pub mod staff_record;
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
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use diesel::QueryResult;
use r2d2::ManageConnection;
use tokio::sync::{Semaphore, mpsc::Receiver};

use self::{
    address::{Address, SERVER_ADVICE},
    connections::Connections,
    database::Database,
    error::{Error, OpenError},
    forget::Known,
    kept::Kept,
    long::Long,
    pooled::{ANSWER_WITHIN, Pooled, late, suitable},
    registered::Stamp,
    replica::{Replica, Unfit},
    secret::Secret,
    selections::{Asked, Outcome},
    tokens::{Token, Uses},
    writer::Queue,
};
use crate::domain::{identifiers::Rpps, selection::Selection};

/// Connections that [`writer`] has to itself.
const FOR_WRITING: u32 = 1;

/// Connections that are left to [`Registry::ping`], so that a crowd is not taken for a database that is away.
const FOR_WATCHING: u32 = 1;

/// The register. Cheap to clone: clones share their connections.
#[derive(Clone)]
pub struct Registry {
    server: Pooled,
    /// A copy of it that is read where it is up to date.
    replica: Option<Replica>,
    /// Selections that wait for the connection of their own.
    queue: Queue,
    /// That connection.
    writing: Arc<Kept>,
    /// Whoever asks only whether the database answers, one after another.
    watching: Arc<Semaphore>,
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
        Self::open_sharing(url, None)
    }

    /// The same with so many connections that are shared; none: as many as suit the cores.
    ///
    /// # Errors
    /// As [`Registry::open`].
    pub fn open_sharing(url: &str, size: Option<u32>) -> Result<Self, OpenError> {
        let address = Address::parse(url)?;
        let advice = address.advice();
        if let Address::Sqlite(file) = &address {
            // Where it cannot be made, opening it says why.
            let _made = private_file::make(Path::new(file));
        }
        let connections = Connections::to(address);
        if let Err(error) = connections.connect()
            && !error.may_pass()
        {
            return Err(OpenError::Unavailable(error.to_string(), advice));
        }
        let long = Long::on(connections.clone());
        let server = Pooled::to(connections, size.unwrap_or_else(suitable), FOR_WRITING + FOR_WATCHING);
        let mut db = server.get().map_err(|error| OpenError::Unavailable(error.to_string(), advice))?;
        migrations::run(&mut db).map_err(|error| OpenError::Migration(error.to_string()))?;
        drop(db);
        Ok(Self {
            writing: Arc::new(Kept::of(server.shared().clone())),
            server,
            replica: None,
            queue: Queue::default(),
            watching: Arc::new(Semaphore::new(FOR_WATCHING as usize)),
            long,
            uses: Uses::default(),
            changes: Arc::default(),
        })
    }

    /// Reads from a replica where it is up to date, and from the register's own server where not.
    /// One that is away is said to be, and read as soon as it is there. Blocks.
    ///
    /// # Errors
    /// A URL that Carnet cannot use, a register that is not in PostgreSQL, or a server that is no
    /// replica of the register's.
    pub fn reading(mut self, replica: &str) -> Result<Self, OpenError> {
        let unavailable = |error: String| OpenError::Unavailable(error, SERVER_ADVICE.to_owned());
        let mut db = self.server.get().map_err(|error| unavailable(error.to_string()))?;
        if matches!(*db, Database::Sqlite(_)) {
            return Err(OpenError::NoReplicas);
        }
        let address = Address::of_server(replica)?;
        let written = position::written(&mut db).map_err(|error| unavailable(error.to_string()))?;
        drop(db);
        let replica = Replica::at(Connections::to(address), self.server.size());
        match replica.begin(&written) {
            Err(Unfit::Other) => return Err(OpenError::NotItsReplica),
            Err(unfit) => tracing::warn!("the replica of the register is not read until it is fit: {unfit}"),
            Ok(()) => {}
        }
        self.replica = Some(replica);
        Ok(self)
    }

    /// Runs queries on one unchanging view of the database, in which all is seen that was written
    /// before, on a thread that may block.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer within 12 s, [`Error::Busy`] when too much
    /// is asked at once.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Database) -> QueryResult<T> + Clone + Send + 'static,
    ) -> Result<T, Error> {
        if let Some(replica) = &self.replica
            && let Some(answer) = replica.read(&self.server, work.clone()).await?
        {
            return Ok(answer);
        }
        self.server.run(|db| database::read(db, work)).await
    }

    /// Reads on this thread, which may block, where that takes no waiting; none where it does or fails, and
    /// [`Registry::read`] may still answer.
    pub fn read_at_once<T>(&self, work: impl FnOnce(&mut Database) -> QueryResult<T>) -> Option<T> {
        self.server.run_at_once(|db| database::read(db, work))
    }

    /// Reads what is too much to hold, piece by piece, on one unchanging view of the database and on
    /// a connection of its own to the register's own server: on a replica, which does not wait, it would
    /// be broken off. The work hands each piece over and is told whether to go on: not
    /// where nobody takes the pieces any more, or nobody has for a minute.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer, [`Error::Busy`] when too many are being
    /// read so; what goes wrong later comes in place of a piece.
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
        self.server.run(|db| database::write(db, work)).await
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

    /// Forgets a person as [`forget::forget`] does, and has what the database's files still hold
    /// overwritten, without anyone waiting for it.
    ///
    /// # Errors
    /// As [`Registry::write`].
    pub async fn forget(&self, rpps: Rpps, stamp: Stamp) -> Result<Known, Error> {
        let forgotten = self.write(move |db| forget::forget(db, &rpps, &stamp.actor, stamp.now)).await?;
        if !forgotten.is_nothing() {
            self.long.wipe();
        }
        Ok(forgotten)
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
        self.server.run_at(&self.watching, error::answers).await
    }
}
