//! Who may come in, and how: the same at every address for programs.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{door::Door, fixture::COMPLETE, home::Home, program::Program};

/// Every call that the document names, its keys filled in.
async fn calls(program: &Program) -> Vec<(Method, String)> {
    let document = program.get("/api/openapi.json").await.json();
    let mut calls = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.replace("{finess}", "259900017").replace("{rpps_number}", "19900000019");
        for method in methods.as_object().unwrap().keys() {
            calls.push((method.to_uppercase().parse().unwrap(), path.clone()));
        }
    }
    assert_eq!(calls.len(), 9, "{calls:?}");
    calls
}

#[tokio::test]
async fn every_call_refuses_a_stranger() {
    let door = Door::with_one_registered().await;
    let before = door.home.database.counts();
    let reader = Program::new(&door, "read");
    let mut calls = calls(&reader).await;
    calls.extend([(Method::GET, "/api/nowhere".to_owned()), (Method::GET, "/api".to_owned())]);
    let wrong = format!("carnet_{}", "0".repeat(64));
    for (method, path) in &calls {
        let stranger = Program::with(&door, None);
        let reply = stranger.send(stranger.request(method.clone(), path)).await;
        reply.problem(401, "unauthorized");
        assert_eq!(reply.header("www-authenticate"), Some("Bearer realm=\"Carnet\""), "{method} {path}");
        for header in [format!("Bearer {wrong}"), "Bearer".to_owned(), "Basic YTpi".to_owned()] {
            let request = stranger.request(method.clone(), path).header("Authorization", &header);
            let reply = stranger.send(request).await;
            reply.problem(401, "unauthorized");
            let challenge = reply.header("www-authenticate").unwrap();
            assert!(challenge.contains("error=\"invalid_token\""), "{header}: {challenge}");
            assert!(!reply.body.contains(&wrong), "{}", reply.body);
        }
    }
    assert_eq!(door.home.database.counts(), before);
}

#[tokio::test]
async fn a_token_to_read_changes_nothing() {
    let door = Door::with_one_registered().await;
    let before = door.home.database.counts();
    let reader = Program::new(&door, "read");
    let mut changing = 0;
    for (method, path) in calls(&reader).await {
        let reply = reader.send(reader.request(method.clone(), &path).json(&json!({"entry": "p0"}))).await;
        if method.is_safe() {
            assert_ne!(reply.status, 403, "{method} {path}");
            continue;
        }
        changing += 1;
        reply.problem(403, "read-only");
        assert!(reply.header("www-authenticate").unwrap().contains("insufficient_scope"), "{method} {path}");
    }
    assert_eq!((changing, door.home.database.counts()), (2, before));
    let log = door.server.log();
    let told = log.lines().find(|line| line.contains("a token that may only read"));
    assert!(told.is_some_and(|line| line.contains("read")), "{log}");
}

#[tokio::test]
async fn every_address_names_its_methods_and_the_document_names_no_other() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    let calls = calls(&writer).await;
    for (_, path) in &calls {
        for method in [Method::PUT, Method::PATCH, Method::OPTIONS] {
            let reply = writer.send(writer.request(method.clone(), path)).await;
            reply.problem(405, "method");
            let mut allowed: Vec<&str> = reply.header("allow").unwrap().split(", ").collect();
            allowed.retain(|method| *method != "HEAD");
            let own = calls.iter().filter(|(_, other)| other == path);
            assert_eq!(allowed, own.map(|(method, _)| method.as_str()).collect::<Vec<_>>(), "{path}");
        }
    }
    writer.get("/api/nowhere").await.problem(404, "not-found");
    writer.get("/api/organizations/259900017/nowhere").await.problem(404, "not-found");
}

#[tokio::test]
async fn answers_are_json_and_nothing_else() {
    let door = Door::open().await;
    let reader = Program::new(&door, "read");
    for (accept, status) in
        [("application/json", 200), ("*/*", 200), ("text/html", 406), ("image/*, text/*", 406)]
    {
        let reply = reader.send(reader.request(Method::GET, "/api/workers").header("Accept", accept)).await;
        assert_eq!(reply.status, status, "{accept}");
        if status == 406 {
            reply.problem(406, "not-acceptable");
        }
    }
}

