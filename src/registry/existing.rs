//! A register that is there already, for commands that must not make one.

use std::path::Path;

use diesel::RunQueryDsl;
use r2d2::ManageConnection;

use super::{
    address::Address,
    connections::Connections,
    database::{self, Database},
    error::OpenError,
    migrations,
};

/// A command may take longer than anyone waits for a page.
const PATIENT: &str = "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0";

/// Succeeds where diesel has run migrations.
const OF_CARNET: &str = "SELECT version FROM __diesel_schema_migrations LIMIT 1";

/// Opens a register that is there, whose tables are those of this Carnet. Blocks.
///
/// # Errors
/// As [`super::Registry::open`]; also where there is none, or one of another version.
pub fn open(url: &str) -> Result<Database, OpenError> {
    let address = Address::parse(url)?;
    if let Address::Sqlite(file) = &address
        && !Path::new(file).is_file()
    {
        return Err(OpenError::Missing(file.clone()));
    }
    let advice = address.advice();
    let unavailable = |error: String| OpenError::Unavailable(error, advice.clone());
    let mut db = Connections::to(address).connect().map_err(|error| unavailable(error.to_string()))?;
    if matches!(db, Database::Postgres(_)) {
        database::run(&mut db, PATIENT).map_err(|error| unavailable(error.to_string()))?;
    }
    // Asked first, for diesel makes its own table where there is none.
    if diesel::sql_query(OF_CARNET).execute(&mut db).is_err() {
        return Err(OpenError::OtherVersion);
    }
    match migrations::are_up_to_date(&mut db) {
        Ok(true) => Ok(db),
        Ok(false) => Err(OpenError::OtherVersion),
        Err(error) => Err(unavailable(error.to_string())),
    }
}
