//! What can go wrong with the database, told without HTTP and without a password.

use diesel::{
    QueryResult, RunQueryDsl,
    result::{DatabaseErrorKind, Error as QueryError},
};

use super::database::Database;

/// What a query gives, for those who read piece by piece.
pub type Read = QueryResult<()>;

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The URL is not one that Carnet can use; the sentence says what to write instead.
    #[error("{0}")]
    Url(String),
    /// The database does not answer, or does not let Carnet in.
    /// What it said, and what to look at.
    #[error("the database cannot be opened ({0}); {1}")]
    Unavailable(String, String),
    /// There is no such file.
    #[error("there is no register at {0:?}; check the path")]
    Missing(String),
    /// The tables are not those of this Carnet.
    #[error("the register is of another version of Carnet, or of none; start this Carnet on it once")]
    OtherVersion,
    /// A replica of what has none.
    #[error(
        "only a register in PostgreSQL has replicas; leave it out, or give PostgreSQL's address as \
         CARNET_DATABASE_URL too"
    )]
    NoReplicas,
    /// A server that is not the register's copy.
    #[error(
        "the server there is no replica of the register's database; give the address of one that follows it \
         (hot standby), with the same database name"
    )]
    NotItsReplica,
    /// The tables could not be brought up to date.
    #[error("the database's tables could not be brought up to date: {0}")]
    Migration(String),
}

/// Why a read or a write gave no answer. The texts are for the log.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The database does not answer; a later try may succeed.
    #[error("the database does not answer: {0}")]
    Unavailable(String),
    /// So much is asked at once that no connection came free in time.
    #[error("{0}")]
    Busy(&'static str),
    /// The disk of the database is full; nothing was written.
    #[error("the disk of the database is full: {0}")]
    Full(String),
    /// The database refused, which is a fault of Carnet's.
    #[error("the database refused: {0}")]
    Internal(String),
}

/// Tells a database that is away from one that refuses, by asking it once more.
pub fn classified(db: &mut Database, error: &QueryError) -> Error {
    let text = error.to_string();
    match error {
        QueryError::DatabaseError(DatabaseErrorKind::Unknown, _) if is_full(&text) => Error::Full(text),
        QueryError::BrokenTransactionManager => Error::Unavailable(text),
        QueryError::DatabaseError(
            DatabaseErrorKind::ClosedConnection
            | DatabaseErrorKind::UnableToSendCommand
            | DatabaseErrorKind::ReadOnlyTransaction,
            _,
        ) => Error::Unavailable(text),
        QueryError::DatabaseError(DatabaseErrorKind::Unknown, _)
            if is_busy(db, &text) || answers(db).is_err() =>
        {
            Error::Unavailable(text)
        }
        _ => Error::Internal(text),
    }
}

/// The error of a transaction that met something another one has just removed: it is done anew.
pub fn removed_meanwhile() -> QueryError {
    let text = "what was registered has just been removed".to_owned();
    QueryError::DatabaseError(DatabaseErrorKind::SerializationFailure, Box::new(text))
}

/// The error of a stored text that Carnet cannot read back.
pub fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> QueryError {
    QueryError::DeserializationError(Box::new(error))
}

/// Asks the database for nothing, to hear whether it answers.
pub fn answers(db: &mut Database) -> QueryResult<()> {
    diesel::sql_query("SELECT 1").execute(db).map(drop)
}

/// SQLite's words, and what the system says (ENOSPC), which PostgreSQL passes on.
pub(super) fn is_full(text: &str) -> bool {
    ["database or disk is full", "No space left on device"].iter().any(|words| text.contains(words))
}

fn is_busy(db: &Database, text: &str) -> bool {
    matches!(db, Database::Sqlite(_)) && (text.contains("locked") || text.contains("busy"))
}
