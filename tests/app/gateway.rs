//! Searching and selecting where the company's gateway is the directory, and nothing stands in.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::time::sleep;

use crate::support::{
    answer::Answer,
    company::{Company, DEADLINE, OWN},
    directory::Gateway,
    door::{Door, SELECT},
    fixture::{COMPLETE, HEALTH_CENTRE, HOSPITAL, TWO_HOSPITALS, TWO_WITHOUT_FINESS, WITHOUT_FINESS},
    home::Home,
    upstream::{Asked, Deed, Then},
    visitor::Visitor,
};

/// What a page may take beyond it on a busy machine.
pub const MARGIN: Duration = Duration::from_secs(2);

/// What a gateway says when it fails; no page may show it.
pub const SAID: &str = "internal-host-17";

/// A way to fail.
pub type Fault = fn(&Asked) -> Deed;

/// The ways in which a gateway fails.
pub const FAULTS: [(&str, Fault); 9] = [
    ("hangs", |_| Deed::raw("", Then::Hang)),
    ("hangs in the body", |_| Deed::raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", Then::Hang)),
    ("never ends", |_| {
        Deed::raw(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            Then::Repeat(b"1\r\n \r\n".to_vec()),
        )
    }),
    ("closes", |_| Deed::raw("", Then::Close)),
    ("resets", |_| Deed::raw("HTTP/1.1 200 OK\r\n", Then::Reset)),
    ("is overloaded", |_| Deed::typed("503 Service Unavailable", "text/html", SAID)),
    ("throttles", |_| Deed::typed("429 Too Many Requests", "application/json", SAID)),
    ("is a proxy's page", |_| Deed::typed("200 OK", "text/html", "<!doctype html><h1>internal-host-17</h1>")),
    ("errs with 200", |_| Deed::typed("200 OK", "application/json", r#"{"error":"internal-host-17"}"#)),
];

/// Checks the page that says that the directory does not answer.
#[track_caller]
fn says_so(answer: &Answer, language: &str) {
    assert_eq!(answer.status, 503, "{}", answer.words());
    let sentence =
        if language == "fr" { "L’annuaire ne répond pas" } else { "The directory does not answer" };
    assert_eq!(answer.text("h1"), sentence);
    assert!(!answer.body.contains(SAID), "{}", answer.body);
}

#[tokio::test]
async fn the_gateway_is_searched_and_selected_from() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    let results = door.visitor.search("dubreuil claire").await;
    assert_eq!(results.text("#results article.person h2"), "DUBREUIL Claire");
    assert!(results.text("#results .found").contains("Annuaire de l’entreprise"), "{}", results.words());
    assert!(!results.has(".banner") && !results.has(".stand-in"), "{}", results.words());
    let form = results.form(SELECT);
    assert!(form.value("entry").unwrap().starts_with(OWN));
    assert_eq!(form.value("source"), Some("gateway"));

    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert_eq!(page.text("h1"), HOSPITAL.name);
    // What it knows was asked three times at once.
    assert!(company.upstream.connections() <= 3, "a connection is used again");
    assert_eq!(door.home.database.count("affiliations where source = 'gateway'"), 1);
    assert!(!door.home.data().join("directory").exists(), "no demonstration is made");
}

#[tokio::test]
async fn what_was_found_is_shown_though_the_wider_search_fails() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    door.visitor.search("kervadec").await;
    company.tire();
    let results = door.visitor.search("dubreuil claire").await;
    assert_eq!(results.text("#results article.person h2"), "DUBREUIL Claire", "{}", results.words());
    assert!(!results.has(".near"));
}

#[tokio::test]
async fn filters_are_those_that_a_gateway_understands() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    for filter in ["profession=21", "department=33", "town=Bordeaux", "sector=SA33"] {
        let page = door.visitor.get(&format!("/?q=martineau&{filter}")).await;
        let card = page.text("#results article.person");
        assert!(card.contains("19900000068"), "{filter}: {card}");
        let (name, value) = filter.split_once('=').unwrap();
        if name != "town" {
            assert_eq!(page.attribute(&format!("#{name} option[selected]"), "value"), value);
        }
    }
    let clients = door.visitor.get("/?q=martineau&clients=1").await;
    assert!(clients.has("input[name=clients][checked]"));
    assert!(!clients.has("#results article.person"), "nobody is a client");
}

#[tokio::test]
async fn a_field_that_the_gateway_does_not_know_is_left_out_and_said() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    let page = door.visitor.get("/?skill=cardiologie&last_name=dubreuil").await;
    assert!(page.has("#results .warning") && !page.has("#skill"), "{}", page.words());
    assert_eq!(page.text("#results article.person h2"), "DUBREUIL Claire");
    let page = door.visitor.search("médecin libéral dubreuil").await;
    assert!(page.text("#results .warning").contains("mode d’exercice"), "{}", page.words());
    assert_eq!(page.text("#results article.person h2"), "DUBREUIL Claire", "all modes are shown");
}

#[tokio::test]
async fn an_entry_is_completed_from_the_gateway() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    let page = door.visitor.get(&door.completion_path(&WITHOUT_FINESS).await).await;
    let form = page.form("form.completion p button").with("organization", HEALTH_CENTRE.finess);
    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert_eq!(page.text("h1"), HEALTH_CENTRE.name);
}

