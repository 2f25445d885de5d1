//! `GET /api/directory`: the gateway's own envelope, whichever source answers.

use serde_json::json;

use crate::support::{
    company::{Company, OWN},
    door::Door,
    fixture::{COMPLETE, HOSPITAL},
    home::Home,
    program::Program,
};

#[tokio::test]
async fn the_directory_is_searched_in_the_gateways_own_terms() {
    let door = Door::open().await;
    let reader = Program::new(&door, "read");
    let found = reader.search(&[("q", "dubreuil claire"), ("fq", "finess:'259900017'")]).await.json();
    assert_eq!((&found["hits"]["found"], &found["hits"]["start"]), (&json!(1), &json!(0)));
    assert!(found["status"]["rid"].is_string() && found["status"]["time-ms"].is_number(), "{found}");
    let hit = &found["hits"]["hit"][0];
    assert!(!hit["id"].as_str().unwrap().is_empty());
    let fields = &hit["fields"];
    assert_eq!(fields["rpps_number"], COMPLETE.number);
    assert_eq!(fields["registered_name"], HOSPITAL.name);

    let some = [("q", "dubreuil"), ("return", "last_name,city"), ("size", "1")];
    let found = reader.search(&some).await.json();
    let fields = found["hits"]["hit"][0]["fields"].as_object().unwrap().clone();
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["city", "last_name"]);
    let options = [("q", "claire"), ("q.options", r#"{"fields":["last_name"]}"#)];
    assert_eq!(reader.search(&options).await.json()["hits"]["found"], 0);
    let none = reader.search(&[("q", "dubreuil"), ("return", "_no_fields")]).await.json();
    assert_eq!(none["hits"]["hit"][0].get("fields"), None, "{none}");
    let refused = reader.search(&[("q", "a"), ("return", "nosuchfield")]).await;
    refused.problem(400, "malformed");
}

#[tokio::test]
async fn the_companys_gateway_answers_in_the_same_terms() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    let reader = Program::new(&door, "read");
    let found = reader.search(&[("q", "dubreuil claire"), ("return", "last_name")]).await.json();
    assert_eq!(found["hits"]["found"], 1);
    let hit = &found["hits"]["hit"][0];
    assert!(hit["id"].as_str().unwrap().starts_with(OWN), "{found}");
    assert_eq!(hit["fields"], json!({"last_name": "DUBREUIL"}));
    let unknown = reader.search(&[("q", "a"), ("fq", "siret:'1'")]).await;
    unknown.problem(400, "malformed");
    company.fail();
    let down = reader.search(&[("q", "dubreuil")]).await;
    down.problem(503, "unavailable");
    assert!(down.header("retry-after").is_some());
}

#[tokio::test]
async fn the_imported_directory_stands_in_for_the_gateway() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::with_index())).await;
    let reader = Program::new(&door, "read");
    company.fail();
    let found = reader.search(&[("q", "dubreuil claire")]).await.json();
    assert!(found["hits"]["hit"][0]["id"].as_str().unwrap().starts_with('p'), "{found}");
}
