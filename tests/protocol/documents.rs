use std::fs;

use serde_json::{Value, json};

use crate::harness::{Gateway, Home};

fn add(id: &str, fields: Value) -> Value {
    json!({"type": "add", "id": id, "fields": fields})
}

/// All documents of a directory with these operations, in the order of their ids.
async fn documents(operations: Value) -> Vec<Value> {
    let gateway = Gateway::of(Home::with(&operations)).await;
    gateway.ask(&[("q", "-zzz"), ("sort", "_id asc"), ("size", "100")]).await.hits().clone()
}

#[tokio::test]
async fn what_is_taken_comes_back_unaltered() {
    let fields = json!({
        "activity_segment_code": ["1", "2"],
        "badge": " Or ",
        "bimedoc_client": "2",
        "building_number": "",
        "city": " Lyon\t",
        "email": "a@example.test",
        "finess": "10000016",
        "last_name": "L’Élan\u{85} 𝒟",
        "note": "",
        "postcode": "1000",
        "secure_email": ["b@mssante.example", "", " a"],
        "skill_code": ["SM04", ""],
        "skill_name": ["Cardiologie"],
        "street": "   ",
        "tags": ["x", "", "x"],
    });
    let given = json!([add("a", fields.clone())]);
    assert_eq!(documents(given).await, [json!({"id": "a", "fields": fields})]);
}

#[tokio::test]
async fn numbers_and_truths_come_back_as_their_own_words() {
    let text = r#"{"type":"add","id":"a","fields":{"bimedoc_client":1,"profession_code":-7,"rank":3.10,
        "big":123456789012345678901234567890,"is":true,"postcode":1000,"many":[1,"b",2.50]}}"#;
    let home = Home::empty();
    home.import("numbers.json", text, &[]);
    let gateway = Gateway::of(home).await;
    let expected = json!({
        "bimedoc_client": "1", "profession_code": "-7", "rank": "3.10",
        "big": "123456789012345678901234567890", "is": "true", "postcode": "1000",
        "many": ["1", "b", "2.50"],
    });
    assert_eq!(gateway.ask(&[("q", "-zzz")]).await.hits()[0]["fields"], expected);
    assert_eq!(gateway.ask(&[("q", "-zzz"), ("fq", "rank:'3.10'")]).await.ids(), ["a"]);
}

#[tokio::test]
async fn a_sector_is_compared_and_answered_as_its_number() {
    let sector = |id: &str, code: Value| add(id, json!({"activity_segment_code": code}));
    let given = json!([sector("a", json!("SA07")), sector("b", json!(7)), sector("c", json!(["SA33", "8"]))]);
    let gateway = Gateway::of(Home::with(&given)).await;
    let codes = |answer: Vec<Value>| -> Vec<Value> {
        answer.iter().map(|hit| hit["fields"]["activity_segment_code"].clone()).collect()
    };
    let all = [("q", "-zzz"), ("sort", "_id asc")];
    let of = async |fq| codes(gateway.ask(&[&all[..], &[("fq", fq)]].concat()).await.hits().clone());
    assert_eq!(of("matchall").await, [json!("7"), json!("7"), json!(["33", "8"])]);
    assert_eq!(of("activity_segment_code:7").await, [json!("7"), json!("7")]);
    assert_eq!(of("activity_segment_code:{7,33]").await, [json!(["33", "8"])]);
    let counted = gateway.ask(&[("q", "-zzz"), ("facet.activity_segment_code", "{sort:'bucket'}")]).await;
    let buckets = counted.json["facets"]["activity_segment_code"]["buckets"].as_array().unwrap();
    assert!(buckets.contains(&json!({"value": "7", "count": 2})), "{}", counted.text);
}

