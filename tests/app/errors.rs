//! Errors are pages of the site, in the reader's language, with a way on.

use reqwest::Method;

use crate::support::{
    answer::Answer,
    database::Block,
    directory,
    door::Door,
    fixture::{TWO_WITHOUT_FINESS, WITHOUT_FINESS},
    home::Home,
    visitor::Visitor,
};

/// Checks the page of an error and that it says nothing of the inside.
#[track_caller]
fn is_page(answer: &Answer, status: u16, language: &str) {
    assert_eq!(answer.status, status, "{}: {}", answer.path, answer.body);
    assert_eq!(answer.attribute("html", "lang"), language);
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(!answer.text("h1").is_empty());
    assert!(answer.has("main a[href='/'], main a[href^='/?']"), "a way on: {}", answer.body);
    assert!(answer.has("nav a[href='/organizations']"), "it is a page of the site");
    let words = answer.words();
    for inside in ["panicked", "Error", "error:", "SELECT", "select ", "src/", ".rs"] {
        assert!(!words.contains(inside), "{inside} in {words}");
    }
}

/// Checks the answer for whatever watches the server: a word, and no page.
#[track_caller]
fn is_word(answer: &Answer, word: &str) {
    assert_eq!((answer.status, answer.body.as_str()), (503, word));
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
}

#[tokio::test]
async fn each_error_of_a_request_is_a_page_in_both_languages() {
    let door = Door::open().await;
    let entry = door.visitor.search(WITHOUT_FINESS.number).await.attribute(".place a", "href");
    let (_, query) = entry.split_once('?').unwrap();
    for language in ["fr", "en"] {
        let visitor = Visitor::new(&door.server.url, language);
        is_page(&visitor.get("/nowhere").await, 404, language);
        is_page(&visitor.get("/organizations/259900017").await, 404, language);
        is_page(&visitor.get("/workers/19900000019").await, 404, language);
        is_page(&visitor.get("/static-0/x.css").await, 404, language);
        is_page(&visitor.get("/organizations?after=broken").await, 400, language);
        is_page(&visitor.get("/?size=many").await, 400, language);
        is_page(&visitor.get("/organizations/%ff").await, 404, language);
        is_page(&visitor.post("/selections", &[]).await, 400, language);
        is_page(&visitor.send(visitor.request(Method::PUT, "/organizations")).await, 405, language);
        is_page(&visitor.send(visitor.request(Method::DELETE, "/selections")).await, 405, language);
        let long = "x".repeat(4_000_000);
        is_page(&visitor.post("/selections", &[("entry", long.as_str())]).await, 413, language);
        let json = visitor
            .request(Method::POST, "/selections")
            .header("content-type", "application/json")
            .body("{}");
        is_page(&visitor.send(json).await, 400, language);
        let fields: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let refused = visitor.post("/selections", &fields).await;
        assert_eq!((refused.status, refused.attribute("html", "lang")), (422, language.to_owned()));
        can_be_read_in_the_other_language(&visitor, &refused).await;
    }
}

#[tokio::test]
async fn a_search_that_is_not_understood_stays_in_its_form() {
    let door = Door::open().await;
    let rare: String = (0..1_100).map(|number| format!("m{number} ")).collect();
    for address in [
        "/?q=martin+lucie&town=Lyon&size=many",
        &format!("/?q=martin+lucie&town=Lyon&street={}", rare.replace(' ', "+")),
    ] {
        let page = door.visitor.get(address).await;
        is_page(&page, 400, "fr");
        assert_eq!(page.attribute("#q", "value"), "martin lucie");
        assert_eq!(page.attribute("#town", "value"), "Lyon");
        assert!(page.text("#results").contains("pas comprise"), "{}", page.words());
    }
}

#[tokio::test]
async fn a_text_longer_than_any_search_is_said_to_be() {
    let door = Door::open().await;
    for asked in [format!("q={}", "x".repeat(5_000)), format!("street={}", "rue+".repeat(126))] {
        let page = door.visitor.get(&format!("/?{asked}")).await;
        is_page(&page, 400, "fr");
        assert!(page.text("#results").contains("trop longue"), "{}", page.words());
    }
    assert_eq!(door.visitor.search(&"x".repeat(500)).await.status, 200);
}

/// Checks that the link to the other language leads to a page, whatever the page answers to.
async fn can_be_read_in_the_other_language(visitor: &Visitor, page: &Answer) {
    let switched = visitor.click(page, ".languages a").await;
    let other = visitor.follow(&switched).await;
    assert_eq!(other.status, 200, "{}: {}", switched.path, other.words());
    assert_ne!(other.attribute("html", "lang"), page.attribute("html", "lang"));
}

