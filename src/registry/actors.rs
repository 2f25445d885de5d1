//! Those who registered or changed something, found in as many steps as there are of them.

use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query, sql_types::Text};

use super::database::Database;

/// How many are told.
const TOLD: usize = 200;

#[derive(QueryableByName)]
struct Actor {
    #[diesel(sql_type = Text)]
    actor: String,
}

/// Those who registered organizations.
///
/// # Errors
/// Any error of the database.
pub fn of_organizations(db: &mut Database) -> QueryResult<Vec<String>> {
    of(db, "organizations", "created_by")
}

/// Those who registered workers.
///
/// # Errors
/// Any error of the database.
pub fn of_workers(db: &mut Database) -> QueryResult<Vec<String>> {
    of(db, "workers", "created_by")
}

/// Those who did something that the history tells.
///
/// # Errors
/// Any error of the database.
pub fn of_events(db: &mut Database) -> QueryResult<Vec<String>> {
    of(db, "events", "actor")
}

/// Walks from one name to the next in the index, and does not read all rows of each.
fn of(db: &mut Database, table: &str, column: &str) -> QueryResult<Vec<String>> {
    let walk = format!(
        "WITH RECURSIVE actors (actor) AS (SELECT min({column}) FROM {table} UNION ALL \
         SELECT (SELECT min({column}) FROM {table} WHERE {column} > actors.actor) FROM actors \
         WHERE actors.actor IS NOT NULL) SELECT actor FROM actors WHERE actor IS NOT NULL LIMIT {TOLD}"
    );
    Ok(sql_query(walk).load::<Actor>(db)?.into_iter().map(|found| found.actor).collect())
}
