//! `/history`: what was done, by whom and when (rule 10).

use crate::support::{
    door::{Door, SELECT},
    fixture::{COMPLETE, CROWD_NAME, HOSPITAL},
};

#[tokio::test]
async fn each_change_is_told_newest_first() {
    let door = Door::open().await;
    assert!(door.visitor.get("/history").await.has(".empty"));
    door.select(&COMPLETE).await;
    let page = door.visitor.get("/history").await;
    let lines = page.texts("ul.history li");
    assert_eq!(lines.len(), 3);
    assert!(lines[0].contains("Lien créé") && !page.words().contains("local"), "{lines:?}");
    assert!(
        lines.iter().any(|line| line.contains("Organisation enregistrée : Hôpital des Trois-Rivières")),
        "{lines:?}"
    );
    assert!(lines.iter().any(|line| line.contains("Personne enregistrée : DUBREUIL Claire")), "{lines:?}");
    assert!(page.attribute("time", "datetime").starts_with("20"));
    assert_eq!(page.texts("ul.history a").len(), 3);
    assert_eq!(door.visitor.click(&page, "ul.history a").await.text("h1"), HOSPITAL.name);
    for after in ["abc", "%27", "%00", "0192e4a0-0000-7000-8000-00000000000%C3%A9"] {
        assert_eq!(door.visitor.get(&format!("/history?after={after}")).await.status, 400, "{after}");
    }
}

#[tokio::test]
async fn it_is_shown_by_pages_without_a_gap() {
    let door = Door::open().await;
    let crowd = door.visitor.get(&format!("/?q={CROWD_NAME}&size=100")).await;
    let entries = crowd.texts(SELECT).len();
    door.register_all(&crowd).await;
    let mut page = door.visitor.get("/history").await;
    let mut seen = page.texts("ul.history li").len();
    while page.has(".more a") {
        page = door.visitor.click(&page, ".more a").await;
        seen += page.texts("ul.history li").len();
    }
    assert!(entries > 50, "{entries}");
    assert_eq!(seen as i64, door.home.database.count("events"));
}

#[tokio::test]
async fn filters_stand_in_the_address_and_narrow_every_page() {
    let door = Door::with_one_registered().await;
    let crowd = door.visitor.get(&format!("/?q={CROWD_NAME}&size=100")).await;
    door.register_all(&crowd).await;
    let page = door.visitor.get("/history").await;
    let form = page.form("#filters button").with("kind", "organization_created");
    let form = form.with("organization", "259 900 017").with("who", "local");
    let narrowed = door.visitor.submit(&form).await;
    let lines = narrowed.texts("ul.history > li");
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains(HOSPITAL.name) && narrowed.has("#kind option[selected]"));
    let persons = door.home.database.count("workers");
    for (query, expected) in [
        ("kind=worker_created&since=2020-01-01&until=2999-01-01".to_owned(), persons),
        ("kind=worker_created&who=zoe%40example.fr".to_owned(), 0),
        (format!("worker={}", COMPLETE.number), 2),
        ("kind=worker_created&until=9999-12-31".to_owned(), persons),
        ("until=2020-01-01".to_owned(), 0),
        ("since=2999-01-01".to_owned(), 0),
    ] {
        let path = format!("/history?{query}");
        let all = super::organizations::through_all_pages(&door, &path, "ul.history > li").await;
        assert_eq!(all.len() as i64, expected, "{query}");
    }
    assert_eq!(door.visitor.get("/history?kind=completed_by_hand").await.texts("ul.history > li").len(), 0);
    for query in [
        "kind=dreamt",
        "since=x",
        "until=2026-02-30",
        "since=2026-03-02&until=2026-03-01",
        "organization=12",
        "worker=abc",
    ] {
        assert_eq!(door.visitor.get(&format!("/history?{query}")).await.status, 400, "{query}");
    }
    let swapped = door.visitor.get("/history?since=2026-03-02&until=2026-03-01").await;
    assert!(swapped.text("[role=alert]").contains("vient avant le premier"), "{}", swapped.words());
    let unread = door.visitor.get("/history?who=local&worker=1990000").await;
    assert!(unread.text("[role=alert]").contains("Ce numéro ne se lit pas"), "{}", unread.words());
    assert_eq!(unread.attribute("#worker", "value"), "1990000");
    assert!(unread.has("#filters[open] #who option[value=local][selected]"));
}

#[tokio::test]
async fn it_shows_what_was_there_before() {
    let door = Door::with_one_registered().await;
    door.home.database.change("update affiliations set completed_by_hand = '[\"first_name\",\"finess\"]'");
    let path = format!("/organizations/{}/workers/{}/removal", HOSPITAL.finess, COMPLETE.number);
    assert_eq!(door.visitor.post(&path, &[]).await.status, 303);
    let removed = door.visitor.get("/history?kind=affiliation_removed").await;
    let before = removed.text("ul.history details.before dl");
    assert!(before.contains(HOSPITAL.name) && before.contains("DUBREUIL Claire"), "{before}");
    assert!(before.contains("Complété à la mainPrénom, FINESS"), "{before}");
    assert!(!door.visitor.get("/history?kind=affiliation_created").await.has("details.before"));
}
