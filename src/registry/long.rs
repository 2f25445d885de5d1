//! What takes long, reading or tidying up: on connections of its own, so that no page waits for it.

use std::{
    any::Any,
    panic::{self, AssertUnwindSafe},
    sync::Arc,
    time::Duration,
};

use diesel::QueryResult;
use r2d2::ManageConnection;
use tokio::{
    runtime::Handle,
    sync::{
        Semaphore,
        mpsc::{self, Receiver, Sender},
    },
    time::{sleep, timeout},
};

use super::{
    connections::Connections,
    database::{self, Database},
    error::{self, Error},
    forget,
};

/// How many may read so at a time.
const AT_A_TIME: usize = 4;

/// How long one waits for one's turn.
const TURN_WITHIN: Duration = Duration::from_secs(5);

/// How long a piece may lie untaken: a view held open keeps the database from tidying up.
const TAKEN_WITHIN: Duration = Duration::from_secs(60);

/// How many pieces lie ready at most.
const READY: usize = 2;

/// When what removed rows have left behind is overwritten, and when again while others are in the way.
const WIPE_AFTER: [Duration; 4] =
    [Duration::ZERO, Duration::from_secs(60), Duration::from_secs(600), Duration::from_secs(3600)];

/// A statement may take longer than a page may, and so may whoever takes the pieces.
const PATIENT: &str = "SET statement_timeout = '120s'; SET idle_in_transaction_session_timeout = '120s'";

/// What takes long.
#[derive(Clone)]
pub struct Long {
    connections: Arc<Connections>,
    places: Arc<Semaphore>,
}

impl Long {
    /// Reads from that database.
    pub fn on(connections: Connections) -> Self {
        Self { connections: Arc::new(connections), places: Arc::new(Semaphore::new(AT_A_TIME)) }
    }

    /// As [`super::Registry::pieces`].
    pub async fn pieces<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Database, &mut (dyn FnMut(T) -> bool + Send)) -> QueryResult<()> + Send + 'static,
    ) -> Result<Receiver<Result<T, Error>>, Error> {
        let place = timeout(TURN_WITHIN, Arc::clone(&self.places).acquire_owned()).await;
        let Ok(Ok(place)) = place else {
            return Err(Error::Busy("too many listings are taken out at once"));
        };
        let connections = Arc::clone(&self.connections);
        let opened = tokio::task::spawn_blocking(move || open(&connections)).await;
        let mut db = opened.map_err(|error| Error::Internal(error.to_string()))??;
        let (sender, receiver) = mpsc::channel(READY);
        let runtime = Handle::current();
        tokio::task::spawn_blocking(move || {
            let _place = place;
            let mut hand_over = |piece| runtime.block_on(was_taken(&sender, Ok(piece)));
            let work = || database::read(&mut db, |db| work(db, &mut hand_over));
            // Whoever takes the pieces must not take those of a thread that died for all.
            let error = match panic::catch_unwind(AssertUnwindSafe(work)) {
                Ok(Ok(())) => return,
                Ok(Err(error)) => error::classified(&mut db, &error),
                Err(panic) => Error::Internal(told(&*panic)),
            };
            runtime.block_on(was_taken(&sender, Err(error)));
        });
        Ok(receiver)
    }

    /// Has overwritten what the database's files still hold of removed rows, without anyone waiting.
    pub fn wipe(&self) {
        let connections = Arc::clone(&self.connections);
        tokio::spawn(async move {
            let mut left = String::new();
            for wait in WIPE_AFTER {
                sleep(wait).await;
                let connections = Arc::clone(&connections);
                let wiped = tokio::task::spawn_blocking(move || wiped(&connections)).await;
                match wiped.unwrap_or_else(|error| Err(error.to_string())) {
                    Ok(()) => return,
                    Err(why) => left = why,
                }
            }
            tracing::warn!("{left}: carnet forget RPPS");
        });
    }
}

/// What a thread that died said.
fn told(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a thread died").to_owned()
}

fn wiped(connections: &Connections) -> Result<(), String> {
    let mut db = open(connections).map_err(|error| error.to_string())?;
    forget::wipe(&mut db).map_err(|error| error.to_string())
}

fn open(connections: &Connections) -> Result<Database, Error> {
    let mut db = connections.connect().map_err(|error| Error::Unavailable(error.to_string()))?;
    if matches!(db, Database::Postgres(_)) {
        database::run(&mut db, PATIENT).map_err(|error| Error::Unavailable(error.to_string()))?;
    }
    Ok(db)
}

async fn was_taken<T>(sender: &Sender<T>, piece: T) -> bool {
    matches!(timeout(TAKEN_WITHIN, sender.send(piece)).await, Ok(Ok(())))
}
