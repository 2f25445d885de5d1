//! Phrases, strict and sloppy: what is counted is what is found.

use carnet::domain::search::SearchRequest;

use crate::{
    harness::{ids, request, searcher},
    people,
};

#[test]
fn phrases_are_in_order_and_as_near_as_asked() {
    let searcher = searcher(&people::entries());
    for (q, expected) in [
        ("\"centre de santé martin\"", "p15"),
        ("\"centre santé martin\"", ""),
        ("\"centre santé martin\"~1", "p15"),
        ("\"martin santé centre\"~1", ""),
        ("\"santé centre martin\"~9", "p15"),
        ("\"martin martin\"~9", ""),
        ("\"JEAN pierre\" rochebrune", "p07"),
        ("\"lac du rue\"~9", "p09 p10 p23 p24"),
    ] {
        assert_eq!(ids(&searcher, &request(q)).unwrap().join(" "), expected, "{q}");
    }
    let near = "(near field=registered_name distance=1 'centre santé martin')";
    let filtered = SearchRequest { fq: Some(near.to_owned()), ..request("-zzzz") };
    assert_eq!(ids(&searcher, &filtered).unwrap(), ["p15"]);
}
