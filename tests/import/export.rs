//! What is loaded, written as the service's documents, and read again.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::harness::{FIXTURE, Home, Run, run_with};

/// The largest batch and the largest document that the service takes, in bytes.
const LARGEST_BATCH: usize = 5_000_000;
const LARGEST_DOCUMENT: usize = 1024 * 1024;

impl Home {
    fn export_to(&self, folder: &Path) -> Run {
        self.directory(&["export", "--cloudsearch", folder.to_str().unwrap()])
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.data().with_file_name(name)
    }

    /// Exports into a new folder.
    fn exported(&self, name: &str) -> PathBuf {
        let folder = self.folder(name);
        self.export_to(&folder).succeeds();
        folder
    }

    /// Imports the batches of a folder as one stream, in place of what is loaded.
    fn import_batches(&self, folder: &Path) {
        let all = batches(folder).concat();
        run_with(&mut self.command(&["import", "-", "--replace"]), all.as_bytes()).succeeds();
    }
}

/// The texts of a folder's batches, in their order.
fn batches(folder: &Path) -> Vec<String> {
    let mut names: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()).collect();
    names.retain(|name| name.file_name().unwrap().to_str().unwrap().starts_with("documents-"));
    names.sort();
    names.iter().map(|name| fs::read_to_string(name).unwrap()).collect()
}

/// The documents of a folder, by id.
fn documents(folder: &Path) -> BTreeMap<String, Value> {
    let operations = batches(folder).into_iter().flat_map(|batch| {
        assert!(batch.len() < LARGEST_BATCH, "{}", batch.len());
        serde_json::from_str::<Vec<Value>>(&batch).unwrap()
    });
    operations
        .map(|operation| {
            assert_eq!(operation["type"], "add");
            (operation["id"].as_str().unwrap().to_owned(), operation["fields"].clone())
        })
        .collect()
}

/// Loads what a home exports into another one, and what that one exports into a third: all three
/// export the same.
fn is_the_same_again(home: &Home) -> BTreeMap<String, Value> {
    let first = home.exported("first");
    let (second, third) = (Home::new(), Home::new());
    second.import_batches(&first);
    let again = second.exported("again");
    assert_eq!(documents(&again), documents(&first));
    third.import_batches(&again);
    assert_eq!(documents(&third.exported("thrice")), documents(&first));
    assert_eq!(third.entries(), second.entries());
    documents(&first)
}

