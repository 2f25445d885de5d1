use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use carnet::directory::{
    attempts::{Attempts, Outcome, Why},
    download::{Patience, address::Address, error::DownloadError},
    index::import::{ImportError, Memory},
    refresh::{self, RefreshError, RefreshRequest, Refreshed},
};
use tokio::task::{block_in_place, spawn_blocking};

use crate::{
    harness::{FIXTURE, Home, Run, file_of, fixture_rows, run_with},
    published::Published,
    upstream::{Asked, Deed, Then, Upstream},
};

/// Quicker than the command, whose pauses are meant for a server that is being restarted.
const QUICK: Patience = Patience {
    silence: Duration::from_millis(400),
    pause: Duration::from_millis(5),
    tries: 3,
    longest_wait: Duration::from_secs(2),
};

const NOW: i64 = 1_795_590_000;

/// Where the upstream publishes its file.
fn address(upstream: &Upstream) -> String {
    format!("{}ps.txt", upstream.url)
}

/// Refreshes the directory of a home, as a running server does.
async fn refresh(home: &Home, upstream: &Upstream, force: bool) -> Result<Refreshed, RefreshError> {
    let (data, address) = (home.data(), Address::parse(&address(upstream)).unwrap());
    let run = move || {
        refresh::run(RefreshRequest {
            address: &address,
            data_dir: &data,
            replace: false,
            force,
            memory: Memory::Normal,
            patience: QUICK,
            now: NOW,
            watcher: &mut |_| {},
        })
    };
    spawn_blocking(run).await.unwrap()
}

/// `carnet directory import --download`.
fn command(home: &Home, upstream: &Upstream, more: &[&str]) -> Run {
    let address = address(upstream);
    let arguments = [&["import", "--download", "--directory-source", &address], more].concat();
    block_in_place(|| home.directory(&arguments))
}

async fn upstream(script: impl Fn(&Asked) -> Deed + Send + Sync + 'static) -> Upstream {
    Upstream::start(script).await
}

/// A server that does these things one after the other, then serves the file honestly; what it was
/// asked is kept.
async fn faulty(
    published: &Published,
    first: impl Fn(&Published, &Asked) -> Option<Deed> + Send + Sync + 'static,
) -> (Upstream, Arc<Mutex<Vec<Option<usize>>>>) {
    let (published, asked_for) = (published.clone(), Arc::new(Mutex::new(Vec::new())));
    let heard = Arc::clone(&asked_for);
    let upstream = upstream(move |asked| {
        heard.lock().unwrap().push(published.rest_asked(asked));
        first(&published, asked).unwrap_or_else(|| published.answer(asked))
    });
    (upstream.await, asked_for)
}

fn downloads(home: &Home) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(home.data().join("directory/download")).unwrap();
    let mut files: Vec<PathBuf> = folder.map(|file| file.unwrap().file_name().into()).collect();
    files.sort();
    files
}

#[track_caller]
fn loaded(refreshed: Result<Refreshed, RefreshError>) {
    assert!(matches!(refreshed, Ok(Refreshed::Loaded(_))), "{refreshed:?}");
}

