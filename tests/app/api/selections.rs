//! `POST /api/selections`: the rules of the pages, for programs.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{
    door::Door,
    fixture::{
        AT_THE_NAMELESS, COMPLETE, DOUBTFUL, HEALTH_CENTRE, HOSPITAL, OTHER_HOSPITAL, TWO_HOSPITALS,
        TWO_WITHOUT_FINESS, WITHOUT_ANYTHING, WITHOUT_FINESS, WITHOUT_FIRST_NAME, WITHOUT_PROFESSION,
    },
    program::{Program, Reply},
};

/// Which of the three a selection created.
fn created(outcome: &Value) -> [bool; 3] {
    ["organization", "worker", "affiliation"].map(|one| outcome[one]["created"].as_bool().unwrap())
}

#[tokio::test]
async fn an_entry_is_registered_once_and_sending_it_again_changes_nothing() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    let entry = writer.entries(&COMPLETE).await.remove(0);
    let first = writer.select(&json!({"entry": entry})).await;
    assert_eq!((first.status, created(&first.json())), (201, [true; 3]), "{}", first.body);
    let address = format!("/api/organizations/{}", HOSPITAL.finess);
    assert_eq!(first.header("location"), Some(address.as_str()));
    let outcome = first.json();
    assert_eq!(outcome["organization"]["name"], HOSPITAL.name);
    assert_eq!(outcome["worker"]["last_name"], COMPLETE.last_name);
    assert_eq!(outcome["warnings"], json!([]));
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
    assert_eq!(door.home.database.count("events where actor = 'token:write'"), 3);

    for _ in 0..2 {
        let again = writer.select(&json!({"entry": entry, "source": null})).await;
        assert_eq!((again.status, created(&again.json())), (200, [false; 3]), "{}", again.body);
    }
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
    let page = door.visitor.get(&format!("/organizations/{}", HOSPITAL.finess)).await;
    assert!(page.text("table").contains("DUBREUIL Claire"));
}

#[tokio::test]
async fn a_selection_is_an_object_whose_members_have_names() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    let entry = writer.entries(&COMPLETE).await.remove(0);
    let by_places = json!([entry, null, null, null, null, null, false]);
    for body in [by_places, json!([{"entry": entry}]), json!(entry), json!(null)] {
        let problem = writer.select(&body).await.problem(400, "malformed");
        let detail = problem["detail"].as_str().unwrap();
        assert_eq!(detail, "The body must be one JSON object. Nothing was registered.", "{body}");
    }
    assert_eq!(door.home.database.counts(), [0; 4]);
}

#[tokio::test]
async fn what_is_known_is_linked() {
    let door = Door::with_one_registered().await;
    let writer = Program::new(&door, "write");
    let mut outcomes = Vec::new();
    for entry in writer.entries(&TWO_HOSPITALS).await {
        outcomes.push(created(&writer.select(&json!({"entry": entry})).await.json()));
    }
    outcomes.sort_unstable();
    assert!(
        outcomes.contains(&[false, true, true]) || outcomes.contains(&[false, false, true]),
        "{outcomes:?}"
    );
    assert_eq!(door.home.database.counts(), [2, 2, 3, 7]);
}

#[tokio::test]
async fn missing_facts_are_named_and_can_be_completed() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    for (person, missing, completion) in [
        (&WITHOUT_FINESS, json!(["finess"]), json!({"finess": HEALTH_CENTRE.finess.to_lowercase()})),
        (&WITHOUT_FIRST_NAME, json!(["first_name"]), json!({"first_name": "Élodie"})),
        (&WITHOUT_PROFESSION, json!(["profession_name"]), json!({"profession_name": "Pharmacien"})),
        (
            &WITHOUT_ANYTHING,
            json!(["finess", "first_name", "profession_name"]),
            json!({"finess": HOSPITAL.finess, "first_name": "Anne", "profession_name": "Infirmier"}),
        ),
    ] {
        let entry = writer.entries(person).await.remove(0);
        let before = door.home.database.counts();
        let problem = writer.select(&json!({"entry": entry})).await.problem(422, "missing-facts");
        assert_eq!(problem["missing"], missing, "{problem}");
        assert_eq!(door.home.database.counts(), before, "nothing is written");

        let mut body = completion.clone();
        body["entry"] = json!(entry);
        let reply = writer.select(&body).await;
        assert_eq!(reply.status, 201, "{}: {}", person.last_name, reply.body);
        let reply = writer.select(&json!({"entry": entry})).await;
        assert_eq!(reply.status, 200, "what was completed is not asked again: {}", reply.body);
        assert_eq!(created(&reply.json()), [false; 3]);
    }
    assert_eq!(door.home.database.count("affiliations where completed_by_hand <> '[]'"), 4);
}

