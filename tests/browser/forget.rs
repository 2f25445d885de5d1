//! Forgetting a person, as an admin does it.

use crate::{
    browser::{
        accessibility,
        accounts::sign_in,
        window::{DESKTOP, Look, open},
    },
    support::{
        door::Door,
        fixture::COMPLETE,
        staff::{ADMIN, PASSWORD},
    },
};

#[tokio::test]
async fn an_admin_forgets_a_person_after_a_question() {
    let door = Door::closed(&ADMIN).await;
    door.select(&COMPLETE).await;
    let name = "browser::forget::an_admin_forgets_a_person_after_a_question";
    let (worker, question) =
        (format!("/workers/{}", COMPLETE.number), format!("/workers/{}/forgetting", COMPLETE.number));
    let night = Look { dark: true, phone: Some(360), language: "en", ..DESKTOP };
    for look in [night, DESKTOP] {
        let Some(window) = open(name, &door.server.url, look).await else { return };
        window.go("/sign-in").await;
        sign_in(&window, &ADMIN, PASSWORD).await;
        window.wait(".me").await;
        let pages = [("worker-of-admin", worker.clone()), ("forgetting", question.clone())];
        accessibility::check_pages(&window, look, &pages).await;
        if look.dark {
            window.close().await;
            continue;
        }
        window.go(&worker).await;
        window.click("a[href$='/forgetting']").await;
        window.wait_for_text("h1", "Oublier DUBREUIL Claire").await;
        window.click("main form button").await;
        window.wait_for_address("/workers").await;
        window.wait_for_text("#notice", "La personne est oubliée").await;
        window.picture("forgotten").await;
        window.close().await;
    }
    assert_eq!(door.home.database.counts()[..3], [1, 0, 0]);
}
