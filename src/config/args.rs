//! The settings as they are given: flags, their variables and their defaults.

use std::{fmt, path::PathBuf};

use clap::Args;

use super::error::{ConfigError, refuse};

/// Where Carnet keeps its files; every command takes it.
#[derive(Debug, Clone, Args)]
pub struct DataDir {
    /// Folder for the database, the directory's index and what else Carnet keeps
    #[arg(long, env = "CARNET_DATA_DIR", default_value = "carnet-data", value_name = "DIR")]
    pub data_dir: PathBuf,
}

/// Where the national directory is published; commands that download it take it.
#[derive(Clone, Args)]
pub struct DirectorySource {
    /// Where the national file is published [default: its stable address on data.gouv.fr]
    #[arg(long, env = "CARNET_DIRECTORY_SOURCE", value_name = "URL", hide_env_values = true)]
    pub directory_source: Option<String>,
}

/// Where the register is; every command on it takes this.
#[derive(Clone, Args)]
pub struct RegisterArgs {
    /// Folder for the database, the directory's index and what else Carnet keeps
    #[command(flatten)]
    pub data: DataDir,
    /// The register's database: `sqlite:FILE` or `postgres://…` [default: a file in the data folder]
    #[arg(long, env = "CARNET_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

impl RegisterArgs {
    /// The URL of the database; may hold a password.
    ///
    /// # Errors
    /// A sentence, when it was set to nothing.
    pub fn url(&self) -> Result<String, ConfigError> {
        match &self.database_url {
            Some(url) if url.trim().is_empty() => refuse(
                "the database's URL is empty; leave out --database-url and CARNET_DATABASE_URL for SQLite",
            ),
            Some(url) => Ok(url.clone()),
            None => Ok(format!("sqlite:{}", self.data.data_dir.join("carnet.sqlite3").display())),
        }
    }
}

/// The settings of `carnet serve`, as they were given.
#[derive(Clone, Args)]
pub struct ServeArgs {
    /// Where the register is
    #[command(flatten)]
    pub register: RegisterArgs,
    /// A replica of a PostgreSQL register, read where it is up to date [default: none]
    #[arg(long, env = "CARNET_DATABASE_REPLICA_URL", value_name = "URL", hide_env_values = true)]
    pub database_replica_url: Option<String>,
    /// Connections to the database that pages share, from 1 to 64 [default: two for each core, at most 8]
    #[arg(long, env = "CARNET_DATABASE_CONNECTIONS", value_name = "NUMBER")]
    pub database_connections: Option<String>,
    /// The company's gateway, or a CloudSearch domain's `…/2013-01-01/search`, as the directory
    /// [default: the embedded index]
    #[arg(long, env = "CARNET_DIRECTORY_URL", value_name = "URL", hide_env_values = true)]
    pub directory_url: Option<String>,
    /// Seconds after which a page no longer waits for the gateway
    #[arg(long, env = "CARNET_DIRECTORY_DEADLINE", default_value = "5", value_name = "SECONDS")]
    pub directory_deadline: String,
    /// Whether an imported index stands in while the gateway is down: `on` or `off`
    #[arg(long, env = "CARNET_DIRECTORY_FALLBACK", default_value = "on", value_name = "SWITCH")]
    pub directory_fallback: String,
    /// When to look for a newer national file: `daily`, an hour such as `04:00`, or `off`
    #[arg(long, env = "CARNET_DIRECTORY_REFRESH", default_value = "off", value_name = "WHEN")]
    pub directory_refresh: String,
    /// Where the national file is published
    #[command(flatten)]
    pub source: DirectorySource,
    /// Address and port to listen on; this machine only until there is an account
    #[arg(long, env = "CARNET_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: String,
    /// The address that people type, when a proxy stands before Carnet [default: the listen address]
    #[arg(long, env = "CARNET_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Requests a second that a program may make with one token, from 1 to 10000
    #[arg(long, env = "CARNET_API_RATE", default_value = "50", value_name = "NUMBER")]
    pub api_rate: String,
    /// The site at which staff may sign in too, with OpenID Connect [default: none]
    #[arg(long, env = "CARNET_OIDC_ISSUER", value_name = "URL")]
    pub oidc_issuer: Option<String>,
    /// The name under which Carnet is known there
    #[arg(long, env = "CARNET_OIDC_CLIENT_ID", value_name = "NAME")]
    pub oidc_client_id: Option<String>,
    /// The secret that goes with it; a variable only, for arguments are seen by others
    #[arg(skip = std::env::var("CARNET_OIDC_CLIENT_SECRET").ok())]
    pub oidc_client_secret: Option<String>,
    /// Addresses or networks of proxies before Carnet, whose `X-Forwarded-…` are believed
    #[arg(long, env = "CARNET_TRUSTED_PROXIES", default_value = "", value_name = "LIST")]
    pub trusted_proxies: String,
    /// What is logged on standard error, such as `warn` or `carnet=debug`
    #[arg(long, env = "CARNET_LOG", default_value = "warn,carnet=info", value_name = "FILTER")]
    pub log: String,
    /// The time zone in which dates and hours are shown
    #[arg(long, env = "CARNET_TIME_ZONE", default_value = "Europe/Paris", value_name = "NAME")]
    pub time_zone: String,
}

/// The URL of the register's replica; none: there is none.
///
/// # Errors
/// A sentence, when it was set to nothing.
pub fn replica(url: Option<String>) -> Result<Option<String>, ConfigError> {
    match url {
        Some(url) if url.trim().is_empty() => {
            refuse("CARNET_DATABASE_REPLICA_URL is empty; leave it out where there is no replica")
        }
        url => Ok(url),
    }
}

/// The most connections that pages may share.
const MOST_CONNECTIONS: u32 = 64;

/// Connections to the database that pages share; none: as many as suit the cores.
///
/// # Errors
/// A sentence that says from where to where.
pub fn connections(number: Option<&str>) -> Result<Option<u32>, ConfigError> {
    let Some(number) = number else { return Ok(None) };
    match number.parse() {
        Ok(connections) if (1..=MOST_CONNECTIONS).contains(&connections) => Ok(Some(connections)),
        _ => refuse(&format!(
            "CARNET_DATABASE_CONNECTIONS is {number:?}; give a number from 1 to {MOST_CONNECTIONS}, or leave it out"
        )),
    }
}

/// An address may hold a password.
impl fmt::Debug for DirectorySource {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("DirectorySource").finish_non_exhaustive()
    }
}