#[tokio::test]
async fn a_good_token_alone_may_come_from_another_site() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    let entry = writer.entries(&COMPLETE).await.remove(0);
    let from_elsewhere = |program: &Program| {
        let request = program.request(Method::POST, "/api/selections").json(&json!({"entry": entry}));
        request.header("Sec-Fetch-Site", "cross-site").header("Origin", "http://evil.example")
    };
    for token in [None, Some("carnet_0")] {
        let stranger = Program::with(&door, token);
        stranger.send(from_elsewhere(&stranger)).await.problem(403, "foreign");
    }
    assert_eq!(door.home.database.counts(), [0; 4]);
    assert_eq!(writer.send(from_elsewhere(&writer)).await.status, 201);
    let request = writer.request(Method::POST, "/selections").header("Sec-Fetch-Site", "cross-site");
    assert_eq!(writer.send(request.form(&[("entry", &entry)])).await.status, 403, "a page is no call");
    let request = writer.request(Method::GET, "/api/workers").header("Host", "evil.example");
    writer.send(request).await.problem(400, "malformed");
}

#[tokio::test]
async fn a_token_that_asks_too_fast_waits_and_no_other_does() {
    let door = Door::at(Home::with_directory().with("CARNET_API_RATE", "1")).await;
    let (hasty, other) = (Program::new(&door, "read"), Program::new(&door, "write"));
    let mut replies = Vec::new();
    for _ in 0..7 {
        replies.push(hasty.get("/api/organizations").await);
    }
    let late = replies.last().unwrap();
    late.problem(429, "too-many-requests");
    assert_eq!(replies[0].status, 200);
    assert!(matches!(late.header("retry-after"), Some("1" | "2")), "{:?}", late.header("retry-after"));
    assert_eq!(other.get("/api/organizations").await.status, 200);
    assert_eq!(door.visitor.get("/organizations").await.status, 200, "people are not held up");
}

#[tokio::test]
async fn an_answer_says_how_long_it_may_be_kept() {
    let door = Door::with_one_registered().await;
    let reader = Program::new(&door, "read");
    for (path, cached) in [
        ("/api/organizations", "no-store"),
        ("/api/organizations/259900017", "private, no-cache"),
        ("/api/workers/19900000019", "private, no-cache"),
        ("/api/openapi.json", "private, no-cache"),
        ("/api/workers/19900000027", "no-store"),
    ] {
        let reply = reader.get(path).await;
        assert_eq!(reply.header("cache-control"), Some(cached), "{path}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[tokio::test]
async fn what_a_query_cannot_mean_is_refused() {
    let door = Door::open().await;
    let reader = Program::new(&door, "read");
    for path in [
        "/api/organizations?size=0",
        "/api/organizations?size=201",
        "/api/organizations?size=many",
        "/api/organizations?size=",
        "/api/organizations?after=broken",
        "/api/organizations?page=2",
        "/api/organizations?q=a&q=b",
        "/api/workers?lang=en",
        "/api/workers?sort=size",
        "/api/workers?since=yesterday",
        "/api/workers?since=",
        "/api/organizations?since=2026-11-22",
        "/api/directory",
        "/api/directory?q=a&start=3",
        "/api/directory?q=a&size=10001",
        "/api/directory?q=a&fq=(",
    ] {
        let problem: Value = reader.get(path).await.problem(400, "malformed");
        assert!(problem["detail"].as_str().unwrap().len() > 10, "{path}: {problem}");
    }
}

#[tokio::test]
async fn a_parameter_that_is_wrong_is_named() {
    let door = Door::open().await;
    let reader = Program::new(&door, "read");
    for path in ["/api/directory?q=x&size=many", "/api/workers?size=many", "/api/organizations?size=many"] {
        let problem = reader.get(path).await.problem(400, "malformed");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.starts_with(r#"size is "many"; give a whole number"#), "{path}: {detail}");
    }
}
