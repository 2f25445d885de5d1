//! Listings: every row once, in one order, found by the words typed.

use carnet::{
    domain::text,
    registry::{listing::Listing, organizations, workers},
};

use crate::invented::{Kept, named, selection};

#[tokio::test]
async fn pages_visit_every_row_once_in_order_while_others_are_added() {
    let kept = Kept::empty();
    let names =
        ["Élan", "Zénith", "elan", "Œuvre", "Ábaco", "L'Étoile", "la Source", "10 Mai", "Éole", "Mer"];
    for (number, name) in (0..).zip(names) {
        kept.register(named(number, name, number, name), &format!("s{number}")).await;
    }
    let mut listing = Listing { size: 3, ..Listing::default() };
    let mut seen = Vec::new();
    loop {
        let asked = listing.clone();
        let page = kept.registry.read(move |db| organizations::page(db, &asked)).await.unwrap();
        seen.extend(page.rows.into_iter().map(|row| row.organization.facts.name));
        kept.register(named(50, "AAA", 50, "aaa, added before what is seen"), "added").await;
        let Some(next) = page.next else { break };
        listing.after = Some(next);
    }
    let mut expected = names.map(str::to_owned).to_vec();
    expected.sort_by_key(|name| text::fold(name));
    let folded = |names: &[String]| names.iter().map(|name| text::fold(name)).collect::<Vec<_>>();
    assert_eq!(folded(&seen), folded(&expected));
}

#[tokio::test]
async fn any_word_typed_finds_or_finds_nothing_but_never_fails() {
    let kept = Kept::empty();
    kept.register(named(1, "LEFÈVRE-D’ŒUVRE", 1, "Hôpital Saint-Étienne"), "one").await;
    kept.register(selection(2, 2), "two").await;
    for (typed, found) in [
        ("lefe", 1),
        ("claire LEFEVRE", 1),
        ("medecin oeu", 1),
        ("", 2),
        ("claire zzz", 0),
        ("%", 2),
        ("\"lefevre\" OR *", 0),
        ("lefevre:* (AND) -NOT ' \\ \0 & | !", 0),
    ] {
        let listing = Listing { words: typed.to_owned(), size: 10, ..Listing::default() };
        let page = kept.registry.read(move |db| workers::page(db, &listing)).await.unwrap();
        assert_eq!(page.rows.len(), found, "{typed:?}");
    }
}

#[tokio::test]
async fn a_row_shows_ten_and_counts_all() {
    let kept = Kept::empty();
    for worker in 0..12 {
        kept.register(selection(worker, 1), &format!("s{worker}")).await;
    }
    let listing = Listing { size: 10, ..Listing::default() };
    let page = kept.registry.read(move |db| organizations::page(db, &listing)).await.unwrap();
    assert_eq!((page.rows[0].workers.len(), page.rows[0].workers_total), (10, 12));
}
