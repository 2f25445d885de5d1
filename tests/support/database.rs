//! One test's own database, and what it holds.

use std::{env, path::Path};

use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, connection::SimpleConnection,
    sql_query, sql_types::BigInt,
};

use super::left_out;

/// A database that no other test uses, dropped at the end.
pub struct Database {
    /// What `CARNET_DATABASE_URL` is set to.
    pub url: String,
    /// The server's maintenance database and this one's name, on PostgreSQL.
    server: Option<(String, String)>,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

impl Database {
    /// A new one on the server that `TEST_DATABASE_URL` names, else a file in the folder.
    pub fn new(folder: &Path) -> Self {
        let Ok(server) = env::var("TEST_DATABASE_URL") else {
            left_out::postgres();
            return Self { url: format!("sqlite:{}", folder.join("carnet.sqlite3").display()), server: None };
        };
        let name = format!("carnet_{}", uuid::Uuid::now_v7().simple());
        let mut connection = PgConnection::establish(&server).unwrap();
        sql_query(format!("create database {name}")).execute(&mut connection).unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        Self { url: format!("{base}/{name}"), server: Some((server, name)) }
    }

    /// One that is there already, or will be, and that nobody drops.
    pub fn at(url: &str) -> Self {
        Self { url: url.to_owned(), server: None }
    }

    /// How many rows a table has, or what else may follow `from`.
    pub fn count(&self, from: &str) -> i64 {
        let query = sql_query(format!("select count(*) as count from {from}"));
        let found: Count = match self.file() {
            None => query.get_result(&mut PgConnection::establish(&self.url).unwrap()).unwrap(),
            Some(file) => query.get_result(&mut SqliteConnection::establish(file).unwrap()).unwrap(),
        };
        found.count
    }

    /// Changes rows behind the server's back.
    pub fn change(&self, statement: &str) {
        match self.file() {
            None => PgConnection::establish(&self.url).unwrap().batch_execute(statement).unwrap(),
            Some(file) => {
                // The server may be writing.
                let patient = format!("pragma busy_timeout = 5000; {statement}");
                SqliteConnection::establish(file).unwrap().batch_execute(&patient).unwrap();
            }
        }
    }

    /// Keeps every server from writing, and on PostgreSQL from connecting, until dropped.
    pub fn block(&self) -> Block {
        match (&self.server, self.file()) {
            (Some((server, name)), _) => {
                let mut connection = PgConnection::establish(server).unwrap();
                let shut = format!(
                    "alter database {name} allow_connections false; \
                     select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
                );
                connection.batch_execute(&shut).unwrap();
                Block::Postgres(connection, format!("alter database {name} allow_connections true"))
            }
            (None, file) => {
                let mut connection = SqliteConnection::establish(file.unwrap()).unwrap();
                connection.batch_execute("begin exclusive").unwrap();
                Block::Sqlite(connection)
            }
        }
    }

    /// Keeps every server from changing the rows that a statement changes, on SQLite any, until dropped.
    pub fn hold(&self, statement: &str) -> Block {
        let Some(file) = self.file() else {
            let mut connection = PgConnection::establish(&self.url).unwrap();
            connection.batch_execute(&format!("begin; {statement}")).unwrap();
            return Block::Postgres(connection, "rollback".to_owned());
        };
        let mut connection = SqliteConnection::establish(file).unwrap();
        connection.batch_execute("pragma busy_timeout = 5000; begin immediate").unwrap();
        Block::Sqlite(connection)
    }

    /// The file of an SQLite database.
    fn file(&self) -> Option<&str> {
        self.url.strip_prefix("sqlite:")
    }

    /// Organizations, workers, affiliations, and events but those of tokens.
    pub fn counts(&self) -> [i64; 4] {
        let events = "events where kind not like 'token%'";
        ["organizations", "workers", "affiliations", events].map(|table| self.count(table))
    }
}

/// A database that is blocked.
pub enum Block {
    /// A connection, and the statement that opens the database again.
    Postgres(PgConnection, String),
    /// A connection that holds the lock.
    Sqlite(SqliteConnection),
}

impl Drop for Block {
    fn drop(&mut self) {
        match self {
            Self::Postgres(connection, open) => connection.batch_execute(open).unwrap(),
            Self::Sqlite(connection) => connection.batch_execute("rollback").unwrap(),
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.server
            && let Ok(mut connection) = PgConnection::establish(server)
        {
            // What cannot be dropped goes with the throw-away cluster.
            let _ =
                sql_query(format!("drop database if exists {name} with (force)")).execute(&mut connection);
        }
    }
}
