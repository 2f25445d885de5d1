use std::process::Output;

use tokio::process::Command;

use crate::{harness::Gateway, left_out};

/// Runs a script that asks the gateway as a client does, and fails where an answer is another.
async fn asks(test: &str, script: &str) {
    let Some(python) = left_out::tool(test, "python/bin/python") else { return };
    let gateway = Gateway::of_the_corpus().await;
    let mut command = Command::new(python);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().to_ascii_lowercase().ends_with("_proxy") {
            command.env_remove(name);
        }
    }
    let script = format!("{}/tests/protocol/{script}", env!("CARGO_MANIFEST_DIR"));
    let run = command.args([script, gateway.url.clone()]).output().await.unwrap();
    let Output { status, stdout, stderr } = run;
    let said = String::from_utf8([stdout, stderr].concat()).unwrap();
    assert!(status.success() && said.ends_with("as expected\n"), "{said}");
}

#[tokio::test]
async fn the_sdk_of_aws_searches_pages_counts_and_gets_typed_errors() {
    asks("the SDK of AWS for Python", "boto3_client.py").await;
}

#[tokio::test]
async fn the_classic_boto_searches_and_pages() {
    asks("the classic boto", "boto_client.py").await;
}