#[test]
fn the_national_directory_comes_back_as_it_was_written() {
    let home = Home::new();
    home.import_text(FIXTURE);
    let documents = is_the_same_again(&home);
    assert_eq!(documents.len(), home.entries().len());
    for (id, fields) in &documents {
        assert!(id.len() == 27 && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
        for name in ["profession_code", "activity_segment_code"] {
            let value = &fields[name];
            assert!(value.is_null() || value.is_number() || value.is_array(), "{name}: {value}");
        }
    }
}

#[test]
fn a_companys_own_directory_comes_back_as_it_was_written() {
    let home = Home::new();
    let operations = json!([
        {"type": "add", "id": "A:1", "fields": {
            "city": " Lyon ", "street": "", "badge": "Or", "tags": ["x"], "bimedoc_client": 1, "postcode": "01000",
            "skill_code": ["SM04", ""], "secure_email": "a@mssante.example", "activity_segment_code": [1, 2]}},
        {"type": "add", "id": "b", "fields": {"tags": "x", "rank": 3, "note": "é".repeat(4_096)}},
    ]);
    home.import(&home.file("own.json", operations.to_string())).succeeds();
    let documents = is_the_same_again(&home);
    assert_eq!(
        documents["A:1"],
        json!({"city": " Lyon ", "street": "", "badge": "Or", "tags": ["x"], "bimedoc_client": 1,
            "postcode": "01000", "skill_code": ["SM04", ""], "secure_email": ["a@mssante.example"],
            "activity_segment_code": [1, 2]})
    );
    assert_eq!((&documents["b"]["tags"], &documents["b"]["rank"]), (&json!("x"), &json!("3")));
}

#[test]
fn batches_and_documents_are_as_large_as_the_service_takes_them() {
    let home = Home::new();
    let add = |number: usize| {
        let street = format!("{number:06}").repeat(100_000);
        json!({"type": "add", "id": format!("d{number}"), "fields": {"street": street}}).to_string()
    };
    let lines: Vec<String> = (0..20).map(add).collect();
    home.import(&home.file("large.json", lines.join("\n"))).succeeds();
    let run = home.export_to(&home.folder("out")).succeeds();
    assert!(
        run.out.contains("Documents             20") && run.out.contains("Batches                3"),
        "{}",
        run.out
    );
    let documents = documents(&home.folder("out"));
    assert_eq!(documents.len(), 20);
    assert!(documents.values().all(|fields| fields.to_string().len() < LARGEST_DOCUMENT));
}

#[test]
fn the_script_defines_what_the_json_says() {
    let home = Home::new();
    let own = json!([{"type": "add", "id": "a", "fields": {"badge": "Or", "tags": ["x"], "email": "a@example.test"}}]);
    home.import(&home.file("own.json", own.to_string())).succeeds();
    let folder = home.exported("out");
    let json = fs::read_to_string(folder.join("index-fields.json")).unwrap();
    let fields: Vec<Value> = serde_json::from_str(&json).unwrap();
    let types: BTreeMap<&str, &str> = fields
        .iter()
        .map(|field| (field["IndexFieldName"].as_str().unwrap(), field["IndexFieldType"].as_str().unwrap()))
        .collect();
    for (name, kind) in [
        ("badge", "literal"),
        ("tags", "literal-array"),
        ("city", "text"),
        ("finess", "literal"),
        ("secure_email", "literal-array"),
        ("bimedoc_client", "int"),
        ("skill_name", "text-array"),
    ] {
        assert_eq!(types[name], kind, "{name}");
    }
    let commands = commands_of(&home, &folder.join("define-index-fields.sh"));
    let told: BTreeMap<&str, &str> = commands
        .lines()
        .map(|line| {
            let words: Vec<&str> = line.split(' ').collect();
            assert_eq!(words[..4], ["cloudsearch", "define-index-field", "--domain-name", "my-domain"]);
            (words[5], words[7])
        })
        .collect();
    assert_eq!(told, types);
}

/// What the script calls the service's command with, a line each.
fn commands_of(home: &Home, script: &Path) -> String {
    let stand_in = home.file("aws", "#!/bin/sh\necho \"$@\"\n");
    fs::set_permissions(&stand_in, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", stand_in.parent().unwrap().display());
    let mut command = Command::new("/bin/sh");
    let output = command.arg(script).arg("my-domain").env("PATH", path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!Command::new("/bin/sh").arg(script).stderr(Stdio::null()).status().unwrap().success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_is_there_is_not_written_over() {
    let home = Home::new();
    home.export_to(&home.folder("out")).fails_with(&["no directory is loaded", "carnet directory import"]);
    home.import_text(FIXTURE);
    let folder = home.exported("out");
    let before = documents(&folder);
    home.export_to(&folder).fails_with(&["there is something in"]);
    assert_eq!(documents(&folder), before);
    let file = home.file("file", "");
    home.export_to(&file).fails_with(&["there is something in"]);
    home.export_to(&file.join("out")).fails_with(&["cannot be written"]);
}

#[test]
fn an_export_that_is_killed_leaves_no_folder() {
    let home = Home::new();
    let sample = home.folder("sample.txt");
    home.directory(&["sample", "--rows", "30000", "--out", sample.to_str().unwrap()]).succeeds();
    home.import(&sample).succeeds();
    let folder = home.folder("out");
    let mut command = home.command(&["export", "--cloudsearch", folder.to_str().unwrap()]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let unfinished = home.folder(".out.partial").join("documents-00001.json");
    let began = Instant::now();
    while !unfinished.exists() && began.elapsed() < Duration::from_secs(30) {
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(unfinished.exists() && !folder.exists());
    home.export_to(&folder).succeeds();
    assert_eq!(documents(&folder).len() as u64, home.opened().status().unwrap().entries);
    assert!(!home.folder(".out.partial").exists());
}
