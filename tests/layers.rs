//! The layers of the house: a lower one never imports a higher one.
//!
//! Reads every path that the sources name. Fails on an import that climbs, on a crate used
//! outside its layer, on a child that imports from its parent, and on neighbours that import
//! each other in a ring.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input fails")]

use std::{collections::BTreeSet, fs, path::Path};

use rules::{Source, faults};

#[path = "layers/house.rs"]
mod house;
#[path = "layers/names.rs"]
mod names;
#[path = "layers/rules.rs"]
mod rules;

#[test]
fn no_import_climbs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    read(&root.join("src"), "", &mut sources);
    assert!(sources.len() > 10, "only {} sources were found", sources.len());
    let faults = faults(&sources, &crates(&root.join("Cargo.toml")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every source below a folder, by its path from `src`.
fn read(folder: &Path, prefix: &str, sources: &mut Vec<Source>) {
    for item in fs::read_dir(folder).unwrap() {
        let item = item.unwrap();
        let file = format!("{prefix}{}", item.file_name().to_str().unwrap());
        if item.path().is_dir() {
            read(&item.path(), &format!("{file}/"), sources);
        } else if file.ends_with(".rs") {
            sources.push(Source { text: fs::read_to_string(item.path()).unwrap(), file });
        }
    }
}

/// The crates that the manifest names, as code spells them.
fn crates(manifest: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(manifest).unwrap();
    let mut wanted = false;
    let mut crates = BTreeSet::new();
    for line in text.lines() {
        if let Some(section) = line.strip_prefix('[') {
            wanted = section.trim_end_matches(']').ends_with("dependencies");
        } else if let (true, Some((name, _))) = (wanted, line.split_once(" = ")) {
            crates.insert(name.replace('-', "_"));
        }
    }
    assert!(crates.contains("actix_web"), "no dependencies were read");
    crates
}

/// The faults of a house with these files.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let source = |&(file, text): &(&str, &str)| Source { file: file.to_owned(), text: text.to_owned() };
    let sources: Vec<Source> = files.iter().map(source).collect();
    faults(&sources, &["diesel", "jiff", "serde"].map(str::to_owned).into())
}

#[track_caller]
fn one_fault(files: &[(&str, &str)], words: &str) {
    let faults = found(files);
    assert!(faults.len() == 1 && faults[0].contains(words), "{faults:?}");
}

const WEB: (&str, &str) = ("web/mod.rs", "pub mod page;");
const PAGE: (&str, &str) = ("web/page.rs", "");
const DOMAIN: (&str, &str) = ("domain/mod.rs", "pub mod entry;");
const ENTRY: (&str, &str) = ("domain/entry.rs", "use serde::Serialize; use std::fmt;");

#[test]
fn a_climbing_import_is_found() {
    for text in [
        "use crate::web::page::Page;",
        "use crate::{\n domain::entry::Entry,\n web::{self, page},\n};",
        "fn f() { let x = crate::web::page::A; }",
        "fn f() { format!(\"{}\", super::super::web::page::A) }",
        "#[cfg(test)] mod tests { use crate::web::page::A; }",
    ] {
        let faults = found(&[WEB, PAGE, DOMAIN, ENTRY, ("registry/mod.rs", ""), ("registry/a.rs", text)]);
        assert!(
            faults.iter().any(|fault| fault.contains("registry may not import web")),
            "{text}: {faults:?}"
        );
    }
    one_fault(
        &[("registry.rs", "\n\nuse crate::directory::Hits;"), ("directory.rs", "")],
        "src/registry.rs:3",
    );
}

#[test]
fn a_crate_outside_its_layer_is_found() {
    one_fault(&[("web/mod.rs", "use diesel::prelude::*;")], "only registry may use diesel");
    one_fault(&[("web/mod.rs", "fn f() { ::std::env::var(\"X\") }")], "may use std::env");
    one_fault(&[("domain/mod.rs", "use jiff::Timestamp;")], "pure");
    one_fault(&[("domain/mod.rs", "fn f() { std::time::SystemTime::now() }")], "pure");
    assert!(found(&[("registry.rs", "use diesel::Table;"), DOMAIN, ENTRY]).is_empty());
    assert!(found(&[("domain.rs", "#[cfg(test)] mod tests { use std::fs; use jiff::Zoned; }")]).is_empty());
}

#[test]
fn a_child_that_imports_from_its_parent_is_found() {
    let words = "a child does not import from its parent";
    for text in ["use super::App;", "use super::*;", "use crate::web::App;", "use crate::web;"] {
        one_fault(&[("web/mod.rs", "pub struct App;"), ("web/page.rs", text)], words);
    }
    let sibling = [WEB, PAGE, ("web/search.rs", "use super::page::Page; use crate::web::page;")];
    assert!(found(&sibling).is_empty());
    let own_tests = [WEB, ("web/page.rs", "struct P; #[cfg(test)] mod tests { use super::*; }")];
    assert!(found(&own_tests).is_empty());
}

#[test]
fn a_ring_of_neighbours_is_found() {
    let search = ("web/search.rs", "use super::cards::Card;");
    let cards = ("web/cards/mod.rs", "use crate::web::page::Page;");
    assert!(found(&[WEB, PAGE, search, cards]).is_empty());
    let page = ("web/page.rs", "use super::search::Search;");
    let outside = ("web/history.rs", "use super::search::Search;");
    one_fault(&[WEB, page, search, cards, outside], "ring: cards, page, search");
}

#[test]
fn a_room_that_is_not_in_the_plan_is_found() {
    one_fault(&[("helpers.rs", "use crate::helpers::x;")], "`helpers` is no layer");
}
