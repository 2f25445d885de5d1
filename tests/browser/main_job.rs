//! Search, select, find it in the listing.

use crate::{
    browser::window::{DESKTOP, open},
    support::{
        door::Door,
        fixture::{HEALTH_CENTRE, HOSPITAL, WITHOUT_FINESS},
    },
};

/// The button that selects.
const SELECT: &str = "#results button[name=entry]";

#[tokio::test]
async fn type_see_select_and_find_it_in_the_listing() {
    let door = Door::open().await;
    let name = "browser::main_job::type_see_select_and_find_it_in_the_listing";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go("/").await;
    assert!(window.has_focus("#q").await, "one can type at once");
    window.type_into("#q", "dubreuil cl").await;
    window.wait_for_text("#results h2", "DUBREUIL Claire").await;
    window.wait_for_address("/?q=dubreuil").await;
    window.click(SELECT).await;
    window.wait_for_address("/organizations/259900017").await;
    assert!(window.text("#notice").await.contains("entrent au carnet"));
    assert!(window.has_focus("#notice").await, "the notice has the focus");
    window.picture("selected").await;
    window.click("nav a[href='/organizations']").await;
    window.wait_for_text("article", "DUBREUIL Claire").await;
    assert!(window.text("article h2").await.contains(HOSPITAL.name));
    assert_eq!(window.script("return document.querySelectorAll('#notice').length").await, 0);
    window.close().await;
}

#[tokio::test]
async fn results_follow_what_is_typed() {
    let door = Door::open().await;
    let name = "browser::main_job::results_follow_what_is_typed";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go("/").await;
    window.type_into("#q", "levan").await;
    window.wait_for_text("#results h2", "LEVANTIN Marc").await;
    window.wait_for_text("#results .found", "2 lieux d’exercice").await;
    let said = window.script("return document.querySelector('[aria-live]').textContent").await;
    assert!(said.as_str().unwrap().contains("2"), "{said}");
    window.wait_for_address("/?q=levan").await;
    let link = window.script("return document.querySelector('.languages a').getAttribute('href')").await;
    assert_eq!(link, "/?q=levan&lang=en", "the other language keeps what was typed");
    assert_eq!(window.script("return document.title").await, "levan · Carnet");
    let copied = "getSelection().selectAllChildren(document.querySelector('#results .id')); \
                  return getSelection().toString()";
    assert_eq!(window.script(copied).await, "19900000027", "a number is copied without spaces");
    window.script("document.querySelector('#q').select()").await;
    window.press("zzzyyy").await;
    window.wait_for_text("#results .empty", "zzzyyy").await;
    window.script("document.querySelector('#q').select()").await;
    window.press("martineau").await;
    window.wait_for_text("#results h2", "MARTINEAU Isabelle").await;
    window.script("const d = document.querySelector('#department'); d.value = '33'; d.dispatchEvent(new Event('input', {bubbles: true}))").await;
    window.wait_for_address("/?q=martineau&department=33").await;
    window.wait_for_text("#results .found", "1 lieu d’exercice").await;
    window.close().await;
}

#[tokio::test]
async fn a_second_click_changes_nothing() {
    let door = Door::open().await;
    let name = "browser::main_job::a_second_click_changes_nothing";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go("/?q=dubreuil").await;
    window.script(&format!("const b = document.querySelector('{SELECT}'); b.click(); b.click()")).await;
    window.wait_for_address("/organizations/259900017").await;
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
    window.back().await;
    window.wait_for_address("/?q=dubreuil").await;
    if window.count(SELECT).await == 1 {
        window.click(SELECT).await;
        window.wait_for_address("/organizations/259900017").await;
        assert!(window.text("#notice").await.contains("Rien n’a changé"));
    } else {
        assert!(window.text("#results .place").await.contains("déjà au carnet"));
    }
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
    window.close().await;
}

#[tokio::test]
async fn a_selection_is_taken_back() {
    let door = Door::open().await;
    let name = "browser::main_job::a_selection_is_taken_back";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go("/?q=dubreuil").await;
    window.click(SELECT).await;
    window.wait_for_address("/organizations/259900017").await;
    window.click("#notice form button").await;
    window.wait_for_text("#notice", "n’est plus au carnet").await;
    assert_eq!(door.home.database.counts(), [0, 0, 0, 6]);
    window.close().await;
}

#[tokio::test]
async fn an_entry_without_a_finess_goes_through_the_completion_page() {
    let door = Door::open().await;
    let name = "browser::main_job::an_entry_without_a_finess_goes_through_the_completion_page";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go(&format!("/?q={}", WITHOUT_FINESS.number)).await;
    window.click("#results .place a[role=button]").await;
    window.wait_for_address("/selections/new").await;
    window.click("form.completion p button").await;
    assert!(window.address().await.starts_with("/selections/new"), "the browser asks for a choice");
    window.picture("completion").await;
    window.type_into("#place", "clinique").await;
    window.click("form.completion button[formaction]").await;
    window.wait_for_text(".choices", "Organisations trouvées").await;
    assert!(window.address().await.ends_with("#place"));
    assert!(window.has_focus("#place").await, "one can go on typing");
    window.click("input[name=organization]").await;
    window.click("form.completion p button").await;
    window.wait_for_address(&format!("/organizations/{}", HEALTH_CENTRE.finess)).await;
    window.wait_for_text("table", "KERVADEC Solène").await;
    window.close().await;
}
