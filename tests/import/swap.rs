use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use carnet::{
    directory::{Directory, asking::Asked, index::embedded::EmbeddedIndex},
    domain::{
        search::{SearchError, SearchRequest},
        selection::Source,
    },
};

use crate::harness::{FIXTURE, Home, everything, file_of, fixture_rows};

const PATIENCE: Duration = Duration::from_secs(20);

/// Waits until the watcher has taken up an index made of that file.
fn wait_for(index: &EmbeddedIndex, file_name: &str) {
    let began = Instant::now();
    while index.status().is_none_or(|status| status.file_name != file_name) {
        assert!(began.elapsed() < PATIENCE, "{file_name} was never taken up");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Ends the searching when it is dropped, so that a failure does not go on for ever.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn searches_never_fail_while_indexes_are_replaced() {
    let home = Home::new();
    home.import(&home.file("0.txt", FIXTURE)).succeeds();
    let index = home.opened();
    index.watch(Duration::from_millis(5)).unwrap();
    let kept =
        home.entries().into_iter().find(|entry| entry.last_name.as_deref() == Some("QUILLIOT")).unwrap();
    let small = file_of(&fixture_rows("QUILLIOT"));
    let (done, asked) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        let _stop = Stop(&done);
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    assert_eq!(index.entry(&kept.id).unwrap().as_ref(), Some(&kept));
                    let found = everything(&index).len();
                    assert!(found == 1 || found == 10, "{found} entries are of no index");
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for round in 1..=4 {
            let name = format!("{round}.txt");
            let text = if round % 2 == 1 { small.as_str() } else { FIXTURE };
            home.import_forced(&home.file(&name, text)).succeeds();
            wait_for(&index, &name);
        }
    });
    assert!(asked.load(Ordering::Relaxed) > 50);
    let began = Instant::now();
    while home.names().iter().filter(|name| name.starts_with("index-")).count() > 1 {
        assert!(began.elapsed() < PATIENCE, "older indexes stay: {:?}", home.names());
        thread::sleep(Duration::from_millis(5));
    }
}

#[tokio::test]
async fn with_nothing_loaded_the_directory_is_unavailable_until_an_import() {
    let home = Home::new();
    let index = EmbeddedIndex::new(&home.data());
    let directory = Directory::Index(index.clone());
    assert!(!index.refresh().unwrap());
    let request = SearchRequest { q: "quilliot".to_owned(), size: 5, ..SearchRequest::default() };
    let asking = directory.asking();
    let found = async |asked: &Asked| asked.search(&request).await;
    assert!(matches!(asking.answer(found).await, Err(SearchError::Unavailable(_))));
    assert!(matches!(
        asking.answer(async |asked| asked.entry("p").await).await,
        Err(SearchError::Unavailable(_))
    ));
    assert!(!directory.is_ready());

    home.import_text(FIXTURE);
    assert!(index.refresh().unwrap() && !index.refresh().unwrap());
    let (hits, asked) = asking.answer(found).await.unwrap();
    assert_eq!(hits.found, 1);
    let entry = asked.entry(&hits.entries[0].id).await.unwrap();
    assert_eq!(entry.as_ref(), Some(&hits.entries[0]));
    assert_eq!(asked.entry("pnone").await.unwrap(), None);
    assert_eq!(asked.source(), Source::Index);
    assert!(directory.is_ready());
    assert_eq!(index.status().unwrap().rows_read, 12);
}

#[test]
fn the_status_counts_what_the_pages_filter_by() {
    let home = Home::new();
    home.import_text(FIXTURE);
    let status = home.opened().status().unwrap();
    let (first, count) = &status.professions[0];
    assert_eq!((first.name.as_str(), *count), ("Médecin", 5));
    assert!(status.professions.is_sorted_by(|one, other| one.1 >= other.1));
    assert_eq!(status.departments.iter().find(|(code, _)| code == "25").unwrap().1, 3);
    assert!(status.segments.iter().any(|(segment, count)| segment.code == "SA01" && *count == 2));
    assert_eq!((status.entries, status.people, status.has_clients), (10, 9, false));
}
