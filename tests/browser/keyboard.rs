//! The main job without a mouse.

use fantoccini::key::Key;

use crate::{
    browser::window::{DESKTOP, open},
    support::door::Door,
};

#[tokio::test]
async fn slash_arrows_and_enter() {
    let door = Door::open().await;
    let name = "browser::keyboard::slash_arrows_and_enter";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    let (down, up, enter) = (Key::Down.to_string(), Key::Up.to_string(), Key::Enter.to_string());
    window.go("/?q=martineau").await;
    window.script("document.activeElement.blur()").await;
    window.press("/").await;
    assert!(window.has_focus("#q").await);
    assert_eq!(
        window.script("return document.querySelector('#q').value").await,
        "martineau",
        "the stroke is not typed"
    );
    window.press(&down).await;
    assert!(window.has_focus("#results article:first-of-type h2 a").await, "{}", window.words().await);
    window.press(&down).await;
    assert!(window.has_focus("#results article:nth-of-type(2) h2 a").await);
    window.press(&up).await;
    window.press(&up).await;
    assert!(window.has_focus("#q").await);
    window.press(&down).await;
    window.press(&enter).await;
    window.wait_for_address("/selections/new").await;
    window.close().await;
}

#[tokio::test]
async fn a_person_is_selected_with_the_tab_key_alone() {
    let door = Door::open().await;
    let name = "browser::keyboard::a_person_is_selected_with_the_tab_key_alone";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    let (tab, enter) = (Key::Tab.to_string(), Key::Enter.to_string());
    window.go("/").await;
    window.press(&format!("dubreuil{enter}")).await;
    window.wait_for_text("#results h2", "DUBREUIL Claire").await;
    window.script("document.activeElement.blur(); window.getSelection().removeAllRanges()").await;
    for stop in 0.. {
        assert!(stop < 60, "the button is not reached: {}", window.words().await);
        window.press(&tab).await;
        let outline = "const s = getComputedStyle(document.activeElement); \
                       return s.outlineStyle !== 'none' || s.boxShadow !== 'none'";
        assert_eq!(window.script(outline).await, true, "the focus is seen at stop {stop}");
        if window.has_focus("#results button[name=entry]").await {
            break;
        }
    }
    window.press(&enter).await;
    window.wait_for_address("/organizations/259900017").await;
    window.close().await;
}

#[tokio::test]
async fn the_first_stop_leads_past_the_navigation() {
    let door = Door::open().await;
    let name = "browser::keyboard::the_first_stop_leads_past_the_navigation";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go("/organizations").await;
    window.press(&Key::Tab.to_string()).await;
    assert!(window.has_focus("a.skip").await);
    window.press(&Key::Enter.to_string()).await;
    assert!(window.address().await.ends_with("#main"));
    window.close().await;
}
