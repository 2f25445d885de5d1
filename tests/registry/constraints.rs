//! What the database itself refuses, whoever writes.

use diesel::{RunQueryDsl, sql_query};

use crate::invented::{Kept, selection};

const REFUSED: [&str; 8] = [
    "update organizations set name = ' '",
    "update organizations set name = null",
    "update organizations set finess = '12'",
    "update workers set rpps_number = '1234567890x'",
    "update workers set first_name = ''",
    "update workers set profession_name = null",
    "delete from organizations",
    "insert into affiliations select * from affiliations",
];

#[tokio::test]
async fn mandatory_facts_unique_keys_and_links_are_enforced() {
    let kept = Kept::empty();
    kept.register(selection(1, 1), "one").await;
    for statement in REFUSED {
        let done = kept.registry.write(move |db| sql_query(statement).execute(db)).await;
        assert!(done.is_err(), "{statement}");
    }
    assert_eq!(kept.database.counts(), [1, 1, 1, 3]);
}

#[tokio::test]
async fn what_exists_is_not_rewritten_and_selecting_twice_writes_nothing() {
    let kept = Kept::empty();
    assert!(kept.register(selection(1, 1), "one").await.selection_id.is_some());
    let mut again = selection(1, 1);
    again.worker.last_name = "AUTREMENT".to_owned();
    again.organization.name = "Autre nom".to_owned();
    assert_eq!(kept.register(again, "two").await.selection_id, None);
    assert_eq!(kept.database.counts(), [1, 1, 1, 3]);
    assert_eq!(kept.database.count("workers where last_name = 'NOM1'"), 1);
    assert_eq!(kept.database.count("organizations where name = 'Clinique 1'"), 1);
}
