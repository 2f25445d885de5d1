//! SQLite and PostgreSQL behind one type, and the transactions around every use of it.

use std::time::{Duration, Instant};

use diesel::{
    Connection, QueryResult, SqliteConnection,
    connection::{AnsiTransactionManager, SimpleConnection, TransactionManager},
    result::{DatabaseErrorKind, Error},
};

pub use self::either::Database;

type Transactions = <Database as Connection>::TransactionManager;

/// How often a transaction that others got in the way of is begun, at most.
const TRIES: u32 = 6;

/// How long after its first beginning: then nobody waits for it any more.
const TRIED_WITHIN: Duration = Duration::from_secs(10);

/// How long a write waits for SQLite's lock.
const LOCK_WITHIN: Duration = Duration::from_secs(5);

/// SQLite asks for a lock after 1, 2, 5 and 10 milliseconds, and then gives up.
const ASK_OFTEN: &str = "PRAGMA busy_timeout = 18";

/// As a connection is set up: whatever else waits for a lock waits for long.
const BE_PATIENT: &str = "PRAGMA busy_timeout = 5000";

// The derived items bear no docstring, and need none out of sight.
mod either {
    use diesel::{PgConnection, SqliteConnection};

    /// One connection to the database, whichever of the two it is.
    #[derive(diesel::MultiConnection)]
    pub enum Database {
        /// An SQLite file.
        Sqlite(SqliteConnection),
        /// A PostgreSQL server.
        Postgres(PgConnection),
    }
}

/// Runs the same words on whichever database it is: for what diesel implements on each of the
/// two but not on both at once (`on_conflict`, the insert of many rows).
macro_rules! on_both {
    ($db:ident => $query:expr) => {
        match $db {
            $crate::registry::database::Database::Sqlite($db) => $query,
            $crate::registry::database::Database::Postgres($db) => $query,
        }
    };
}
pub(super) use on_both;

/// Runs the work on one unchanging view of the database.
pub fn read<T>(db: &mut Database, work: impl FnOnce(&mut Database) -> QueryResult<T>) -> QueryResult<T> {
    begin(db, "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    let answer = work(db);
    finish(db, answer)
}

/// Runs the work in one transaction, anew where another one got in its way.
pub fn write<T>(db: &mut Database, mut work: impl FnMut(&mut Database) -> QueryResult<T>) -> QueryResult<T> {
    let (mut tries, begun) = (1, Instant::now());
    loop {
        match write_once(db, &mut work) {
            Err(cause) if tries < TRIES && begun.elapsed() < TRIED_WITHIN && is_transient(db, &cause) => {
                tries += 1
            }
            answer => return answer,
        }
    }
}

/// A write on SQLite takes its lock at once: one that reads first could not take it later.
fn write_once<T>(
    db: &mut Database,
    work: &mut impl FnMut(&mut Database) -> QueryResult<T>,
) -> QueryResult<T> {
    match db {
        Database::Sqlite(db) => begin_to_write(db)?,
        Database::Postgres(db) => {
            let begin = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
            AnsiTransactionManager::begin_transaction_sql(db, begin)?;
        }
    }
    let answer = work(db);
    finish(db, answer)
}

/// Takes SQLite's one lock for writing. SQLite itself asks for it ever more rarely, in the end ten times a
/// second: where other processes write one batch after another it would never find it free.
fn begin_to_write(db: &mut SqliteConnection) -> QueryResult<()> {
    let begun = Instant::now();
    db.batch_execute(ASK_OFTEN)?;
    let answer = loop {
        match AnsiTransactionManager::begin_transaction_sql(db, "BEGIN IMMEDIATE") {
            Err(cause) if is_locked(&cause) && begun.elapsed() < LOCK_WITHIN => {}
            answer => break answer,
        }
    };
    db.batch_execute(BE_PATIENT)?;
    answer
}

fn is_locked(error: &Error) -> bool {
    matches!(error, Error::DatabaseError(DatabaseErrorKind::Unknown, told) if told.message().contains("locked"))
}

fn begin(db: &mut Database, sqlite: &str, postgres: &str) -> QueryResult<()> {
    match db {
        Database::Sqlite(db) => AnsiTransactionManager::begin_transaction_sql(db, sqlite),
        Database::Postgres(db) => AnsiTransactionManager::begin_transaction_sql(db, postgres),
    }
}

fn finish<T>(db: &mut Database, answer: QueryResult<T>) -> QueryResult<T> {
    match answer {
        Ok(answer) => Transactions::commit_transaction(db).map(|()| answer),
        Err(cause) => match Transactions::rollback_transaction(db) {
            Ok(()) => Err(cause),
            Err(_) if is_broken(db) => Err(cause),
            Err(rollback) => Err(Error::RollbackErrorOnCommit {
                rollback_error: Box::new(rollback),
                commit_error: Box::new(cause),
            }),
        },
    }
}

/// Whether the same transaction may succeed when begun anew.
///
/// A foreign key fails when what is linked to was removed meanwhile, or what is removed was
/// linked to meanwhile: the second try sees it. Diesel does not name PostgreSQL's deadlocks.
fn is_transient(db: &Database, error: &Error) -> bool {
    match error {
        Error::DatabaseError(kind, _) => match kind {
            DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ForeignKeyViolation => true,
            DatabaseErrorKind::Unknown => matches!(db, Database::Postgres(_)),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the connection may no longer be used: it broke, or its user panicked.
pub fn is_broken(db: &mut Database) -> bool {
    std::thread::panicking() || Transactions::is_broken_transaction_manager(db)
}

/// Runs statements that answer nothing.
pub fn run(db: &mut Database, statements: &str) -> QueryResult<()> {
    on_both!(db => db.batch_execute(statements))
}

/// Runs statements that stand in no transaction, one by one.
pub fn run_alone(db: &mut Database, statements: &[&str]) -> QueryResult<()> {
    statements.iter().try_for_each(|statement| run(db, statement))
}
