//! `carnet gateway`: the loaded directory in the gateway's own protocol, for programs.

use std::{error::Error, net::TcpListener, time::Duration};

use clap::Args;

use super::logging;
use crate::{
    config::args::DataDir,
    directory::index::{embedded::EmbeddedIndex, status::Kind},
    web::gateway::{search::Answerer, server},
};

/// How often the gateway looks for a newly imported directory.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The settings of `carnet gateway`.
#[derive(Debug, Args)]
pub struct GatewayArgs {
    #[command(flatten)]
    data: DataDir,
    /// Address and port to listen on; 0.0.0.0 lets other machines ask
    #[arg(long, env = "CARNET_LISTEN", default_value = "127.0.0.1:8081", value_name = "ADDRESS")]
    listen: String,
    /// Seconds that a search may take, from 0.1 to 60
    #[arg(long, env = "CARNET_DEADLINE", default_value = "1", value_name = "SECONDS", value_parser = deadline)]
    deadline: Duration,
    /// What is logged on standard error, such as `warn` or `carnet=debug`
    #[arg(long, env = "CARNET_LOG", default_value = "warn,carnet=info", value_name = "FILTER")]
    log: String,
}

/// Serves the loaded directory until told to end.
///
/// Where nothing is loaded it does not start: a program that asks could not tell invented people
/// from real ones, as staff can by the banner on their pages.
///
/// # Errors
/// A sentence for whoever started it.
pub fn run(args: &GatewayArgs) -> Result<(), Box<dyn Error>> {
    logging::begin(&args.log)?;
    let index = EmbeddedIndex::new(&args.data.data_dir);
    index.refresh().map_err(|error| format!("the directory cannot be served: {error}"))?;
    let Some(status) = index.status() else {
        let folder = args.data.data_dir.display();
        return Err(format!(
            "no directory is loaded in {folder}; load one with: carnet directory import FILE --data-dir {folder}"
        )
        .into());
    };
    if status.kind == Kind::Demo {
        tracing::warn!("what is served is the demonstration directory: its people are invented");
    }
    let listener = TcpListener::bind(args.listen.as_str()).map_err(|error| {
        format!(
            "cannot listen on {}: {error}; give an address and a port with --listen, such as 127.0.0.1:8081",
            args.listen
        )
    })?;
    index.watch(LOOK_EVERY)?;
    println!("Carnet gateway: http://{}/dev/", listener.local_addr()?);
    Ok(server::run(Answerer { index, deadline: args.deadline }, listener)?)
}

fn deadline(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|seconds| (0.1..=60.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "give seconds from 0.1 to 60, such as 1".to_owned())
}
