//! The Nu checker finds nothing on any page, in either language.

use std::{fs, path::Path, process::Command};

use reqwest::Method;

use crate::support::{
    answer::Answer,
    changes,
    company::Company,
    door::Door,
    fixture::{COMPLETE, WITHOUT_ANYTHING},
    home::Home,
    left_out, pages,
    staff::{self, ADMIN, STAFF},
    visitor::Visitor,
};

const CHECKER: &str = "node_modules/vnu-jar/build/dist/vnu.jar";

/// The pages that answer something other than a plain request.
async fn unasked(door: &Door, visitor: &Visitor) -> Vec<(&'static str, Answer)> {
    let page = visitor.get(&door.completion_path(&WITHOUT_ANYTHING).await).await;
    let refused = visitor.press(&page, "form.completion p button").await;
    let foreign = visitor.request(Method::POST, "/selections").header("Sec-Fetch-Site", "cross-site");
    let results = visitor.search(COMPLETE.number).await;
    let selected = visitor.follow(&visitor.press(&results, "#results button[name=entry]").await).await;
    vec![
        ("refused", refused),
        ("selected", selected),
        ("no-entry", visitor.post("/selections", &[]).await),
        ("foreign", visitor.send(foreign).await),
        ("not-this-way", visitor.send(visitor.request(Method::PUT, "/history")).await),
    ]
}

/// Saves every kind of page in one language.
async fn save(folder: &Path, language: &'static str) {
    let keep = |name: &str, page: &Answer| {
        assert!(page.body.starts_with("<!doctype html>"), "{name}: {}", page.body);
        fs::write(folder.join(format!("{language}-{name}.html")), &page.body).unwrap();
    };
    let demonstration = Home::empty();
    let server = demonstration.serve().await;
    keep("preparing", &Visitor::new(&server.url, language).get("/").await);
    server.until_prepared().await;
    keep("demonstration", &Visitor::new(&server.url, language).get("/?q=martin").await);

    let door = Door::open().await;
    let visitor = Visitor::new(&door.server.url, language);
    for (name, path) in pages::of_empty_register() {
        keep(name, &visitor.get(&path).await);
    }
    for (name, page) in unasked(&door, &visitor).await {
        keep(name, &page);
    }
    let door = Door::open().await;
    let visitor = Visitor::new(&door.server.url, language);
    for (name, path) in pages::of_filled_register(&door).await {
        keep(name, &visitor.get(&path).await);
    }
    for (name, page) in over_a_gateway(language).await {
        keep(name, &page);
    }
    for (name, page) in with_accounts(language).await {
        keep(name, &page);
    }
    let door = Door::at(Home::with_index()).await;
    changes::registered(&door).await;
    changes::import(&door, &changes::later("Hôpital des Deux-Rivières")).await;
    let filled = Visitor::new(&door.server.url, language).get(changes::HERE).await;
    assert!(filled.has("article.change"), "{}", filled.words());
    keep("changes-filled", &filled);
}

/// The pages of coming in, and of accounts.
async fn with_accounts(language: &'static str) -> Vec<(&'static str, Answer)> {
    let mut door = Door::with_one_registered().await;
    let visitor = Visitor::new(&door.server.url, language);
    let welcome = visitor.get(&door.first_link().await).await;
    let form = welcome.form("main form button").with("email", "x").with("name", " ");
    let refused = visitor.submit(&form).await;
    door.home.add(&ADMIN);
    door.home.add(&STAFF);
    let mut pages = vec![
        ("welcome", welcome),
        ("welcome-refused", refused),
        ("welcome-not-good", visitor.get("/welcome").await),
        ("sign-in", visitor.get("/sign-in?to=/selections/new?entry=p1").await),
        ("sign-in-wrong", visitor.try_sign_in(ADMIN.email, "wrong", "/").await),
    ];
    visitor.sign_in(&ADMIN).await;
    for (name, path) in staff::pages(&door.home) {
        pages.push((name, visitor.get(&path).await));
    }
    let worker = format!("/workers/{}", COMPLETE.number);
    pages.push(("worker-of-admin", visitor.get(&worker).await));
    pages.push(("forgetting", visitor.get(&format!("{worker}/forgetting")).await));
    pages.push(("invited", visitor.post("/staff/invitations", &[("email", STAFF.email)]).await));
    pages.push(("invited-refused", visitor.post("/staff/invitations", &[("email", "x")]).await));
    pages.push(("token", visitor.post("/tokens", &[("name", "import")]).await));
    pages.push(("token-refused", visitor.post("/tokens", &[("name", "x y")]).await));
    pages.push(("account-refused", visitor.post("/account", &[("name", "")]).await));
    visitor.sign_in(&STAFF).await;
    pages.push(("not-admin", visitor.get("/staff").await));
    pages
}

/// The pages over a gateway that answers and that fails, with an index in its place and without.
async fn over_a_gateway(language: &'static str) -> Vec<(&'static str, Answer)> {
    let company = Company::open().await;
    let both = Door::at(company.over(Home::with_index())).await;
    let alone = Door::at(company.over(Home::empty())).await;
    let visitor = |door: &Door| Visitor::new(&door.server.url, language);
    let gateway = visitor(&alone).search(COMPLETE.number).await;
    company.fail();
    let stand_in = visitor(&both).search(COMPLETE.number).await;
    let preview = visitor(&both).click(&stand_in, "#results h2 a").await;
    let down = visitor(&alone).search(COMPLETE.number).await;
    vec![("gateway", gateway), ("stand-in", stand_in), ("stand-in-selection", preview), ("down", down)]
}

#[tokio::test]
async fn every_page_is_valid() {
    let test = "html::every_page_is_valid";
    let Some(checker) = left_out::tool(test, CHECKER) else { return };
    if !left_out::program(test, "java", "-version") {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    for language in ["fr", "en"] {
        save(&folder, language).await;
    }
    let output = Command::new("java").arg("-jar").arg(&checker).arg(&folder).output().unwrap();
    let found = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success() && found.trim().is_empty(), "{found}");
}
