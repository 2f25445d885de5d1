//! Carrying a register from one database to another, of whichever kind, exactly.

use std::hash::{DefaultHasher, Hash, Hasher};

use diesel::{
    QueryResult, QueryableByName, RunQueryDsl, result::Error as QueryError, sql_query, sql_types::BigInt,
};

use super::{
    affiliation_record::AffiliationRecord,
    change_record::ChangeRecord,
    comparison::ComparisonRecord,
    database::{self, Database},
    error::is_full,
    history::EventRecord,
    organization_record::OrganizationRecord,
    staff_record::StaffRecord,
    tokens::TokenRecord,
    walk::{self, Row},
    worker_record::WorkerRecord,
};

/// The tables, in the order in which they refer to each other.
pub const TABLES: [&str; 8] = [
    OrganizationRecord::TABLE,
    WorkerRecord::TABLE,
    AffiliationRecord::TABLE,
    ChangeRecord::TABLE,
    ComparisonRecord::TABLE,
    EventRecord::TABLE,
    StaffRecord::TABLE,
    TokenRecord::TABLE,
];

/// The tables that stay behind: at the new place everyone signs in anew.
pub const LEFT_BEHIND: [&str; 3] = ["browsers", "invitations", "sessions"];

/// Why a register was not carried; then nothing of it is there.
#[derive(Debug, thiserror::Error)]
pub enum CarryError {
    /// The other database holds a register already.
    #[error("the database to carry the register to holds a register already; give another one")]
    NotEmpty,
    /// What was read back is not what was written.
    #[error("{0} read back are not those written; nothing was kept, try again")]
    Differs(&'static str),
    /// Something else writes to the other database, such as another move.
    #[error(
        "the database to carry the register to is being written by something else; give another, or wait"
    )]
    InUse,
    /// There is no room for it.
    #[error(
        "the disk of a database is full; nothing was kept: make room, or give another one, and try again"
    )]
    Full,
    /// One of the two databases failed.
    #[error("a database refused: {0}; nothing was kept")]
    Database(QueryError),
}

impl From<QueryError> for CarryError {
    fn from(error: QueryError) -> Self {
        if is_full(&error.to_string()) { Self::Full } else { Self::Database(error) }
    }
}

/// How far the carrying is, in rows written or read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The table at hand.
    pub table: &'static str,
    /// Rows done, of all tables.
    pub done: u64,
    /// Rows to do.
    pub of: u64,
}

/// A row count, and a fingerprint of all rows in the order of their keys.
type Sum = (u64, u64);

/// Carries every row, in one transaction that is kept only when all rows read back are those
/// written; how many there are. Others may go on using `from`, whose later rows stay behind.
///
/// # Errors
/// [`CarryError`], always with nothing kept.
pub fn carry(
    from: &mut Database,
    to: &mut Database,
    watcher: &mut dyn FnMut(Progress),
) -> Result<u64, CarryError> {
    let mut refusal = None;
    let carried = database::read(from, |from| {
        database::write(to, |to| {
            refusal = None;
            let mut work = Work { done: 0, of: 2 * rows(from)?, watcher };
            if rows(to)? > 0 {
                refusal = Some(CarryError::NotEmpty);
                return Err(QueryError::RollbackTransaction);
            }
            let differing = [
                work.carry::<OrganizationRecord>(from, to)?,
                work.carry::<WorkerRecord>(from, to)?,
                work.carry::<AffiliationRecord>(from, to)?,
                work.carry::<ChangeRecord>(from, to)?,
                work.carry::<ComparisonRecord>(from, to)?,
                work.carry::<EventRecord>(from, to)?,
                work.carry::<StaffRecord>(from, to)?,
                work.carry::<TokenRecord>(from, to)?,
            ];
            match differing.into_iter().flatten().next() {
                Some(table) => {
                    refusal = Some(CarryError::Differs(table));
                    Err(QueryError::RollbackTransaction)
                }
                None => Ok(work.done / 2),
            }
        })
    });
    match (refusal, carried) {
        (Some(refusal), _) => Err(refusal),
        (None, Err(error)) if error.to_string().contains("locked") => Err(CarryError::InUse),
        (None, carried) => Ok(carried?),
    }
}

struct Work<'a> {
    done: u64,
    of: u64,
    watcher: &'a mut dyn FnMut(Progress),
}

impl Work<'_> {
    /// Writes a table and reads it back; its name where the two differ.
    fn carry<R: Row + Hash>(
        &mut self,
        from: &mut Database,
        to: &mut Database,
    ) -> QueryResult<Option<&'static str>> {
        let written = self.sum::<R>(from, |rows| R::insert(to, rows))?;
        let kept = self.sum::<R>(to, |_| Ok(()))?;
        Ok((written != kept).then_some(R::TABLE))
    }

    fn sum<R: Row + Hash>(
        &mut self,
        db: &mut Database,
        mut work: impl FnMut(&[R]) -> QueryResult<()>,
    ) -> QueryResult<Sum> {
        let (mut count, mut hasher) = (0, DefaultHasher::new());
        walk::all(db, |rows: &[R]| {
            work(rows)?;
            rows.hash(&mut hasher);
            count += rows.len() as u64;
            self.done += rows.len() as u64;
            (self.watcher)(Progress { table: R::TABLE, done: self.done, of: self.of });
            Ok(())
        })?;
        Ok((count, hasher.finish()))
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many rows all tables hold.
fn rows(db: &mut Database) -> QueryResult<u64> {
    let counts = TABLES.iter().map(|table| {
        let query = format!("SELECT count(*) AS count FROM {table}");
        sql_query(query).get_result::<Count>(db).map(|found| found.count.unsigned_abs())
    });
    counts.sum()
}
