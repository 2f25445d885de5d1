//! `/selections/{selection_id}/undo`: taking one selection back (rule 10).

use crate::support::{
    answer::Answer,
    door::{Door, SELECT},
    fixture::{COMPLETE, HOSPITAL, OTHER_HOSPITAL, TWO_HOSPITALS},
};

const UNDO: &str = "#notice form button";

/// Registers a person at the place in a town.
async fn register_at(door: &Door, number: &str, town: &str) -> Answer {
    let results = door.visitor.search(&format!("{number} {town}")).await;
    door.visitor.follow(&door.visitor.press(&results, SELECT).await).await
}

async fn undo(door: &Door, page: &Answer) -> Answer {
    door.visitor.follow(&door.visitor.press(page, UNDO).await).await
}

#[tokio::test]
async fn a_selection_taken_back_leaves_only_its_history() {
    let door = Door::open().await;
    let page = door.select(&COMPLETE).await;
    let page = undo(&door, &page).await;
    let notice = page.text("#notice");
    for words in [
        "Le lien entre DUBREUIL Claire et Hôpital des Trois-Rivières est retiré",
        "DUBREUIL Claire n’est plus au carnet",
        "Hôpital des Trois-Rivières n’est plus au carnet",
    ] {
        assert!(notice.contains(words), "{words} in {notice}");
    }
    assert_eq!(door.home.database.counts(), [0, 0, 0, 6]);
    assert_eq!(door.visitor.get("/organizations/259900017").await.status, 404);
    let history = door.visitor.get("/history").await;
    let lines = history.texts("ul.history li");
    assert_eq!(lines.iter().filter(|line| line.contains("(sélection annulée)")).count(), 3, "{lines:?}");
    assert!(lines[5].contains("Organisation enregistrée") && !lines[5].contains("annulée"), "{lines:?}");
    assert!(!history.has("ul.history a"), "what is gone has no page to lead to");
}

#[tokio::test]
async fn what_was_known_before_stays() {
    let door = Door::with_one_registered().await;
    let page = register_at(&door, TWO_HOSPITALS.number, HOSPITAL.town).await;
    let notice = undo(&door, &page).await.text("#notice");
    assert!(notice.contains("Trois-Rivières reste au carnet"), "{notice}");
    assert!(notice.contains("LEVANTIN Marc n’est plus au carnet"), "{notice}");
    assert_eq!(door.home.database.counts()[..3], [1, 1, 1]);
}

#[tokio::test]
async fn what_is_linked_elsewhere_stays() {
    let door = Door::open().await;
    let first = register_at(&door, TWO_HOSPITALS.number, HOSPITAL.town).await;
    let undo_first = first.form(UNDO);
    register_at(&door, TWO_HOSPITALS.number, OTHER_HOSPITAL.town).await;
    let page = door.visitor.follow(&door.visitor.submit(&undo_first).await).await;
    let notice = page.text("#notice");
    assert!(
        notice.contains("LEVANTIN Marc reste au carnet, avec un lien vers une autre organisation"),
        "{notice}"
    );
    assert!(notice.contains("Trois-Rivières n’est plus au carnet"), "{notice}");
    assert_eq!(door.home.database.counts()[..3], [1, 1, 1]);
}

#[tokio::test]
async fn a_second_undo_and_one_of_nothing_change_nothing() {
    let door = Door::open().await;
    let page = door.select(&COMPLETE).await;
    let form = page.form(UNDO);
    undo(&door, &page).await;
    let counts = door.home.database.counts();
    let again = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert!(again.text("#notice").contains("a déjà été annulé"), "{}", again.text("#notice"));
    let unknown = door.visitor.post("/selections/0192/undo", &[]).await;
    let nothing = door.visitor.follow(&unknown).await.text("#notice");
    assert!(nothing.contains("rien à annuler"), "{nothing}");
    assert_eq!(door.home.database.counts(), counts);
}

#[tokio::test]
async fn an_old_link_made_again_is_not_taken_back() {
    let door = Door::open().await;
    let page = door.select(&COMPLETE).await;
    let old = page.form(UNDO);
    let removal = "/organizations/259900017/workers/19900000019/removal";
    assert_eq!(door.visitor.post(removal, &[]).await.status, 303);
    door.select(&COMPLETE).await;
    let page = door.visitor.follow(&door.visitor.submit(&old).await).await;
    assert!(page.has("#notice"), "{}", page.words());
    assert_eq!(door.home.database.counts()[..3], [1, 1, 1]);
}

#[tokio::test]
async fn after_a_day_it_is_too_late() {
    let door = Door::open().await;
    let page = door.select(&COMPLETE).await;
    for table in ["affiliations", "workers", "organizations"] {
        door.home.database.change(&format!("update {table} set created_at = created_at - 90000"));
    }
    door.home.database.change("update events set at = at - 90000");
    let page = undo(&door, &page).await;
    assert!(page.text("#notice").contains("dans la journée"), "{}", page.text("#notice"));
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
}

#[tokio::test]
async fn the_history_offers_to_take_back_what_still_can_be() {
    const LINE: &str = "ul.history form button";
    let door = Door::with_one_registered().await;
    for path in ["/history", "/organizations/259900017", "/workers/19900000019"] {
        let page = door.visitor.get(path).await;
        assert_eq!(page.texts(LINE), ["Annuler"], "{path}");
    }
    let old = door.visitor.get("/history").await;
    door.visitor.post("/organizations/259900017/workers/19900000019/removal", &[]).await;
    assert!(!door.visitor.get("/history").await.has(LINE), "the link is gone");
    door.select(&COMPLETE).await;
    let page = door.visitor.get("/history").await;
    assert_ne!(page.form(LINE).action, old.form(LINE).action, "the new selection, not the old one");
    assert_eq!(page.texts(LINE).len(), 1);
    door.visitor.press(&page, LINE).await;
    assert_eq!(door.home.database.counts()[2], 0);
    assert!(!door.visitor.get("/history").await.has(LINE));

    door.select(&COMPLETE).await;
    door.home.database.change("update events set at = at - 90000");
    assert!(!door.visitor.get("/history").await.has(LINE), "it is too late");
    door.home.database.change("update events set at = at + 90000, actor = 'token:stock'");
    assert!(!door.visitor.get("/history").await.has(LINE), "somebody else did it");
}
