//! Coming in and going out, as a person does it.

use crate::{
    browser::window::{DESKTOP, Look, Window, open},
    support::{
        door::Door,
        fixture::{COMPLETE, HOSPITAL},
        staff::{ADMIN, OTHER_PASSWORD, PASSWORD, Person, STAFF},
    },
};

const SELECT: &str = "#results button[name=entry]";

/// Fills in the form that signs in, and sends it.
pub async fn sign_in(window: &Window, person: &Person, password: &str) {
    window.wait("#email").await.clear().await.unwrap();
    window.type_into("#email", person.email).await;
    window.type_into("#password", password).await;
    window.click("main form button").await;
}

#[tokio::test]
async fn the_first_link_a_wrong_password_and_the_way_out() {
    let mut door = Door::open().await;
    let link = door.first_link().await;
    let name = "browser::accounts::the_first_link_a_wrong_password_and_the_way_out";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go(&link).await;
    assert!(window.has_focus("#email").await);
    window.type_into("#email", ADMIN.email).await;
    window.type_into("#name", ADMIN.name).await;
    window.type_into("#password", PASSWORD).await;
    window.type_into("#again", PASSWORD).await;
    window.press("\u{E007}").await;
    window.wait_for_text("#notice", "Bienvenue, Odile").await;
    window.picture("welcomed").await;
    window.click(".me button").await;
    window.wait_for_text("#notice", "déconnecté").await;
    window.back().await;
    window.wait_for_address("/sign-in").await;
    window.go("/history").await;
    window.wait_for_address("/sign-in?to=%2Fhistory").await;
    sign_in(&window, &ADMIN, OTHER_PASSWORD).await;
    window.wait_for_text("#problem", "est faux").await;
    assert!(window.has_focus("#password").await, "what is to be typed again has the focus");
    sign_in(&window, &ADMIN, PASSWORD).await;
    window.wait_for_address("/history").await;
    window.wait_for_text("ul.history", "Compte créé : Odile").await;
    window.close().await;
}

#[tokio::test]
async fn a_session_that_ends_in_the_middle_of_a_selection_loses_nothing() {
    let door = Door::closed(&STAFF).await;
    let name = "browser::accounts::a_session_that_ends_in_the_middle_of_a_selection_loses_nothing";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go("/").await;
    sign_in(&window, &STAFF, PASSWORD).await;
    window.wait("#q").await;
    window.type_into("#q", "dubreuil cl").await;
    window.wait_for_text("#results h2", COMPLETE.last_name).await;
    door.home.database.change("update sessions set until = 1");
    window.click(SELECT).await;
    window.wait_for_text("main", "Rien n’est perdu").await;
    window.picture("session-ended").await;
    sign_in(&window, &STAFF, PASSWORD).await;
    window.wait_for_address("/selections/new").await;
    assert_eq!(door.home.database.count("affiliations"), 0);
    window.click("button[name=entry]").await;
    window.wait_for_address(&format!("/organizations/{}", HOSPITAL.finess)).await;
    window.wait_for_text("table", COMPLETE.last_name).await;
    window.close().await;
}

#[tokio::test]
async fn a_session_that_ends_while_one_types_is_said_where_the_results_stand() {
    let door = Door::closed(&STAFF).await;
    let name = "browser::accounts::a_session_that_ends_while_one_types_is_said_where_the_results_stand";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go("/").await;
    sign_in(&window, &STAFF, PASSWORD).await;
    window.wait("#q").await;
    door.home.database.change("update sessions set until = 1");
    window.type_into("#q", "dubreuil").await;
    window.wait_for_text("#results", "Session terminée").await;
    window.click("#results a[href^='/sign-in']").await;
    sign_in(&window, &STAFF, PASSWORD).await;
    window.wait_for_text("#results h2", COMPLETE.last_name).await;
    window.close().await;
}

#[tokio::test]
async fn an_admin_invites_without_scripts() {
    let door = Door::closed(&ADMIN).await;
    let name = "browser::accounts::an_admin_invites_without_scripts";
    // No phone: with scripts off too, Chromium 156 never ends a click there.
    let look = Look { script: false, ..DESKTOP };
    let Some(window) = open(name, &door.server.url, look).await else { return };
    window.go("/staff").await;
    sign_in(&window, &ADMIN, PASSWORD).await;
    window.wait_for_address("/staff").await;
    window.picture("staff-without-scripts").await;
    window.type_into("section #email", "marc@carnet.example").await;
    window.click("section form button").await;
    window.wait_for_text("#notice", "/welcome?token=").await;
    window.picture("invited-without-scripts").await;
    window.go("/account").await;
    window.picture("account-without-scripts").await;
    window.close().await;
}
