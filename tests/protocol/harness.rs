//! A running gateway, and what it is asked.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use reqwest::{Client, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout},
    time::{sleep, timeout},
};

const PATIENCE: Duration = Duration::from_secs(60);

/// The company's address.
pub const PLAIN: &str = "/dev/";

/// The service's address.
pub const FULL: &str = "/2013-01-01/search";

/// The published corpus and its cases.
#[derive(Deserialize)]
pub struct Corpus {
    pub documents: Vec<Value>,
    pub cases: Vec<Case>,
    pub response_cases: Vec<Case>,
    pub error_cases: Vec<Case>,
    pub unspecified: Vec<Case>,
}

/// A request and what it must be answered.
#[derive(Deserialize)]
pub struct Case {
    pub id: String,
    pub params: BTreeMap<String, String>,
    #[serde(default)]
    pub ids: Vec<String>,
    pub suggested_ids: Option<Vec<String>>,
    #[serde(default)]
    pub expect: Value,
    pub status: Option<u16>,
    pub message: Option<String>,
    pub message_contains: Option<String>,
}

impl Corpus {
    pub fn read() -> Self {
        serde_json::from_str(include_str!("../data/cloudsearch-cases.json")).unwrap()
    }

    /// The documents as the service takes them.
    pub fn batch(&self) -> Value {
        let add =
            |document: &Value| json!({"type": "add", "id": document["id"], "fields": document["fields"]});
        self.documents.iter().map(add).collect()
    }
}

/// A data folder, gone at the end of the test.
pub struct Home(TempDir);

impl Home {
    pub fn empty() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A folder into which these operations have been imported.
    pub fn with(operations: &Value) -> Self {
        let home = Self::empty();
        home.import("batch.json", &operations.to_string(), &[]);
        home
    }

    pub fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// A command of the binary here, without any setting of the machine's own.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_carnet"));
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARNET_"))
        {
            command.env_remove(name);
        }
        command.args(arguments).env("CARNET_DATA_DIR", self.data()).current_dir(self.0.path());
        command
    }

    /// Imports a file of that name that holds this text.
    pub fn import(&self, name: &str, text: &str, more: &[&str]) {
        let file = self.0.path().join(name);
        fs::write(&file, text).unwrap();
        let arguments = [&["directory", "import", path(&file)], more].concat();
        let Output { status, stderr, .. } = self.command(&arguments).output().unwrap();
        assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A running gateway; killed at the end of the test.
pub struct Gateway {
    /// Scheme, host and port.
    pub url: String,
    pub client: Client,
    pub home: Home,
    _child: Child,
    /// Kept open, for a closed pipe would stop it.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Gateway {
    /// One that serves the published corpus.
    pub async fn of_the_corpus() -> Self {
        Self::of(Home::with(&Corpus::read().batch())).await
    }

    /// One that serves what is loaded in a folder.
    pub async fn of(home: Home) -> Self {
        let mut command = home.command(&["gateway", "--listen", "127.0.0.1:0"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = tokio::process::Command::from(command).kill_on_drop(true).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = timeout(PATIENCE, output.next_line()).await.unwrap().unwrap().unwrap();
        let url = first.strip_prefix("Carnet gateway: ").and_then(|url| url.strip_suffix("/dev/"));
        let url = url.unwrap_or_else(|| panic!("the first line is {first:?}")).to_owned();
        let client = Client::builder().no_proxy().timeout(PATIENCE).build().unwrap();
        Self { url, client, home, _child: child, _output: output }
    }

    /// Asks by GET.
    pub async fn get(&self, address: &str, parameters: &[(&str, &str)]) -> Answer {
        let request = self.client.get(format!("{}{address}", self.url)).query(parameters);
        Answer::of(request.send().await.unwrap()).await
    }

    /// Asks the service.
    pub async fn ask(&self, parameters: &[(&str, &str)]) -> Answer {
        self.get(FULL, parameters).await
    }

    /// Waits until so many entries are found in all: the gateway has taken up a new directory.
    pub async fn until_found(&self, count: u64) {
        for _ in 0..100 {
            if self.ask(&[("q", "-zzz"), ("size", "0")]).await.json["hits"]["found"] == count {
                return;
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("not {count} entries after ten seconds");
    }

    /// Asks by a form.
    pub async fn post(&self, parameters: &[(&str, &str)]) -> Answer {
        let request = self.client.post(format!("{}{FULL}", self.url)).form(parameters);
        Answer::of(request.send().await.unwrap()).await
    }
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub text: String,
    pub json: Value,
}

impl Answer {
    pub async fn of(response: Response) -> Self {
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        let json = serde_json::from_str(&text).unwrap_or_default();
        Self { status, text, json }
    }

    /// The hits of a success.
    #[track_caller]
    pub fn hits(&self) -> &Vec<Value> {
        assert_eq!(self.status, 200, "{}", self.text);
        assert!(self.json.get("error").is_none(), "{}", self.text);
        self.json["hits"]["hit"].as_array().unwrap()
    }

    /// The ids of a success, in order.
    #[track_caller]
    pub fn ids(&self) -> Vec<String> {
        self.hits().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
    }

    /// The message of a refusal by the service.
    #[track_caller]
    pub fn refusal(&self) -> &str {
        assert_eq!(self.status, 400, "{}", self.text);
        assert_eq!(self.json["__type"], "#SearchException");
        self.json["message"].as_str().unwrap()
    }
}
