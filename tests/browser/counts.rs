//! The counts beside the filters, while somebody types.

use crate::{
    browser::window::{DESKTOP, Look, open},
    support::{directory, door::Door},
};

#[tokio::test]
async fn the_counts_follow_what_is_typed_and_stay_open_beside_the_results() {
    let door = Door::open().await;
    let name = "browser::counts::the_counts_follow_what_is_typed_and_stay_open_beside_the_results";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    if directory::is_gateway() {
        return window.close().await;
    }
    window.go("/").await;
    assert_eq!(window.script("return document.querySelector('#refine').checkVisibility()").await, false);
    window.press("martineau").await;
    window.wait_for_text("#counts a[href*='kind=GENR04']", "Activité non soignante").await;
    let beside = "const box = (name) => document.querySelector(name).getBoundingClientRect(); \
                  return box('#counts').right <= box('#results').left && box('#counts').height > 0";
    assert_eq!(window.script(beside).await, true);
    let follows = "const [results, counts] = ['#results', '#counts'].map((name) => document.querySelector(name)); \
                   return Boolean(results.compareDocumentPosition(counts) & Node.DOCUMENT_POSITION_FOLLOWING)";
    assert_eq!(window.script(follows).await, true, "the keyboard comes to people first");
    window.press(" zzzz").await;
    window.wait_for_text("#results strong", "Rien ne correspond").await;
    assert_eq!(window.script("return document.querySelector('#refine').checkVisibility()").await, false);
    window.close().await;
}

#[tokio::test]
async fn on_a_phone_the_counts_fold_above_the_results() {
    let door = Door::open().await;
    let name = "browser::counts::on_a_phone_the_counts_fold_above_the_results";
    let look = Look { phone: Some(390), ..DESKTOP };
    let Some(window) = open(name, &door.server.url, look).await else { return };
    if directory::is_gateway() {
        return window.close().await;
    }
    window.go("/?q=martineau").await;
    let is_open = "return document.querySelector('#refine').open";
    assert_eq!(window.script(is_open).await, false);
    window.script("document.querySelector('#refine summary').click()").await;
    window.wait_for_text("#counts a[href*='kind=GENR04']", "Activité non soignante").await;
    let above = "const box = (name) => document.querySelector(name).getBoundingClientRect(); \
                 return box('#counts').bottom <= box('#results').top";
    assert_eq!(window.script(above).await, true);
    window.close().await;
}
