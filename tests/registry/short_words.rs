use carnet::registry::{
    Registry,
    listing::{Cursor, Listing, count::Count, filters::Filters},
    organizations,
};

use crate::harness::{Fresh, name, organization, register, selection, worker};

/// The names on a page, and where the next one begins.
async fn page(registry: &Registry, words: &str, after: Option<Cursor>) -> (Vec<String>, Option<Cursor>) {
    let listing = Listing { words: words.to_owned(), after, size: 3, ..Listing::default() };
    let page = registry.read(move |db| organizations::page(db, &listing)).await.unwrap();
    (page.rows.iter().map(|row| name(&row.organization)).collect(), page.next)
}

async fn all(registry: &Registry, words: &str) -> Vec<String> {
    let (mut names, mut next) = page(registry, words, None).await;
    while let Some(after) = next {
        let (more, then) = page(registry, words, Some(after)).await;
        assert!(!more.is_empty());
        names.extend(more);
        next = then;
    }
    names
}

async fn counted(registry: &Registry, words: &str, by: Option<&str>) -> Count {
    let filters = Filters { by: by.map(str::to_owned), ..Filters::default() };
    let listing = Listing { words: words.to_owned(), filters, ..Listing::default() };
    registry.read(move |db| organizations::count(db, &listing)).await.unwrap()
}

#[tokio::test]
async fn a_short_word_finds_the_names_it_begins_and_the_few_rows_that_bear_it_whole() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let names =
        ["Lys blanc", "Pharmacie du Lys", "Lyre", "Maison Lysandre", "Au Lys", "Ély", "Lya", "Clinique Éa"];
    for (number, name) in (1..).zip(names) {
        register(&registry, selection(organization(number, name), worker(1, "Un")), name).await;
    }
    assert_eq!(all(&registry, "lys").await, ["Au Lys", "Lys blanc", "Pharmacie du Lys"]);
    assert_eq!(all(&registry, "LY").await, ["Lya", "Lyre", "Lys blanc"]);
    assert_eq!(all(&registry, "ea").await, ["Clinique Éa"]);
    assert_eq!(all(&registry, "lys pha").await, ["Pharmacie du Lys"]);
    // What begins no name, and is no word of a row, begins one.
    assert_eq!(all(&registry, "bla").await, ["Lys blanc"]);
    assert_eq!(all(&registry, "bl").await, ["Lys blanc"]);
    // Many rows that bear it whole are too many to be of use.
    fresh.database.change(
        "with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < 600) \
         insert into organizations \
         (finess, name, sort_name, search_text, selection_id, created_at, created_by) \
         select cast(991000000 + i as text), 'Villa Lys', 'villa lys', 'villa lys', 'raw', 1, 'raw' from numbers",
    );
    assert_eq!(all(&registry, "lys").await, ["Lys blanc"]);
    assert_eq!(all(&registry, "villa").await.len(), 600);
    fresh.database.change(
        "with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < 2100) \
         insert into organizations \
         (finess, name, sort_name, search_text, selection_id, created_at, created_by) \
         select cast(992000000 + i as text), 'Villa Xo', 'villa xo', 'villa xo', 'raw', 1, 'raw' from numbers",
    );
    assert_eq!(counted(&registry, "xo", None).await, Count::Exactly(2100));
    assert_eq!(counted(&registry, "xo", Some("raw")).await, Count::Exactly(0), "too many to try each");
}
