//! How many rows there are, without visiting all of them.

use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};

use super::database::Database;

/// Up to so many rows are counted one by one.
pub const COUNTED: u64 = 10_000;

/// To what an estimate is rounded down: it is not known more exactly.
const ROUNDED: u64 = 1_000;

/// A number of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Counted.
    Exactly(u64),
    /// As the database estimates it, more than ten thousand.
    About(u64),
    /// Those counted before counting would have taken too long.
    MoreThan(u64),
}

impl Count {
    /// Whether there is none.
    pub fn is_zero(self) -> bool {
        self == Self::Exactly(0)
    }
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many rows a table has.
pub fn of(db: &mut Database, table: &str) -> QueryResult<Count> {
    let bound = COUNTED + 1;
    let some = format!("SELECT count(*) AS count FROM (SELECT 1 FROM {table} LIMIT {bound}) AS some_rows");
    let counted = found(db, some)?;
    if counted <= COUNTED {
        return Ok(Count::Exactly(counted));
    }
    let estimate = match db {
        // Rows are numbered as they come, and few are ever removed.
        Database::Sqlite(_) => format!("SELECT max(rowid) AS count FROM {table}"),
        Database::Postgres(_) => {
            format!("SELECT reltuples::bigint AS count FROM pg_class WHERE oid = '{table}'::regclass")
        }
    };
    Ok(Count::About(found(db, estimate)?.max(counted) / ROUNDED * ROUNDED))
}

fn found(db: &mut Database, query: String) -> QueryResult<u64> {
    // PostgreSQL says -1 of a table that it has not looked at yet.
    sql_query(query).get_result::<Found>(db).map(|found| u64::try_from(found.count).unwrap_or_default())
}
