use carnet::registry::{
    Registry,
    selections::{Asked, register_all},
    undo,
};
use tokio::task::JoinSet;

use crate::harness::{Fresh, NOON, pair, register, somebody};

/// How many are under way at once.
const MANY: u32 = 16;

#[tokio::test(flavor = "multi_thread")]
async fn the_same_and_overlapping_selections_at_once_leave_exact_counts() {
    let fresh = Fresh::new();
    let registries = [fresh.open(), fresh.open()];
    let mut tasks = JoinSet::new();
    for at in 0..MANY * 8 {
        let registry = registries[at as usize % 2].clone();
        // Three organizations, five workers: each of the fifteen pairs about eight times.
        tasks.spawn(async move { register(&registry, pair(at % 3, at % 5), &format!("s{at}")).await });
    }
    let outcomes = tasks.join_all().await;
    let created = |pick: fn(&carnet::registry::selections::Outcome) -> bool| {
        outcomes.iter().filter(|one| pick(one)).count()
    };
    assert_eq!(created(|one| one.organization.is_created()), 3);
    assert_eq!(created(|one| one.worker.is_created()), 5);
    assert_eq!(created(|one| one.affiliation.is_created()), 15);
    assert_eq!(fresh.database.counts(), [3, 5, 15, 3 + 5 + 15]);
}

#[tokio::test(flavor = "multi_thread")]
async fn selecting_and_taking_back_at_once_leaves_nothing_half_done() {
    let fresh = Fresh::new();
    let registries = [fresh.open(), fresh.open()];
    let mut tasks = JoinSet::new();
    for at in 0..MANY * 4 {
        let registry = registries[at as usize % 2].clone();
        tasks.spawn(async move {
            let id = format!("s{at}");
            register(&registry, pair(at % 2, at % 3), &id).await;
            registry.write(move |db| undo::undo(db, &id, &somebody("local"), NOON)).await.unwrap();
        });
    }
    tasks.join_all().await;
    // Whoever was last to hold a link took it back; what others still linked to may stay.
    assert_eq!(fresh.database.counts()[2], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_database_may_be_opened_by_many_at_once() {
    let fresh = Fresh::new();
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let url = fresh.database.url.clone();
        tasks.spawn_blocking(move || Registry::open(&url).map(drop));
    }
    for opened in tasks.join_all().await {
        opened.unwrap();
    }
    assert_eq!(fresh.database.counts(), [0; 4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_goes_away_loses_no_write() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let (begun, waits) = std::sync::mpsc::channel();
    let writer = registry.clone();
    let task = tokio::spawn(async move {
        let asked = [Asked { selection: pair(1, 1), stamp: crate::harness::stamp("one") }];
        let work = writer.write(move |db| {
            let _ = begun.send(());
            std::thread::sleep(std::time::Duration::from_millis(50));
            register_all(db, &asked)
        });
        work.await.map(drop)
    });
    tokio::task::spawn_blocking(move || waits.recv().unwrap()).await.unwrap();
    task.abort();
    let mut tries = 0;
    while fresh.database.counts() != [1, 1, 1, 3] {
        tries += 1;
        assert!(tries < 100, "the write begun is finished");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}
