//! `carnet check`, `carnet backup` and `carnet move`.

use std::process::Output;

use crate::support::{database::Database, door::Door, home::Home};

fn told(output: &Output) -> String {
    String::from_utf8([output.stdout.as_slice(), output.stderr.as_slice()].concat()).unwrap()
}

#[tokio::test]
async fn a_register_in_use_is_checked_and_copied_or_pg_dump_is_named() {
    let door = Door::with_one_registered().await;
    let check = door.home.command(&["check"]).output().unwrap();
    assert!(check.status.success() && told(&check).contains("The register is whole."), "{}", told(&check));
    let copy = door.home.file("copy.sqlite3");
    let elsewhere =
        ["backup", copy.to_str().unwrap(), "--database-url", "postgres://carnet@127.0.0.1:1/none"];
    let refused = door.home.command(&elsewhere).output().unwrap();
    assert!(told(&refused).contains("pg_dump"), "named before anything is opened: {}", told(&refused));
    let backup = door.home.command(&["backup", copy.to_str().unwrap()]).output().unwrap();
    if door.home.database.url.starts_with("postgres:") {
        assert_eq!(backup.status.code(), Some(1));
        assert!(told(&backup).contains("pg_dump"), "{}", told(&backup));
        return;
    }
    assert!(backup.status.success(), "{}", told(&backup));
    let mut other = Home::with_index();
    other.database = Database::at(&format!("sqlite:{}", copy.display()));
    let page = other.serve().await.visitor().get("/organizations/259900017").await;
    assert!(page.text("table").contains("DUBREUIL Claire"));
}

#[tokio::test]
async fn a_register_with_a_fault_fails_the_check() {
    let door = Door::with_one_registered().await;
    door.home.database.change("delete from affiliations");
    let check = door.home.command(&["check"]).output().unwrap();
    assert_eq!(check.status.code(), Some(1));
    assert!(told(&check).contains("neither there nor removed since"), "{}", told(&check));
}

#[tokio::test]
async fn a_register_is_moved_and_served_from_there() {
    let door = Door::with_one_registered().await;
    let from = door.home.database.url.clone();
    let mut other = Home::with_index();
    let to = format!("sqlite:{}", other.file("moved.sqlite3").display());
    let moved = other.command(&["move", "--from", &from, "--to", &to]).output().unwrap();
    assert!(moved.status.success() && told(&moved).contains("6 rows"), "{}", told(&moved));
    other.database = Database::at(&to);
    assert_eq!(other.database.counts(), [1, 1, 1, 3]);
    let page = other.serve().await.visitor().get("/organizations/259900017").await;
    assert!(page.text("table").contains("DUBREUIL Claire"));
    let again = other.command(&["move", "--from", &from, "--to", &to]).output().unwrap();
    assert_eq!(again.status.code(), Some(1));
    assert!(told(&again).contains("holds a register already"), "{}", told(&again));
}

#[test]
fn where_there_is_no_register_none_is_made() {
    let home = Home::empty();
    let nowhere = format!("sqlite:{}", home.file("none.sqlite3").display());
    for arguments in [
        &["check", "--database-url", &nowhere][..],
        &["backup", "copy.sqlite3", "--database-url", &nowhere],
        &["move", "--from", &nowhere, "--to", &home.database.url],
    ] {
        let refused = home.command(arguments).output().unwrap();
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}");
        assert!(told(&refused).contains("no register at"), "{arguments:?}: {}", told(&refused));
    }
    assert!(!home.file("none.sqlite3").exists());
}
