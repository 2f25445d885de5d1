//! Every setting: its flag, its variable, its default and its check.
//!
//! A wrong setting stops the start with a sentence; nothing reads the environment later.

use std::{
    env, fmt,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use clap::Args;
use ipnet::IpNet;

/// The variables Carnet knows; one that begins with `CARNET_` and is not here is a mistake.
const VARIABLES: [&str; 16] = [
    "CARNET_API_RATE",
    "CARNET_DATABASE_URL",
    "CARNET_DATA_DIR",
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
            Some(url) if url.trim().is_empty() => {
                refuse("CARNET_DATABASE_URL is empty; leave it out for SQLite")
            }
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

/// The settings of `carnet serve`, checked.
#[derive(Clone)]
pub struct Config {
    /// Folder that holds everything Carnet keeps.
    pub data_dir: PathBuf,
    /// URL of the register's database; may hold a password.
    pub database_url: String,
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

/// The settings of a gateway, as far as they can be checked without asking it.
#[derive(Clone, PartialEq, Eq)]
pub struct GatewayConfig {
    /// Its address; may hold a password.
    pub url: String,
    /// How long a page waits for it.
    pub deadline: Duration,
    /// Whether an imported index stands in for it.
    pub fallback: bool,
}

/// The settings of single sign-on.
#[derive(Clone, PartialEq, Eq)]
pub struct OidcConfig {
    /// The issuer's address.
    pub issuer: String,
    /// The name under which Carnet is known there.
    pub client_id: String,
    /// The secret that goes with it.
    pub client_secret: String,
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
        Ok(Self {
            database_url: args.register.url()?,
            gateway: gateway(args.directory_url, &args.directory_deadline, &args.directory_fallback)?,
            refresh: refresh(&args.directory_refresh)?,
            directory_source: args.source.directory_source,
            listen: listen_address(&args.listen)?,
            oidc: oidc(args.oidc_issuer, args.oidc_client_id, args.oidc_client_secret)?,
            trusted_proxies: trusted_proxies(&args.trusted_proxies)?,
            public_url: args.public_url.map(|url| public_url(&url)).transpose()?,
            api_rate: api_rate(&args.api_rate)?,
            time_zone: jiff::tz::TimeZone::get(&args.time_zone).map_err(|_| {
                ConfigError(format!("time zone {:?} is not known; try Europe/Paris", args.time_zone))
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

/// The most requests a second that one token may be allowed.
const FASTEST: u32 = 10_000;

fn api_rate(rate: &str) -> Result<u32, ConfigError> {
    match rate.parse() {
        Ok(rate) if (1..=FASTEST).contains(&rate) => Ok(rate),
        _ => refuse(&format!(
            "CARNET_API_RATE is {rate:?}; give requests a second, 1 to {FASTEST}, such as 50"
        )),
    }
}

/// The longest that a page may be made to wait for the gateway, in seconds.
const LONGEST_DEADLINE: f64 = 60.0;

fn gateway(
    url: Option<String>,
    deadline: &str,
    fallback: &str,
) -> Result<Option<GatewayConfig>, ConfigError> {
    let seconds: Option<f64> = deadline.parse().ok();
    let seconds = seconds.filter(|seconds| (0.1..=LONGEST_DEADLINE).contains(seconds));
    let Some(seconds) = seconds else {
        return refuse(&format!(
            "CARNET_DIRECTORY_DEADLINE is {deadline:?}; give seconds between 0.1 and 60, such as 5"
        ));
    };
    let fallback = match fallback {
        "on" => true,
        "off" => false,
        other => {
            return refuse(&format!("CARNET_DIRECTORY_FALLBACK is {other:?}; it can be \"on\" or \"off\""));
        }
    };
    match url {
        Some(url) if url.trim().is_empty() => {
            refuse("CARNET_DIRECTORY_URL is empty; leave it out for the embedded index")
        }
        url => Ok(url.map(|url| GatewayConfig {
            url: url.trim().to_owned(),
            deadline: Duration::from_secs_f64(seconds),
            fallback,
        })),
    }
}

/// An hour after the national file comes out, 02–03 h UTC as a rule (`annuaire.md` §1.1).
const DAILY: jiff::civil::Time = jiff::civil::Time::constant(5, 30, 0, 0);

fn refresh(when: &str) -> Result<Option<jiff::civil::Time>, ConfigError> {
    match when {
        "off" => Ok(None),
        "daily" => Ok(Some(DAILY)),
        hour => jiff::civil::Time::strptime("%H:%M", hour).map(Some).map_err(|_| {
            ConfigError(format!(
                "CARNET_DIRECTORY_REFRESH is {hour:?}; it can be \"daily\", an hour such as \"04:00\", or \"off\""
            ))
        }),
    }
}

fn listen_address(text: &str) -> Result<SocketAddr, ConfigError> {
    let text = text.replacen("localhost:", "127.0.0.1:", 1);
    text.parse().map_err(|_| {
        ConfigError(format!("cannot listen on {text:?}; give an address and a port, such as 127.0.0.1:8080"))
    })
}

/// Checks that an address off this machine is listened on only where people sign in, over TLS.
///
/// # Errors
/// A sentence that says what to do first.
pub fn check_listening(config: &Config, has_accounts: bool) -> Result<(), ConfigError> {
    let (ip, port) = (config.listen.ip(), config.listen.port());
    if ip.is_loopback() {
        return Ok(());
    }
    if !has_accounts {
        return refuse(&format!(
            "Carnet has no accounts yet and listens on this machine only; {ip} would let others in. \
             Make one first, with: carnet staff add EMAIL --name NAME --role admin; or use 127.0.0.1:{port}"
        ));
    }
    match &config.public_url {
        Some(url) if url.starts_with("https://") => Ok(()),
        _ => refuse(&format!(
            "listening on {ip} wants CARNET_PUBLIC_URL, the https address of the proxy before Carnet, such as \
             https://carnet.example; for what goes over the network is personal"
        )),
    }
}

fn oidc(
    issuer: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
) -> Result<Option<OidcConfig>, ConfigError> {
    let given = |setting: Option<String>| setting.filter(|text| !text.trim().is_empty());
    match (given(issuer), given(client_id), given(client_secret)) {
        (None, None, None) => Ok(None),
        (Some(issuer), Some(client_id), Some(client_secret)) => {
            let is_local = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"];
            if !issuer.starts_with("https://") && !is_local.iter().any(|start| issuer.starts_with(start)) {
                return refuse(&format!("CARNET_OIDC_ISSUER is {issuer:?}; it must begin with https://"));
            }
            Ok(Some(OidcConfig { issuer, client_id, client_secret }))
        }
        _ => refuse(
            "single sign-on wants all three of CARNET_OIDC_ISSUER, CARNET_OIDC_CLIENT_ID and \
             CARNET_OIDC_CLIENT_SECRET; leave all out to sign in with passwords only",
        ),
    }
}

/// Networks, or single addresses, with commas between them.
fn trusted_proxies(text: &str) -> Result<Vec<IpNet>, ConfigError> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let network = |part: &str| part.parse().or_else(|_| part.parse::<IpAddr>().map(IpNet::from)).ok();
    let networks: Option<Vec<IpNet>> = parts.map(network).collect();
    networks.ok_or_else(|| {
        ConfigError(format!(
            "CARNET_TRUSTED_PROXIES is {text:?}; give addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8"
        ))
    })
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
    fn without_accounts_only_loopback_is_listened_on_and_off_it_wants_tls() {
        let listening = |listen: &str, public_url: Option<&str>, has_accounts| {
            let config = Config {
                data_dir: PathBuf::new(),
                database_url: String::new(),
                gateway: None,
                refresh: None,
                directory_source: None,
                listen: listen_address(listen).unwrap(),
                oidc: None,
                trusted_proxies: Vec::new(),
                public_url: public_url.map(str::to_owned),
                api_rate: 50,
                time_zone: jiff::tz::TimeZone::UTC,
            };
            check_listening(&config, has_accounts).map_err(|error| error.to_string())
        };
        for good in ["127.0.0.1:8080", "[::1]:0", "localhost:9000"] {
            assert_eq!(listening(good, None, false), Ok(()), "{good}");
        }
        for off in ["0.0.0.0:8080", "192.0.2.1:80", "[::]:80"] {
            let sentence = listening(off, Some("https://carnet.example"), false).unwrap_err();
            assert!(
                sentence.contains("this machine only") && sentence.contains("carnet staff add"),
                "{sentence}"
            );
            assert!(listening(off, None, true).unwrap_err().contains("CARNET_PUBLIC_URL"), "{off}");
            assert_eq!(listening(off, Some("https://carnet.example"), true), Ok(()), "{off}");
        }
        assert!(listen_address("8080").unwrap_err().to_string().contains("127.0.0.1:8080"));
    }

    #[test]
    fn single_sign_on_wants_all_three_or_none() {
        let given = |issuer: &str, secret: &str| {
            oidc(Some(issuer.to_owned()), Some("carnet".to_owned()), Some(secret.to_owned()))
        };
        assert!(oidc(None, None, None) == Ok(None));
        assert!(given("https://issuer.example", "hush").unwrap().is_some());
        for (issuer, secret) in [("https://issuer.example", " "), ("http://issuer.example", "hush")] {
            let sentence = given(issuer, secret).err().unwrap().to_string();
            assert!(sentence.contains("CARNET_OIDC_ISSUER") && !sentence.contains("hush"), "{sentence}");
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
            "--directory-url=https://carnet:hush@gateway.example/",
            "--directory-source=https://carnet:hush@files.example/",
        ]);
        given.serve.oidc_client_secret = Some("hush".to_owned());
        let shown = format!("{given:?}");
        assert!(shown.contains("127.0.0.1:8080") && !shown.contains("hush"), "{shown}");
    }

    #[test]
    fn proxies_are_addresses_or_networks() {
        assert_eq!(trusted_proxies(""), Ok(Vec::new()));
        assert_eq!(trusted_proxies("127.0.0.1, 10.0.0.0/8,::1").unwrap().len(), 3);
        for bad in ["proxy", "10.0.0.0/99", "127.0.0.1 10.0.0.1"] {
            assert!(trusted_proxies(bad).unwrap_err().to_string().contains("10.0.0.0/8"), "{bad}");
        }
    }

    #[test]
    fn a_gateway_has_a_deadline_and_a_fallback() {
        let given = |deadline: &str, fallback: &str| {
            gateway(Some("https://gateway.example/dev/".to_owned()), deadline, fallback)
        };
        let checked = given("2.5", "off").unwrap().unwrap();
        assert_eq!((checked.deadline, checked.fallback), (Duration::from_millis(2_500), false));
        for (deadline, fallback) in
            [("0", "on"), ("-1", "on"), ("NaN", "on"), ("61", "on"), ("5s", "on"), ("5", "no")]
        {
            assert!(given(deadline, fallback).is_err(), "{deadline} {fallback}");
        }
        assert!(gateway(Some(" ".to_owned()), "5", "on").is_err());
        assert_eq!(gateway(None, "5", "on").unwrap().map(|gateway| gateway.url), None);
    }

    #[test]
    fn the_directory_is_refreshed_daily_at_an_hour_or_never() {
        assert_eq!(refresh("off"), Ok(None));
        assert_eq!(refresh("daily"), Ok(Some(DAILY)));
        assert_eq!(refresh("04:00"), Ok(Some(jiff::civil::Time::constant(4, 0, 0, 0))));
        for bad in ["", "weekly", "4", "24:30", "04:00:00"] {
            assert!(refresh(bad).unwrap_err().to_string().contains("04:00"), "{bad}");
        }
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
