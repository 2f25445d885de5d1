//! Order, pages and counts over an index of several segments, as no import leaves it.

use carnet::{
    directory::{
        index::{
            facets::{Bucket, BucketOrder},
            inquiry::{Buckets, FacetAsked, Inquiry, Page},
            order::{By, Mark, SortKey},
            query::Searched,
            search,
        },
        language::{
            fields::{self, Field},
            query::Query,
        },
        patience::Patience,
    },
    domain::{
        criteria::EVERYTHING,
        entry::Entry,
        search::{Beyond, Order, SearchRequest},
    },
};
use tantivy::Searcher;

use crate::harness::{self, request, searcher};

/// Forty people in five towns, every eighth in none, spread over two segments.
fn people() -> Searcher {
    let towns = ["Albi", "Brest", "Caen", "Dax", "Évry"];
    let person = |number: usize| Entry {
        id: format!("a-long-beginning-{number:02}"),
        city: (!number.is_multiple_of(8)).then(|| towns[number % 5].to_owned()),
        gender: Some(if number.is_multiple_of(3) { "F" } else { "M" }.to_owned()),
        profession_code: Some((10 * (number % 2 + 1)).to_string()),
        ..Entry::default()
    };
    searcher(&(0..40).map(person).collect::<Vec<_>>())
}

fn everyone(order: &[(&str, bool)], page: Page) -> Inquiry {
    let key = |(name, is_ascending): &(&str, bool)| SortKey {
        by: By::Field(fields::find(name).unwrap()),
        is_ascending: *is_ascending,
    };
    Inquiry {
        criteria: Query::Everything,
        searched: Searched::default(),
        filter: None,
        page,
        order: order.iter().map(key).collect(),
        with_scores: false,
        facets: Vec::new(),
    }
}

fn ids(searcher: &Searcher, inquiry: &Inquiry) -> Vec<String> {
    search::answer(searcher, inquiry, &Patience::default())
        .unwrap()
        .hits
        .into_iter()
        .map(|hit| hit.entry.id)
        .collect()
}

#[test]
fn pages_of_every_order_follow_one_another() {
    let searcher = people();
    for order in
        [&[][..], &[("city", true)], &[("city", false), ("gender", true)], &[("profession_code", false)]]
    {
        let all = ids(&searcher, &everyone(order, Page::Places(0..40)));
        assert_eq!(all.len(), 40);
        let mut by_places = Vec::new();
        for start in (0..40).step_by(7) {
            by_places.extend(ids(&searcher, &everyone(order, Page::Places(start..start + 7))));
        }
        assert_eq!(by_places, all);
        let (mut by_marks, mut marks) = (Vec::new(), None);
        while by_marks.len() <= all.len() {
            let inquiry = everyone(order, Page::After { marks: marks.clone(), size: 7 });
            let hits = search::answer(&searcher, &inquiry, &Patience::default()).unwrap().hits;
            let Some(last) = hits.last() else { break };
            marks = Some(last.marks.clone());
            by_marks.extend(hits.into_iter().map(|hit| hit.entry.id));
        }
        assert_eq!(by_marks, all, "{order:?}");
    }
}

#[test]
fn a_page_begins_between_values_where_its_own_is_gone() {
    let searcher = people();
    let first_town = |is_ascending, town: &str| {
        let marks = Some(vec![Mark::Text(town.to_owned()), Mark::Text("m".to_owned())]);
        let inquiry = everyone(&[("city", is_ascending)], Page::After { marks, size: 1 });
        let hits = search::answer(&searcher, &inquiry, &Patience::default()).unwrap().hits;
        hits.into_iter().next().and_then(|hit| hit.entry.city)
    };
    assert_eq!(first_town(true, "Bordeaux").as_deref(), Some("Brest"));
    assert_eq!(first_town(false, "Bordeaux").as_deref(), Some("Albi"));
    assert_eq!(first_town(true, "A").as_deref(), Some("Albi"));
    assert_eq!(first_town(true, "Évry"), None, "those without a town stand last");
    assert_eq!(first_town(false, "Zuydcoote").as_deref(), Some("Dax"), "by code point");
}

#[test]
fn values_are_counted_over_all_segments() {
    let searcher = people();
    let count = |name: &str, order, limit| {
        let field = Field::from(fields::find(name).unwrap());
        let facets = vec![FacetAsked { field, buckets: Buckets::First(order, limit) }];
        let inquiry = Inquiry { facets, ..everyone(&[], Page::Places(0..0)) };
        search::answer(&searcher, &inquiry, &Patience::default()).unwrap().facets.remove(0)
    };
    let bucket = |value: &str, count| Bucket { value: value.to_owned(), count };
    assert_eq!(count("gender", BucketOrder::Count, 9), [bucket("M", 26), bucket("F", 14)]);
    assert_eq!(count("gender", BucketOrder::Value, 1), [bucket("F", 14)]);
    assert_eq!(count("profession_code", BucketOrder::Value, 9), [bucket("10", 20), bucket("20", 20)]);
}

#[test]
fn neither_case_nor_accents_nor_punctuation_decide_the_order_of_staff() {
    let towns =
        ["LYON", "Évreux", "La Rochelle", "AGEN", "Agen", "Étaples", "ÉTAPLES", "L'Aigle", "ZUYDCOOTE"];
    let at = |(number, town): (usize, &&str)| Entry {
        id: format!("p{number}"),
        last_name: Some(if number % 2 == 0 { "BERTIN" } else { "Abel" }.to_owned()),
        city: Some((*town).to_owned()),
        ..Entry::default()
    };
    let entries: Vec<Entry> = towns.iter().enumerate().map(at).collect();
    let beyond = Beyond { order: Order::Town, ..Beyond::default() };
    let everything = SearchRequest { beyond, ..request(EVERYTHING) };
    let found = harness::ids(&searcher(&entries), &everything).unwrap();
    let sorted: Vec<&str> = found.iter().map(|id| towns[id[1..].parse::<usize>().unwrap()]).collect();
    assert_eq!(
        sorted,
        ["AGEN", "Agen", "Étaples", "ÉTAPLES", "Évreux", "L'Aigle", "La Rochelle", "LYON", "ZUYDCOOTE"]
    );
}
