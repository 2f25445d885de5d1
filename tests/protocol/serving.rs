use std::process::{Command, Output};

use serde_json::json;

use crate::harness::{Gateway, Home};

#[tokio::test]
async fn a_new_directory_is_taken_up_while_requests_go_on() {
    let gateway = Gateway::of_the_corpus().await;
    assert_eq!(gateway.ask(&[("q", "durand")]).await.ids().len(), 2);
    let change = json!([
        {"type": "delete", "id": "hw10"},
        {"type": "add", "id": "hw03", "fields": {"last_name": "Kervadec"}},
        {"type": "add", "id": "hw11", "fields": {"last_name": "Durand"}}
    ]);
    gateway.home.import("change.json", &change.to_string(), &[]);
    for _ in 0..100 {
        let ids = gateway.ask(&[("q", "durand")]).await.ids();
        if ids == ["hw11"] {
            assert_eq!(gateway.ask(&[("q", "kervadec")]).await.ids(), ["hw03"]);
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the new directory is not served after ten seconds");
}

#[test]
fn nothing_is_served_where_nothing_is_loaded() {
    let home = Home::empty();
    fails(&mut home.command(&["gateway", "--listen", "127.0.0.1:0"]), "carnet directory import FILE");
    assert!(!home.data().exists());
}

#[test]
fn an_address_that_cannot_be_listened_on_is_named() {
    let home = Home::with(&json!([{"type": "add", "id": "a", "fields": {"city": "Lyon"}}]));
    for wrong in ["8081", "192.0.2.1:80", "nowhere.invalid:80"] {
        fails(&mut home.command(&["gateway", "--listen", wrong]), &format!("cannot listen on {wrong}"));
    }
}

/// Runs a command that ends with a sentence that holds these words.
fn fails(command: &mut Command, words: &str) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let sentence = String::from_utf8(stderr).unwrap();
    assert_eq!((status.code(), stdout.len()), (Some(1), 0), "{sentence}");
    assert!(sentence.contains(words), "{sentence}");
}
