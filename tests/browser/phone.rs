//! A phone's width: nothing scrolls sideways, and the main job works.

use crate::{
    browser::window::{DESKTOP, Look, Window, open},
    support::{
        door::Door,
        pages::{self, Named},
    },
};

/// A narrow phone.
const PHONE: Look = Look { phone: Some(360), ..DESKTOP };

/// The elements that stand out of the page to the right.
const WIDE: &str = "const page = document.documentElement; \
     if (page.scrollWidth <= page.clientWidth) return []; \
     return [...document.body.querySelectorAll('*')] \
         .filter(one => one.getBoundingClientRect().right > page.clientWidth + 1) \
         .slice(0, 5).map(one => one.outerHTML.slice(0, 120));";

async fn check(window: &Window, pages: &[Named]) {
    for (name, path) in pages {
        window.go(path).await;
        window.picture(&format!("phone-{name}")).await;
        let wide = window.script(WIDE).await;
        assert_eq!(wide, serde_json::json!([]), "{name} scrolls sideways");
    }
}

#[tokio::test]
async fn no_page_scrolls_sideways() {
    let door = Door::open().await;
    let name = "browser::phone::no_page_scrolls_sideways";
    let Some(window) = open(name, &door.server.url, PHONE).await else { return };
    window.go("/").await;
    assert_eq!(window.script("return window.innerWidth").await, 360);
    check(&window, &pages::of_empty_register()).await;
    check(&window, &pages::of_filled_register(&door).await).await;
    window.close().await;
}

#[tokio::test]
async fn the_main_job_is_done_with_a_thumb() {
    let door = Door::open().await;
    let name = "browser::phone::the_main_job_is_done_with_a_thumb";
    let Some(window) = open(name, &door.server.url, PHONE).await else { return };
    window.go("/").await;
    let unfolded = window.script("return document.querySelector('#filters').open").await;
    assert_eq!(unfolded, false, "the filters are folded");
    window.type_into("#q", "dubreuil").await;
    window.wait_for_text("#results h2", "DUBREUIL Claire").await;
    let height = "return document.querySelector('#results button').getBoundingClientRect().height";
    assert!(window.script(height).await.as_f64().unwrap() >= 36.0, "a thumb hits the button");
    window.click("#results button[name=entry]").await;
    window.wait_for_address("/organizations/259900017").await;
    window.close().await;
}
