//! Every route: whom it refuses. The table is read from its source, so that a new route is met here.

use std::collections::BTreeSet;

use reqwest::Method;

use crate::support::{
    door::Door,
    fixture::{COMPLETE, HOSPITAL},
    program::{Program, new_token},
    staff::{ADMIN, STAFF},
    visitor::Visitor,
};

/// A token that is there.
const TOKEN: &str = "planning";

/// What a stranger may ask for, and nothing else.
const PUBLIC: [(&str, Method); 8] = [
    ("/healthz", Method::GET),
    ("/oidc/callback", Method::GET),
    ("/oidc/sign-in", Method::GET),
    ("/session", Method::POST),
    ("/session/removal", Method::POST),
    ("/sign-in", Method::GET),
    ("/welcome", Method::GET),
    ("/welcome", Method::POST),
];

/// A route, and in which part of the table it stands.
#[derive(Debug, Clone)]
struct Route {
    part: String,
    path: String,
    method: Method,
}

/// The route table, as `src/web/routes.rs` writes it.
fn routes() -> Vec<Route> {
    let routes = read(include_str!("../../src/web/routes.rs"));
    assert!(routes.len() > 25, "only {} routes were read", routes.len());
    routes
}

/// Every route of a table's source, by the function that it stands in. One that could not be read fails.
fn read(source: &str) -> Vec<Route> {
    let methods = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
    let mut routes = Vec::new();
    let source = source.replace("pub fn ", "fn ");
    for part in source.split("\nfn ").skip(1) {
        let (name, body) = part.split_once('(').unwrap();
        let body = body.split("\n}\n").next().unwrap();
        for resource in body.split("(\"/").skip(1) {
            let (path, handled) = resource.split_once('"').unwrap();
            for method in &methods {
                let routed = format!("route({}().to(", method.as_str().to_lowercase());
                let is_read = *method == Method::GET && handled.starts_with(", ");
                if is_read || handled.contains(&routed) {
                    let (part, path) = (name.to_owned(), format!("/{path}"));
                    routes.push(Route { part, path, method: method.clone() });
                }
            }
        }
    }
    let handlers = source.matches(".to(").count() + source.matches("reading(\"").count();
    let helpers = source.matches(".to(handler").count() + source.matches("route().to(nowhere)").count();
    assert_eq!(routes.len(), handlers - helpers, "each handler has a route that was read: {routes:?}");
    routes
}

impl Route {
    /// The path with something that is there in each gap.
    fn filled(&self) -> String {
        let filled = self.path.replace("{finess}", HOSPITAL.finess).replace("{rpps_number}", COMPLETE.number);
        let filled = filled.replace("{email}", STAFF.email).replace("{name}", TOKEN);
        filled.replace("{selection_id}", "x").replace("{id}", "x")
    }

    fn is_public(&self) -> bool {
        PUBLIC.iter().any(|(path, method)| self.path == *path && self.method == *method)
    }
}

#[tokio::test]
async fn the_calls_of_programs_are_those_of_their_document() {
    let door = Door::open().await;
    let document = Program::with(&door, None).get("/api/openapi.json").await.json();
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let methods = methods.as_object().unwrap().keys();
        described.extend(methods.map(|method| (path.clone(), method.to_uppercase())));
    }
    let routed: BTreeSet<(String, String)> = read(include_str!("../../src/web/api/routes.rs"))
        .into_iter()
        .filter(|route| route.path != "/api")
        .map(|route| match route.path.starts_with("/api/") {
            true => (route.path, route.method.to_string()),
            false => (format!("/api{}", route.path), route.method.to_string()),
        })
        .filter(|(path, _)| path != "/api/openapi.json" && path != "/api/docs")
        .collect();
    assert_eq!(routed, described, "what the walks over the document do not see");
}