#[tokio::test]
async fn a_field_of_its_own_is_a_list_where_its_document_had_one() {
    let operations = json!([
        add("a", json!({"tags": ["x"]})),
        add("b", json!({"tags": "x"})),
        add("c", json!({"tags": ["x", "y"]})),
        add("d", json!({"city": ["Lyon"], "secure_email": "b@mssante.example", "mode_code": "L"})),
    ]);
    let documents = documents(operations).await;
    let tags: Vec<&Value> = documents.iter().map(|document| &document["fields"]["tags"]).collect();
    assert_eq!(tags[..3], [&json!(["x"]), &json!("x"), &json!(["x", "y"])]);
    let typed = json!({"city": "Lyon", "secure_email": ["b@mssante.example"], "mode_code": ["L"]});
    assert_eq!(documents[3]["fields"], typed, "the type of a known field decides");
}

#[tokio::test]
async fn a_list_stays_one_after_another_batch() {
    let home = Home::with(&json!([add("a", json!({"tags": ["x"]})), add("b", json!({"tags": ["x"]}))]));
    home.import("change.json", &json!([add("b", json!({"tags": "x"}))]).to_string(), &[]);
    let gateway = Gateway::of(home).await;
    let hits = gateway.ask(&[("q", "-zzz"), ("sort", "_id asc")]).await;
    let tags: Vec<&Value> = hits.hits().iter().map(|hit| &hit["fields"]["tags"]).collect();
    assert_eq!(tags, [&json!(["x"]), &json!("x")]);
}

#[tokio::test]
async fn spaces_belong_to_a_value() {
    let operations = json!([add("a", json!({"badge": " Or ", "postcode": "69003 "}))]);
    let gateway = Gateway::of(Home::with(&operations)).await;
    for (fq, found) in
        [("badge:' Or '", 1), ("badge:'Or'", 0), ("postcode:'69003 '", 1), ("postcode:'69003'", 0)]
    {
        assert_eq!(gateway.ask(&[("q", "-zzz"), ("fq", fq)]).await.json["hits"]["found"], found, "{fq}");
    }
}

#[test]
fn what_the_service_refuses_is_refused_with_its_place() {
    let long = "x".repeat(4_097);
    let faults = [
        (r#"{"bimedoc_client":"soon"}"#.to_owned(), "the field bimedoc_client is “soon”, not a whole number"),
        (r#"{"profession_code":1.5}"#.to_owned(), "the field profession_code is “1.5”, not a whole number"),
        (r#"{"bimedoc_client":true}"#.to_owned(), "the field bimedoc_client is “true”"),
        (r#"{"city":"a\ufffe"}"#.to_owned(), "the field city holds the character U+FFFE"),
        (r#"{"badge":["a","\u001f"]}"#.to_owned(), "the field badge holds the character U+001F"),
        (r#"{"badge":"\ud800"}"#.to_owned(), "the field badge is no text"),
        (format!(r#"{{"badge":"{long}"}}"#), "the field badge is longer than 4096 characters"),
        (format!(r#"{{"finess":"{long}"}}"#), "the field finess is longer than 4096 characters"),
        (format!(r#"{{"street":"{}"}}"#, "x".repeat(1 << 20)), "the document is larger than 1 MB"),
        (r#"{"email":["a","b"]}"#.to_owned(), "the field email takes one value, not a list"),
        (r#"{"city":"a","city":"b"}"#.to_owned(), "it has the field “city” twice"),
        (r#"{"city":null}"#.to_owned(), "the field city is null"),
    ];
    let mut text = r#"{"type":"add","id":"good","fields":{"city":"Lyon"}}"#.to_owned();
    for (fields, _) in &faults {
        text += &format!("\n{{\"type\":\"add\",\n\"id\":\"a\",\"fields\":{fields}}}");
    }
    let home = Home::empty();
    home.import("faults.json", &text, &[]);
    let report = fs::read_to_string(home.data().join("directory/refused.tsv")).unwrap();
    let lines: Vec<&str> = report.lines().skip(1).collect();
    assert_eq!(lines.len(), faults.len());
    for (at, (line, (fields, reason))) in lines.iter().zip(&faults).enumerate() {
        let place = format!("{}\t{}\t{reason}", at + 2, 2 * at + 2);
        assert!(line.starts_with(&place), "{fields:.60}: {line:.120}");
    }
}
