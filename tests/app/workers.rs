//! `/workers`: the same from the worker's side.

use std::collections::BTreeSet;

use crate::{
    app::organizations::through_all_pages,
    support::{
        door::Door,
        fixture::{COMPLETE, CROWD, CROWD_NAME, HOSPITAL, OTHER_HOSPITAL, TWO_HOSPITALS},
    },
};

const NAME: &str = "main article h2";

#[tokio::test]
async fn a_worker_shows_each_organization() {
    let door = Door::open().await;
    let both = door.visitor.search(TWO_HOSPITALS.number).await;
    door.register_all(&both).await;
    let listing = door.visitor.get("/workers").await;
    let card = listing.text("main article");
    let page = door.visitor.click(&listing, &format!("{NAME} a")).await;
    assert_eq!(page.text("h1"), "LEVANTIN Marc");
    let table = page.text("table");
    for text in [&card, &table] {
        assert!(text.contains(HOSPITAL.name) && text.contains(OTHER_HOSPITAL.name), "{text}");
    }
    assert!(page.text("aside dl").contains("19900000027"));
    assert!(page.text("ul.history").contains("Personne enregistrée"));
    let organization = door.visitor.click(&page, "table a[data-result]").await;
    assert!(organization.text("table").contains("LEVANTIN Marc"));
}

#[tokio::test]
async fn the_listing_is_searched_and_paged() {
    let door = Door::with_one_registered().await;
    let crowd = door.visitor.get(&format!("/?q={CROWD_NAME}&size=100")).await;
    door.register_all(&crowd).await;
    let names = through_all_pages(&door, "/workers", NAME).await;
    assert_eq!(names.len(), CROWD + 1);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    assert_eq!(names[0], "DUBREUIL Claire");
    for query in ["claire+dub", "MEDECIN+dubreuil", COMPLETE.number, "19+900+000+019"] {
        assert_eq!(
            door.visitor.get(&format!("/workers?q={query}")).await.text(NAME),
            "DUBREUIL Claire",
            "{query}"
        );
    }
    let accents = door.visitor.get("/workers?q=chloe+gaelle").await.texts(NAME);
    assert!(
        !accents.is_empty() && accents.iter().all(|name| name.contains("Chloé") && name.contains("Gaëlle"))
    );
    let narrowed = format!("/workers?q={CROWD_NAME}");
    assert_eq!(through_all_pages(&door, &narrowed, NAME).await.len(), CROWD);
    assert_eq!(
        door.visitor.get(&narrowed).await.text(".found p:first-child"),
        format!("{CROWD} professionnels")
    );
}

#[tokio::test]
async fn a_worker_who_is_not_registered_is_not_there() {
    let door = Door::open().await;
    for missing in ["/workers/19900000019", "/workers/zzz", "/workers/1"] {
        let page = door.visitor.get(missing).await;
        assert_eq!(page.status, 404, "{missing}");
        assert!(page.text("main").contains("n’est pas au carnet"), "{}", page.words());
    }
}
