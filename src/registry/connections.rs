//! Opens connections for the pool and sets each one up.

use diesel::{Connection, PgConnection, SqliteConnection};

use super::{
    address::Address,
    database::{self, Database},
    error,
};

/// WAL lets readers go on while one writes; FULL makes a commit survive a power cut; the timeout
/// (milliseconds) is how long a writer waits for its turn. A selection changes some fifty pages in
/// places that have nothing to do with each other: a new file has small ones, for each goes to the log
/// whole, and as many more are kept there before it is emptied. Kilobytes of pages are kept at hand. The
/// file is not mapped into memory, where a disk that fails to read would end the process instead of one
/// answer.
const SQLITE: &str = "PRAGMA page_size = 2048; PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
    PRAGMA wal_autocheckpoint = 2000; PRAGMA cache_size = -4000; \
    PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

/// A commit is durable whatever the server's default; nothing waits for ever, neither for a lock. What is
/// broken off so is heard by nobody: whoever asked has been told before that nothing answers.
const POSTGRES: &str = "SELECT set_config('synchronous_commit', 'on', false) \
    WHERE current_setting('synchronous_commit') = 'off'; \
    SET statement_timeout = '15s'; SET lock_timeout = 0; \
    SET idle_in_transaction_session_timeout = '60s';";

/// Why no connection could be made, without a password.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConnectError(String);

impl ConnectError {
    /// Whether a next try may succeed by itself: another process is setting the file up, or the
    /// server is starting.
    pub fn may_pass(&self) -> bool {
        ["locked", "starting up"].iter().any(|word| self.0.contains(word))
    }
}

/// What the pool makes its connections with.
#[derive(Clone)]
pub struct Connections {
    address: Address,
}

impl Connections {
    /// Connections to one database.
    pub fn to(address: Address) -> Self {
        Self { address }
    }

    fn told(&self, error: impl std::fmt::Display) -> ConnectError {
        let text = self.address.redacted(&error.to_string());
        // libpq reads variables of its own, PGSSLMODE among them.
        if text.contains("SSL support is not compiled in") {
            return ConnectError(
                "PGSSLMODE asks for TLS, which this Carnet was built without; build it with the cargo feature \
                 postgres-tls"
                    .to_owned(),
            );
        }
        ConnectError(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

impl r2d2::ManageConnection for Connections {
    type Connection = Database;
    type Error = ConnectError;

    fn connect(&self) -> Result<Database, ConnectError> {
        let (connected, set_up) = match &self.address {
            Address::Sqlite(file) => (SqliteConnection::establish(file).map(Database::Sqlite), SQLITE),
            Address::Postgres(url) => (PgConnection::establish(url).map(Database::Postgres), POSTGRES),
        };
        let mut db = connected.map_err(|error| self.told(error))?;
        database::run(&mut db, set_up).map_err(|error| self.told(error))?;
        Ok(db)
    }

    fn is_valid(&self, db: &mut Database) -> Result<(), ConnectError> {
        error::answers(db).map_err(|error| self.told(error))
    }

    fn has_broken(&self, db: &mut Database) -> bool {
        database::is_broken(db)
    }
}
