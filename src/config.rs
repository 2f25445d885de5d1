//! Every setting: its flag, its variable, its default and its check.
//!
//! A wrong setting stops the start with a sentence; nothing reads the environment later.

pub mod args;
pub mod directory;
pub mod error;
pub mod network;
pub mod sign_on;

use std::{env, fmt, net::SocketAddr, path::PathBuf};

use ipnet::IpNet;

use self::{
    args::ServeArgs,
    directory::GatewayConfig,
    error::{ConfigError, refuse},
    sign_on::OidcConfig,
};

/// The variables Carnet knows; one that begins with `CARNET_` and is not here is a mistake.
const VARIABLES: [&str; 19] = [
    "CARNET_API_RATE",
    "CARNET_DATABASE_CONNECTIONS",
    "CARNET_DATABASE_REPLICA_URL",
    "CARNET_DATABASE_URL",
    "CARNET_DATA_DIR",
    "CARNET_DEADLINE",
    "CARNET_DIRECTORY_DEADLINE",
    "CARNET_DIRECTORY_FALLBACK",
    "CARNET_DIRECTORY_REFRESH",
    "CARNET_DIRECTORY_SOURCE",
    "CARNET_DIRECTORY_URL",
    "CARNET_LISTEN",
    "CARNET_LOG",
    "CARNET_OIDC_CLIENT_ID",
    "CARNET_OIDC_CLIENT_SECRET",
    "CARNET_OIDC_ISSUER",
    "CARNET_PUBLIC_URL",
    "CARNET_TIME_ZONE",
    "CARNET_TRUSTED_PROXIES",
];

/// The settings of `carnet serve`, checked.
#[derive(Clone)]
pub struct Config {
    /// Folder that holds everything Carnet keeps.
    pub data_dir: PathBuf,
    /// URL of the register's database; may hold a password.
    pub database_url: String,
    /// URL of a replica of it; may hold a password.
    pub database_replica_url: Option<String>,
    /// Connections to either that pages share, 1 to 64; none: as many as suit the cores.
    pub database_connections: Option<u32>,
    /// The gateway that is the directory; none: the embedded index.
    pub gateway: Option<GatewayConfig>,
    /// The hour of every day at which a newer national file is looked for; none: never.
    pub refresh: Option<jiff::civil::Time>,
    /// Where the national file is published; none: its stable address.
    pub directory_source: Option<String>,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Where staff may sign in too; none: only here.
    pub oidc: Option<OidcConfig>,
    /// Proxies whose `X-Forwarded-…` are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Scheme, host and port that people type, without a final slash; none: the listen address.
    pub public_url: Option<String>,
    /// Requests a second that a program may make with one token.
    pub api_rate: u32,
    /// Where dates and hours are shown.
    pub time_zone: jiff::tz::TimeZone,
}

impl Config {
    /// Checks the settings as given.
    ///
    /// # Errors
    /// A sentence that names the setting and says what would do.
    pub fn check(args: ServeArgs) -> Result<Self, ConfigError> {
        Ok(Self {
            database_url: args.register.url()?,
            database_replica_url: args::replica(args.database_replica_url)?,
            database_connections: args::connections(args.database_connections.as_deref())?,
            gateway: directory::gateway(
                args.directory_url,
                &args.directory_deadline,
                &args.directory_fallback,
            )?,
            refresh: directory::refresh(&args.directory_refresh)?,
            directory_source: args.source.directory_source,
            listen: network::listen_address(&args.listen)?,
            oidc: sign_on::oidc(args.oidc_issuer, args.oidc_client_id, args.oidc_client_secret)?,
            trusted_proxies: network::trusted_proxies(&args.trusted_proxies)?,
            public_url: args.public_url.map(|url| network::public_url(&url)).transpose()?,
            api_rate: network::api_rate(&args.api_rate)?,
            time_zone: jiff::tz::TimeZone::get(&args.time_zone).map_err(|_| {
                ConfigError::new(format!("time zone {:?} is not known; try Europe/Paris", args.time_zone))
            })?,
            data_dir: args.register.data.data_dir,
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

impl fmt::Debug for Config {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Config")
            .field("data_dir", &self.data_dir)
            .field("listen", &self.listen)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}
