//! Brings the tables up to date, safely from several processes at once.
//!
//! `migrations/shared` runs on both databases, `migrations/sqlite` and `migrations/postgresql`
//! hold what differs, under equal names: one story, told twice only where it must be.

use diesel::{
    QueryResult,
    backend::Backend,
    migration::{Migration, MigrationSource, Result as MigrationResult},
    result::Error,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{
    database::{self, Database},
    refile,
};

const SHARED: EmbeddedMigrations = embed_migrations!("migrations/shared");
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgresql");

/// One lock for all of Carnet's processes on a PostgreSQL database; migrations may take long.
const TAKE_TURNS: &str = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; \
    SELECT pg_advisory_xact_lock(7218836412750131);";

/// What both databases share and what one of them has of its own.
struct Story(EmbeddedMigrations);

impl<DB: Backend> MigrationSource<DB> for Story {
    fn migrations(&self) -> MigrationResult<Vec<Box<dyn Migration<DB>>>> {
        let mut all = SHARED.migrations()?;
        all.extend(self.0.migrations()?);
        Ok(all)
    }
}

/// Runs what has not run yet, in one transaction; other processes wait for its end.
///
/// # Errors
/// Any error of a migration, in which case none has run.
pub fn run(db: &mut Database) -> QueryResult<()> {
    database::write(db, |db| {
        if matches!(db, Database::Postgres(_)) {
            database::run(db, TAKE_TURNS)?;
        }
        match db {
            Database::Sqlite(db) => db.run_pending_migrations(Story(SQLITE)).map(drop),
            Database::Postgres(db) => db.run_pending_migrations(Story(POSTGRES)).map(drop),
        }
        .map_err(Error::QueryBuilderError)?;
        refile::towns(db)
    })
}

/// Whether everything has run.
///
/// # Errors
/// Any error of the database; also where it is none of Carnet's and cannot be written.
pub fn are_up_to_date(db: &mut Database) -> QueryResult<bool> {
    let is_pending = match db {
        Database::Sqlite(db) => db.has_pending_migration(Story(SQLITE)),
        Database::Postgres(db) => db.has_pending_migration(Story(POSTGRES)),
    };
    is_pending.map(|is_pending| !is_pending).map_err(Error::QueryBuilderError)
}

#[cfg(test)]
mod tests {
    use diesel::{Connection, SqliteConnection, pg::Pg, sqlite::Sqlite};

    use super::*;

    fn names<DB: Backend>(story: &Story) -> Vec<String> {
        let all: Vec<Box<dyn Migration<DB>>> = story.migrations().unwrap();
        let mut names: Vec<String> = all.iter().map(|one| one.name().to_string()).collect();
        names.sort();
        names
    }

    #[test]
    fn both_databases_tell_one_story() {
        let sqlite = names::<Sqlite>(&Story(SQLITE));
        assert_eq!(sqlite, names::<Pg>(&Story(POSTGRES)));
        let mut versions: Vec<&str> = sqlite.iter().filter_map(|name| name.split('_').next()).collect();
        versions.dedup();
        assert_eq!(versions.len(), sqlite.len(), "two migrations of one version: {sqlite:?}");
    }

    #[test]
    fn migrations_run_up_down_and_up_again() {
        let mut db = SqliteConnection::establish(":memory:").unwrap();
        let all = names::<Sqlite>(&Story(SQLITE)).len();
        for _ in 0..2 {
            assert_eq!(db.run_pending_migrations(Story(SQLITE)).unwrap().len(), all);
            assert_eq!(db.revert_all_migrations(Story(SQLITE)).unwrap().len(), all);
        }
    }
}