#[tokio::test]
async fn what_the_gateway_knows_under_another_id_is_found_by_person_and_place() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    for source in ["gateway", "index", "demo", "", "other"] {
        let keys = [("entry", "p0"), ("source", source), ("rpps_number", TWO_HOSPITALS.number)];
        let at = |finess| [&keys[..], &[("finess", finess)]].concat();
        let page = door.visitor.follow(&door.visitor.post("/selections", &at(HOSPITAL.finess)).await).await;
        assert_eq!(page.text("h1"), HOSPITAL.name, "{source}");
        assert_eq!(door.visitor.post("/selections", &at(HEALTH_CENTRE.finess)).await.status, 404, "{source}");
    }
    let several = [("entry", "p0"), ("rpps_number", TWO_WITHOUT_FINESS.number), ("finess", "")];
    let page = door.visitor.post("/selections", &several).await;
    assert_eq!(page.texts("article.person .place").len(), 2, "{}", page.words());
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
}

#[tokio::test]
async fn a_gateway_that_fails_is_said_in_time_and_can_be_tried_again() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    let form = door.visitor.search(COMPLETE.number).await.form(SELECT);
    for (what, fault) in FAULTS {
        company.upstream.change(fault);
        for language in ["fr", "en"] {
            let visitor = Visitor::new(&door.server.url, language);
            let began = Instant::now();
            let page = visitor.get("/?q=dubreuil&department=25").await;
            assert!(began.elapsed() < DEADLINE + MARGIN, "{what}: {:?}", began.elapsed());
            says_so(&page, language);
            assert_eq!(page.attribute("main a[role=button]", "href"), "/?q=dubreuil&department=25", "{what}");
        }
        assert!(!page_words(&door).await.contains("enregistré"), "{what}: nobody wanted to register");
        let refused = door.visitor.submit(&form).await;
        says_so(&refused, "fr");
        assert!(refused.words().contains("Rien n’a été enregistré"), "{what}");
        assert_eq!(door.home.database.counts(), [0; 4], "{what}");
        assert_eq!(door.visitor.get("/organizations").await.status, 200, "{what}");
        assert_eq!(door.visitor.get("/healthz").await.status, 200, "{what}");

        company.recover();
        let again = door.visitor.click(&refused, "main a[role=button]").await;
        assert!(again.has("button[name=entry]"), "{what}: {}", again.words());
    }
}

/// What the page of a search says.
async fn page_words(door: &Door) -> String {
    door.visitor.search("dubreuil").await.text("main")
}

#[tokio::test]
async fn a_gateway_that_is_nowhere_is_said_at_once() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", free.local_addr().unwrap());
    drop(free);
    let door = Door::at(Home::empty().with("CARNET_DIRECTORY_URL", url)).await;
    let began = Instant::now();
    says_so(&door.visitor.search("dubreuil").await, "fr");
    assert!(began.elapsed() < MARGIN, "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_gateway_that_hangs_does_not_gather_requests() {
    let company = Company::open().await;
    company.upstream.change(|_| Deed::raw("", Then::Hang));
    let door = Door::at(company.over(Home::empty())).await;
    let visitor = Arc::new(door.server.visitor());
    let began = Instant::now();
    let mut visits = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let visitor = Arc::clone(&visitor);
        visits.spawn(async move { visitor.search("dubreuil").await.status });
    }
    while let Some(status) = visits.join_next().await {
        assert_eq!(status.unwrap(), 503);
    }
    assert!(began.elapsed() < DEADLINE + MARGIN, "{:?}", began.elapsed());
    sleep(Duration::from_millis(300)).await;
    assert!(company.upstream.open() <= 1, "all but the probe's are closed: {}", company.upstream.open());
}

#[tokio::test]
async fn a_search_that_the_gateway_refuses_is_said() {
    let company = Company::open().await;
    company.upstream.change(|_| Deed::typed("400 Bad Request", "application/json", SAID));
    let door = Door::at(company.over(Home::with_index())).await;
    let page = door.visitor.search("dubreuil").await;
    assert_eq!(page.status, 400, "an index does not stand in for a gateway that answers");
    assert!(
        !page.body.contains(SAID) && page.words().contains("Essayez avec moins de mots"),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_cloudsearch_domain_is_a_directory_too() {
    let searched = Home::with_index();
    let mut gateway = Gateway::start(&searched.searched(), &searched.file("domain.log"));
    let domain = gateway.url.replace("/dev/", "/2013-01-01/search");
    let door = Door::at(Home::empty().with("CARNET_DIRECTORY_URL", &*domain)).await;
    let results = door.visitor.search("dubreuil claire").await;
    assert_eq!(results.text("#results article.person h2"), "DUBREUIL Claire");
    let form = results.form(SELECT);
    assert_eq!(form.value("source"), Some("gateway"));
    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert_eq!(page.text("h1"), HOSPITAL.name);
    assert!(!door.server.log().contains("the gateway is down"), "{}", door.server.log());
    gateway.stop();
    says_so(&door.visitor.search("dubreuil").await, "fr");
}
