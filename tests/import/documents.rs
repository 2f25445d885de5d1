//! A company's own documents, in the service's batches.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};

use crate::harness::{FIXTURE, Home, Run};

fn add(id: &str, fields: Value) -> Value {
    json!({"type": "add", "id": id, "fields": fields})
}

fn ids(home: &Home) -> Vec<String> {
    home.entries().into_iter().map(|entry| entry.id).collect()
}

fn import(home: &Home, operations: &Value) -> Run {
    home.import(&home.file("batch.json", operations.to_string()))
}

#[test]
fn an_array_and_lines_are_the_same_directory() {
    let operations = [
        add(
            "hw-1",
            json!({"last_name": "Dubreuil", "first_name": "Claire", "finess": "010000016", "postcode": "69003", "tags": ["a"]}),
        ),
        add("HW:2", json!({"registered_name": "Clinique du Parc", "bimedoc_client": 1, "note": "<à voir>"})),
    ];
    let array = serde_json::to_string_pretty(&operations).unwrap();
    let lines = operations.each_ref().map(Value::to_string).join("\n");
    let pretty = operations.each_ref().map(|operation| serde_json::to_string_pretty(operation).unwrap());
    let arrays = operations.each_ref().map(|operation| format!("[{operation}]"));
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(lines.as_bytes()).unwrap();
    let texts = [array, lines, pretty.join("\n"), arrays.join("\n")].map(String::into_bytes);
    let contents = texts.into_iter().chain([packed.finish().unwrap()]);
    let directories = contents.map(|content| {
        let home = Home::new();
        let run = home.import(&home.file("documents", content)).succeeds();
        assert!(run.out.contains("Loaded a company's own directory"), "{}", run.out);
        home.entries()
    });
    let directories: Vec<_> = directories.collect();
    assert!(directories.windows(2).all(|two| two[0] == two[1]));
    let [clinic, person] = directories[0].as_slice() else { panic!("{directories:?}") };
    assert_eq!((clinic.bimedoc_client, clinic.extra["note"].join(",")), (Some(true), "<à voir>".to_owned()));
    assert_eq!((person.finess.as_deref(), person.department.as_deref()), (Some("010000016"), Some("69")));
}

#[test]
fn the_last_operation_on_an_id_holds() {
    let home = Home::new();
    let operations = json!([
        add("a", json!({"last_name": "Ancien"})),
        add("b", json!({"last_name": "Kervadec"})),
        add("a", json!({"last_name": "Nouveau"})),
        {"type": "delete", "id": "b"},
        {"type": "delete", "id": "unknown"},
    ]);
    let run = import(&home, &operations).succeeds();
    for line in [
        "Read                   5",
        "  kept                 3",
        "  overridden           2",
        "Entries                1",
    ] {
        assert!(run.out.contains(line), "{}", run.out);
    }
    assert_eq!(home.entry("Nouveau").extra.len(), 0);
}

#[test]
fn a_batch_is_applied_to_the_documents_loaded_before_unless_it_is_to_replace_them() {
    let home = Home::new();
    let first = json!([
        add("a", json!({"city": "Lyon"})),
        add("b", json!({"city": "Albi"})),
        add("c", json!({"city": "Dax"}))
    ]);
    import(&home, &first).succeeds();
    let change = json!([{"type": "delete", "id": "a"}, add("b", json!({"city": "Brest"})), add("d", json!({"city": "Caen"}))]);
    let run = import(&home, &change).succeeds();
    assert!(run.out.contains("It was applied to the documents loaded before."), "{}", run.out);
    let towns: Vec<String> = home.entries().into_iter().filter_map(|entry| entry.city).collect();
    assert_eq!((ids(&home).join(""), towns.join(" ")), ("bcd".to_owned(), "Brest Dax Caen".to_owned()));
    let file = home.file("alone.json", json!([add("e", json!({"city": "Évry"}))]).to_string());
    home.directory(&["import", file.to_str().unwrap(), "--replace"]).succeeds();
    assert_eq!(ids(&home), ["e"]);
}

#[test]
fn a_directory_of_the_other_kind_goes_only_when_that_is_said() {
    let home = Home::new();
    home.import_text(FIXTURE);
    let national = ids(&home);
    let batch = json!([add("a", json!({"last_name": "Dubreuil"}))]);
    import(&home, &batch).fails_with(&["the national directory is loaded", "--replace"]);
    assert_eq!(ids(&home), national);
    let file = home.file("batch.json", batch.to_string());
    home.directory(&["import", file.to_str().unwrap(), "--replace"]).succeeds();
    assert_eq!(ids(&home), ["a"]);
    let file = home.file("national.txt", FIXTURE);
    home.import(&file).fails_with(&["a company's own directory is loaded", "--replace"]);
    home.directory(&["import", file.to_str().unwrap(), "--replace"]).succeeds();
    assert_eq!(ids(&home), national);
}

#[test]
fn what_breaks_a_rule_is_listed_with_its_place() {
    let home = Home::new();
    let text = "[{\"type\":\"add\",\"id\":\"a\",\"fields\":{\"city\":\"Lyon\"}},\n\
        {\"type\":\"add\",\"id\":\"b é\",\"fields\":{\"city\":\"Lyon\"}}, {\"type\":\"add\",\"id\":\"c\",\"fields\":{\"City\":\n\"x\"}},\n\
        {\"type\":\"add\",\"id\":\"d\"}, 7]";
    let run = home.import(&home.file("batch.json", text)).succeeds();
    assert!(
        run.out.contains("  refused              4") && run.out.contains("The documents refused"),
        "{}",
        run.out
    );
    let refused = home.refused();
    let places: Vec<(&str, &str)> = refused
        .lines()
        .filter_map(|line| line.rsplit_once('\t'))
        .filter_map(|(told, _)| told.rsplit_once('\t'))
        .collect();
    let expected = [
        ("document\tline", "reason"),
        ("2\t2", "the id “b é” is not 1 to 128 letters, digits and _ - = # ; : / ? @ &"),
        (
            "3\t2",
            "the name of a field “City” is not a letter and up to 63 letters, digits and _, all lower-case",
        ),
        ("4\t4", "it adds a document without fields"),
        ("5\t4", "it is no JSON object"),
    ];
    assert_eq!(places, expected);
}

#[test]
fn a_broken_or_foreign_file_changes_nothing() {
    let home = Home::new();
    import(&home, &json!([add("a", json!({"city": "Lyon"}))])).succeeds();
    let attempts = [
        (
            "[{\"type\":\"add\",\"id\":\"b\",\"fields\":{\"city\":\"Lyon\"}}\n",
            "the end of the array is expected at line 2",
        ),
        (
            "{\"type\":\"add\",\"id\":\"b\",\"fields\":{\"city\":\"Lyon\"}}\n{\"type\":\"add\",\"id\":\"c\",",
            "it is cut off: the operation that begins at line 2 has no end",
        ),
        (
            "[{\"type\":\"add\",\"id\":\"é\",\"fields\":{}}]",
            "no document: 1 refused, the first at document 1 (line 1)",
        ),
        ("{\"error\":\"no such page\"}", "a JSON file"),
        ("[]", "an empty batch of documents"),
    ];
    for (text, words) in attempts {
        home.import(&home.file("wrong.json", text)).fails_with(&[words]);
        assert_eq!(ids(&home), ["a"]);
    }
}
