use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};

use carnet::directory::{
    attempts::{Attempts, Outcome, Why},
    download::error::DownloadError,
    index::import::ImportError,
    refresh::{RefreshError, Refreshed},
};
use tokio::task::block_in_place;

use crate::{
    downloading::{NOW, command, download_error, downloads, faulty, loaded, refresh, upstream},
    harness::{FIXTURE, Home, file_of, fixture_rows, run_with},
    published::Published,
    upstream::{Deed, Then},
};

#[tokio::test(flavor = "multi_thread")]
async fn the_published_file_is_loaded_once_and_again_where_it_is_new() {
    let old = Published::new(FIXTURE, "\"one\"");
    let server = upstream({
        let old = old.clone();
        move |asked| old.answer(asked)
    })
    .await;
    let home = Home::new();
    let out = command(&home, &server, &[]).succeeds().out;
    assert!(out.starts_with("Loaded the national directory of 2026-11-22 from ps.txt"), "{out}");
    assert_eq!(home.entries().len(), 10);
    assert_eq!(downloads(&home), [PathBuf::from("lock")], "the file goes once its index is in place");

    let requests = server.requests();
    let out = command(&home, &server, &[]).succeeds().out;
    assert_eq!(out, "Nothing is new: the directory loaded is the one published.\n");
    assert_eq!((server.requests() - requests, home.names().contains(&"index-1".to_owned())), (1, true));

    let row = fixture_rows("QUILLIOT")[0];
    let rows: Vec<String> = (0..9).map(|n| row.replace("19900000027", &format!("199{n:08}"))).collect();
    let new = Published::new(file_of(&rows), "\"two\"");
    server.change(move |asked| new.answer(asked));
    assert!(command(&home, &server, &[]).succeeds().out.contains("It replaces the national directory"));
    assert_eq!(home.entries().len(), 9);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_given_by_hand_is_not_taken_for_the_one_published() {
    let published = Published::new(FIXTURE, "\"one\"");
    let server = upstream({
        let published = published.clone();
        move |asked| published.answer(asked)
    })
    .await;
    let home = Home::new();
    command(&home, &server, &[]).succeeds();
    block_in_place(|| home.import_text(FIXTURE));
    assert!(command(&home, &server, &[]).succeeds().out.starts_with("Loaded"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_cannot_be_opened_is_made_anew() {
    let published = Published::new(FIXTURE, "\"one\"");
    let server = upstream({
        let published = published.clone();
        move |asked| published.answer(asked)
    })
    .await;
    let home = Home::new();
    refresh(&home, &server, false).await.unwrap();
    std::fs::write(home.data().join("directory/index-1/meta.json"), "{}").unwrap();
    loaded(refresh(&home, &server, false).await);
    assert_eq!(home.entries().len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_download_goes_on_where_it_was_cut() {
    let published = Published::new(FIXTURE, "\"one\"");
    let half = FIXTURE.len() / 2;
    let (server, asked_for) = faulty(&published, move |file, asked| match asked.number {
        1 => Some(file.cut(half, Then::Close)),
        _ => None,
    })
    .await;
    let home = Home::new();
    loaded(refresh(&home, &server, false).await);
    assert_eq!(*asked_for.lock().unwrap(), [None, Some(half)]);
    assert_eq!(home.entries().len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_before_a_failure_is_not_downloaded_twice() {
    let published = Published::new(FIXTURE, "\"one\"");
    let half = FIXTURE.len() / 2;
    let (server, asked_for) = faulty(&published, move |file, asked| match asked.number {
        1 => Some(file.cut(half, Then::Close)),
        2..=4 => Some(Deed::raw("", Then::Close)),
        _ => None,
    })
    .await;
    let home = Home::new();
    let error = download_error(refresh(&home, &server, false).await);
    assert!(matches!(error, DownloadError::Unreachable { .. }), "{error}");
    assert!(!home.data().join("directory/CURRENT").exists());
    command(&home, &server, &[]).succeeds();
    assert_eq!(asked_for.lock().unwrap().last(), Some(&Some(half)));
    assert_eq!(home.entries().len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_knows_no_ranges_sends_the_whole_again() {
    let published = Published::new(FIXTURE, "\"one\"");
    let (server, _) = faulty(&published, |file, asked| {
        let cut = asked.number == 1;
        Some(if cut { file.cut(500, Then::Close) } else { file.whole() })
    })
    .await;
    let home = Home::new();
    loaded(refresh(&home, &server, false).await);
    assert_eq!(home.entries().len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn pieces_of_two_versions_are_never_put_together() {
    let (old, new) = (
        Published::new(FIXTURE, "\"one\""),
        Published::new(FIXTURE.replace("QUILLIOT", "QUILLARD"), "\"two\""),
    );
    for honest in [true, false] {
        let (server, _) = faulty(&new, {
            let old = old.clone();
            move |new, asked| match asked.number {
                1 => Some(old.cut(700, Then::Close)),
                // A server that takes no notice of If-Range.
                2 if !honest => Some(new.rest(700)),
                _ => None,
            }
        })
        .await;
        let home = Home::new();
        loaded(refresh(&home, &server, false).await);
        assert_eq!(home.entries_of("QUILLARD").len(), 1, "honest: {honest}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_piece_that_is_not_the_one_asked_for_is_noticed() {
    let length = FIXTURE.len();
    for (range, bytes) in [
        (format!("600-{}/{length}", length - 1), length - 600),
        (format!("700-{}/{}", length - 1, length + 5), length - 700),
        (format!("700-{}/{length}", length - 2), length - 701),
        (format!("700-{}/{length}", length - 1), length - 900),
        ("nonsense".to_owned(), length - 700),
    ] {
        let published = Published::new(FIXTURE, "\"one\"");
        let told = range.clone();
        let (server, asked_for) = faulty(&published, move |file, asked| match asked.number {
            1 => Some(file.cut(700, Then::Close)),
            2 => Some(file.piece(&told, &file.body[length - bytes..])),
            _ => None,
        })
        .await;
        let home = Home::new();
        loaded(refresh(&home, &server, false).await);
        assert_eq!(*asked_for.lock().unwrap(), [None, Some(700), None], "{range}");
        assert_eq!(home.entries().len(), 10, "{range}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_strong_validator_nothing_is_resumed() {
    let weak = Published { etag: Some("W/\"one\""), last_modified: None, body: FIXTURE.into() };
    let (server, _) = faulty(&weak, |file, asked| {
        assert!(!asked.headers.contains_key("range"));
        (asked.number == 1).then(|| file.cut(500, Then::Close))
    })
    .await;
    let home = Home::new();
    loaded(refresh(&home, &server, false).await);
    let again = refresh(&home, &server, false).await;
    assert!(matches!(again, Ok(Refreshed::NothingNew)), "{again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shrunken_file_is_refused_and_noted_and_forced_without_a_second_download() {
    let home = Home::new();
    block_in_place(|| home.import_text(FIXTURE));
    let published = Published::new(file_of(&fixture_rows("QUILLIOT")), "\"one\"");
    let whole = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&whole);
    let server = upstream(move |asked| {
        *counted.lock().unwrap() += usize::from(!asked.headers.contains_key("if-none-match"));
        published.answer(asked)
    })
    .await;
    for _ in 0..2 {
        let refused = refresh(&home, &server, false).await;
        assert!(matches!(refused, Err(RefreshError::Import(ImportError::Shrunken { .. }))), "{refused:?}");
        assert_eq!(home.entries().len(), 10);
        let told = refused.unwrap_err().to_string();
        let advice = told.ends_with("import it with: carnet directory import --download --force.");
        assert!(advice && told.starts_with("ps.txt holds 1 rows"), "{told}");
    }
    let noted = Attempts::of(&home.data()).newest_first().remove(0);
    let Outcome::Failed { why, .. } = noted.outcome else { panic!("{noted:?}") };
    assert_eq!((why, noted.at, noted.is_download), (Why::Shrunken { rows: 1, loaded: 11 }, NOW, true));
    command(&home, &server, &["--force"]).succeeds();
    assert_eq!((home.entries().len(), *whole.lock().unwrap()), (1, 1));
    assert_eq!(downloads(&home), [PathBuf::from("lock")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_of_another_file_is_not_kept() {
    let home = Home::new();
    block_in_place(|| home.import_text(FIXTURE));
    let published = Published::new("nom,prenom\nA,B\n", "\"one\"");
    let server = upstream(move |asked| published.answer(asked)).await;
    command(&home, &server, &[]).fails_with(&["“nom,prenom”", "Nothing was changed"]);
    assert_eq!((home.entries().len(), downloads(&home)), (10, vec![PathBuf::from("lock")]));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_downloads_do_not_run_together() {
    let server = upstream(|_| Deed::raw("", Then::Hang)).await;
    let home = Home::new();
    let first = refresh(&home, &server, false);
    let second = async {
        while server.requests() == 0 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        command(&home, &server, &[]).fails_with(&["another download", "wait until it has ended"]);
    };
    let (first, ()) = tokio::join!(first, second);
    assert!(first.is_err());
}

#[test]
fn an_unsafe_address_is_refused() {
    let home = Home::new();
    for address in ["http://mirror.example/ps.txt", "ps.txt", "https://who:hush@mirror.example/"] {
        home.directory(&["import", "--download", "--directory-source", address]).fails_with(&["https://"]);
    }
}

/// A company's own directory, in the service's form.
const DOCUMENTS: &str =
    r#"[{"type": "add", "id": "p1", "fields": {"last_name": "QUILLIOT", "finess": "139990030"}}]"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_company_s_own_directory_is_never_replaced_unasked() {
    let home = Home::new();
    block_in_place(|| run_with(&mut home.command(&["import", "-"]), DOCUMENTS.as_bytes())).succeeds();
    let published = Published::new(FIXTURE, "\"one\"");
    let server = upstream(move |asked| published.answer(asked)).await;
    command(&home, &server, &["--force"]).fails_with(&["a company's own directory", "--replace"]);
    assert_eq!((home.entries().len(), server.requests()), (1, 0), "nothing is downloaded in vain");
    command(&home, &server, &["--replace"]).succeeds();
    assert_eq!(home.entries().len(), 10);
}
