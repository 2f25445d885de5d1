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

/// What has run that this Carnet does not know.
#[derive(Debug, thiserror::Error)]
#[error("a newer version of Carnet has used this register; use that version, or a later one")]
struct Newer;

/// Runs what has not run yet, in one transaction; other processes wait for its end.
///
/// # Errors
/// Any error of a migration, in which case none has run; [`Newer`] where one has run that is not known.
pub fn run(db: &mut Database) -> QueryResult<()> {
    database::write(db, |db| {
        if matches!(db, Database::Postgres(_)) {
            database::run(db, TAKE_TURNS)?;
        }
        match db {
            Database::Sqlite(db) => run_pending(db, Story(SQLITE)),
            Database::Postgres(db) => run_pending(db, Story(POSTGRES)),
        }
        .map_err(Error::QueryBuilderError)?;
        refile::towns(db)
    })
}

fn run_pending<DB: Backend>(db: &mut impl MigrationHarness<DB>, story: Story) -> MigrationResult<()> {
    if are_all_known(db, &story)? { db.run_pending_migrations(story).map(drop) } else { Err(Box::new(Newer)) }
}

/// Whether nothing has run but what this Carnet knows.
fn are_all_known<DB: Backend>(db: &mut impl MigrationHarness<DB>, story: &Story) -> MigrationResult<bool> {
    let known: Vec<Box<dyn Migration<DB>>> = story.migrations()?;
    let applied = db.applied_migrations()?;
    Ok(applied.iter().all(|version| known.iter().any(|one| one.name().version() == *version)))
}

/// Whether everything has run, and nothing else.
///
/// # Errors
/// Any error of the database; also where it is none of Carnet's and cannot be written.
pub fn are_up_to_date(db: &mut Database) -> QueryResult<bool> {
    match db {
        Database::Sqlite(db) => is_up_to_date(db, Story(SQLITE)),
        Database::Postgres(db) => is_up_to_date(db, Story(POSTGRES)),
    }
    .map_err(Error::QueryBuilderError)
}

fn is_up_to_date<DB: Backend>(db: &mut impl MigrationHarness<DB>, story: Story) -> MigrationResult<bool> {
    Ok(are_all_known(db, &story)? && !db.has_pending_migration(story)?)
}

#[cfg(test)]
mod tests {
    use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection, pg::Pg, sqlite::Sqlite};

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

    fn up(db: &mut Database) -> usize {
        match db {
            Database::Sqlite(db) => db.run_pending_migrations(Story(SQLITE)).unwrap().len(),
            Database::Postgres(db) => db.run_pending_migrations(Story(POSTGRES)).unwrap().len(),
        }
    }

    fn down(db: &mut Database) -> usize {
        match db {
            Database::Sqlite(db) => db.revert_all_migrations(Story(SQLITE)).unwrap().len(),
            Database::Postgres(db) => db.revert_all_migrations(Story(POSTGRES)).unwrap().len(),
        }
    }

    #[derive(diesel::QueryableByName)]
    struct Left {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
    }

    /// Everything up, down and up again, with nothing of Carnet's left in between.
    fn up_down_up(mut db: Database, names: &str) {
        for _ in 0..2 {
            let all = up(&mut db);
            assert!(all > 2 && are_up_to_date(&mut db).unwrap());
            assert_eq!(down(&mut db), all);
            let left: Vec<Left> = diesel::sql_query(names).load(&mut db).unwrap();
            let left = left.into_iter().map(|left| left.name).filter(|name| !name.contains("diesel"));
            assert_eq!(left.collect::<Vec<_>>(), [""; 0]);
        }
    }

    #[test]
    fn migrations_run_up_down_and_up_again() {
        let db = SqliteConnection::establish(":memory:").unwrap();
        up_down_up(Database::Sqlite(db), "SELECT name FROM sqlite_schema");
    }

    #[test]
    fn they_do_on_postgresql_too() {
        let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
            println!("left out: migrations on PostgreSQL: TEST_DATABASE_URL is not set");
            return;
        };
        let mut db = Database::Postgres(PgConnection::establish(&server).unwrap());
        let schema = format!("carnet_{}", uuid::Uuid::now_v7().simple());
        database::run(&mut db, &format!("CREATE SCHEMA {schema}; SET search_path TO {schema}")).unwrap();
        up_down_up(
            db,
            "SELECT relname::text AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace",
        );
    }
}
