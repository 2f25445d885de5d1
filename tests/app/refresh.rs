//! A running server keeps its directory up to date by itself.

use std::{fs, time::Duration};

use tokio::time::sleep;

use crate::support::{
    company::Company,
    door::Door,
    fixture::{file, later_file},
    home::Home,
    published::Published,
    upstream::{Deed, Upstream},
};

/// A home whose servers refresh their directory from there.
fn refreshed_from(upstream: &Upstream) -> Home {
    Home::with_index()
        .with("CARNET_DIRECTORY_REFRESH", "daily")
        .with("CARNET_DIRECTORY_SOURCE", format!("{}ps.txt", upstream.url))
}

async fn publisher(published: Published) -> Upstream {
    Upstream::start(move |asked| published.answer(asked)).await
}

/// Waits until the server's log holds these words.
async fn until_logged(door: &Door, words: &str) {
    for _ in 0..300 {
        if door.server.log().contains(words) {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("{words:?} is not in the log: {}", door.server.log());
}

fn status(home: &Home) -> String {
    let output = home.command(&["directory", "status"]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_directory_is_loaded_and_searched_without_a_restart() {
    let newer = file().replace("KERVADEC", "KERVADOUR");
    let upstream = publisher(Published::new(newer, "\"two\"")).await;
    let door = Door::at(refreshed_from(&upstream)).await;
    door.until_found("kervadour").await;
    until_logged(&door, "a newer directory was downloaded").await;
    assert!(!status(&door.home).contains("Last try"), "{}", status(&door.home));

    let requests = upstream.requests();
    let Door { home, server, visitor: _visitor } = door;
    server.kill().await;
    let door = Door::at(home).await;
    door.until_found("kervadour").await;
    sleep(Duration::from_millis(500)).await;
    assert_eq!(upstream.requests(), requests, "it was looked for a moment ago");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_much_smaller_one_never_replaces_what_is_loaded() {
    let upstream = publisher(Published::new(later_file(), "\"two\"")).await;
    let door = Door::at(refreshed_from(&upstream)).await;
    until_logged(&door, "could not be refreshed").await;
    assert!(door.visitor.search("kervadec").await.has("#results article.person"));
    let told = status(&door.home);
    assert!(told.contains("Last try:") && told.contains("less than 80 %"), "{told}");
    let line = door.visitor.get("/directory").await.texts(".attempts li").remove(0);
    assert!(line.contains("téléchargement · ps.txt"), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_publisher_that_fails_leaves_what_is_loaded() {
    let upstream = Upstream::start(|_| Deed::typed("404 Not Found", "text/plain", "")).await;
    let door = Door::at(refreshed_from(&upstream)).await;
    until_logged(&door, "will be tried again").await;
    assert!(door.visitor.search("kervadec").await.has("#results article.person"));
    assert!(status(&door.home).contains("answered 404"), "{}", status(&door.home));
    let line = door.visitor.get("/directory").await.texts(".attempts li").remove(0);
    assert!(line.contains(&format!("téléchargement · {}ps.txt", upstream.url)), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_refreshing_does_not_refresh_what_staff_search_the_log_says_so() {
    let upstream = Upstream::start(|_| Deed::typed("404 Not Found", "text/plain", "")).await;
    let own = Home::empty();
    own.import("own.json", r#"[{"type": "add", "id": "p1", "fields": {"last_name": "QUILLIOT"}}]"#);
    let company = Company::open().await;
    let over = |home: Home| company.over(home);
    for (home, told) in [
        (own, "REFRESH does nothing: a company's own directory"),
        (over(Home::with_index()), "REFRESH keeps up to date what stands in for the gateway"),
        (
            over(Home::empty().with("CARNET_DIRECTORY_FALLBACK", "off")),
            "REFRESH loads a directory that nobody",
        ),
    ] {
        let home = home
            .with("CARNET_DIRECTORY_REFRESH", "daily")
            .with("CARNET_DIRECTORY_SOURCE", format!("{}ps.txt", upstream.url));
        until_logged(&Door::at(home).await, told).await;
    }
    let door = Door::at(refreshed_from(&upstream)).await;
    until_logged(&door, "could not be refreshed").await;
    assert!(!door.server.log().contains("CARNET_DIRECTORY_REFRESH"), "{}", door.server.log());
}

#[tokio::test]
async fn what_a_killed_import_left_behind_goes_at_the_next_start() {
    let home = Home::with_index();
    let folder = home.data().join("directory");
    for remains in ["index-8", "index-9.tmp", "rows.tmp"] {
        fs::create_dir(folder.join(remains)).unwrap();
    }
    let door = Door::at(home).await;
    door.until_found("kervadec").await;
    for remains in ["index-8", "index-9.tmp", "rows.tmp"] {
        assert!(!folder.join(remains).exists(), "{remains}");
    }
}
