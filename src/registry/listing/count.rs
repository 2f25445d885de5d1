//! How many rows there are, without visiting all of them.

use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};

use crate::registry::database::Database;

/// Up to so many rows are counted one by one.
pub const COUNTED: u64 = 10_000;

/// To what an estimate is rounded down: it is not known more exactly.
const ROUNDED: u64 = 1_000;

/// What is far beyond what is counted.
const FAR: u64 = 2 * COUNTED;

/// How many numbers of rows are looked up to tell how many are in use.
const PROBES: u64 = 64;

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
    match db {
        Database::Sqlite(_) => of_sqlite(db, table),
        Database::Postgres(_) => of_postgres(db, table),
    }
}

/// PostgreSQL keeps an estimate: where that is far beyond what is counted, nothing is.
fn of_postgres(db: &mut Database, table: &str) -> QueryResult<Count> {
    let of_table = format!("FROM pg_class WHERE oid = '{table}'::regclass");
    let some = some(table);
    let either = format!(
        "SELECT CASE WHEN reltuples > {FAR} THEN reltuples::bigint ELSE ({some}) END AS count {of_table}"
    );
    let counted = found(db, either)?;
    Ok(match counted {
        0..=COUNTED => Count::Exactly(counted),
        far if far > FAR => about(far),
        _ => about(found(db, format!("SELECT reltuples::bigint AS count {of_table}"))?.max(counted)),
    })
}

/// Rows are numbered as they come, and few are ever removed: how many numbers are in use a few of them
/// tell, where the last one is far beyond what is counted.
fn of_sqlite(db: &mut Database, table: &str) -> QueryResult<Count> {
    let last = format!("SELECT coalesce(max(rowid), 0) AS last FROM {table}");
    let counted =
        format!("SELECT CASE WHEN last > {FAR} THEN last ELSE ({}) END AS count FROM ({last})", some(table));
    let counted = found(db, counted)?;
    let (counted, last) = if counted > FAR {
        let used = used(db, table, counted)?;
        if used > FAR {
            return Ok(about(used));
        }
        (found(db, format!("SELECT ({}) AS count", some(table)))?, used)
    } else if counted > COUNTED {
        (counted, found(db, format!("SELECT last AS count FROM ({last})"))?)
    } else {
        (counted, counted)
    };
    Ok(if counted <= COUNTED { Count::Exactly(counted) } else { about(last.max(counted)) })
}

/// How many of the numbers up to that one are about in use.
fn used(db: &mut Database, table: &str, last: u64) -> QueryResult<u64> {
    let probes: Vec<String> = (1..=PROBES).map(|probe| (last / PROBES * probe).to_string()).collect();
    let probes = probes.join(", ");
    let there = found(db, format!("SELECT count(*) AS count FROM {table} WHERE rowid IN ({probes})"))?;
    Ok(last * there / PROBES)
}

/// The rows counted, one more than are counted at most.
fn some(table: &str) -> String {
    format!("SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT {}) AS some_rows", COUNTED + 1)
}

/// So many rows, as the database estimates it.
pub fn about(estimate: u64) -> Count {
    Count::About(estimate / ROUNDED * ROUNDED)
}

fn found(db: &mut Database, query: String) -> QueryResult<u64> {
    // PostgreSQL says -1 of a table that it has not looked at yet.
    sql_query(query).get_result::<Found>(db).map(|found| u64::try_from(found.count).unwrap_or_default())
}
