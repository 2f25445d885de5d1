//! `carnet serve`: joins the parts and serves them.

use std::{
    error::Error,
    fs, io,
    net::TcpListener,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use jiff::Timestamp;
use tokio::sync::Notify;

use super::{
    accounts, embedded, logging,
    words::{is_company, named, unusable},
};
use crate::{
    config::{Config, args::ServeArgs, directory::GatewayConfig, network, sign_on::OidcConfig},
    directory::{
        Directory,
        asking::Description,
        attempts::Attempts,
        download::address::{Address, PUBLISHED},
        gateway::Gateway,
        gateway_first::GatewayFirst,
        http,
    },
    identity::{
        passwords::Passwords,
        patience::Patience,
        single_sign_on::{self, SingleSignOn},
    },
    registry::Registry,
    upkeep::{
        changes::{self, Comparing},
        refresh::{self, Refresh},
        schedule::Schedule,
    },
    web::{app::App, assets::Assets, client::Proxies, locale::Texts, pace::Pace, server, site::Site},
};

/// Serves until told to end.
///
/// # Errors
/// A sentence for whoever started it.
pub fn run(args: ServeArgs) -> Result<(), Box<dyn Error>> {
    logging::begin(&args.log)?;
    let config = Config::check(args)?;
    let gateway = config.gateway.as_ref().map(gateway).transpose()?;
    let refresh = refresh(&config)?;
    let folder = |error| unusable(&config.data_dir, &error);
    fs::create_dir_all(&config.data_dir).map_err(folder)?;
    let registry = registry(&config)?;
    let has_accounts = accounts::has_any(&config.database_url)?;
    network::check_listening(config.listen, config.public_url.as_deref(), has_accounts)?;
    let listener = TcpListener::bind(config.listen).map_err(|error| {
        format!("cannot listen on {}: {error}; give another with --listen", config.listen)
    })?;
    let site = Site::new(config.public_url.clone(), listener.local_addr()?);
    let single_sign_on = config.oidc.as_ref().map(|oidc| single_sign_on(oidc, &site)).transpose()?;
    let texts = Texts::load_all(&config.time_zone)?;
    let assets = Assets::unpack(&config.data_dir).map_err(folder)?;
    println!("Carnet: {}/", site.url);
    if !has_accounts {
        println!("{}", accounts::first_link(&config.database_url, &site)?);
    }
    let (directory, preparing) = directory(gateway, &config.data_dir)?;
    if let Some(refresh) = refresh {
        tell_of_refresh(&directory);
        refresh::begin(refresh, Arc::clone(&preparing))?;
    }
    let attempts = Attempts::of(&config.data_dir);
    let clock = Timestamp::now;
    let compare = Arc::new(Notify::new());
    changes::begin(Comparing {
        registry: registry.clone(),
        directory: directory.clone(),
        wanted: Arc::clone(&compare),
        clock,
    })?;
    let app = App {
        registry,
        directory,
        preparing,
        compare,
        attempts,
        texts,
        passwords: Passwords::new()?,
        patience: Patience::default(),
        single_sign_on,
        proxies: Proxies::new(config.trusted_proxies),
        has_accounts: AtomicBool::new(has_accounts),
        assets,
        site,
        pace: Pace::new(config.api_rate),
        clock,
    };
    Ok(server::run(app, listener)?)
}

/// The register, and the replica from which it is read, where there is one.
fn registry(config: &Config) -> Result<Registry, Box<dyn Error>> {
    let registry = Registry::open_sharing(&config.database_url, config.database_connections)?;
    match &config.database_replica_url {
        Some(url) => {
            Ok(registry.reading(url).map_err(|error| format!("CARNET_DATABASE_REPLICA_URL: {error}"))?)
        }
        None => Ok(registry),
    }
}

/// Where staff may sign in too.
fn single_sign_on(config: &OidcConfig, site: &Site) -> Result<SingleSignOn, String> {
    let wrong = |error: &dyn std::fmt::Display| format!("CARNET_OIDC_ISSUER: {error}");
    let issuer = config.issuer.parse().map_err(|error| wrong(&error))?;
    let client = http::client(&issuer, single_sign_on::client_builder).map_err(|error| wrong(&error))?;
    let own = (config.client_id.clone(), config.client_secret.clone());
    SingleSignOn::new(&issuer, own, &site.url, client).map_err(|error| wrong(&error))
}

/// How the directory is kept up to date, where it is.
///
/// A wrong address stops the start even where nothing is downloaded yet.
fn refresh(config: &Config) -> Result<Option<Refresh>, String> {
    let address = Address::parse(config.directory_source.as_deref().unwrap_or(PUBLISHED));
    let address = address.map_err(|error| format!("CARNET_DIRECTORY_SOURCE: {error}"))?;
    let Some(hour) = config.refresh else { return Ok(None) };
    Ok(Some(Refresh {
        address,
        data_dir: config.data_dir.clone(),
        schedule: Schedule::new(hour, config.time_zone.clone()),
        clock: Timestamp::now,
    }))
}

/// The gateway, and whether an imported index may stand in for it.
fn gateway(config: &GatewayConfig) -> Result<(Gateway, bool), String> {
    let gateway = Gateway::new(&config.url, config.deadline);
    Ok((gateway.map_err(|error| format!("CARNET_DIRECTORY_URL: {error}"))?, config.fallback))
}

/// The directory to search, and whether its demonstration is still being made.
fn directory(gateway: Option<(Gateway, bool)>, data_dir: &Path) -> io::Result<(Directory, Arc<AtomicBool>)> {
    let (directory, preparing) = match gateway {
        None => {
            let (index, preparing) = embedded::imported_or_demonstration(data_dir)?;
            (Directory::Index(index), preparing)
        }
        Some((gateway, has_fallback)) => {
            let index = has_fallback.then(|| embedded::imported(data_dir)).transpose()?;
            (Directory::Gateway(GatewayFirst::new(gateway, index)), Arc::default())
        }
    };
    if !preparing.load(Ordering::Acquire) {
        tell(&directory);
    }
    Ok((directory, preparing))
}

/// Says what refreshing does where it is not the national directory that staff search.
fn tell_of_refresh(directory: &Directory) {
    let is_own = directory.imported().is_some_and(|status| is_company(&status));
    match directory {
        _ if is_own => tracing::warn!(
            "CARNET_DIRECTORY_REFRESH does nothing: a company's own directory is loaded, which the national \
             one never replaces unasked"
        ),
        Directory::Gateway(_) if directory.is_alone() => tracing::warn!(
            "CARNET_DIRECTORY_REFRESH loads a directory that nobody searches: the gateway is searched alone"
        ),
        Directory::Gateway(_) => tracing::info!(
            "CARNET_DIRECTORY_REFRESH keeps up to date what stands in for the gateway, not the gateway itself"
        ),
        Directory::Index(_) => {}
    }
}

/// Says which directory is used.
fn tell(directory: &Directory) {
    match (directory, directory.description()) {
        (Directory::Index(_), Description::Index(status)) => {
            tracing::info!("the directory is the embedded index: {}", named(&status));
        }
        (Directory::Index(_), _) => tracing::warn!("no directory is loaded"),
        (Directory::Gateway(gateway), _) => {
            let stand_in = gateway.stand_in().and_then(|index| index.status());
            let stand_in = stand_in.map_or_else(|| "nothing".to_owned(), |status| named(&status));
            let place = gateway.gateway().place();
            tracing::info!("the directory is the gateway {place}; while it is down, {stand_in} stands in");
        }
    }
}
