//! Weights and scores: always finite, always in order (`cloudsearch.md` §3.1, §7.2).

use carnet::{
    directory::{
        index::{
            inquiry::{Inquiry, Page},
            query::Searched,
            search,
        },
        language::{options::Options, simple, structured},
    },
    domain::entry::Entry,
};
use tantivy::Searcher;

use crate::harness::searcher;

/// Two entries that the same word finds, the second one better.
fn two() -> Searcher {
    let entry = |id: &str, name: &str| Entry {
        id: id.to_owned(),
        registered_name: Some(name.to_owned()),
        ..Entry::default()
    };
    searcher(&[entry("o1", "Clinique du lac bleu et du grand pont"), entry("o2", "Clinique lac")])
}

/// The ids found, in order, with their scores.
fn scored(searcher: &Searcher, inquiry: Inquiry) -> Vec<(String, f32)> {
    let inquiry = Inquiry { with_scores: true, ..inquiry };
    let hits = search::answer(searcher, &inquiry).unwrap().hits;
    hits.into_iter().map(|hit| (hit.entry.id, hit.score)).collect()
}

fn structured(text: &str) -> Inquiry {
    Inquiry {
        criteria: structured::parse(text).unwrap(),
        searched: Searched::default(),
        filter: None,
        page: Page::Places(0..10),
        order: Vec::new(),
        with_scores: true,
        facets: Vec::new(),
    }
}

/// A query within so many boosts, one in the other.
fn nested(levels: usize, boost: &str, query: &str) -> String {
    format!("{}{query}{}", format!("(and boost={boost} ").repeat(levels), ")".repeat(levels))
}

#[track_caller]
fn assert_in_order(found: &[(String, f32)], what: &str) {
    assert!(found.iter().all(|(_, score)| score.is_finite() && *score > 0.0), "{what}: {found:?}");
    assert!(found.is_sorted_by(|one, other| one.1 > other.1), "{what}: {found:?}");
}

#[test]
fn nested_boosts_leave_scores_finite_and_in_order() {
    let searcher = two();
    for (levels, boost) in [
        (1, "1000000"),
        (3, "1000000"),
        (90, "1000000"),
        (90, "0.000001"),
        (1, "0.00000001"),
        (1, &"9".repeat(300)),
    ] {
        let query = nested(levels, boost, "'lac'");
        let found = scored(&searcher, structured(&query));
        assert_eq!(found.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["o2", "o1"], "{query}");
        assert_in_order(&found, &query);
    }
    let both = format!("(or {} {})", nested(3, "1000", "'bleu'"), nested(2, "1000", "'lac'"));
    let found = scored(&searcher, structured(&both));
    assert_eq!(found[0].0, "o1", "{found:?}");
    assert_in_order(&found, &both);
}

#[test]
fn weights_of_fields_are_bounded_with_the_boosts_around_them() {
    let searcher = two();
    for weight in ["1000000", "0.0000001", "99999999999999999999999999999999999999999999"] {
        let options = Options::parse(&format!("{{fields:['registered_name^{weight}','street']}}")).unwrap();
        let mut inquiry = structured(&nested(20, "1000000", "'lac'"));
        inquiry.searched = Searched::from(&options);
        let heavy = scored(&searcher, inquiry);
        let plain = Inquiry {
            criteria: simple::parse("lac", &options).unwrap(),
            searched: Searched::from(&options),
            ..structured("matchall")
        };
        for found in [heavy, scored(&searcher, plain)] {
            assert_eq!(found.len(), 2, "{weight}");
            assert_in_order(&found, weight);
        }
    }
}
