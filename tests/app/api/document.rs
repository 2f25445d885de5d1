//! `/api/openapi.json` and `/api/docs`.

use crate::support::{door::Door, program::Program, visitor::Visitor};

#[tokio::test]
async fn the_document_and_its_page_are_open_to_everyone() {
    let door = Door::open().await;
    let stranger = Program::with(&door, None);
    let document = stranger.get("/api/openapi.json").await.json();
    assert_eq!(document["openapi"], "3.1.0");
    for (language, title, of_calls) in [
        ("fr", "L’API pour les programmes", ["Chercher dans l’annuaire", "Il faut un jeton"]),
        ("en", "The API for programs", ["Search the directory", "A token is needed"]),
    ] {
        let page = Visitor::new(&door.server.url, language).get("/api/docs").await;
        assert_eq!((page.status, page.text("h1")), (200, title.to_owned()));
        for words in of_calls {
            assert!(page.text("main").contains(words), "{language}: {words}");
        }
        let is_english = page.texts("article").join(" ").contains("Those registered");
        assert_eq!(is_english, language == "en");
        let calls = page.texts("article h2");
        for (path, methods) in document["paths"].as_object().unwrap() {
            for method in methods.as_object().unwrap().keys() {
                let call = format!("{} {path}", method.to_uppercase());
                assert!(calls.contains(&call), "{call} in {calls:?}");
            }
        }
    }
}

#[tokio::test]
async fn the_type_of_a_problem_leads_to_what_it_means() {
    let door = Door::open().await;
    let problem = Program::with(&door, None).get("/api/workers").await.problem(401, "unauthorized");
    let (path, word) = problem["type"].as_str().unwrap().split_once('#').unwrap();
    let page = door.visitor.get(path).await;
    assert!(page.text(&format!("#{word} + dd")).contains("Authorization: Bearer"), "{}", page.words());
    let english = door.visitor.follow(&door.visitor.click(&page, ".languages a").await).await;
    assert_eq!(english.attribute("html", "lang"), "en");
}

#[tokio::test]
async fn a_page_that_is_asked_for_wrongly_is_a_page() {
    let door = Door::open().await;
    let wrong = door.visitor.send(door.visitor.request(reqwest::Method::DELETE, "/api/docs")).await;
    assert_eq!((wrong.status, wrong.header("content-type")), (405, Some("text/html; charset=utf-8")));
}
