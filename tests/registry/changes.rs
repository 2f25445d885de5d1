//! What counts as a change at the source, and what becomes of it.

use std::collections::HashMap;

use carnet::{
    domain::{
        change::{Link, Told, of_organization, of_worker},
        changed_fact::ChangedFact,
        entry::Entry,
        selection::Source,
    },
    registry::{
        Registry, changes,
        comparing::{self, Compared, Side},
        taking,
    },
};

use crate::harness::{Fresh, NOON, finess, organization, pair, register, rpps, selection, worker};

fn entry(id: &str, last_name: &str) -> Entry {
    let place = organization(1, "Pharmacie du Lac");
    let person = worker(1, last_name);
    Entry {
        id: id.to_owned(),
        rpps_number: Some(person.rpps_number.to_string()),
        last_name: Some(person.last_name),
        first_name: Some(person.first_name),
        profession_name: Some(person.profession_name),
        finess: Some(place.finess.to_string()),
        registered_name: Some(place.name),
        building_number: place.building_number,
        street: place.street,
        postcode: place.postcode,
        city: place.city,
        ..Entry::default()
    }
}

fn told(entries: &[Entry]) -> Told {
    Told { entries: entries.to_vec(), is_whole: true }
}

fn facts_of_worker(entries: &[Entry], links: &[Link]) -> Vec<ChangedFact> {
    let found = of_worker(&worker(1, "Lefèvre"), links, &told(entries), Source::Index);
    found.into_iter().map(|one| one.fact).collect()
}

#[test]
fn accents_missing_facts_and_one_entry_that_agrees_are_no_change() {
    assert!(facts_of_worker(&[entry("p1", "LEFEVRE")], &[]).is_empty());
    assert!(facts_of_worker(&[Entry { last_name: None, ..entry("p1", "") }], &[]).is_empty());
    assert!(facts_of_worker(&[entry("p1", "Autrenom"), entry("p2", "Lefèvre")], &[]).is_empty());
    assert_eq!(facts_of_worker(&[entry("p1", "Autrenom")], &[]), [ChangedFact::LastName]);
    assert_eq!(facts_of_worker(&[], &[]), [ChangedFact::Presence]);
}

#[test]
fn a_place_is_compared_as_far_as_it_is_told_and_taken_whole() {
    let place = organization(1, "Pharmacie du Lac");
    let without_street = Entry { street: None, ..entry("p1", "Lefèvre") };
    assert!(of_organization(&place, &told(&[without_street])).is_empty());
    let moved = Entry { city: Some("Ormeval".to_owned()), ..entry("p1", "Lefèvre") };
    let found = of_organization(&place, &told(&[moved]));
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].fact, &found[0].directory.as_ref().unwrap()["city"]),
        (ChangedFact::Place, &"Ormeval".to_owned())
    );
}

#[test]
fn a_link_is_gone_only_where_the_directory_would_know_it() {
    let link = |number, source, is_by_hand| Link {
        finess: finess(number),
        entry_id: "p1".to_owned(),
        source,
        is_by_hand,
    };
    let here = [entry("p1", "Lefèvre")];
    let elsewhere = [entry("p2", "Lefèvre")];
    assert!(facts_of_worker(&here, &[link(1, Source::Index, false)]).is_empty());
    assert_eq!(facts_of_worker(&here, &[link(2, Source::Gateway, false)]), [ChangedFact::Affiliation]);
    assert!(facts_of_worker(&here, &[link(2, Source::Demo, false)]).is_empty());
    assert!(facts_of_worker(&here, &[link(2, Source::Index, true)]).is_empty(), "the entry is there");
    assert_eq!(facts_of_worker(&elsewhere, &[link(2, Source::Index, true)]), [ChangedFact::Affiliation]);
    assert!(facts_of_worker(&elsewhere, &[link(2, Source::Gateway, true)]).is_empty(), "another's ids");
    let cut = Told { entries: here.to_vec(), is_whole: false };
    assert!(
        of_worker(&worker(1, "Lefèvre"), &[link(2, Source::Index, false)], &cut, Source::Index).is_empty()
    );
}

async fn keys(registry: &Registry, source: Source) -> Vec<String> {
    registry.read(move |db| comparing::keys(db, Side::Workers, source, "", 10)).await.unwrap()
}

#[tokio::test]
async fn rows_are_compared_with_the_kind_of_directory_that_gave_them() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(1, 1), "s1").await;
    let mut invented = selection(organization(2, "Pharmacie du Port"), worker(2, "Orval"));
    invented.source = Source::Demo;
    register(&registry, invented, "s2").await;
    assert_eq!(keys(&registry, Source::Index).await, [rpps(1).to_string()]);
    assert_eq!(keys(&registry, Source::Gateway).await, [rpps(1).to_string()]);
    assert_eq!(keys(&registry, Source::Demo).await, [rpps(2).to_string()]);
}

#[tokio::test]
async fn an_organization_that_is_gone_is_taken_with_all_its_links() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    for who in 1..=3 {
        register(&registry, pair(1, who), &format!("s{who}")).await;
    }
    let gone = HashMap::from([(finess(1).to_string(), told(&[]))]);
    let compared = Compared { source: Source::Index, side: Side::Organizations, told: gone };
    let found = registry.write(move |db| {
        changes::settle(db, &compared, NOON)?;
        assert!(changes::is_settled(db, &compared)?);
        changes::page(db, "", 10)
    });
    let id = found.await.unwrap()[0].id.clone();
    let late = id.clone();
    let unseen = registry.write(move |db| taking::take(db, &late, NOON - 1, "local", NOON)).await.unwrap();
    assert!(unseen.is_none(), "what was found since has not been seen");
    let taken = registry.write(move |db| taking::take(db, &id, NOON, "local", NOON)).await.unwrap();
    assert_eq!(taken.map(|taken| taken.name).as_deref(), Some("Pharmacie 1"));
    assert_eq!(fresh.database.counts(), [0, 3, 0, 7 + 4]);
    assert_eq!(fresh.database.count("changes"), 0);
}
