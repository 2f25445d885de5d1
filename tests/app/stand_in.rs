//! An imported index stands in for the company's gateway while it is down.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;
use tokio::time::sleep;

use super::gateway::{FAULTS, MARGIN};
use crate::support::{
    answer::Answer,
    company::{Company, DEADLINE, OWN},
    door::{Door, SELECT},
    fixture::{COMPLETE, HOSPITAL, OTHER_HOSPITAL, TWO_HOSPITALS, TWO_WITHOUT_FINESS, file, later_file},
    form::Form,
    home::Home,
    upstream::{Deed, Then},
    visitor::Visitor,
};

/// Longer than the gateway takes to be found back.
const PATIENCE: Duration = Duration::from_secs(15);

/// Carnet over a gateway, with the invented directory imported as well.
async fn both() -> (Company, Door) {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::with_index())).await;
    (company, door)
}

/// Where the first result comes from.
fn source(results: &Answer) -> Option<String> {
    results.forms(SELECT).first().and_then(|form| form.value("source").map(str::to_owned))
}

/// The keys of a form as they were, posted.
async fn select(door: &Door, form: &Form) -> Answer {
    let page = door.visitor.submit(form).await;
    door.visitor.follow(&page).await
}

async fn until_found_back(door: &Door) {
    let began = Instant::now();
    while source(&door.visitor.search("dubreuil").await).as_deref() != Some("gateway") {
        assert!(began.elapsed() < PATIENCE, "the gateway is not found back");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_gateway_that_fails_is_stepped_around_with_a_line_that_says_so() {
    for (what, fault) in FAULTS {
        let (company, door) = both().await;
        company.upstream.change(fault);
        let began = Instant::now();
        let page = door.visitor.search("dubreuil").await;
        assert!(began.elapsed() < DEADLINE + MARGIN, "{what}: {:?}", began.elapsed());
        assert_eq!((page.status, source(&page).as_deref()), (200, Some("index")), "{what}: {}", page.words());
        let line = page.text("#results .stand-in");
        assert!(line.contains("L’annuaire de l’entreprise ne répond pas"), "{line}");
        assert!(line.contains("Annuaire national du 22 novembre 2026"), "{line}");
        let english = Visitor::new(&door.server.url, "en").search("dubreuil").await;
        let line = english.text("#results .stand-in");
        assert!(line.contains("The company’s directory does not answer"), "{line}");
        assert!(line.contains("National directory of 22 November 2026"), "{line}");
    }
}

#[tokio::test]
async fn a_gateway_that_answers_nothing_but_probes_holds_up_ever_fewer_pages() {
    let (company, door) = both().await;
    company.hang_at("dubreuil");
    let (began, mut held_up) = (Instant::now(), 0);
    while began.elapsed() < Duration::from_secs(10) {
        let asked = Instant::now();
        assert_eq!(source(&door.visitor.search("dubreuil").await).as_deref(), Some("index"));
        held_up += usize::from(asked.elapsed() >= DEADLINE);
        sleep(Duration::from_millis(100)).await;
    }
    assert!((1..=3).contains(&held_up), "{held_up}");
}

#[tokio::test]
async fn the_log_says_which_directory_is_used_and_when_it_is_down() {
    let (company, door) = both().await;
    let address = &company.upstream.url;
    door.visitor.get("/").await;
    let begin = format!("the directory is the gateway {address}");
    assert!(door.server.log().contains(&begin), "{}", door.server.log());
    assert!(
        door.server.log().contains("the national directory of 2026-11-22 stands in"),
        "{}",
        door.server.log()
    );
    company.fail();
    door.visitor.search("dubreuil").await;
    company.recover();
    until_found_back(&door).await;
    let log = door.server.log();
    assert!(log.contains("the gateway is down") && log.contains("the gateway answers again"), "{log}");
}

#[tokio::test]
async fn the_log_has_one_line_when_it_goes_down_one_for_each_new_reason_and_one_when_it_is_back() {
    let company = Company::open().await;
    let home = company.over(Home::with_index()).with("CARNET_DIRECTORY_FALLBACK", "off");
    let door = Door::at(home).await;
    company.upstream.change(|_| Deed::typed("503 X", "text/html", "internal-host-17"));
    let asked = company.upstream.requests();
    while company.upstream.requests() < asked + 5 {
        assert_eq!(door.visitor.search("dubreuil").await.status, 503);
    }
    // The probe has failed as well.
    sleep(Duration::from_millis(2_500)).await;
    company.upstream.change(|_| Deed::typed("200 X", "text/html", "please-log-in-18"));
    door.visitor.search("dubreuil").await;
    company.recover();
    until_found_back(&door).await;
    let log = door.server.log();
    assert!(log.lines().any(|line| line.contains("INFO") && line.contains("please-log-in-18")), "{log}");
    let count = |words: &str| log.lines().filter(|line| line.contains(words)).count();
    assert_eq!((count("the gateway is down"), count("the gateway answers again")), (1, 1), "{log}");
    let warnings: Vec<&str> = log.lines().filter(|line| line.contains("WARN")).collect();
    assert!(warnings.len() == 1 && warnings[0].contains("internal-host-17"), "{log}");
}

#[tokio::test]
async fn a_gateway_that_refuses_everything_is_down() {
    let (company, door) = both().await;
    company.upstream.change(|_| Deed::typed("400 X", "application/json", "{}"));
    assert_eq!(door.visitor.search("dubreuil").await.status, 400, "it may be the search's fault");
    let began = Instant::now();
    while source(&door.visitor.search("dubreuil").await).as_deref() != Some("index") {
        assert!(began.elapsed() < PATIENCE, "nothing stands in");
        sleep(Duration::from_millis(50)).await;
    }
    sleep(Duration::from_millis(2_500)).await;
    assert!(door.visitor.get("/").await.has(".stand-in"), "a probe that is refused finds nothing back");
    company.recover();
    until_found_back(&door).await;
}

#[tokio::test]
async fn a_gateway_that_refuses_one_search_is_not_down() {
    let (company, door) = both().await;
    company.refuse("kervadec");
    for _ in 0..3 {
        assert_eq!(door.visitor.search("kervadec").await.status, 400);
        assert_eq!(source(&door.visitor.search("dubreuil").await).as_deref(), Some("gateway"));
    }
    assert!(!door.server.log().contains("the gateway is down"), "{}", door.server.log());
}

#[tokio::test]
async fn the_script_gets_the_line_too_and_it_says_how_old_the_index_is() {
    let company = Company::open().await;
    let home = company.over(Home::empty());
    home.import("annuaire.txt", &file());
    let door = Door::at(home).await;
    company.fail();
    let request = door.visitor.request(Method::GET, "/?q=dubreuil").header("HX-Request", "true");
    let fragment = door.visitor.send(request).await;
    assert!(!fragment.body.contains("<html"));
    assert!(
        fragment.text(".stand-in").ends_with("Annuaire national, importé il y a moins d’une heure."),
        "{}",
        fragment.body
    );
}

#[tokio::test]
async fn a_copy_of_the_company_s_own_directory_stands_in_as_well() {
    let company = Company::open().await;
    let home = company.over(Home::empty());
    let document = json!([{"type": "add", "id": "hw-1", "fields": {"last_name": "DUBREUIL"}}]);
    home.import("documents.json", &document.to_string());
    let door = Door::at(home).await;
    company.fail();
    let page = door.visitor.search("dubreuil").await;
    assert!(
        page.text(".stand-in").ends_with("Double de cet annuaire, importé il y a moins d’une heure."),
        "{}",
        page.words()
    );
}

#[tokio::test]
async fn a_gateway_that_is_down_is_not_waited_for_and_is_found_back() {
    let (company, door) = both().await;
    company.upstream.change(|_| Deed::raw("", Then::Hang));
    door.visitor.search("dubreuil").await;
    let asked = company.upstream.requests();
    for _ in 0..5 {
        assert_eq!(source(&door.visitor.search("dubreuil").await).as_deref(), Some("index"));
    }
    assert!(company.upstream.requests() <= asked + 2, "the probe alone asks");
    assert!(door.visitor.get("/").await.has(".stand-in"), "it is said before a search too");
    company.recover();
    until_found_back(&door).await;
    assert!(!door.visitor.search("dubreuil").await.has(".stand-in"));
    company.fail();
    assert_eq!(source(&door.visitor.search("dubreuil").await).as_deref(), Some("index"), "and lost again");
}

#[tokio::test]
async fn the_probe_alone_finds_the_gateway_back() {
    let (company, door) = both().await;
    company.fail();
    door.visitor.search("dubreuil").await;
    company.recover();
    let began = Instant::now();
    // A page with nothing to search asks nobody.
    while door.visitor.get("/").await.has(".stand-in") {
        assert!(began.elapsed() < PATIENCE, "nobody asks the gateway");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_page_comes_from_one_source() {
    let (company, door) = both().await;
    company.tire();
    let page = door.visitor.search("dubreil").await;
    assert!(page.has(".stand-in") && page.has(".near"), "{}", page.words());
    for form in page.forms(SELECT) {
        assert_eq!(form.value("source"), Some("index"));
        assert!(!form.value("entry").unwrap().starts_with(OWN));
    }
}

#[tokio::test]
async fn what_was_found_in_the_gateway_is_selected_from_the_index() {
    let (company, door) = both().await;
    let form = door.visitor.search(COMPLETE.number).await.form(SELECT);
    assert!(form.value("entry").unwrap().starts_with(OWN));
    company.fail();
    let page = select(&door, &form).await;
    assert_eq!(page.text("h1"), HOSPITAL.name);
    assert_eq!(door.home.database.count("affiliations where source = 'index'"), 1);
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
}

#[tokio::test]
async fn what_was_found_in_the_index_is_selected_when_the_gateway_is_back() {
    let (company, door) = both().await;
    company.fail();
    let form = door.visitor.search(COMPLETE.number).await.form(SELECT);
    let preview = door.visitor.search(COMPLETE.number).await.attribute("#results h2 a", "href");
    assert!(door.visitor.get(&preview).await.has(".stand-in"));
    company.recover();
    until_found_back(&door).await;
    let page = door.visitor.get(&preview).await;
    assert!(!page.has(".stand-in"), "the gateway answers");
    assert_eq!(page.form("button[name=entry]").value("source"), Some("index"), "it was found there");
    assert_eq!(select(&door, &form).await.text("h1"), HOSPITAL.name);
    assert_eq!(door.home.database.count("affiliations where source = 'index'"), 1);

    let form = door.visitor.search(TWO_HOSPITALS.number).await.form(SELECT);
    select(&door, &form).await;
    assert_eq!(door.home.database.count("affiliations where source = 'gateway'"), 1);
}

#[tokio::test]
async fn what_one_source_no_longer_knows_is_asked_of_the_other() {
    let company = Company::open().await;
    let home = company.over(Home::empty());
    home.import("annuaire.txt", &later_file());
    let door = Door::at(home).await;
    let keys = |entry, source, person, finess| {
        [("entry", entry), ("source", source), ("rpps_number", person), ("finess", finess)]
    };
    let gone = keys("p0", "index", TWO_HOSPITALS.number, OTHER_HOSPITAL.finess);
    let page = door.visitor.follow(&door.visitor.post("/selections", &gone).await).await;
    assert_eq!(page.text("h1"), OTHER_HOSPITAL.name);
    assert_eq!(door.home.database.count("affiliations where source = 'gateway'"), 1);

    company.upstream.change(|_| Deed::hits(&[]));
    let gone = keys("hw-0", "gateway", COMPLETE.number, HOSPITAL.finess);
    let page = door.visitor.follow(&door.visitor.post("/selections", &gone).await).await;
    assert_eq!(page.text("h1"), HOSPITAL.name);
    assert_eq!(door.home.database.count("affiliations where source = 'index'"), 1);

    let nobody = keys("hw-0", "gateway", TWO_WITHOUT_FINESS.number, HOSPITAL.finess);
    let none = door.visitor.post("/selections", &nobody).await;
    assert_eq!(none.status, 404);
    assert!(none.has(&format!("main a[href='/?q={}']", TWO_WITHOUT_FINESS.number)), "{}", none.body);
    company.fail();
    let none = door.visitor.post("/selections", &nobody).await;
    assert_eq!((none.status, none.text("h1").as_str()), (404, "Ce lieu est introuvable pour l’instant"));
    assert!(none.has(".stand-in"), "{}", none.words());
}

#[tokio::test]
async fn several_that_the_index_knows_are_a_page_to_choose_from() {
    let (company, door) = both().await;
    company.fail();
    let keys = [("entry", "hw-0"), ("source", "gateway"), ("rpps_number", TWO_WITHOUT_FINESS.number)];
    let page = door.visitor.post("/selections", &keys).await;
    assert_eq!(page.texts("article.person .place").len(), 2, "{}", page.words());
    assert!(page.has(".stand-in"));
    assert!(page.attribute(".place a[role=button]", "href").contains("source=index"));
    assert_eq!(door.home.database.counts(), [0; 4]);
}

#[tokio::test]
async fn clients_are_asked_for_only_of_the_source_that_knows_them() {
    let (company, door) = both().await;
    company.fail();
    let page = door.visitor.get("/?q=dubreuil&clients=1").await;
    assert!(!page.has("input[name=clients]"));
    assert!(page.texts("#results .warning").join(" ").contains("qui est client"), "{}", page.words());
}

#[tokio::test]
async fn nothing_stands_in_where_it_is_switched_off() {
    let company = Company::open().await;
    let home = company.over(Home::with_index()).with("CARNET_DIRECTORY_FALLBACK", "off");
    let door = Door::at(home).await;
    let form = door.visitor.search(COMPLETE.number).await.form(SELECT);
    company.fail();
    for answer in [door.visitor.search("dubreuil").await, door.visitor.submit(&form).await] {
        assert_eq!((answer.status, answer.has(".stand-in")), (503, false), "{}", answer.words());
    }
    assert_eq!(door.visitor.get("/healthz").await.status, 200);
    assert_eq!(door.home.database.counts(), [0; 4]);
}

#[tokio::test]
async fn the_demonstration_never_stands_in() {
    let home = Home::empty();
    let before = home.serve().await;
    before.until_prepared().await;
    assert!(before.visitor().search("martin").await.has("#results article.person"));
    before.interrupt().await;
    let company = Company::open().await;
    company.fail();
    let door = Door::at(company.over(home)).await;
    let page = door.visitor.search("martin").await;
    assert_eq!((page.status, page.has(".banner")), (503, false), "{}", page.words());
}

#[tokio::test]
async fn an_index_imported_meanwhile_stands_in() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::empty())).await;
    company.fail();
    assert_eq!(door.visitor.search("dubreuil").await.status, 503);
    door.home.import("annuaire.txt", &file());
    door.until_found("dubreuil").await;
}
