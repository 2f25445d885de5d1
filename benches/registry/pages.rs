//! Pages of a server over the register, asked over HTTP.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use reqwest::Client;
use tokio::runtime::Runtime;

use crate::{invented::ORGANIZATIONS, reading::KEPT, support::measure::Spread};

/// How often each kind of page is asked for, once warm.
const ASKED: usize = 200;

/// How long a server may take to be ready.
const READY_WITHIN: Duration = Duration::from_secs(60);

/// A server; ends when it is dropped.
pub struct Server {
    url: String,
    child: Child,
    /// Kept open, for a closed pipe would stop it.
    _output: BufReader<ChildStdout>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Server {
    /// Starts the binary on a free port.
    pub fn start(folder: &Path, database_url: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_carnet"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--log", "error", "--data-dir"]);
        command.arg(folder.join("data")).env("CARNET_DATABASE_URL", database_url).stdin(Stdio::null());
        // Carnet refuses a variable that it does not know.
        command.env_remove(ORGANIZATIONS).env_remove(KEPT);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("Carnet: ").unwrap().trim_end_matches('/').to_owned();
        Self { url, child, _output: output }
    }

    /// Asks for each of these addresses in turn, over one connection; once to warm up.
    pub fn ask(&self, runtime: &Runtime, addresses: &[String]) -> Spread {
        runtime.block_on(async {
            let client = Client::new();
            self.until_ready(&client).await;
            for address in addresses {
                self.once(&client, address).await;
            }
            let mut durations = Vec::with_capacity(ASKED);
            for address in addresses.iter().cycle().take(ASKED) {
                durations.push(self.once(&client, address).await);
            }
            Spread::of(durations)
        })
    }

    /// Waits while the demonstration directory is being made, of which every page speaks till then.
    async fn until_ready(&self, client: &Client) {
        let start = Instant::now();
        while client.get(format!("{}/healthz", self.url)).send().await.unwrap().error_for_status().is_err() {
            assert!(start.elapsed() < READY_WITHIN);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn once(&self, client: &Client, address: &str) -> Duration {
        let start = Instant::now();
        let answer = client.get(format!("{}{address}", self.url)).send().await.unwrap();
        let answer = answer.error_for_status().unwrap();
        assert!(!answer.bytes().await.unwrap().is_empty());
        start.elapsed()
    }
}
