//! Negations, alternatives and ids, however they are nested, find what sets of entries have it.

use std::collections::BTreeSet;

use carnet::domain::search::SearchRequest;
use proptest::prelude::*;

use crate::{harness, people};

/// A question, and how it is written.
#[derive(Debug, Clone)]
enum Asked {
    /// A leaf, by its place among those of the test.
    Leaf(usize),
    All(Vec<Asked>),
    Any(Vec<Asked>),
    Not(Box<Asked>),
}

type Ids = BTreeSet<String>;

/// Words, an id, a range, and what no entry has.
const LEAVES: [&str; 7] =
    ["'paris'", "'lefevre'", "_id:{'p14',}", "_id:'p01'", "_id:'p03'", "_id:['p02','p05']", "city:'nowhere'"];

impl Asked {
    fn written(&self) -> String {
        let all = |parts: &[Self]| parts.iter().map(Self::written).collect::<Vec<_>>().join(" ");
        match self {
            Self::Leaf(at) => LEAVES[*at].to_owned(),
            Self::All(parts) => format!("(and {})", all(parts)),
            Self::Any(parts) => format!("(or {})", all(parts)),
            Self::Not(part) => format!("(not {})", part.written()),
        }
    }

    fn found(&self, leaves: &[Ids], everything: &Ids) -> Ids {
        let each =
            |parts: &[Self]| parts.iter().map(|part| part.found(leaves, everything)).collect::<Vec<_>>();
        match self {
            Self::Leaf(at) => leaves[*at].clone(),
            Self::All(parts) => each(parts).iter().fold(everything.clone(), |all, one| &all & one),
            Self::Any(parts) => each(parts).iter().fold(Ids::new(), |any, one| &any | one),
            Self::Not(part) => everything - &part.found(leaves, everything),
        }
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    (0..LEAVES.len()).prop_map(Asked::Leaf).prop_recursive(5, 24, 4, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 1..5).prop_map(Asked::All),
            prop::collection::vec(part.clone(), 1..5).prop_map(Asked::Any),
            part.prop_map(|part| Asked::Not(Box::new(part))),
        ]
    })
}

#[test]
fn any_nesting_finds_what_sets_have_it() {
    let searcher = harness::searcher(&people::entries());
    let found = |text: &str| {
        let request = SearchRequest { fq: Some(text.to_owned()), ..harness::request("-zzzzzzzz") };
        let request = SearchRequest { size: 1_000, ..request };
        harness::ids(&searcher, &request).unwrap().into_iter().collect::<Ids>()
    };
    let everything = found("matchall");
    let leaves: Vec<Ids> = LEAVES.iter().map(|leaf| found(leaf)).collect();
    assert!(leaves[..6].iter().all(|leaf| !leaf.is_empty() && *leaf != everything), "{leaves:?}");
    proptest!(ProptestConfig::with_cases(500), |(asked in asked())| {
        let text = asked.written();
        prop_assert_eq!(found(&text), asked.found(&leaves, &everything), "{}", text);
    });
}