#[tokio::test]
async fn a_completion_that_nobody_knows_is_none() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    let entry = writer.entries(&WITHOUT_FINESS).await.remove(0);
    let unknown = json!({"entry": entry, "finess": "750000018"});
    let problem = writer.select(&unknown).await.problem(422, "missing-facts");
    assert_eq!(problem["missing"], json!(["finess"]));
    assert!(problem["detail"].as_str().unwrap().contains("the finess sent, 750000018,"), "{problem}");
    let entry = writer.entries(&WITHOUT_FIRST_NAME).await.remove(0);
    let unseen = json!({"entry": entry, "first_name": "A\u{200B}nne"});
    let problem = writer.select(&unseen).await.problem(422, "missing-facts");
    assert_eq!(problem["missing"], json!(["first_name"]));
    assert!(problem["detail"].as_str().unwrap().contains("The first_name sent is no name"), "{problem}");
    let bare = writer.select(&json!({"entry": entry})).await.problem(422, "missing-facts");
    assert_eq!(bare["detail"], "The entry lacks first_name; send first_name. Nothing was registered.");
    let entry = writer.entries(&AT_THE_NAMELESS).await.remove(0);
    let nameless = writer.select(&json!({"entry": entry})).await.problem(422, "missing-facts");
    assert_eq!(nameless["missing"], json!(["registered_name"]));
    assert_eq!(door.home.database.counts(), [0; 4]);
}

#[tokio::test]
async fn an_entry_gone_is_found_by_person_and_place_or_not_at_all() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    writer.select(&json!({"entry": "p0"})).await.problem(404, "not-found");
    let (rpps, finess) = (TWO_HOSPITALS.number, OTHER_HOSPITAL.finess);
    let there = json!({"entry": "p0", "source": "gateway", "rpps_number": rpps, "finess": finess});
    let reply = writer.select(&there).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    assert_eq!(reply.json()["organization"]["finess"], finess);
    let several = json!({"entry": "p0", "rpps_number": TWO_WITHOUT_FINESS.number});
    let problem = writer.select(&several).await.problem(409, "several-entries");
    let mut entries = writer.entries(&TWO_WITHOUT_FINESS).await;
    let mut named: Vec<String> = serde_json::from_value(problem["entries"].clone()).unwrap();
    entries.sort();
    named.sort();
    assert_eq!(named, entries);
}

#[tokio::test]
async fn what_is_named_besides_the_entry_must_be_its_own() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    let entry = writer.entries(&COMPLETE).await.remove(0);
    for other in [
        json!({"entry": entry, "finess": OTHER_HOSPITAL.finess}),
        json!({"entry": entry, "rpps_number": TWO_HOSPITALS.number}),
    ] {
        writer.select(&other).await.problem(409, "other-entry");
    }
    assert_eq!(door.home.database.counts(), [0; 4]);
    let own = json!({"entry": entry, "finess": HOSPITAL.finess, "rpps_number": COMPLETE.number});
    assert_eq!(writer.select(&own).await.status, 201);
}

#[tokio::test]
async fn an_entry_registered_elsewhere_is_linked_again_only_when_meant() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    let entry = writer.entries(&WITHOUT_FINESS).await.remove(0);
    let at = |finess: &str, also: bool| json!({"entry": entry, "finess": finess, "also": also});
    assert_eq!(writer.select(&at(HEALTH_CENTRE.finess, false)).await.status, 201);
    let problem = writer.select(&at(HOSPITAL.finess, false)).await.problem(409, "registered-elsewhere");
    assert_eq!(problem["finess"], HEALTH_CENTRE.finess);
    writer.select(&at("750000018", false)).await.problem(409, "other-entry");
    assert_eq!(writer.select(&at(HOSPITAL.finess, true)).await.status, 201);
    assert_eq!(door.home.database.count("affiliations"), 2);
}

#[tokio::test]
async fn a_wrong_check_digit_of_the_directory_is_a_warning() {
    let door = Door::open().await;
    let outcome = Program::new(&door, "write").register(&DOUBTFUL).await;
    assert_eq!(outcome["warnings"], json!(["finess_check_digit", "rpps_check_digit"]));
}

#[tokio::test]
async fn what_a_body_cannot_mean_is_refused() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{}",
        r#"{"entry": ""}"#,
        r#"{"entry": "  "}"#,
        r#"{"entry": 7}"#,
        r#"{"entry": ["p0", "p1"]}"#,
        r#"{"entry": "p0", "entry": "p1"}"#,
        r#"{"entry": "p0", "name": "x"}"#,
        r#"{"entry": "p0", "source": "elsewhere"}"#,
        r#"{"entry": "p0", "finess": "25990001"}"#,
        r#"{"entry": "p0", "rpps_number": "1990000001x"}"#,
        r#"{"entry": "p0", "profession_name": "Rebouteux"}"#,
        r#"{"entry": "p0", "also": 1}"#,
    ] {
        sent(&writer, "application/json", body).await.problem(400, "malformed");
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/problem+json", ""] {
        sent(&writer, kind, r#"{"entry": "p0"}"#).await.problem(415, "media-type");
    }
    let request = writer.request(Method::POST, "/api/selections").header("Content-Encoding", "br");
    writer.send(request.json(&json!({"entry": "p0"}))).await.problem(415, "media-type");
    let request = writer.request(Method::POST, "/api/selections").header("Content-Encoding", "gzip");
    writer.send(request.json(&json!({"entry": "p0"}))).await.problem(400, "malformed");
    let long = format!(r#"{{"entry": "{}"}}"#, "p".repeat(20_000));
    sent(&writer, "application/json", &long).await.problem(413, "too-large");
    let known = sent(&writer, "Application/JSON; charset=utf-8", r#"{"entry": "p0"}"#).await;
    known.problem(404, "not-found");
    assert_eq!(door.home.database.counts(), [0; 4]);
}

async fn sent(program: &Program, kind: &str, body: &str) -> Reply {
    let request = program.request(Method::POST, "/api/selections").header("Content-Type", kind);
    program.send(request.body(body.to_owned())).await
}
