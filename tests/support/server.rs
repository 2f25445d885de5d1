//! A running server.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
    time::{sleep, timeout},
};

use super::{
    home::{CARNET, Home},
    visitor::Visitor,
};

/// Longer than a start takes on a slow machine that makes its demonstration directory.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that listens; killed at the end of the test.
pub struct Server {
    /// Scheme, host and port, without a final slash.
    pub url: String,
    child: Child,
    /// What else it prints; kept open, for a closed pipe would stop it.
    output: Lines<BufReader<ChildStdout>>,
    log: PathBuf,
}

impl Server {
    /// Starts the binary as `carnet serve` on a free port and reads where it listens.
    pub async fn start(home: &Home) -> Self {
        Self::start_as(home, Path::new(CARNET)).await
    }

    /// The same, read as the address under which it is published; visitors ask it where it listens.
    pub async fn start_published(home: &Home, site: &str) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut server = Self::start_at(home, Path::new(CARNET), &free.to_string()).await;
        assert_eq!(server.url, site);
        server.url = format!("http://{free}");
        server
    }

    /// The same with another copy of the binary.
    pub async fn start_as(home: &Home, binary: &Path) -> Self {
        Self::start_at(home, binary, "127.0.0.1:0").await
    }

    async fn start_at(home: &Home, binary: &Path, listen: &str) -> Self {
        let log = home.file(&format!("server-{}.log", uuid::Uuid::now_v7().simple()));
        let mut command = Command::from(home.command_of(binary, &["serve", "--listen", listen]));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(fs::File::create(&log).unwrap());
        let mut child = command.kill_on_drop(true).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = timeout(PATIENCE, output.next_line()).await.unwrap().unwrap();
        let Some(first) = first else {
            let status = child.wait().await.unwrap();
            panic!("the server stopped ({status}): {}", fs::read_to_string(&log).unwrap());
        };
        let url = first.strip_prefix("Carnet: ").and_then(|url| url.strip_suffix('/'));
        let url = url.unwrap_or_else(|| panic!("the first line is {first:?}")).to_owned();
        Self { url, child, output, log }
    }

    /// Someone who visits it with a browser in French.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.url, "fr")
    }

    /// Waits until its demonstration directory is made.
    pub async fn until_prepared(&self) {
        let prepared = async {
            while self.visitor().get("/").await.status == 503 {
                sleep(Duration::from_millis(100)).await;
            }
        };
        timeout(PATIENCE, prepared).await.unwrap();
    }

    /// The next line that it prints.
    pub async fn next_line(&mut self) -> String {
        timeout(PATIENCE, self.output.next_line()).await.unwrap().unwrap().unwrap()
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.url.rsplit_once(':').unwrap().1.parse().unwrap()
    }

    /// What it has said on standard error.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// Interrupts it as Ctrl-C does; how it ended and what it printed after its first line.
    pub async fn interrupt(mut self) -> (ExitStatus, Vec<String>) {
        let pid = self.child.id().unwrap();
        let sent = Command::new("sh").arg("-c").arg(format!("kill -INT {pid}")).status().await.unwrap();
        assert!(sent.success());
        let status = timeout(PATIENCE, self.child.wait()).await.unwrap().unwrap();
        let mut printed = Vec::new();
        while let Some(line) = self.output.next_line().await.unwrap() {
            printed.push(line);
        }
        (status, printed)
    }

    /// Ends it as `kill -9` does.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}
