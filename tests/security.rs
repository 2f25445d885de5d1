//! What `docs/security.md` promises is tested by the tests that it names.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input fails")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Every test, by its file below `tests/app/`, `tests/` or the root, without the ending, and its name.
fn tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests"] {
        collect(&root.join(folder), &mut files);
    }
    files.iter().flat_map(|file| tests_of(file.strip_prefix(root).unwrap(), &read(file))).collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap().flatten() {
        let path = item.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn collect_all(folder: &Path, files: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap().flatten() {
        let path = item.path();
        if path.is_dir() { collect_all(&path, files) } else { files.push(path) }
    }
}

/// The tests of one file, as the page names them.
fn tests_of(file: &Path, text: &str) -> Vec<String> {
    let path = file.with_extension("").display().to_string().replace('\\', "/");
    let path = path.strip_prefix("tests/app/").or_else(|| path.strip_prefix("tests/")).unwrap_or(&path);
    let path = path.strip_suffix("/mod").or_else(|| path.strip_suffix("/main")).unwrap_or(path);
    let mut names = Vec::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        is_test |=
            ["#[test]", "#[tokio::test", "#[actix_web::test"].iter().any(|mark| line.starts_with(mark));
        if line.starts_with("#[") {
            continue;
        }
        let name =
            line.trim_start_matches("async ").strip_prefix("fn ").and_then(|rest| rest.split('(').next());
        names.extend(name.filter(|_| is_test).map(|name| format!("{path}::{name}")));
        is_test = false;
    }
    names
}

/// The table's rows: what each promises, and the tests that it names.
fn promises(page: &str) -> Vec<(&str, Vec<&str>)> {
    let (_, table) = page.split_once("| tested in |").unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let tests = cells.last().unwrap().split('`').skip(1).step_by(2).collect();
        (cells[1].trim(), tests)
    })
    .collect()
}

#[test]
fn every_promise_names_tests_and_every_test_named_is_there() {
    let page = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/security.md"));
    let (promises, tests) = (promises(&page), tests());
    assert!(promises.len() > 20 && tests.len() > 300, "{} promises, {} tests", promises.len(), tests.len());
    for (promise, named) in promises {
        assert!(!named.is_empty(), "no test is named for: {promise}");
        for test in named {
            assert!(tests.contains(test), "there is no test {test}, named for: {promise}");
        }
    }
}

#[test]
fn no_template_writes_anything_unescaped() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect_all(&root.join("templates"), &mut files);
    collect(&root.join("src/web"), &mut files);
    assert!(files.len() > 80, "{} files", files.len());
    for file in files {
        let text: String = read(&file).split_whitespace().collect();
        for way in ["|safe", "escape=\"none\"", "escape_with", "|escape(", "autoescape", "filters::Safe"] {
            assert!(!text.contains(way), "{way} in {}", file.display());
        }
    }
}

#[test]
fn a_test_is_known_by_its_file_and_name() {
    let text = "#[test]\nfn one() {}\n#[tokio::test(flavor = \"x\")]\n#[ignore]\nasync fn other() {}\nfn no_test() {}\n";
    assert_eq!(tests_of(Path::new("tests/app/doors.rs"), text), ["doors::one", "doors::other"]);
    assert_eq!(tests_of(Path::new("tests/html/mod.rs"), text)[0], "html::one");
    assert_eq!(tests_of(Path::new("src/web/pace.rs"), text)[1], "src/web/pace::other");
}
