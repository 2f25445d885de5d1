//! How far a PostgreSQL server has come in its log, by which a replica is told to be up to date.

use diesel::{
    QueryResult, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Nullable, Text},
};

use super::database::Database;

/// Every acknowledged commit lies before this position. The history is the database, the cluster
/// and its timeline, which is another one as soon as a replica has taken the primary's place.
const WRITTEN: &str = "SELECT current_database() || '/' || system_identifier || '/' || \
    ('x' || left(pg_walfile_name(lsn), 8))::bit(32)::int AS history, (lsn - '0/0')::bigint AS at \
    FROM pg_control_system(), pg_current_wal_flush_lsn() AS lsn";

/// What was committed before this position is seen. The timeline is that of the last restart point, so
/// that a replica which changes over to another one is not taken for its follower too early.
const REPLAYED: &str = "SELECT current_database() || '/' || system_identifier || '/' || timeline_id AS history, \
    CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0')::bigint END AS at \
    FROM pg_control_system(), pg_control_checkpoint()";

/// How far a server has come.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Position {
    /// What was written before, and where.
    #[diesel(sql_type = Text)]
    pub history: String,
    /// Bytes of the log; none where the server follows no other one.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub at: Option<i64>,
}

/// What the server has written and acknowledged.
///
/// # Errors
/// Any error of the database; also where the server is a replica.
pub fn written(db: &mut Database) -> QueryResult<Position> {
    sql_query(WRITTEN).get_result(db)
}

/// What the replica shows.
///
/// # Errors
/// Any error of the database.
pub fn replayed(db: &mut Database) -> QueryResult<Position> {
    sql_query(REPLAYED).get_result(db)
}
