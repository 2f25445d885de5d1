use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::harness::{Gateway, Home};

/// So many people whose ids begin alike, in five towns, some without one.
fn many(count: usize) -> Value {
    let towns = ["Albi", "Brest", "Caen", "Dax", "Évry"];
    let add = |number: usize| {
        let mut fields = json!({"last_name": format!("Dubreuil{}", number % 7), "street": "rue du Port"});
        if !number.is_multiple_of(11) {
            fields["city"] = json!(towns[number % towns.len()]);
        }
        json!({"type": "add", "id": format!("person-of-the-company-{number:05}"), "fields": fields})
    };
    (0..count).map(add).collect()
}

/// All ids by cursor, with the number of answers it took.
async fn by_cursor(gateway: &Gateway, more: &[(&str, &str)]) -> (Vec<String>, usize) {
    let (mut ids, mut cursor, mut answers) = (Vec::new(), "initial".to_owned(), 0);
    loop {
        let parameters = [&[("q", "port"), ("size", "70"), ("cursor", &cursor)], more].concat();
        let answer = gateway.ask(&parameters).await;
        let page = answer.ids();
        answers += 1;
        assert!(answers < 100, "the pages do not end");
        if page.is_empty() {
            return (ids, answers);
        }
        ids.extend(page);
        answer.json["hits"]["cursor"].as_str().unwrap().clone_into(&mut cursor);
    }
}

#[tokio::test]
async fn pages_by_start_and_by_cursor_are_the_same_and_miss_nobody() {
    let gateway = Gateway::of(Home::with(&many(500))).await;
    for more in [
        &[][..],
        &[("sort", "city desc,last_name asc")],
        &[("sort", "last_name asc"), ("fq", "(not city:'Dax')")],
    ] {
        let (all, answers) = by_cursor(&gateway, more).await;
        let expected = if more.len() == 2 { 500 - 91 } else { 500 };
        assert_eq!(BTreeSet::from_iter(&all).len(), expected);
        assert_eq!((all.len(), answers), (expected, expected.div_ceil(70) + 1));
        let mut by_start = Vec::new();
        for start in (0..500).step_by(70) {
            let start = start.to_string();
            let parameters = [&[("q", "port"), ("size", "70"), ("start", &start)], more].concat();
            let answer = gateway.ask(&parameters).await;
            assert_eq!(answer.json["hits"]["start"].to_string(), start);
            by_start.extend(answer.ids());
        }
        assert_eq!(by_start, all);
    }
}

#[tokio::test]
async fn entries_of_one_score_stand_in_the_order_of_their_ids() {
    let gateway = Gateway::of(Home::with(&many(300))).await;
    let answer = gateway.ask(&[("q", "port"), ("size", "20"), ("return", "_no_fields")]).await;
    assert!(answer.ids().is_sorted(), "{:?}", answer.ids());
    assert_eq!(answer.ids()[0], "person-of-the-company-00000");
}

#[tokio::test]
async fn a_cursor_belongs_to_its_search() {
    let gateway = Gateway::of(Home::with(&many(20))).await;
    let first = gateway.ask(&[("q", "port"), ("cursor", "initial"), ("size", "5")]).await;
    let cursor = first.json["hits"]["cursor"].as_str().unwrap();
    assert_eq!(gateway.ask(&[("q", "port"), ("cursor", cursor), ("return", "city")]).await.ids().len(), 10);
    for wrong in [
        &[("q", "dubreuil1"), ("cursor", cursor)][..],
        &[("q", "port"), ("cursor", cursor), ("sort", "city asc")],
        &[("q", "port"), ("cursor", "next")],
        &[("q", "port"), ("cursor", "é")],
        &[("q", "port"), ("cursor", cursor), ("start", "1")],
    ] {
        assert!(gateway.ask(wrong).await.refusal().starts_with("Wrong cursor"));
    }
    assert!(gateway.ask(&[("q", "port")]).await.json["hits"].get("cursor").is_none());
}

#[tokio::test]
async fn a_cursor_goes_on_after_the_directory_has_changed() {
    let gateway = Gateway::of(Home::with(&many(20))).await;
    let sort = [("q", "port"), ("size", "5"), ("sort", "_id asc")];
    let first = gateway.ask(&[&sort[..], &[("cursor", "initial")]].concat()).await;
    let cursor = first.json["hits"]["cursor"].as_str().unwrap().to_owned();
    let last = first.ids().pop().unwrap();
    let gone = json!([{"type": "delete", "id": last}]).to_string();
    gateway.home.import("gone.json", &gone, &[]);
    gateway.until_found(19).await;
    let next = gateway.ask(&[&sort[..], &[("cursor", &cursor)]].concat()).await.ids();
    assert_eq!(next.len(), 5);
    assert_eq!(next[0], "person-of-the-company-00005");
}
