use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use carnet::registry::{
    Registry,
    database::Database,
    listing::{Listing, count::Count},
    organizations, workers,
};
use diesel::{
    Connection, QueryResult,
    connection::{Instrumentation, InstrumentationEvent},
};

use crate::harness::{Fresh, pair, register};

/// Counts the queries of one connection.
#[derive(Clone, Default)]
struct Queries(Arc<AtomicUsize>);

impl Instrumentation for Queries {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// How many queries some reading takes.
async fn queries<T: Send + 'static>(
    registry: &Registry,
    work: impl FnOnce(&mut Database) -> QueryResult<T> + Clone + Send + 'static,
) -> usize {
    let queries = Queries::default();
    let counting = queries.clone();
    let read = registry.read(move |db| {
        db.set_instrumentation(counting);
        let done = work(db);
        db.set_instrumentation(None::<Queries>);
        done
    });
    read.await.unwrap();
    queries.0.load(Ordering::Relaxed)
}

/// Queries of a page of each listing, its count included.
async fn of_both_listings(registry: &Registry) -> [usize; 2] {
    let listing = Listing { size: 50, ..Listing::default() };
    let same = listing.clone();
    let organizations = queries(registry, move |db| {
        Ok((organizations::page(db, &listing)?, organizations::count(db, &listing)?))
    });
    let workers = queries(registry, move |db| Ok((workers::page(db, &same)?, workers::count(db, &same)?)));
    [organizations.await, workers.await]
}

#[tokio::test]
async fn a_listing_page_takes_as_few_queries_whatever_it_shows() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(0, 0), "first").await;
    let of_one = of_both_listings(&registry).await;
    for number in 1..60 {
        register(&registry, pair(number, number), &format!("s{number}")).await;
        register(&registry, pair(number, number / 2), &format!("t{number}")).await;
    }
    let of_many = of_both_listings(&registry).await;
    assert_eq!(of_one, of_many);
    assert!(of_many.iter().all(|queries| (2..=6).contains(queries)), "{of_many:?}");
}

#[tokio::test]
async fn few_are_counted_and_many_are_estimated() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let counted = async || registry.read(|db| organizations::count(db, &Listing::default())).await.unwrap();
    assert!(counted().await.is_zero());
    register(&registry, pair(0, 0), "first").await;
    assert_eq!(counted().await, Count::Exactly(1));
    fresh.database.change(
        "with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < 12345) \
         insert into organizations \
         (finess, name, sort_name, search_text, selection_id, created_at, created_by) \
         select cast(990000000 + i as text), 'C', 'c', 'commune ' || (i % 200), 'raw', 1, 'raw' from numbers; \
         analyze",
    );
    assert_eq!(counted().await, Count::About(12_000));
    let borne = Listing { words: "commun".into(), ..Listing::default() };
    let of_word = registry.read(move |db| organizations::count(db, &borne)).await.unwrap();
    let is_postgres = fresh.database.url.starts_with("postgres");
    assert_eq!(of_word, if is_postgres { Count::About(12_000) } else { Count::MoreThan(10_000) });
    fresh.database.change("delete from organizations where finess > '990009999'");
    assert_eq!(counted().await, Count::Exactly(10_000));
}
