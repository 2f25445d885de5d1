use serde_json::{Value, json};

use crate::harness::{Corpus, Gateway, Home};

/// A directory with fields of its own.
fn of_a_company() -> Value {
    json!([
        {"type": "add", "id": "a", "fields": {"last_name": "Dubreuil", "city": "Lyon", "badge": "Or-1", "rank": 3, "tags": ["x", "y"]}},
        {"type": "add", "id": "b", "fields": {"last_name": "Kervadec", "city": "Évry", "badge": "Or-2", "rank": 12, "tags": ["y"]}},
        {"type": "add", "id": "c", "fields": {"last_name": "Marchetti", "badge": "Argent"}},
        {"type": "add", "id": "d", "fields": {"last_name": "Absent", "city": "Albi"}}
    ])
}

async fn ids(gateway: &Gateway, parameters: &[(&str, &str)]) -> String {
    gateway.ask(parameters).await.ids().join(" ")
}

#[tokio::test]
async fn a_structured_query_is_as_well_understood_as_a_simple_one() {
    let gateway = Gateway::of_the_corpus().await;
    for case in Corpus::read().cases.iter().filter(|case| case.params.keys().eq(["fq"])) {
        let parameters = [("q", case.params["fq"].as_str()), ("q.parser", "structured"), ("sort", "_id asc")];
        assert_eq!(gateway.ask(&parameters).await.ids(), case.ids, "{}", case.id);
    }
    let simple = ids(&gateway, &[("q", "dupont"), ("q.parser", "simple")]).await;
    assert_eq!(simple.split(' ').count(), 2);
    for (parser, words) in
        [("lucene", "not supported"), ("dismax", "not supported"), ("other", "Wrong q.parser")]
    {
        let answer = gateway.ask(&[("q", "dupont"), ("q.parser", parser)]).await;
        assert!(answer.refusal().contains(words), "{}", answer.text);
    }
    let fields = [("q", "'lyon'"), ("q.parser", "structured"), ("q.options", "{fields:['last_name']}")];
    assert_eq!(gateway.ask(&fields).await.json["hits"]["found"], 0);
}

#[tokio::test]
async fn answers_are_sorted_and_what_has_no_value_stands_last() {
    let gateway = Gateway::of(Home::with(&of_a_company())).await;
    for (sort, expected) in [
        ("city asc", "d a b c"),
        ("city desc", "b a d c"),
        ("last_name desc", "c b a d"),
        ("_id desc", "d c b a"),
        ("_score desc, last_name asc", "d a b c"),
    ] {
        assert_eq!(ids(&gateway, &[("q", "-zzz"), ("sort", sort)]).await, expected, "{sort}");
    }
    let gateway = Gateway::of_the_corpus().await;
    let by_segment = ids(
        &gateway,
        &[("q", "secteur"), ("sort", "activity_segment_code desc,last_name asc"), ("size", "4")],
    );
    assert_eq!(by_segment.await, "hw10 hw09 hw05 hw02");
}

#[tokio::test]
async fn fields_of_the_companys_own_are_found_returned_counted() {
    let gateway = Gateway::of(Home::with(&of_a_company())).await;
    for (fq, expected) in [
        ("badge:'Or-1'", "a"),
        ("badge:'or-1'", ""),
        ("rank:12", "b"),
        ("(term field=rank 3)", "a"),
        ("tags:'y'", "a b"),
        ("(prefix field=badge 'Or')", "a b"),
        ("badge:['Or-1',}", "a b"),
        ("badge:{,'Or-2'}", "a c"),
        ("(not badge:{,'zzz'])", "d"),
        ("(and (not badge:'Or-1') city:'lyon')", ""),
    ] {
        assert_eq!(ids(&gateway, &[("q", "-zzz"), ("fq", fq), ("sort", "_id asc")]).await, expected, "{fq}");
    }
    let searched = [("q", "Argent"), ("q.options", "{fields:['badge']}")];
    assert_eq!(ids(&gateway, &searched).await, "c");
    let answer = gateway
        .ask(&[("q", "-zzz"), ("return", "rank,tags"), ("sort", "_id asc"), ("facet.tags", "{}")])
        .await;
    assert_eq!(answer.hits()[1], json!({"id": "b", "fields": {"rank": "12", "tags": ["y"]}}));
    assert_eq!(
        answer.json["facets"],
        json!({"tags": {"buckets": [{"value": "y", "count": 2}, {"value": "x", "count": 1}]}})
    );
    for wrong in [("fq", "colour:'x'"), ("return", "colour"), ("sort", "badge asc"), ("facet.colour", "{}")] {
        gateway.ask(&[("q", "-zzz"), wrong]).await.refusal();
    }
}

