//! `…/removal`: removing a link, a worker, an organization, with a question first (rule 10).

use crate::support::{
    door::Door,
    fixture::{COMPLETE, HOSPITAL},
};

const LINK: &str = "/organizations/259900017/workers/19900000019/removal";
const WORKER: &str = "/workers/19900000019/removal";
const ORGANIZATION: &str = "/organizations/259900017/removal";
const REMOVE: &str = "main form button";

#[tokio::test]
async fn a_link_is_removed_after_a_question() {
    let door = Door::with_one_registered().await;
    let page = door.visitor.get("/organizations/259900017").await;
    let question = door.visitor.click(&page, "table a[role=button]").await;
    assert_eq!(question.text("h1"), "Retirer DUBREUIL Claire de Hôpital des Trois-Rivières ?");
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3], "asking changes nothing");
    let page = door.visitor.follow(&door.visitor.press(&question, REMOVE).await).await;
    assert!(page.text("#notice").contains("Le lien entre DUBREUIL Claire"), "{}", page.text("#notice"));
    assert_eq!(door.home.database.counts(), [1, 1, 0, 4]);
    assert_eq!(door.visitor.get(LINK).await.status, 404);
    assert_eq!(door.visitor.post(LINK, &[]).await.status, 404);
}

#[tokio::test]
async fn what_is_still_linked_is_not_removed() {
    let door = Door::with_one_registered().await;
    for path in [WORKER, ORGANIZATION] {
        let question = door.visitor.get(path).await;
        assert!(question.has(".warning") && !question.has(REMOVE), "{}", question.words());
        door.visitor.post(path, &[]).await;
    }
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
}

#[tokio::test]
async fn a_worker_and_an_organization_without_links_are_removed_and_the_history_stays() {
    let door = Door::with_one_registered().await;
    door.visitor.post(LINK, &[]).await;
    for (path, gone, name) in [
        (WORKER, "/workers/19900000019", "DUBREUIL Claire"),
        (ORGANIZATION, "/organizations/259900017", HOSPITAL.name),
    ] {
        let question = door.visitor.get(path).await;
        assert!(question.text("h1").contains("du carnet ?"), "{}", question.words());
        let page = door.visitor.follow(&door.visitor.press(&question, REMOVE).await).await;
        assert_eq!(page.text("#notice"), format!("{name} n’est plus au carnet."));
        assert_eq!(door.visitor.get(gone).await.status, 404);
        assert_eq!(door.visitor.get(path).await.status, 404);
        assert_eq!(door.visitor.post(path, &[]).await.status, 404);
    }
    assert_eq!(door.home.database.counts(), [0, 0, 0, 6]);
    assert_eq!(door.visitor.get("/history").await.texts("ul.history li").len(), 6);
    let page = door.select(&COMPLETE).await;
    assert!(page.text("#notice").contains("entrent au carnet"), "{}", page.text("#notice"));
}
