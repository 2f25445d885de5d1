//! `carnet forget`: nothing personal of someone stays.

use std::{fs, process::Stdio};

use crate::support::{
    door::{Door, SELECT},
    fixture::{COMPLETE, CROWD_NAME, HOSPITAL, TWO_HOSPITALS},
};

/// What of [`COMPLETE`] must be found nowhere, as registered and as folded for the search.
const PERSONAL: [&str; 4] = ["DUBREUIL", "dubreuil", "claire", COMPLETE.number];

/// What holds text, on both databases.
const TEXTS: [(&str, &[&str]); 4] = [
    ("organizations", &["name", "search_text", "sort_name", "sort_town"]),
    (
        "workers",
        &["rpps_number", "last_name", "first_name", "search_text", "sort_name", "email", "secure_email"],
    ),
    ("affiliations", &["rpps_number", "worker_sort_name", "entry_id"]),
    ("events", &["rpps_number", "before", "after"]),
];

/// Whether a text is anywhere in the register, or in a file that was its.
fn is_anywhere(door: &Door, text: &str) -> bool {
    let database = &door.home.database;
    let in_rows = TEXTS.iter().any(|(table, columns)| {
        let tests: Vec<String> = columns.iter().map(|column| format!("{column} like '%{text}%'")).collect();
        database.count(&format!("{table} where {}", tests.join(" or "))) > 0
    });
    let file = database.url.strip_prefix("sqlite:");
    let in_files = file.into_iter().flat_map(|file| [file.to_owned(), format!("{file}-wal")]).any(|file| {
        let bytes = fs::read(file).unwrap_or_default();
        bytes.windows(text.len()).any(|some| some == text.as_bytes())
    });
    in_rows || in_files
}

#[tokio::test]
async fn nothing_personal_stays_in_the_register_its_history_or_its_files() {
    let door = Door::with_one_registered().await;
    for search in [CROWD_NAME, TWO_HOSPITALS.number] {
        let others = door.visitor.get(&format!("/?q={search}&size=100")).await;
        assert!(others.has(SELECT));
        door.register_all(&others).await;
    }
    // Removed and registered anew, so that the history tells more than once of the same person.
    let link = format!("/organizations/{}/workers/{}/removal", HOSPITAL.finess, COMPLETE.number);
    for path in [link, format!("/workers/{}/removal", COMPLETE.number)] {
        assert_eq!(door.visitor.post(&path, &[]).await.status, 303);
    }
    door.select(&COMPLETE).await;
    assert!(PERSONAL.iter().all(|text| is_anywhere(&door, text)));
    let [organizations, workers, affiliations, events] = door.home.database.counts();

    let done = door.home.command(&["forget", COMPLETE.number, "--yes"]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    for text in PERSONAL {
        assert!(!is_anywhere(&door, text), "{text} is still there");
    }
    let left = door.home.database.counts();
    assert_eq!(left, [organizations, workers - 1, affiliations - 1, events + 1]);
    let checked = door.home.command(&["check"]).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    let history = door.visitor.get("/history").await;
    assert!(history.words().contains("Une personne a été oubliée"), "{}", history.words());
    let told = door.visitor.get("/history?kind=affiliation_created").await;
    assert!(told.words().contains(&format!("une personne oubliée, {}", HOSPITAL.name)), "{}", told.words());
    assert!(door.visitor.get("/workers?q=dubreuil").await.has(".empty"));
    assert!(!door.visitor.get(&format!("/workers?q={CROWD_NAME}")).await.has(".empty"));
    assert_eq!(door.visitor.get(&format!("/workers/{}", COMPLETE.number)).await.status, 404);

    let again = door.home.command(&["forget", COMPLETE.number, "--yes"]).output().unwrap();
    assert!(again.status.success() && String::from_utf8_lossy(&again.stdout).starts_with("Nothing"));
    assert_eq!(door.home.database.counts(), left);
}

#[tokio::test]
async fn it_asks_first_and_forgets_nobody_unasked() {
    let door = Door::with_one_registered().await;
    let before = door.home.database.counts();
    let unasked = door.home.command(&["forget", COMPLETE.number]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(unasked.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unasked.stderr).contains("--yes"));
    let wrong = door.home.command(&["forget", "123", "--yes"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(door.home.database.counts(), before);
}