#[track_caller]
fn download_error(refreshed: Result<Refreshed, RefreshError>) -> DownloadError {
    match refreshed {
        Err(RefreshError::Download(error)) => error,
        other => panic!("{other:?}"),
    }
}

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

    let new = Published::new(file_of(&fixture_rows("QUILLIOT").repeat(10)), "\"two\"");
    server.change(move |asked| new.answer(asked));
    assert!(command(&home, &server, &[]).succeeds().out.contains("It replaces the national directory"));
    assert_eq!(home.entries().len(), 1);
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
async fn a_page_instead_of_the_file_changes_nothing() {
    let published = Published::new(FIXTURE, "\"one\"");
    for (kind, body, words) in [
        ("text/html; charset=utf-8", "Please sign in", "a web page"),
        ("text/plain", "\n <!doctype html><title>503</title>", "a web page"),
        ("application/json", "{\"message\":\"gone\"}", "a JSON document"),
        ("text/plain", "", "nothing"),
    ] {
        let (server, asked_for) = faulty(&published, move |file, asked| match asked.number {
            1 => Some(file.cut(700, Then::Close)),
            2 => Some(Deed::typed("200 OK", kind, body)),
            _ => None,
        })
        .await;
        let home = Home::new();
        let error = download_error(refresh(&home, &server, false).await).to_string();
        assert!(error.contains(words), "{error}");
        command(&home, &server, &[]).succeeds();
        assert_eq!(asked_for.lock().unwrap().last(), Some(&Some(700)), "what came before the page stays");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_fails_is_told_in_a_sentence() {
    let endless = "HTTP/1.1 200 OK\r\n\r\nType";
    let huge = "HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000\r\n\r\nType";
    let short = "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nType";
    let elsewhere =
        "HTTP/1.1 302 Found\r\nLocation: http://files.invalid/ps.txt\r\nContent-Length: 0\r\n\r\n";
    let around = "HTTP/1.1 302 Found\r\nLocation: ps.txt\r\nContent-Length: 0\r\n\r\n";
    for (words, then, sentence, requests) in [
        ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", Then::Listen, "answered 404", 1),
        ("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", Then::Listen, "answered 503", 3),
        ("HTTP/1.1 304 Not Modified\r\n\r\n", Then::Listen, "answered 304", 1),
        (endless, Then::Close, "how long the file is", 1),
        (huge, Then::Hang, "Make room", 1),
        (short, Then::Close, "does not answer, or broke off", 3),
        ("", Then::Hang, "does not answer", 3),
        ("", Then::Reset, "does not answer", 3),
        ("what do you mean\r\n\r\n", Then::Close, "does not answer", 3),
        (elsewhere, Then::Listen, "not https", 1),
        (around, Then::Listen, "redirects too often", 6),
    ] {
        let server = upstream(move |_| Deed::raw(words, then.clone())).await;
        let home = Home::new();
        let began = Instant::now();
        let error = download_error(refresh(&home, &server, false).await).to_string();
        assert!(error.contains(sentence), "{words:?}: {error}");
        assert!(error.ends_with('.') && !error.contains("files.invalid/ps"), "{error}");
        assert_eq!(server.requests(), requests, "{words:?}");
        assert!(began.elapsed() < Duration::from_secs(10), "{words:?}");
        let attempts = Attempts::of(&home.data()).newest_first();
        let noted = attempts.first().map(|attempt| &attempt.outcome);
        let Some(Outcome::Failed { sentence: noted, .. }) = noted else { panic!("{attempts:?}") };
        assert_eq!(attempts.len(), 1, "{attempts:?}");
        assert_eq!(*noted, error);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_to_another_server_is_followed() {
    let published = Published::new(FIXTURE, "\"one\"");
    let files = upstream(move |asked| {
        assert!(!asked.headers.contains_key("referer"));
        published.answer(asked)
    })
    .await;
    let location = format!("{}20261121-031200/ps-libreacces.txt", files.url);
    let server = upstream(move |_| {
        Deed::raw(
            format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"),
            Then::Listen,
        )
    })
    .await;
    let home = Home::new();
    let out = command(&home, &server, &[]).succeeds().out;
    assert!(out.starts_with("Loaded the national directory of 2026-11-21 from ps-libreacces.txt"), "{out}");
    assert!(command(&home, &server, &[]).succeeds().out.starts_with("Nothing is new"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_in_chunks_of_no_told_length_is_taken_whole_or_not_at_all() {
    let chunk = |text: &str| format!("{:x}\r\n{text}\r\n", text.len());
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let (one, two) = FIXTURE.split_at(900);
    let cut = format!("{head}{}", chunk(one));
    let whole = format!("{cut}{}0\r\n\r\n", chunk(two));
    let server = upstream(move |asked| match asked.number {
        1 => Deed::raw(cut.clone(), Then::Close),
        _ => Deed::raw(whole.clone(), Then::Listen),
    })
    .await;
    let home = Home::new();
    loaded(refresh(&home, &server, false).await);
    assert_eq!((home.entries().len(), server.requests()), (10, 2));
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
    }
    let noted = Attempts::of(&home.data()).newest_first().remove(0);
    let Outcome::Failed { why, .. } = noted.outcome else { panic!("{noted:?}") };
    assert_eq!((why, noted.at, noted.is_download), (Why::Shrunken { rows: 1, loaded: 12 }, NOW, true));
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

/// An overloaded server, which asks to wait so many seconds.
fn overloaded(seconds: u32) -> Deed {
    let head = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n";
    Deed::raw(format!("{head}Retry-After: {seconds}\r\n\r\n"), Then::Listen)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_asks_to_wait_is_waited_for() {
    let (server, asked) =
        faulty(&Published::new(FIXTURE, "\"one\""), |_, asked| (asked.number == 1).then(|| overloaded(1)))
            .await;
    let (home, began) = (Home::new(), Instant::now());
    loaded(refresh(&home, &server, false).await);
    assert!(began.elapsed() >= Duration::from_secs(1), "{:?}", began.elapsed());
    assert_eq!(asked.lock().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_asks_to_wait_too_long_is_asked_no_more() {
    let (server, asked) = faulty(&Published::new(FIXTURE, "\"one\""), |_, _| Some(overloaded(3_600))).await;
    let error = download_error(refresh(&Home::new(), &server, false).await);
    assert!(error.to_string().contains("503 Service Unavailable and asks to wait 3600 s."), "{error}");
    assert_eq!(asked.lock().unwrap().len(), 1);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_keeps_no_part_of_a_download() {
    let server = upstream({
        let published = Published::new(file_of(&fixture_rows("QUILLIOT").repeat(400)), "\"one\"");
        move |asked| published.answer(asked)
    })
    .await;
    let (home, address) = (Home::new(), address(&server));
    let arguments = ["directory", "import", "--download", "--directory-source", &address];
    // A limit on the size of files fails writing as a full disk does.
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_carnet")]);
    limited.args(arguments).env("CARNET_DATA_DIR", home.data());
    let out = block_in_place(|| limited.output()).unwrap();
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(1), "{said}");
    assert!(said.contains("the disk is full") && said.contains("was removed"), "{said}");
    assert_eq!(downloads(&home), [PathBuf::from("lock")]);
}
