use carnet::{
    domain::{event::EventKind, selection::Fact},
    registry::{
        Registry, affiliations, history, organizations,
        registered::{
            Removal,
            Written::{Created, Known},
        },
        undo::{self, TakenBack, Undo},
        workers,
    },
};

use crate::harness::{Fresh, NOON, finess, organization, pair, register, rpps, selection, somebody, worker};

#[tokio::test]
async fn registering_creates_what_is_new_and_leaves_what_is_known() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let first = register(&registry, pair(1, 1), "one").await;
    assert_eq!((first.organization, first.worker, first.affiliation), (Created, Created, Created));
    let again = selection(organization(1, "Another name"), worker(1, "Autrement"));
    let second = register(&registry, again, "two").await;
    assert_eq!((second.organization, second.worker, second.affiliation), (Known, Known, Known));
    assert_eq!((first.selection_id.as_deref(), second.selection_id), (Some("one"), None));
    let third = register(&registry, pair(1, 2), "three").await;
    assert_eq!((third.organization, third.worker, third.affiliation), (Known, Created, Created));
    assert_eq!(fresh.database.counts(), [1, 2, 2, 5]);
    let found = registry.read(|db| Ok((organizations::find(db, &finess(1))?, workers::find(db, &rpps(1))?)));
    let (there, who) = found.await.unwrap();
    assert_eq!(there.unwrap().facts, organization(1, "Pharmacie 1"));
    let who = who.unwrap();
    assert_eq!(who.facts, worker(1, "Tremblanc 1"));
    assert_eq!((who.created_at, who.created_by.as_str()), (NOON, "local"));
}

#[tokio::test]
async fn a_known_side_under_another_name_is_linked_under_the_registered_one() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(1, 1), "one").await;
    let renamed = selection(organization(1, "Renamed since"), worker(2, "Second"));
    register(&registry, renamed, "two").await;
    let page = registry.read(|db| organizations::workers(db, &finess(1), None, 10)).await.unwrap();
    assert_eq!(page.rows.len(), 2);
}

#[tokio::test]
async fn history_tells_what_was_completed_by_hand_and_outlives_the_rows() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let mut completed = pair(1, 1);
    completed.completed_by_hand = vec![Fact::Finess];
    register(&registry, completed, "one").await;
    let removal = registry.write(|db| {
        assert!(affiliations::remove(db, &finess(1), &rpps(1), "somebody", NOON + 5)?);
        assert!(!affiliations::remove(db, &finess(1), &rpps(1), "somebody", NOON + 5)?);
        workers::remove(db, &rpps(1), "somebody", NOON + 6)
    });
    assert_eq!(removal.await.unwrap(), Removal::Removed);
    let events = registry.read(|db| history::of_worker(db, &rpps(1), 10)).await.unwrap();
    let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
    use EventKind::{AffiliationCreated, AffiliationRemoved, WorkerCreated, WorkerRemoved};
    assert_eq!(kinds, [WorkerRemoved, AffiliationRemoved, AffiliationCreated, WorkerCreated]);
    let told = events[1].before.as_ref().unwrap();
    assert_eq!(told["completed_by_hand"], serde_json::json!(["finess"]));
    assert_eq!(told["worker"], "Tremblanc 1 Zélie");
    assert_eq!((events[1].actor.as_str(), events[1].at), ("somebody", NOON + 5));
}

#[tokio::test]
async fn what_is_linked_is_not_removed() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(1, 1), "one").await;
    register(&registry, pair(1, 2), "two").await;
    let removals = registry.write(|db| {
        Ok([
            organizations::remove(db, &finess(1), "local", NOON)?,
            workers::remove(db, &rpps(1), "local", NOON)?,
            workers::remove(db, &rpps(7), "local", NOON)?,
        ])
    });
    assert_eq!(removals.await.unwrap(), [Removal::StillLinked(2), Removal::StillLinked(1), Removal::Unknown]);
    assert_eq!(fresh.database.counts(), [1, 2, 2, 5]);
}

async fn undone(registry: &Registry, id: &'static str, actor: &'static str, now: i64) -> Undo {
    registry.write(move |db| undo::undo(db, id, &somebody(actor), now)).await.unwrap()
}

async fn fates(registry: &Registry, id: &'static str) -> [TakenBack; 3] {
    let Undo::Done(done) = undone(registry, id, "local", NOON + 60).await else {
        unreachable!("{id} is undone")
    };
    assert_eq!(
        (done.organization_name.as_str(), done.worker_name.as_str()),
        ("Pharmacie 1", "Tremblanc 1 Zélie")
    );
    [done.affiliation, done.worker, done.organization]
}

#[tokio::test]
async fn undoing_removes_only_what_the_selection_made_and_nothing_else_links_to() {
    use TakenBack::{AlreadyGone, KnownBefore, LinkedElsewhere, Removed, Renewed};
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(1, 1), "all").await;
    assert_eq!(fates(&registry, "all").await, [Removed, Removed, Removed]);
    assert_eq!(fates(&registry, "all").await, [AlreadyGone, AlreadyGone, AlreadyGone]);
    assert_eq!(fresh.database.counts(), [0, 0, 0, 6]);
    register(&registry, pair(1, 1), "anew").await;
    assert_eq!(fates(&registry, "all").await, [Renewed, Renewed, Renewed]);
    register(&registry, pair(1, 2), "other").await;
    register(&registry, pair(2, 1), "another").await;
    assert_eq!(fates(&registry, "anew").await, [Removed, LinkedElsewhere, LinkedElsewhere]);
    register(&registry, pair(1, 1), "link").await;
    assert_eq!(fates(&registry, "link").await, [Removed, KnownBefore, KnownBefore]);
    assert_eq!(fresh.database.counts()[..3], [2, 2, 2]);
}

#[tokio::test]
async fn undoing_is_for_the_same_person_within_a_day() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(1, 1), "one").await;
    assert_eq!(undone(&registry, "none", "local", NOON).await, Undo::Unknown);
    assert_eq!(undone(&registry, "one", "somebody", NOON).await, Undo::NotYours);
    assert_eq!(undone(&registry, "one", "local", NOON + 86_401).await, Undo::TooLate);
    assert_eq!(fresh.database.counts(), [1, 1, 1, 3]);
    assert!(matches!(undone(&registry, "one", "local", NOON + 86_400).await, Undo::Done(_)));
}
