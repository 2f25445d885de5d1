use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use carnet::directory::attempts::{Attempts, Outcome};
use tokio::task::block_in_place;

use crate::{
    downloading::{address, command, download_error, downloads, faulty, loaded, refresh, upstream},
    harness::{FIXTURE, Home, file_of, fixture_rows},
    published::Published,
    upstream::{Deed, Then},
};

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
