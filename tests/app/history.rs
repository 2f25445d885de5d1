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
