//! The texts of the pages: each one in both languages, each one used, each one used one there.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The names of the texts of a language.
fn keys(language: &str) -> BTreeSet<String> {
    let texts = fs::read_to_string(format!("locales/{language}/carnet.ftl")).unwrap();
    let named = texts.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    named.filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()).collect()
}

/// Templates and the code that writes pages.
fn sources() -> String {
    let mut files = Vec::new();
    collect(Path::new("templates"), &mut files);
    collect(Path::new("src/web"), &mut files);
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

/// What stands between double quotes and looks like the name of a text.
fn quoted(source: &str) -> BTreeSet<&str> {
    let looks_like_one = |text: &&str| {
        text.contains(|letter: char| letter.is_ascii_lowercase())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    source.split('"').filter(looks_like_one).collect()
}

/// The names that are asked for by name: `text("…")`, `with("…"`.
fn asked(source: &str) -> BTreeSet<&str> {
    [".text(\"", ".with(\""]
        .into_iter()
        .flat_map(|call| source.split(call).skip(1))
        .filter_map(|rest| rest.split_once('"'))
        .map(|(key, _)| key)
        .filter(|key| quoted(&format!("\"{key}\"")).contains(key))
        .collect()
}

#[test]
fn both_languages_say_the_same() {
    let (french, english) = (keys("fr"), keys("en"));
    assert_eq!(french.difference(&english).collect::<Vec<_>>(), [""; 0], "in French only");
    assert_eq!(english.difference(&french).collect::<Vec<_>>(), [""; 0], "in English only");
}

#[test]
fn french_signs_never_begin_a_line() {
    let files =
        ["carnet.ftl", "api.txt"].map(|file| fs::read_to_string(format!("locales/fr/{file}")).unwrap());
    let texts = files.concat();
    let is_apart = |line: &&str| {
        [" :", " ;", " ?", " !", " »", "« "].iter().any(|sign| line.contains(sign)) && !line.starts_with('#')
    };
    assert_eq!(texts.lines().filter(is_apart).collect::<Vec<_>>(), [""; 0], "a space that may break");
}

#[test]
fn every_text_is_used_and_every_one_used_is_there() {
    let (source, there) = (sources(), keys("fr"));
    let quoted = quoted(&source);
    let unused: Vec<_> = there.iter().filter(|key| !quoted.contains(key.as_str())).collect();
    assert_eq!(unused, [""; 0], "texts that no page uses");
    let missing: Vec<_> = asked(&source).into_iter().filter(|key| !there.contains(*key)).collect();
    assert_eq!(missing, [""; 0], "texts that are not written");
}
