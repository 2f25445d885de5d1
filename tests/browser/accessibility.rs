//! axe-core finds nothing on any page, in both languages and both colour schemes.

use std::fs;

use serde_json::Value;

use crate::{
    browser::{
        accounts::sign_in,
        window::{DESKTOP, Look, Window, open},
    },
    support::{
        door::Door,
        left_out,
        pages::{self, Named},
        staff::{self, ADMIN, PASSWORD, STAFF},
    },
};

const AXE: &str = "node_modules/axe-core/axe.min.js";

/// What axe finds, each fault a line.
const RUN: &str = "const done = arguments[arguments.length - 1]; \
     axe.run(document, { resultTypes: ['violations'] }).then(result => done(result.violations.map(fault => \
         `${fault.id}: ${fault.help}: ${fault.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')}`)));";

/// The faults of the pages.
async fn faults(window: &Window, axe: &str, pages: &[Named], look: Look) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, path) in pages {
        window.go(path).await;
        let scheme = if look.dark { "dark" } else { "light" };
        window.picture(&format!("{name}-{}-{scheme}", look.language)).await;
        window.script(axe).await;
        let Value::Array(found) = window.script_with_answer(RUN).await else { panic!("axe did not answer") };
        faults.extend(found.iter().map(|fault| format!("{name} ({}, {scheme}): {fault}", look.language)));
    }
    faults
}

/// Checks pages that only one test has.
pub async fn check_pages(window: &Window, look: Look, pages: &[Named]) {
    let Some(file) = left_out::tool("accessibility", AXE) else { return };
    let found = faults(window, &fs::read_to_string(&file).unwrap(), pages, look).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

async fn check(test: &str, look: Look) {
    let test = format!("browser::accessibility::{test}");
    let Some(file) = left_out::tool(&test, AXE) else { return };
    let mut door = Door::open().await;
    let link = door.first_link().await;
    let Some(window) = open(&test, &door.server.url, look).await else { return };
    let (dark, language) =
        (window.script("return matchMedia('(prefers-color-scheme: dark)').matches").await, look.language);
    assert_eq!(dark, look.dark);
    let axe = fs::read_to_string(&file).unwrap();
    let mut found = faults(&window, &axe, &pages::of_empty_register(), look).await;
    assert_eq!(window.script("return document.documentElement.lang").await, language);
    found.extend(faults(&window, &axe, &pages::of_filled_register(&door).await, look).await);
    found.extend(faults(&window, &axe, &[("welcome", link)], look).await);
    door.home.add(&ADMIN);
    door.home.add(&STAFF);
    found.extend(faults(&window, &axe, &[("sign-in", "/sign-in".to_owned())], look).await);
    sign_in(&window, &ADMIN, PASSWORD).await;
    window.wait(".me").await;
    found.extend(faults(&window, &axe, &staff::pages(&door.home), look).await);
    assert!(found.is_empty(), "{}", found.join("\n"));
    window.close().await;
}

#[tokio::test]
async fn in_french_by_day() {
    check("in_french_by_day", DESKTOP).await;
}

#[tokio::test]
async fn in_french_by_night() {
    check("in_french_by_night", Look { dark: true, ..DESKTOP }).await;
}

#[tokio::test]
async fn in_english_by_day() {
    check("in_english_by_day", Look { language: "en", ..DESKTOP }).await;
}

#[tokio::test]
async fn in_english_by_night() {
    check("in_english_by_night", Look { language: "en", dark: true, ..DESKTOP }).await;
}