impl fmt::Debug for RegisterArgs {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("RegisterArgs").field("data", &self.data).finish_non_exhaustive()
    }
}

impl fmt::Debug for ServeArgs {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let out = &mut out.debug_struct("ServeArgs");
        out.field("register", &self.register).field("listen", &self.listen).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_are_counted_from_one_to_their_bound() {
        assert_eq!((connections(None).ok(), connections(Some("64")).ok()), (Some(None), Some(Some(64))));
        for wrong in ["0", "65", "-1", "", "many"] {
            let sentence = connections(Some(wrong)).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(sentence.contains("from 1 to 64"), "{wrong}: {sentence}");
        }
    }

    #[test]
    fn no_secret_is_shown() {
        #[derive(Debug, clap::Parser)]
        struct Given {
            #[command(flatten)]
            serve: ServeArgs,
        }
        let mut given = <Given as clap::Parser>::parse_from([
            "carnet",
            "--database-url=postgres://carnet:hush@db.example/carnet",
            "--database-replica-url=postgres://carnet:hush@replica.example/carnet",
            "--directory-url=https://carnet:hush@gateway.example/",
            "--directory-source=https://carnet:hush@files.example/",
        ]);
        given.serve.oidc_client_secret = Some("hush".to_owned());
        let shown = format!("{given:?}");
        assert!(shown.contains("127.0.0.1:8080") && !shown.contains("hush"), "{shown}");
    }
}