#[tokio::test]
async fn an_answer_to_a_form_can_be_read_in_the_other_language() {
    let door = Door::open().await;
    let person = [("entry", "p0"), ("source", "index"), ("rpps_number", TWO_WITHOUT_FINESS.number)];
    let several = door.visitor.post("/selections", &person).await;
    assert_eq!(several.status, 300);
    let link = several.attribute(".languages a", "href");
    assert!(link.starts_with("/selections/new?entry=p0&") && link.ends_with("&lang=en"), "{link}");
    for page in [
        door.visitor.post("/selections", &[]).await,
        door.visitor.send(door.visitor.request(Method::DELETE, "/selections")).await,
    ] {
        assert!(page.status >= 400, "{}", page.status);
        can_be_read_in_the_other_language(&Visitor::new(&door.server.url, "fr"), &page).await;
    }
}

#[tokio::test]
async fn a_lost_page_leads_to_its_listing() {
    let door = Door::open().await;
    for (lost, listing) in [
        ("/organizations?after=broken", "/organizations"),
        ("/organizations/259900017", "/organizations"),
        ("/workers/zzz", "/workers"),
        ("/history?after=broken", "/history"),
    ] {
        let page = door.visitor.get(lost).await;
        assert_eq!(page.attribute("main .ways a", "href"), listing, "{lost}");
    }
}

#[tokio::test]
async fn a_broken_database_is_a_page_and_the_search_still_works() {
    let door = Door::with_one_registered().await;
    door.home.database.change("drop table events");
    for language in ["fr", "en"] {
        let visitor = Visitor::new(&door.server.url, language);
        is_page(&visitor.get("/history").await, 500, language);
    }
    assert_eq!(door.visitor.search("dubreuil").await.status, 200);
}

#[tokio::test]
async fn a_directory_that_does_not_answer_is_a_page_and_the_register_still_works() {
    let home = Home::with_directory();
    let before = home.serve().await;
    let results = before.visitor().search("dubreuil").await;
    let form = results.form("#results button[name=entry]");
    before.interrupt().await;
    home.break_directory();
    let server = home.serve().await;
    for language in ["fr", "en"] {
        let visitor = Visitor::new(&server.url, language);
        let search = visitor.search("dubreuil").await;
        is_page(&search, 503, language);
        assert_eq!(search.attribute("main .ways a", "href"), "/?q=dubreuil", "the same search");
        let selection = visitor.submit(&form).await;
        is_page(&selection, 503, language);
        let again = selection.attribute("main .ways a", "href");
        assert!(again.starts_with("/selections/new?entry="), "{again}");
        assert_eq!(
            visitor.get(&again).await.status,
            503,
            "{again} is a page, which the directory keeps away"
        );
        assert_eq!(visitor.get("/organizations").await.status, 200);
        assert_eq!(visitor.get("/history").await.status, 200);
    }
    if !directory::is_gateway() {
        is_word(&server.visitor().get("/healthz").await, "no directory loaded\n");
    }
    assert_eq!(home.database.counts(), [0; 4]);
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_a_page_until_it_is_back() {
    let door = Door::open().await;
    let form = door.visitor.search("dubreuil").await.form("#results button[name=entry]");
    let block = door.home.database.block();
    for language in ["fr", "en"] {
        is_page(&Visitor::new(&door.server.url, language).submit(&form).await, 503, language);
    }
    let sent_from = async |site: &str| {
        let sent = door.visitor.request(Method::POST, "/changes/some/dismissal").form(&[("found_at", "1")]);
        let sent =
            sent.header("Sec-Fetch-Site", "same-origin").header("Referer", format!("{site}/changes?after=a"));
        door.visitor.send(sent).await.attribute("main .ways a", "href")
    };
    assert_eq!(sent_from(&door.server.url).await, "/changes?after=a", "the page with the form");
    assert_eq!(sent_from("http://elsewhere.example").await, "/");
    if matches!(block, Block::Postgres(..)) {
        is_page(&door.visitor.get("/organizations").await, 503, "fr");
        is_word(&door.visitor.get("/healthz").await, "register unavailable\n");
    }
    drop(block);
    assert_eq!(door.visitor.submit(&form).await.status, 303);
    assert_eq!(door.visitor.get("/healthz").await.status, 200);
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
}

#[tokio::test]
async fn health_is_told_without_a_secret() {
    let door = Door::open().await;
    let health = door.visitor.get("/healthz").await;
    assert_eq!(health.status, 200);
    assert!(health.body.len() < 100, "{}", health.body);
}