#[tokio::test]
async fn every_field_that_is_kept_is_found_by_its_whole_value() {
    let fields = json!({
        "role_code": ["FON-01"], "role_name": ["Titulaire"], "category_code": "C", "category_name": "Civil",
        "activity_kind_name": ["Activité standard"], "mode_name": ["Salarié", "Libéral"], "mode_code": ["S", "L"],
    });
    let other = json!({"role_code": ["FON-02"], "city": "Lyon"});
    let add = |id: &str, fields: &Value| json!({"type": "add", "id": id, "fields": fields});
    let gateway = Gateway::of(Home::with(&json!([add("a", &fields), add("b", &other)]))).await;
    for (fq, expected) in [
        ("role_code:'FON-01'", "a"),
        ("(prefix field=role_code 'FON')", "a b"),
        ("role_name:'Titulaire'", "a"),
        ("role_name:'titulaire'", ""),
        ("category_code:'C'", "a"),
        ("category_name:'Civil'", "a"),
        ("activity_kind_name:'Activité standard'", "a"),
        ("(and mode_name:'Libéral' mode_name:'Salarié')", "a"),
        ("(not role_code:'FON-01')", "b"),
    ] {
        assert_eq!(ids(&gateway, &[("q", "-zzz"), ("fq", fq), ("sort", "_id asc")]).await, expected, "{fq}");
    }
    let counted = gateway.ask(&[("q", "-zzz"), ("size", "0"), ("facet.role_code", "{sort:'bucket'}")]).await;
    let bucket = |value: &str| json!({"value": value, "count": 1});
    assert_eq!(counted.json["facets"]["role_code"]["buckets"], json!([bucket("FON-01"), bucket("FON-02")]));
}