/// Somebody signed in who has registered [`COMPLETE`], and a stranger.
async fn doors() -> (Door, Visitor) {
    let door = Door::with_one_registered().await;
    door.home.add(&ADMIN);
    door.home.add(&STAFF);
    new_token(&door.home, TOKEN, "read");
    let stranger = door.server.visitor();
    (door, stranger)
}

/// How many rows there are of all that a route might change.
fn rows(door: &Door) -> Vec<i64> {
    let tables = ["affiliations", "events", "invitations", "organizations", "sessions", "staff", "tokens"];
    tables.into_iter().chain(["workers"]).map(|table| door.home.database.count(table)).collect()
}

#[test]
fn only_the_named_routes_are_for_everyone() {
    let public: BTreeSet<(String, String)> = routes()
        .into_iter()
        .filter(|route| route.part == "for_everyone" || route.part == "routes")
        .map(|route| (route.path, route.method.to_string()))
        .collect();
    let named = PUBLIC.map(|(path, method)| (path.to_owned(), method.to_string()));
    assert_eq!(public, BTreeSet::from(named));
}

#[tokio::test]
async fn every_other_route_refuses_a_stranger() {
    let (door, stranger) = doors().await;
    let before = rows(&door);
    for route in routes().into_iter().filter(|route| !route.is_public()) {
        let path = route.filled();
        let request = stranger.request(route.method.clone(), &path).header("Sec-Fetch-Site", "same-origin");
        let sent = stranger.send(request).await;
        assert_eq!(sent.status, 303, "{route:?}");
        assert!(sent.location().starts_with("/sign-in"), "{route:?}: {}", sent.location());
        let part = stranger.request(route.method.clone(), &path).header("Sec-Fetch-Site", "same-origin");
        let refused = stranger.send(part.header("HX-Request", "true")).await;
        assert_eq!(refused.status, 401, "{route:?}");
        for answer in [sent, refused] {
            assert!(!answer.body.contains(COMPLETE.last_name), "{route:?}: {}", answer.body);
            assert!(!answer.body.contains(HOSPITAL.name), "{route:?}: {}", answer.body);
        }
    }
    assert_eq!(rows(&door), before, "a stranger changes nothing");
}

#[tokio::test]
async fn a_program_comes_in_by_its_token_alone_and_a_person_by_a_session_alone() {
    let (door, stranger) = doors().await;
    door.visitor.sign_in(&ADMIN).await;
    let (writer, nobody) = (Program::new(&door, "write"), Program::with(&door, None));
    let before = rows(&door);
    let removal = format!("/api/organizations/{}/workers/{}", HOSPITAL.finess, COMPLETE.number);
    for (method, path) in [(Method::GET, "/api/organizations"), (Method::DELETE, removal.as_str())] {
        let request = door.visitor.request(method, path).header("Sec-Fetch-Site", "same-origin");
        assert_eq!(door.visitor.send(request).await.status, 401, "a session opens no {path}");
    }
    for path in
        ["/organizations", "/organizations.csv", "/affiliations.xlsx", "/history", "/staff", "/tokens"]
    {
        let page = writer.get(path).await;
        assert!(!page.body.contains(HOSPITAL.name) && page.body.contains("name=\"password\""), "{path}");
    }
    assert_eq!(rows(&door), before);
    assert_eq!(writer.get("/api/organizations").await.status, 200);
    assert_eq!(nobody.get("/api/openapi.json").await.status, 200);
    let documented = stranger.get("/api/docs").await;
    assert_eq!(documented.status, 200);
    assert!(!documented.has("nav a[href='/organizations']") && !documented.has("footer a"));
    writer.delete(&removal).await;
    assert_eq!(door.home.database.count("events where actor = 'token:write'"), 1);
}

