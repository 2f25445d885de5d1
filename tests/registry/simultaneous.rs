//! Many at once: opening an empty database, registering the same and the overlapping.

use carnet::registry::Registry;

use crate::invented::{Kept, selection};

#[test]
fn eight_registers_open_one_empty_database() {
    let folder = tempfile::tempdir().unwrap();
    let database = crate::database::Database::new(folder.path());
    std::thread::scope(|scope| {
        let opened: Vec<_> =
            (0..8).map(|_| scope.spawn(|| Registry::open(&database.url).map(drop))).collect();
        for one in opened {
            one.join().unwrap().unwrap();
        }
    });
    assert_eq!(database.counts(), [0; 4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_and_overlapping_selections_leave_exact_counts() {
    let kept = std::sync::Arc::new(Kept::empty());
    let tasks: Vec<_> = (0..64_u32)
        .map(|task| {
            let kept = std::sync::Arc::clone(&kept);
            tokio::spawn(async move {
                for step in 0..8 {
                    let at = (task + step) % 8;
                    kept.register(selection(at / 2, at), &format!("{task}-{step}")).await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(kept.database.counts(), [8, 4, 8, 8 + 4 + 8]);
}