#[tokio::test]
async fn values_are_counted_over_all_that_is_found() {
    let gateway = Gateway::of_the_corpus().await;
    let facets = async |parameters: &[(&str, &str)]| {
        let all = [&[("q", "secteur"), ("size", "0")], parameters].concat();
        let answer = gateway.ask(&all).await;
        assert_eq!((answer.status, answer.hits().len()), (200, 0), "{}", answer.text);
        answer.json["facets"].clone()
    };
    let bucket = |value: &str, count: u64| json!({"value": value, "count": count});
    let by_count = json!({"buckets": [bucket("1", 4), bucket("2", 3), bucket("3", 2), bucket("4", 1)]});
    assert_eq!(facets(&[("facet.activity_segment_code", "{}")]).await["activity_segment_code"], by_count);
    let by_value = json!({"gender": {"buckets": [bucket("F", 5), bucket("M", 4)]}});
    assert_eq!(facets(&[("facet.gender", "{sort:'bucket'}")]).await, by_value);
    assert_eq!(facets(&[("facet", r#"{"gender":{"sort":"bucket"}}"#)]).await, by_value);
    let women = facets(&[("facet.gender", "{sort:'count',size:1}"), ("fq", "city:'Lyon'")]).await;
    assert_eq!(women, json!({"gender": {"buckets": [bucket("F", 2)]}}));
    let named = facets(&[
        ("facet.activity_segment_code", "{buckets:['3','[1,2]','9']}"),
        ("facet.postcode", r#"{"buckets":["75012","['13000','13999']"]}"#),
    ]);
    let expected = json!({
        "activity_segment_code": {"buckets": [bucket("3", 2), bucket("[1,2]", 7), bucket("9", 0)]},
        "postcode": {"buckets": [bucket("75012", 2), bucket("['13000','13999']", 3)]},
    });
    assert_eq!(named.await, expected);
    assert!(gateway.ask(&[("q", "a"), ("facet.city", "{}")]).await.refusal().contains("'city'"));
}

#[tokio::test]
async fn words_are_highlighted_and_scores_given() {
    let gateway = Gateway::of_the_corpus().await;
    let asked = [
        ("q", "dupont"),
        ("return", "_no_fields"),
        ("highlight.last_name", "{}"),
        ("highlight.registered_name", "{format:'text'}"),
    ];
    let answer = gateway.ask(&asked).await;
    let highlights =
        |id: &str| answer.hits().iter().find(|hit| hit["id"] == id).unwrap()["highlights"].clone();
    assert_eq!(
        highlights("hw01"),
        json!({"last_name": "<em>Dupont</em>", "registered_name": "Cabinet médical du Vieux Port"})
    );
    assert_eq!(
        highlights("hw05"),
        json!({"last_name": "Martin", "registered_name": "Grande Pharmacie *Dupont*"})
    );
    assert!(answer.hits().iter().all(|hit| hit.get("fields").is_none()));

    let answer = gateway.ask(&[("q", "dupont"), ("return", "city,_score")]).await;
    let score = |hit: &Value| hit["fields"]["_score"].as_str().unwrap().parse::<f32>().unwrap();
    let scores: Vec<f32> = answer.hits().iter().map(score).collect();
    assert!(scores[0] > scores[1] && scores[1] > 0.0, "{scores:?}");
    let answer =
        gateway.ask(&[("q", "dupont"), ("return", "_score"), ("format", "sdk"), ("sort", "_id asc")]).await;
    assert!(
        answer.hits()[0]["exprs"]["_score"].as_str().unwrap().parse::<f32>().unwrap() > 0.0,
        "{}",
        answer.text
    );
}

#[tokio::test]
async fn what_is_not_done_is_said() {
    let gateway = Gateway::of_the_corpus().await;
    for (name, value) in [("expr.near", "1"), ("stats.rank", "{}"), ("expr", "{}"), ("format", "xml")] {
        let answer = gateway.ask(&[("q", "a"), (name, value)]).await;
        assert!(answer.refusal().contains("not supported"), "{}", answer.text);
    }
    for (name, value) in [("pretty", "perhaps"), ("format", "yaml"), ("partial", "2"), ("options", "{}")] {
        gateway.ask(&[("q", "a"), (name, value)]).await.refusal();
    }
    assert!(gateway.ask(&[("size", "1")]).await.refusal().contains("'q' is missing"));
    let plain = gateway.get("/dev/", &[("q", "a"), ("start", "1")]).await;
    assert_eq!(plain.refusal(), "Unknown search parameter 'start'.");
    assert!(gateway.ask(&[("q", "secteur"), ("pretty", "true")]).await.text.contains("\n  \"hits\""));
}

#[tokio::test]
async fn a_wrong_value_is_told_under_the_name_of_its_parameter() {
    let gateway = Gateway::of_the_corpus().await;
    for (name, value, beginning) in [
        ("facet", "{gender", "Wrong facet: expected"),
        ("facet", "{gender:1}", "Wrong facet.gender: expected"),
        ("facet.gender", "{", "Wrong facet.gender: expected"),
        ("facet.gender", "{sort:'up'}", "Wrong facet.gender: expected sort"),
        (
            "facet.activity_segment_code",
            "{buckets:['[,2]']}",
            "Wrong facet.activity_segment_code: expected buckets",
        ),
        ("highlight", "{city:{}", "Wrong highlight: expected"),
        ("highlight", "[]", "Wrong highlight: expected an object"),
        ("highlight.city", "{format:1}", "Wrong highlight.city: expected format"),
        ("q.options", "{fields:", "Wrong q.options: expected"),
        ("size", "99999999999999999999999", "Wrong size: expected a whole number"),
        ("start", "18446744073709551615", "Wrong start: expected"),
        ("start", "12345678901", "Request depth (12345678911) exceeded, limit=10000"),
    ] {
        let answer = gateway.ask(&[("q", "secteur"), (name, value)]).await;
        assert!(answer.refusal().starts_with(beginning), "{name}={value}: {}", answer.text);
    }
}