#[tokio::test]
async fn who_takes_a_listing_out_is_written_in_the_log() {
    let (door, _) = doors().await;
    door.visitor.sign_in(&STAFF).await;
    assert_eq!(door.visitor.get("/workers.csv").await.status, 200);
    let log = door.server.log();
    let line = log.lines().find(|line| line.contains("a listing was taken out"));
    assert!(line.is_some_and(|line| line.contains(STAFF.email) && line.contains(".csv")), "{log}");
}

#[tokio::test]
async fn a_forged_session_is_a_strangers() {
    let (door, stranger) = doors().await;
    door.visitor.sign_in(&STAFF).await;
    for forged in ["", "x", &format!("carnet_{}", "0".repeat(64)), "lea@carnet.example", &"a".repeat(5_000)] {
        stranger.keep("carnet", forged);
        assert_eq!(stranger.get("/organizations").await.status, 303, "{forged}");
    }
}

#[tokio::test]
async fn every_page_bears_the_headers_that_keep_others_out() {
    let (door, stranger) = doors().await;
    door.visitor.sign_in(&ADMIN).await;
    for route in routes().into_iter().filter(|route| route.method == Method::GET) {
        let page = door.visitor.get(&route.filled()).await;
        assert!(page.status < 500, "{route:?}: {}", page.status);
        for answer in [page, stranger.get(&route.filled()).await] {
            answer.is_guarded();
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{route:?}");
        }
    }
}

#[tokio::test]
async fn unknown_routes_say_nothing_about_what_exists() {
    let (_door, stranger) = doors().await;
    for path in
        ["/nowhere", "/organizations/000000000", "/organizations/259900017", "/static-0/app.css", "/.env"]
    {
        let answer = stranger.get(path).await;
        assert_eq!((answer.status, answer.body.as_str()), (303, ""), "{path}");
    }
}

#[tokio::test]
async fn every_change_refuses_a_foreign_site() {
    let (door, stranger) = doors().await;
    door.visitor.sign_in(&ADMIN).await;
    let before = rows(&door);
    for route in routes().into_iter().filter(|route| route.method != Method::GET) {
        for visitor in [&door.visitor, &stranger] {
            for (name, value) in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")] {
                let request = visitor.request(route.method.clone(), &route.filled()).header(name, value);
                assert_eq!(visitor.send(request).await.status, 403, "{route:?} {name}");
            }
        }
    }
    assert_eq!(rows(&door), before, "a foreign site changes nothing");
}

#[tokio::test]
async fn staff_cannot_do_what_is_the_admins() {
    let (door, _) = doors().await;
    door.visitor.sign_in(&STAFF).await;
    let before = rows(&door);
    let admins: Vec<Route> = routes().into_iter().filter(|route| route.part == "for_admins").collect();
    assert!(admins.len() >= 9, "{admins:?}");
    for route in admins {
        let fields =
            [("email", "eve@carnet.example"), ("role", "admin"), ("name", "eve"), ("scope", "write")];
        let request = door.visitor.request(route.method.clone(), &route.filled());
        let request = request.header("Sec-Fetch-Site", "same-origin").form(&fields);
        let refused = door.visitor.send(request).await;
        assert_eq!(refused.status, 403, "{route:?}");
        assert!(!refused.body.contains(ADMIN.email), "{route:?}");
        assert!(!refused.text("main").contains(TOKEN), "{route:?}");
    }
    assert_eq!(rows(&door), before);
    let log = door.server.log();
    let told = log.lines().find(|line| line.contains("this is for admins alone"));
    assert!(told.is_some_and(|line| line.contains(STAFF.email)), "{log}");
    assert!(!door.visitor.get("/").await.has("a[href='/staff'], a[href='/tokens']"));
}

#[tokio::test]
async fn while_there_is_no_account_there_is_none_to_administer() {
    let door = Door::open().await;
    for path in ["/staff", "/tokens", "/account"] {
        let page = door.visitor.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.text("main").contains("pas encore de compte"), "{}", page.words());
    }
    assert_eq!(door.visitor.get("/sign-in").await.location(), "/");
}
