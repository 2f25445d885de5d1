//! A running server takes up a new directory without one failed request.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::support::{
    directory,
    door::Door,
    fixture::{FILE_NAME, file, later_file},
    visitor::Visitor,
};

#[tokio::test(flavor = "multi_thread")]
async fn requests_go_on_while_the_directory_is_replaced() {
    let door = Door::open().await;
    let over = Arc::new(AtomicBool::new(false));
    let (visitor, stop) = (Visitor::new(&door.server.url, "fr"), Arc::clone(&over));
    let searching = tokio::spawn(async move {
        let mut served = 0;
        while !stop.load(Ordering::Relaxed) {
            let page = visitor.search("dubreuil").await;
            assert_eq!(page.status, 200, "{}", page.words());
            assert!(page.has("#results article.person"), "{}", page.words());
            served += 1;
        }
        served
    });
    for text in [later_file(), file(), later_file()] {
        let home = &door.home;
        tokio::task::block_in_place(|| home.import(FILE_NAME, &text));
        door.until_found(if text == file() { "kervadec" } else { "clarisse" }).await;
    }
    over.store(true, Ordering::Relaxed);
    assert!(searching.await.unwrap() > 3);
    assert!(
        !door.visitor.search("kervadec").await.texts("#results h2").contains(&"KERVADEC Solène".to_owned())
    );
    let named = if directory::is_gateway() {
        "Annuaire de l’entreprise"
    } else {
        "Annuaire national du 22 novembre 2026"
    };
    assert!(door.visitor.get("/").await.text("footer").contains(named));
}

#[tokio::test]
async fn a_wrong_file_changes_nothing() {
    let door = Door::open().await;
    let wrong = door.home.file("index.html");
    std::fs::write(&wrong, "<!doctype html><html><body>503 Service Unavailable</body></html>").unwrap();
    let output = door.home.command(&["directory", "import", wrong.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.is_empty());
    assert!(door.visitor.search("dubreuil").await.has("#results article.person"));
}
