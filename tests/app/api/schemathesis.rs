//! The document against the server, with thousands of calls that nobody wrote: schemathesis
//! (<https://schemathesis.io>), with all of its checks.

use std::process::{Command, Output};

use serde_json::json;

use crate::support::{
    door::Door,
    fixture::{AT_THE_PHARMACY, COMPLETE, HOSPITAL, NAMESAKE, TWO_HOSPITALS, WITHOUT_FINESS},
    home::Home,
    left_out,
    program::{Program, new_token},
};

/// Runs it over a server with one organization registered; with that organization's keys and some
/// entries to select, or with nothing but the document.
async fn holds(with_keys: bool, arguments: &[&str]) {
    let Some(program) = left_out::tool("the API against its document", "python/bin/schemathesis") else {
        return;
    };
    let door = Door::at(Home::with_directory().with("CARNET_API_RATE", "10000")).await;
    door.select(&COMPLETE).await;
    let token = new_token(&door.home, "schemathesis", "write");
    let writer = Program::with(&door, Some(token.trim()));
    let mut entries = Vec::new();
    for person in [&TWO_HOSPITALS, &NAMESAKE, &AT_THE_PHARMACY, &WITHOUT_FINESS] {
        entries.extend(writer.entries(person).await);
    }
    let keys = json!({"entries": entries, "finess": HOSPITAL.finess, "rpps_number": COMPLETE.number});

    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().to_ascii_lowercase().ends_with("_proxy") {
            command.env_remove(name);
        }
    }
    command.current_dir(door.home.data());
    if with_keys {
        command
            .env("PYTHONPATH", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/app/api"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("SCHEMATHESIS_HOOKS", "schemathesis_hooks")
            .env("REAL_KEYS", keys.to_string())
            .args(["--config-file", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/app/api/schemathesis.toml")]);
    }
    command
        .args(["run", "--checks", "all", "--continue-on-failure", "-H"])
        .arg(format!("Authorization: Bearer {}", token.trim()))
        .args(arguments)
        .arg(format!("{}/api/openapi.json", door.server.url));
    let run = tokio::task::spawn_blocking(move || command.output().unwrap());
    let Output { status, stdout, stderr } = run.await.unwrap();
    let said = String::from_utf8([stdout, stderr].concat()).unwrap();
    assert!(status.success() && said.contains("No issues found"), "{said}");
    assert!(said.contains("9 selected / 9 total"), "{said}");
    if with_keys {
        assert!(said.contains("met the status 422"), "an incomplete entry was sent: {said}");
        let selected = door.home.database.count("events where actor = 'token:schemathesis'");
        assert!(selected > 3, "real entries were selected: {selected} events");
    }
}

#[tokio::test]
async fn the_api_keeps_to_its_document() {
    holds(true, &["--seed", "1", "--max-examples", "30"]).await;
}

#[tokio::test]
async fn the_document_alone_tells_every_form() {
    holds(false, &["--seed", "1", "--max-examples", "30"]).await;
}

#[tokio::test]
#[ignore = "takes ten minutes"]
async fn the_api_keeps_to_its_document_for_long() {
    holds(true, &["--max-time", "300", "--max-examples", "400"]).await;
    holds(false, &["--max-time", "300", "--max-examples", "400"]).await;
}
