//! `/api/organizations` and `/api/workers`.

use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::Value;

use crate::support::{
    door::Door,
    fixture::{CLINIC, COMPLETE, CROWD_AT_THE_CLINIC, CROWD_NAME, HOSPITAL, OTHER_HOSPITAL, TWO_HOSPITALS},
    program::Program,
};

/// A door with everyone of one name registered: twelve of them at the clinic.
async fn crowded() -> (Door, Program) {
    let door = Door::open().await;
    let results = door.visitor.get(&format!("/?q={CROWD_NAME}&size=500")).await;
    door.register_all(&results).await;
    let reader = Program::new(&door, "read");
    (door, reader)
}

/// The keys of a listing walked from page to page.
async fn walked(program: &Program, path: &str, list: &str, key: &str) -> Vec<String> {
    let separator = if path.contains('?') { '&' } else { '?' };
    let (mut keys, mut after) = (Vec::new(), String::new());
    loop {
        let page = program.get(&format!("{path}{separator}size=5{after}")).await.json();
        let rows = page[list].as_array().unwrap();
        assert!(rows.len() <= 5);
        keys.extend(rows.iter().map(|row| row[key].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return keys,
        }
    }
}

fn keys(rows: &Value, key: &str) -> Vec<String> {
    rows.as_array().unwrap().iter().map(|row| row[key].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn listings_are_walked_without_a_gap() {
    let (door, reader) = crowded().await;
    let organizations = walked(&reader, "/api/organizations", "organizations", "finess").await;
    let [places, people, ..] = door.home.database.counts();
    assert_eq!(organizations.len() as i64, places);
    let whole = reader.get("/api/organizations?size=200").await.json();
    assert_eq!(keys(&whole["organizations"], "finess"), organizations);
    let workers = walked(&reader, "/api/workers", "workers", "rpps_number").await;
    assert_eq!(workers.len() as i64, people);
    let some = walked(&reader, "/api/workers?q=anne", "workers", "rpps_number").await;
    assert!(!some.is_empty() && some.len() < workers.len(), "{}", some.len());
    let lyon = walked(&reader, "/api/organizations?department=69", "organizations", "finess").await;
    assert_eq!(lyon, [CLINIC.finess]);
}

#[tokio::test]
async fn who_works_there_counts_where_few_are_called_so_however_long_the_pages() {
    let (door, reader) = crowded().await;
    let all = walked(&reader, "/api/organizations", "organizations", "finess").await;
    let named = |table: &str, rows: &str| {
        let called = "search_text = search_text || ' gaspard', sort_name = sort_name || ' gaspard'";
        door.home.database.change(&format!("update {table} set {called} where {rows}"));
    };
    let at_the_clinic =
        format!("select min(rpps_number) from affiliations where finess = '{}'", CLINIC.finess);
    named("workers", &format!("rpps_number = ({at_the_clinic})"));
    let mut others: Vec<&String> = all.iter().filter(|finess| *finess != CLINIC.finess).collect();
    assert!(others.len() > 50, "{}", others.len());
    let rest = others.split_off(7);
    for (called, is_joined) in [(others, true), (rest, false)] {
        let called: Vec<String> = called.iter().map(|finess| format!("'{finess}'")).collect();
        named("organizations", &format!("finess in ({})", called.join(", ")));
        let found = walked(&reader, "/api/organizations?q=gaspard", "organizations", "finess").await;
        let whole = reader.get("/api/organizations?q=gaspard&size=200").await.json();
        assert_eq!(keys(&whole["organizations"], "finess"), found);
        assert_eq!(found.iter().any(|finess| finess == CLINIC.finess), is_joined, "{found:?}");
    }
}

#[tokio::test]
async fn an_organization_shows_ten_workers_and_pages_all() {
    let (_door, reader) = crowded().await;
    let address = format!("/api/organizations/{}", CLINIC.finess);
    let clinic = reader.get(&address).await.json();
    assert_eq!(clinic["name"], CLINIC.name);
    assert_eq!(clinic["workers_total"], CROWD_AT_THE_CLINIC);
    let all = walked(&reader, &format!("{address}/workers"), "workers", "rpps_number").await;
    assert_eq!(all.len(), CROWD_AT_THE_CLINIC);
    assert_eq!(keys(&clinic["workers"], "rpps_number"), all[..10]);
    let listed = reader.get("/api/organizations?q=parc+aux+cerfs").await.json();
    assert_eq!(listed["organizations"][0], clinic, "a list tells the same");
    let link = &clinic["workers"][0]["affiliation"];
    assert_eq!((&link["mode"], &link["created_by"]), (&Value::from("Salarié"), &Value::from("local")));
}

#[tokio::test]
async fn a_worker_shows_the_organizations() {
    let door = Door::open().await;
    let results = door.visitor.search(TWO_HOSPITALS.number).await;
    door.register_all(&results).await;
    let reader = Program::new(&door, "read");
    let address = format!("/api/workers/{}", TWO_HOSPITALS.number);
    let worker = reader.get(&address).await.json();
    assert_eq!((&worker["last_name"], &worker["organizations_total"]), (&"LEVANTIN".into(), &2.into()));
    let places = [HOSPITAL.finess, OTHER_HOSPITAL.finess];
    assert_eq!(keys(&worker["organizations"], "finess"), places);
    let walked = walked(&reader, &format!("{address}/organizations"), "organizations", "finess").await;
    assert_eq!(walked, places);
    assert_eq!(reader.get("/api/workers").await.json()["workers"][0], worker);
}

#[tokio::test]
async fn a_resource_is_sent_again_only_when_it_has_changed() {
    let door = Door::with_one_registered().await;
    let writer = Program::new(&door, "write");
    for path in ["/api/organizations/259900017", "/api/workers/19900000019"] {
        let first = writer.get(path).await;
        let tag = first.header("etag").unwrap().to_owned();
        let asked = |tag: &str| writer.send(writer.request(Method::GET, path).header("If-None-Match", tag));
        for known in [tag.as_str(), "*", &format!("\"x\", {tag}"), tag.trim_start_matches("W/")] {
            let reply = asked(known).await;
            assert_eq!((reply.status, reply.body.as_str()), (304, ""), "{known}");
            assert_eq!(reply.header("etag"), Some(tag.as_str()));
            assert_eq!(reply.header("cache-control"), Some("private, no-cache"));
        }
        assert_eq!(asked("\"x\"").await.status, 200);
        let head = writer.send(writer.request(Method::HEAD, path)).await;
        assert_eq!((head.status, head.header("etag"), head.body.len()), (200, Some(tag.as_str()), 0));
        if path.contains("organizations") {
            writer.register(&TWO_HOSPITALS).await;
            let linked = door.visitor.search(TWO_HOSPITALS.number).await;
            door.register_all(&linked).await;
            assert_eq!(asked(&tag).await.status, 200, "a worker came");
        }
    }
}

#[tokio::test]
async fn a_link_is_removed_once_and_both_sides_stay() {
    let door = Door::with_one_registered().await;
    let writer = Program::new(&door, "write");
    let address = format!("/api/organizations/{}/workers/{}", HOSPITAL.finess, COMPLETE.number);
    let removed = writer.delete(&address).await;
    assert_eq!((removed.status, removed.body.as_str()), (204, ""));
    assert_eq!(door.home.database.counts(), [1, 1, 0, 4]);
    let event = "events where kind = 'affiliation_removed' and actor = 'token:write'";
    assert_eq!(door.home.database.count(event), 1);
    writer.delete(&address).await.problem(404, "not-found");
    assert_eq!(door.home.database.counts(), [1, 1, 0, 4]);
    let history = door.visitor.get("/history").await;
    assert!(history.words().contains("token:write"), "{}", history.words());
}

#[tokio::test]
async fn what_is_not_registered_is_not_found() {
    let door = Door::open().await;
    let reader = Program::new(&door, "read");
    for path in [
        "/api/organizations/259900017",
        "/api/organizations/259900017/workers",
        "/api/organizations/25990001",
        "/api/organizations/259%20900%20017",
        "/api/organizations/%ff",
        "/api/workers/19900000019",
        "/api/workers/19900000019/organizations",
        "/api/workers/x",
    ] {
        reader.get(path).await.problem(404, "not-found");
    }
}

#[tokio::test]
async fn listings_are_narrowed_and_ordered_as_the_pages_are() {
    let (door, reader) = crowded().await;
    Program::new(&door, "write").register(&COMPLETE).await;
    let since = Timestamp::now() - SignedDuration::from_hours(1);
    for (table, key, own) in
        [("organizations", "finess", HOSPITAL.finess), ("workers", "rpps_number", COMPLETE.number)]
    {
        let earlier = "created_at = created_at - 86400 where created_by = 'local'";
        door.home.database.change(&format!("update {table} set {earlier}"));
        let listed = async |query: &str| walked(&reader, &format!("/api/{table}?{query}"), table, key).await;
        let all = listed("sort=name").await;
        assert_eq!(listed(&format!("since={since}")).await, [own]);
        assert_eq!(listed("by=token:write").await, [own]);
        assert_eq!(listed("sort=date").await[0], own, "the newest first");
        for narrow in ["profession=10", "sector=SA01", "department=69"] {
            let found = listed(narrow).await;
            assert!(!found.is_empty() && found.len() < all.len(), "{narrow}: {found:?} of {all:?}");
        }
        for query in
            ["sort=name", "sort=date", "sort=town", "profession=10&sort=date", "sector=SA01", "by=local"]
        {
            let file = door.visitor.get(&format!("/{table}.csv?{query}")).await.body;
            let found = listed(query).await;
            let places: Vec<_> = found.iter().map(|key| file.find(key.as_str())).collect();
            assert!(places.is_sorted() && !places.contains(&None), "{table} {query}: {places:?}");
            assert_eq!(file.lines().count(), found.len() + 1, "{table} {query}");
        }
    }
    let page = reader.get("/api/workers?size=2").await.json();
    let wrong = format!("/api/workers?sort=date&after={}", page["next"].as_str().unwrap());
    reader.get(&wrong).await.problem(404, "not-found");
    let of_another = format!("/api/organizations?after={}", page["next"].as_str().unwrap());
    reader.get(&of_another).await.problem(404, "not-found");
}
