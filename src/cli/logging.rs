//! The log: one line an event, on standard error.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

use crate::config::error::ConfigError;

/// What the HTTP server calls an error of a connection is a fault of whoever asked.
const OF_CLIENTS: &str = "actix_http=off";

/// Writes what the filter lets pass to standard error; what clients do wrong only where the filter names
/// the HTTP server.
///
/// # Errors
/// A sentence, when the filter cannot be read.
pub fn begin(filter: &str) -> Result<(), ConfigError> {
    let whole =
        if filter.contains("actix_http") { filter.to_owned() } else { format!("{filter},{OF_CLIENTS}") };
    let filter = EnvFilter::try_new(whole).map_err(|error| {
        ConfigError::new(format!(
            "the log filter {filter:?} cannot be read: {error}; try info or carnet=debug"
        ))
    })?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_target(false);
    log.with_writer(io::stderr).with_ansi(io::stderr().is_terminal()).init();
    Ok(())
}
