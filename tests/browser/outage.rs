//! Carnet goes away while someone types.

use fantoccini::key::Key;

use crate::{
    browser::window::{DESKTOP, open},
    support::door::Door,
};

#[tokio::test]
async fn no_answer_is_said_and_old_results_do_not_stay() {
    let door = Door::open().await;
    let name = "browser::outage::no_answer_is_said_and_old_results_do_not_stay";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go("/?q=martineau").await;
    window.wait_for_text("#results h2", "MARTINEAU").await;
    door.server.kill().await;
    window.script("document.querySelector('#q').focus()").await;
    window.press(&Key::End.to_string()).await;
    window.press(" ann").await;
    window.wait_for_text("#results strong", "Carnet ne répond pas.").await;
    let words = window.words().await;
    assert!(!words.contains("MARTINEAU"), "{words}");
    let retry = window.script("return document.querySelector('#results a').getAttribute('href')").await;
    assert!(retry.as_str().is_some_and(|address| address.contains("q=martineau+ann")), "{retry}");
    let announced = window.script("return document.querySelector('#announcement').textContent").await;
    assert_eq!(announced, "Carnet ne répond pas.");
    window.close().await;
}
