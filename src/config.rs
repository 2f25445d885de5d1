//! Every setting: its flag, its variable, its default and its check.
//!
//! A wrong setting stops the start with a sentence; nothing reads the environment later.

use std::{env, fmt, net::SocketAddr, path::PathBuf};

use clap::Args;

/// The variables Carnet knows; one that begins with `CARNET_` and is not here is a mistake.
const VARIABLES: [&str; 7] = [
    "CARNET_DATABASE_URL",
    "CARNET_DATA_DIR",
    "CARNET_DIRECTORY_SOURCE",
    "CARNET_LISTEN",
    "CARNET_LOG",
    "CARNET_PUBLIC_URL",
    "CARNET_TIME_ZONE",
];

/// Where Carnet keeps its files; every command takes it.
#[derive(Debug, Clone, Args)]
pub struct DataDir {
    /// Folder for the database, the directory's index and what else Carnet keeps
    #[arg(long, env = "CARNET_DATA_DIR", default_value = "carnet-data", value_name = "DIR")]
    pub data_dir: PathBuf,
}

/// Where the national directory is published; commands that download it take it.
#[derive(Debug, Clone, Args)]
pub struct DirectorySource {
    /// Where the national file is published [default: its stable address on data.gouv.fr]
    #[arg(long, env = "CARNET_DIRECTORY_SOURCE", value_name = "URL", hide_env_values = true)]
    pub directory_source: Option<String>,
}

/// The settings of `carnet serve`, as they were given.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    /// Folder for the database, the directory's index and what else Carnet keeps
    #[command(flatten)]
    pub data: DataDir,
    /// The register's database: `sqlite:FILE` or `postgres://…` [default: a file in the data folder]
    #[arg(long, env = "CARNET_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Address and port to listen on; loopback only
    #[arg(long, env = "CARNET_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: String,
    /// The address that people type, when a proxy stands before Carnet [default: the listen address]
    #[arg(long, env = "CARNET_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// What is logged on standard error, such as `warn` or `carnet=debug`
    #[arg(long, env = "CARNET_LOG", default_value = "warn,carnet=info", value_name = "FILTER")]
    pub log: String,
    /// The time zone in which dates and hours are shown
    #[arg(long, env = "CARNET_TIME_ZONE", default_value = "Europe/Paris", value_name = "NAME")]
    pub time_zone: String,
}

/// The settings of `carnet serve`, checked.
#[derive(Clone)]
pub struct Config {
    /// Folder that holds everything Carnet keeps.
    pub data_dir: PathBuf,
    /// URL of the register's database; may hold a password.
    pub database_url: String,
    /// Loopback address to listen on.
    pub listen: SocketAddr,
    /// Scheme, host and port that people type, without a final slash; none: the listen address.
    pub public_url: Option<String>,
    /// Where dates and hours are shown.
    pub time_zone: jiff::tz::TimeZone,
}

/// A setting that cannot be: the sentence says which and what would do.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError(String);

impl ConfigError {
    /// A sentence that says which setting is wrong and what would do.
    pub fn new(sentence: String) -> Self {
        Self(sentence)
    }
}

impl Config {
    /// Checks the settings as given.
    ///
    /// # Errors
    /// A sentence that names the setting and says what would do.
    pub fn check(args: ServeArgs) -> Result<Self, ConfigError> {
        let data_dir = args.data.data_dir;
        let database_url = match args.database_url {
            Some(url) if url.trim().is_empty() => {
                return refuse("CARNET_DATABASE_URL is empty; leave it out for SQLite");
            }
            Some(url) => url,
            None => format!("sqlite:{}", data_dir.join("carnet.sqlite3").display()),
        };
        Ok(Self {
            database_url,
            listen: listen_address(&args.listen)?,
            public_url: args.public_url.map(|url| public_url(&url)).transpose()?,
            time_zone: jiff::tz::TimeZone::get(&args.time_zone).map_err(|_| {
                ConfigError(format!("time zone {:?} is not known; try Europe/Paris", args.time_zone))
            })?,
            data_dir,
        })
    }
}

/// Checks that every `CARNET_…` variable of the environment is one that Carnet knows.
///
/// # Errors
/// A sentence that names the first unknown one.
pub fn check_variables() -> Result<(), ConfigError> {
    let unknown = env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .find(|name| name.starts_with("CARNET_") && !VARIABLES.contains(&name.as_str()));
    match unknown {
        Some(name) => refuse(&format!(
            "the variable {name} is not a setting of Carnet; known are {}",
            VARIABLES.join(", ")
        )),
        None => Ok(()),
    }
}

fn listen_address(text: &str) -> Result<SocketAddr, ConfigError> {
    let text = text.replacen("localhost:", "127.0.0.1:", 1);
    let address: SocketAddr = text.parse().map_err(|_| {
        ConfigError(format!("cannot listen on {text:?}; give an address and a port, such as 127.0.0.1:8080"))
    })?;
    if address.ip().is_loopback() {
        return Ok(address);
    }
    refuse(&format!(
        "Carnet has no accounts yet and listens on this machine only; {} would let others in. \
         Use 127.0.0.1:{} instead",
        address.ip(),
        address.port()
    ))
}

/// The public URL without its final slash.
fn public_url(text: &str) -> Result<String, ConfigError> {
    let bad = || {
        ConfigError(format!("the public URL {text:?} must look like http://127.0.0.1:8080, without a path"))
    };
    let (scheme, rest) = text.split_once("://").ok_or_else(bad)?;
    let authority = rest.strip_suffix('/').unwrap_or(rest);
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let bare = !authority.is_empty() && !authority.contains(['/', '?', '#', '@', ' ']);
    match scheme {
        _ if !bare => Err(bad()),
        "https" => Ok(format!("https://{authority}")),
        "http" if matches!(host, "localhost" | "127.0.0.1" | "[::1]") => Ok(format!("http://{authority}")),
        "http" => refuse("a public URL off this machine must be https, for what it carries is personal"),
        _ => Err(bad()),
    }
}

fn refuse<T>(sentence: &str) -> Result<T, ConfigError> {
    Err(ConfigError(sentence.to_owned()))
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

impl fmt::Debug for Config {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Config")
            .field("data_dir", &self.data_dir)
            .field("listen", &self.listen)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_listened_on() {
        for good in ["127.0.0.1:8080", "[::1]:0", "localhost:9000"] {
            assert!(listen_address(good).is_ok(), "{good}");
        }
        for bad in ["0.0.0.0:8080", "192.0.2.1:80", "[::]:80"] {
            let sentence = listen_address(bad).unwrap_err().to_string();
            assert!(sentence.contains("this machine only"), "{sentence}");
        }
        assert!(listen_address("8080").unwrap_err().to_string().contains("127.0.0.1:8080"));
    }

    #[test]
    fn a_public_url_is_an_origin_and_personal_facts_want_https() {
        assert_eq!(public_url("https://carnet.example/").unwrap(), "https://carnet.example");
        assert_eq!(public_url("http://localhost:8080").unwrap(), "http://localhost:8080");
        for bad in
            ["carnet.example", "https://carnet.example/x", "http://carnet.example", "ftp://x", "https://u@x"]
        {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }
}
