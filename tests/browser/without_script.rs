//! The same without JavaScript.

use crate::{
    browser::window::{DESKTOP, Look, Window, open},
    support::{
        door::Door,
        fixture::{PHARMACY, WITHOUT_PLACE},
    },
};

const PLAIN: Look = Look { script: false, ..DESKTOP };

/// Types a search and sends it with the button.
async fn search(window: &Window, text: &str) {
    window.go("/").await;
    window.type_into("#q", text).await;
    window.click("form#search button").await;
    window.wait("#results .found").await;
}

#[tokio::test]
async fn search_select_undo_and_list() {
    let door = Door::open().await;
    let name = "browser::without_script::search_select_undo_and_list";
    let Some(window) = open(name, &door.server.url, PLAIN).await else { return };
    search(&window, "dubreuil").await;
    assert!(window.address().await.starts_with("/?q=dubreuil"));
    window.click("#results button[name=entry]").await;
    window.wait_for_address("/organizations/259900017").await;
    assert!(window.text("#notice").await.contains("entrent au carnet"));
    window.click("nav a[href='/organizations']").await;
    window.wait_for_text("article", "DUBREUIL Claire").await;
    search(&window, "levantin").await;
    window.click("#results button[name=entry]").await;
    window.wait_for_address("/organizations/").await;
    window.click("#notice form button").await;
    window.wait_for_text("#notice", "LEVANTIN Marc n’est plus").await;
    assert_eq!(door.home.database.counts()[..3], [1, 1, 1]);
    window.close().await;
}

#[tokio::test]
async fn filters_and_completion() {
    let door = Door::open().await;
    let name = "browser::without_script::filters_and_completion";
    let Some(window) = open(name, &door.server.url, PLAIN).await else { return };
    search(&window, "martineau").await;
    window.click("#filters summary").await;
    window.type_into("#town", PHARMACY.town).await;
    window.click("noscript button, #filters button").await;
    window.wait_for_text("#results .found", "1 lieu d’exercice").await;

    window.go(&format!("/?q={}", WITHOUT_PLACE.number)).await;
    window.click("#results .place a[role=button]").await;
    window.type_into("#place", "pharmacie bordeaux").await;
    window.click("form.completion button[formaction]").await;
    window.click(&format!("input[name=organization][value='{}']", PHARMACY.finess)).await;
    window.click("form.completion p button").await;
    window.wait_for_address(&format!("/organizations/{}", PHARMACY.finess)).await;
    window.wait_for_text("table", WITHOUT_PLACE.last_name).await;
    window.close().await;
}
