//! Taking a selection back: what goes, what stays and why, and what is refused.

use carnet::registry::undo::{self, TakenBack, Undo};

use crate::invented::{Kept, NOW, selection};

async fn undo(kept: &Kept, id: &'static str, actor: &'static str, now: i64) -> Undo {
    kept.registry.write(move |db| undo::undo(db, id, actor, now)).await.unwrap()
}

fn taken_back(undo: Undo) -> [TakenBack; 3] {
    match undo {
        Undo::Done(undone) => [undone.affiliation, undone.worker, undone.organization],
        other => unreachable!("{other:?}"),
    }
}

#[tokio::test]
async fn what_a_selection_created_goes_and_the_history_stays() {
    let kept = Kept::empty();
    kept.register(selection(1, 1), "one").await;
    assert_eq!(taken_back(undo(&kept, "one", "local", NOW + 60).await), [TakenBack::Removed; 3]);
    assert_eq!(kept.database.counts(), [0, 0, 0, 6]);
    assert_eq!(taken_back(undo(&kept, "one", "local", NOW + 61).await), [TakenBack::AlreadyGone; 3]);
    assert_eq!(kept.database.counts(), [0, 0, 0, 6]);
}

#[tokio::test]
async fn what_others_build_on_stays_with_the_reason() {
    let kept = Kept::empty();
    kept.register(selection(1, 1), "one").await;
    kept.register(selection(1, 2), "two").await;
    let one = taken_back(undo(&kept, "one", "local", NOW).await);
    assert_eq!(one, [TakenBack::Removed, TakenBack::LinkedElsewhere, TakenBack::Removed]);
    kept.register(selection(1, 1), "three").await;
    let two = taken_back(undo(&kept, "two", "local", NOW).await);
    assert_eq!(two, [TakenBack::Removed, TakenBack::KnownBefore, TakenBack::Removed]);
    assert_eq!(taken_back(undo(&kept, "one", "local", NOW).await)[0], TakenBack::Renewed);
}

#[tokio::test]
async fn a_day_later_by_another_or_of_nothing_it_is_refused() {
    let kept = Kept::empty();
    kept.register(selection(1, 1), "one").await;
    assert_eq!(undo(&kept, "one", "local", NOW + 86_401).await, Undo::TooLate);
    assert_eq!(undo(&kept, "one", "somebody@carnet.example", NOW).await, Undo::NotYours);
    assert_eq!(undo(&kept, "none", "local", NOW).await, Undo::Unknown);
    assert_eq!(kept.database.counts(), [1, 1, 1, 3]);
}
