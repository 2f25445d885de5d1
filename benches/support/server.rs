//! The page, asked over HTTP.

use std::{
    env,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use reqwest::Client;
use tokio::{
    runtime::{Builder, Runtime},
    task::JoinSet,
};

use super::measure::{self, Spread};

/// A server over the directory of a data folder; ends when it is dropped.
pub struct Server {
    url: String,
    client: Client,
    runtime: Runtime,
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
    /// Starts the pages on a free port.
    pub fn start(data: &Path) -> Self {
        Self::started("serve", "Carnet: ", data)
    }

    /// Starts the gateway on a free port.
    pub fn start_gateway(data: &Path) -> Self {
        Self::started("gateway", "Carnet gateway: ", data)
    }

    /// Starts the binary, with none of its settings taken from the surroundings.
    fn started(job: &str, before_url: &str, data: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_carnet"));
        command.args([job, "--listen", "127.0.0.1:0", "--data-dir"]).arg(data).current_dir(data);
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARNET_")) {
            command.env_remove(name);
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix(before_url).unwrap().to_owned();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        Self { url, client: Client::new(), runtime, child, _output: output }
    }

    /// Anonymous memory of the server, in megabytes; none where the system does not tell.
    pub fn megabytes(&self) -> Option<f64> {
        let kilobytes = measure::anonymous_kilobytes(&self.child.id().to_string())?;
        Some(kilobytes as f64 * 1024.0 / 1e6)
    }

    /// Asks for the page of each text, so many at the same time; once to warm up, and again.
    pub fn ask(&self, texts: &[String], connections: usize) -> Spread {
        self.runtime.block_on(async {
            self.ask_all(texts, connections).await;
            Spread::of(self.ask_all(texts, connections).await)
        })
    }

    /// The page of one text.
    ///
    /// # Panics
    /// The server does not answer.
    pub fn page(&self, text: &str) -> String {
        self.runtime.block_on(async {
            let answer = self.client.get(self.address(text)).send().await.unwrap();
            answer.error_for_status().unwrap().text().await.unwrap()
        })
    }

    async fn ask_all(&self, texts: &[String], connections: usize) -> Vec<Duration> {
        let mut asking = JoinSet::new();
        for number in 0..connections {
            let addresses: Vec<_> =
                texts.iter().skip(number).step_by(connections).map(|text| self.address(text)).collect();
            asking.spawn(ask_one_by_one(addresses));
        }
        asking.join_all().await.concat()
    }

    fn address(&self, text: &str) -> String {
        format!("{}?{}", self.url, serde_urlencoded::to_string([("q", text)]).unwrap())
    }
}

/// Asks over one connection; a page that does not come is told, and none of the durations.
async fn ask_one_by_one(addresses: Vec<String>) -> Vec<Duration> {
    let client = Client::new();
    let mut durations = Vec::with_capacity(addresses.len());
    for address in addresses {
        let start = Instant::now();
        match page(&client, &address).await {
            Ok(length) => {
                assert!(length > 0, "an empty page: {address}");
                durations.push(start.elapsed());
            }
            Err(error) => eprintln!("no page: {error:?}"),
        }
    }
    durations
}

/// How long the page is, in bytes.
async fn page(client: &Client, address: &str) -> reqwest::Result<usize> {
    let answer = client.get(address).send().await?.error_for_status()?;
    Ok(answer.bytes().await?.len())
}
