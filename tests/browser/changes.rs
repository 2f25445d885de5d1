//! Changes at the source, looked at and decided as a person does it.

use crate::{
    browser::{
        accessibility,
        window::{DESKTOP, Look, open},
    },
    support::{
        changes::{
            FIRST_NAME, HERE, LINK, NAME, PERSON, PLACE, PROFESSION, import, later, registered, until_counted,
        },
        company::Company,
        door::{Door, SELECT},
        fixture::COMPLETE,
        home::Home,
    },
};

/// A phone at night, in English.
const PHONE: Look = Look { phone: Some(360), dark: true, language: "en", ..DESKTOP };

/// The button of a change.
fn button(key: &str, decision: &str) -> String {
    format!("form[action='{HERE}/{key}/{decision}'] button")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_change_is_taken_or_dismissed() {
    let door = Door::at(Home::with_index()).await;
    registered(&door).await;
    import(&door, &later("Hôpital des Deux-Rivières")).await;
    until_counted(&door.visitor, 6).await;
    let name = "browser::changes::every_kind_of_change_is_taken_or_dismissed";
    for look in [DESKTOP, Look { dark: true, ..DESKTOP }, Look { language: "en", ..DESKTOP }] {
        let Some(window) = open(name, &door.server.url, look).await else { return };
        accessibility::check_pages(&window, look, &[("changes-filled", HERE.to_owned())]).await;
        window.close().await;
    }
    let Some(window) = open(name, &door.server.url, PHONE).await else { return };
    accessibility::check_pages(&window, PHONE, &[("phone-changes-filled", HERE.to_owned())]).await;
    let wide = window.script("return document.documentElement.scrollWidth").await;
    assert_eq!(wide, 360, "nothing stands out of a phone");
    assert_eq!(window.count("article.change").await, 6);

    for (key, decision, said) in [
        (FIRST_NAME, "taken", "DUBREUIL Claire"),
        (PROFESSION, "taken", "LEVANTIN Marc"),
        (NAME, "taken", "Hôpital des Trois-Rivières"),
        (PLACE, "dismissal", "Hôpital des Deux-Rivières"),
        (LINK, "taken", "LEVANTIN Marc"),
    ] {
        window.click(&button(key, decision)).await;
        window.wait_for_text("#notice", said).await;
        assert_eq!(window.count(&button(key, decision)).await, 0, "{key} is decided");
    }
    window.click(&format!("a.taken[href*='{PERSON}']")).await;
    window.wait_for_text("h1", "Remove ORVAL Denis from the register?").await;
    window.picture("phone-changes-removal").await;
    window.click("main button.danger").await;
    window.wait_for_text("#notice", "ORVAL Denis").await;
    assert_eq!(window.count("article.change").await, 0);
    window.go("/workers?q=levantin").await;
    assert!(window.text("article.person").await.contains("Médecin"), "{}", window.words().await);
    assert_eq!(door.home.database.counts()[1..3], [2, 2]);
    assert_eq!(door.home.database.count("changes where state = 'dismissed'"), 1);
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_a_gateway_one_asks_for_the_comparison() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    let results = door.visitor.search(COMPLETE.number).await;
    door.visitor.follow(&door.visitor.press(&results, SELECT).await).await;
    door.home.database.change("update workers set first_name = 'Clara'");
    let name = "browser::changes::over_a_gateway_one_asks_for_the_comparison";
    let Some(window) = open(name, &door.server.url, DESKTOP).await else { return };
    window.go(HERE).await;
    window.click("main form button").await;
    window.wait_for_text("#notice", "La comparaison commence").await;
    window.picture("changes-asked").await;
    until_counted(&door.visitor, 1).await;
    window.go(HERE).await;
    assert!(window.text("article.change").await.contains("Clara"));
    window.click(&button(FIRST_NAME, "taken")).await;
    window.wait_for_text("#notice", "DUBREUIL Clara").await;
    window.close().await;
}
