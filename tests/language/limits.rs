//! Hostile requests are refused with a sentence, arbitrary ones answered or refused.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use carnet::{
    directory::language::{options::Options, query::LONGEST, simple, structured},
    domain::search::{SearchError, SearchRequest},
};
use proptest::prelude::*;
use tantivy::Searcher;

use crate::{
    harness::{ids, request, searcher},
    people, round_trip,
};

#[test]
fn hostile_requests_are_refused_at_once() {
    let searcher = &*SEARCHER;
    let filter = |fq: String| SearchRequest { fq: Some(fq), ..request("martin") };
    let long = "a ".repeat(5_000);
    let hostile = [
        (request(&"a".repeat(10_241)), "10240 bytes"),
        (request(&"(".repeat(5_000)), ""),
        (request(&format!("{}a{}", "(".repeat(500), ")".repeat(500))), "100 levels"),
        (request(&"u |v w ".repeat(300)), "100 levels"),
        (request(&"\"".repeat(9_999)), ""),
        (request(&long), "1024 words"),
        (request(&"a* ".repeat(100)), "32 prefixes"),
        (filter(format!("{}matchall{}", "(not ".repeat(101), ")".repeat(101))), "100 levels"),
        (filter("(and ".repeat(2_000)), "100 levels"),
        (request(&"u |v w ".repeat(48)), ""),
        (request(&format!("{}rue{}", "(".repeat(99), ")".repeat(99))), ""),
        (filter(format!("{}'rue'{}", "(not ".repeat(98), ")".repeat(98))), ""),
        (filter(format!("{}'rue'{}", "(or 'lac' (and 'gare' ".repeat(49), "))".repeat(49))), ""),
        (filter(format!("(or {})", "gender:'M' ".repeat(900))), ""),
        (filter(format!("(phrase '{}')", "rue ".repeat(2_000))), "1024 words"),
        (request(&"u-".repeat(5_000)), "1024 words"),
        (request(&"rue |".repeat(1_000)), ""),
        (request(&format!("{}~2", "a".repeat(9_000))), ""),
        (request(&"-".repeat(10_000)), ""),
    ];
    for (request, limit) in hostile {
        let start = Instant::now();
        let answer = ids(searcher, &request);
        let shown: String = request.q.chars().take(20).collect();
        assert!(start.elapsed() < Duration::from_secs(1), "{shown} took {:?}", start.elapsed());
        match answer {
            Err(SearchError::Refused(sentence)) => {
                assert!(sentence.contains(limit) && !limit.is_empty(), "{shown}: {sentence}")
            }
            answer => assert!(answer.is_ok() && limit.is_empty(), "{shown}: {answer:?}"),
        }
    }
}

#[test]
fn every_limit_is_met_at_its_last_value_and_told_one_beyond() {
    let searcher = &*SEARCHER;
    let filter = |fq: String| SearchRequest { fq: Some(fq), ..request("martin") };
    let nots = |levels: usize| filter(format!("{}'rue'{}", "(not ".repeat(levels), ")".repeat(levels)));
    let words = |count: usize| request(&(0..count).map(|at| format!("w{at} ")).collect::<String>());
    let prefixes = |count: usize| request(&(0..count).map(|at| format!("w{at}* ")).collect::<String>());
    let ranges = |count: usize| filter(format!("(or {})", "profession_code:[1,2] ".repeat(count)));
    let bytes = |count: usize| request(&format!("a{}", " ".repeat(count - 1)));
    let sized = |size: usize| SearchRequest { size: size as u32, ..request("zzzz") };
    type Asked<'a> = &'a dyn Fn(usize) -> SearchRequest;
    let limits: [(usize, Asked<'_>, &str); 6] = [
        (99, &nots, "at most 100 levels of nesting"),
        (1_024, &words, "at most 1024 words and values"),
        (32, &prefixes, "at most 32 prefixes, near spellings and ranges"),
        (32, &ranges, "at most 32 prefixes, near spellings and ranges"),
        (LONGEST, &bytes, "at most 10240 bytes"),
        (10_000, &sized, "Request depth (10001) exceeded, limit=10000"),
    ];
    for (most, asked, sentence) in limits {
        assert!(ids(searcher, &asked(most)).is_ok(), "{most}: {sentence}");
        let refused = ids(searcher, &asked(most + 1));
        let told = matches!(&refused, Err(SearchError::Refused(words)) if words.contains(sentence));
        assert!(told, "{most}: {sentence}: {refused:?}");
    }
    let fields = |count: usize| {
        let names: Vec<String> = (0..count).map(|at| format!("'f{at}'")).collect();
        Options::parse_knowing(&format!("{{fields:[{}]}}", names.join(",")), &|_| true)
    };
    assert_eq!(fields(64).unwrap().fields.len(), 64);
    assert_eq!(
        fields(65).unwrap_err().to_string(),
        "Wrong q.options: expected at most 64 fields at character 2."
    );
}

#[test]
fn a_fault_is_named_with_its_place() {
    for (wrong, sentence) in [
        (
            "city:Paris",
            "Syntax error in query: expected a string in single quotes, a number or a range at character 6.",
        ),
        (
            "(xor city:'x')",
            "Syntax error in query: expected one of and, or, not, term, phrase, near, prefix, range at character 2.",
        ),
        ("(and city:'x'", "Syntax error in query: expected an expression at character 14."),
        (
            "profession_code:[,5]",
            "Syntax error in query: expected a curly brace on the side of a bound left out at character 20.",
        ),
        ("nosuch:1", "Syntax error in query: field (nosuch) does not exist."),
        (
            "(prefix field=city '')",
            "Syntax error in query: expected a prefix of at least one character before this at character 22.",
        ),
        (
            "postcode:75012",
            "Syntax error in query: expected a string in single quotes, as this field holds no numbers at character 10.",
        ),
    ] {
        assert_eq!(structured::parse(wrong).unwrap_err().to_string(), sentence);
    }
}

static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| searcher(&people::entries()));

/// Text made of what means something to the parsers, so that it is often almost right.
fn almost() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,4}",
        r#"[-+|"()~*\\ ':,{}\[\]^=é0-9]"#,
        Just("(and ".to_owned()),
        Just("(near field=city distance=2 'a b')".to_owned()),
        Just("city:'x'".to_owned()),
        Just("profession_code:[1,2}".to_owned()),
        Just("fields:['city^2']".to_owned()),
        Just("~1".to_owned()),
        Just("de".to_owned()),
        "\\PC",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_text_is_read_or_refused(text in prop_oneof![almost(), ".{0,60}"]) {
        round_trip::of_simple(&text);
        round_trip::of_structured(&text);
        round_trip::of_options(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_longest_text_is_read_or_refused_at_once(piece in almost()) {
        let text = piece.repeat(LONGEST / piece.len().max(1));
        let start = Instant::now();
        let _ = simple::parse(&text, &Options::default());
        let _ = structured::parse(&text);
        let _ = Options::parse(&text);
        prop_assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_asked_is_answered_or_refused(qs in prop::collection::vec(almost(), 20)) {
        let searcher = &*SEARCHER;
        for q in qs {
            prop_assert!(ids(searcher, &request(&q)).is_ok(), "{}", q);
            let answer = ids(searcher, &SearchRequest { fq: Some(q.clone()), ..request("-zzzz") });
            prop_assert!(matches!(answer, Ok(_) | Err(SearchError::Refused(_))), "{}: {:?}", q, answer);
        }
    }
}
