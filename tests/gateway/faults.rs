//! Answers that are none: what each is taken for, and that what it said stays out of the error.

use carnet::domain::search::SearchError;
use serde_json::json;

use crate::{
    client,
    upstream::{Asked, Deed, Then, Upstream},
    word,
};

/// What no error may repeat.
const SAID: &str = "internal-host-17";

/// The error of a search and of a lookup, which must be of one kind.
async fn error(script: impl Fn(&Asked) -> Deed + Send + Sync + 'static) -> SearchError {
    let upstream = Upstream::start(script).await;
    let gateway = client(&upstream.url);
    let error = gateway.search(&word("martin")).await.unwrap_err();
    let of_lookup = gateway.entry("hw01").await.unwrap_err();
    assert_eq!(std::mem::discriminant(&error), std::mem::discriminant(&of_lookup));
    assert!(!error.to_string().contains(SAID), "{error}");
    error
}

#[tokio::test]
async fn a_request_at_fault_is_refused() {
    for status in ["400 Bad Request", "413 Full Head", "414 URI Too Long", "431 Too Large"] {
        let error = error(move |_| Deed::typed(status, "application/json", SAID)).await;
        assert!(matches!(error, SearchError::Refused(_)), "{status}: {error}");
    }
    let told = json!({"error": {"message": "Syntax error in query: internal-host-17"}});
    let error = error(move |_| Deed::json(&told)).await;
    assert!(matches!(error, SearchError::Refused(_)), "{error}");
}

#[tokio::test]
async fn a_gateway_that_cannot_serve_is_unavailable() {
    for status in [
        "401 X",
        "403 Forbidden",
        "404 Not Found",
        "429 Too Many Requests",
        "500 X",
        "502 X",
        "503 X",
        "504 X",
    ] {
        let page = format!("<h1>{SAID}</h1>");
        let error = error(move |_| Deed::typed(status, "text/html", &page)).await;
        assert!(matches!(error, SearchError::Unavailable(_)), "{status}: {error}");
    }
    let error = error(|_| Deed::json(&json!({"error": SAID}))).await;
    assert!(matches!(error, SearchError::Unavailable(_)), "{error}");
}

#[tokio::test]
async fn nonsense_is_a_bad_answer() {
    let depth = 1_000_000;
    let bodies = [
        String::new(),
        format!("<!doctype html><title>{SAID}</title>"),
        r#"{"status":{"rid":"x"},"hits":{"found":1,"hit":[{"id":"hw01","fie"#.to_owned(),
        format!("{{\"message\":\"{SAID}\"}}"),
        "[".repeat(depth),
        "{\"hits\":".repeat(depth),
        format!("{{\"hits\":{{\"hit\":[{{\"id\":\"hw01\",\"fields\":{{\"a\":{}", "[".repeat(depth)),
        "\u{0}\u{1}\u{2}".to_owned(),
    ];
    for status in ["400 Bad Request", "413 Payload Too Large", "414 URI Too Long", "431 X"] {
        let page = format!("<h1>{SAID}</h1>");
        let error = error(move |_| Deed::typed(status, "text/html; charset=utf-8", &page)).await;
        assert!(matches!(error, SearchError::BadAnswer(_)), "{status}: {error}");
    }
    for body in bodies {
        let shown = format!("{body:.60}");
        let error = error(move |_| Deed::typed("200 OK", "application/json", &body)).await;
        assert!(matches!(error, SearchError::BadAnswer(_)), "{shown}: {error}");
    }
}

#[tokio::test]
async fn a_status_of_neither_success_nor_failure_is_a_bad_answer() {
    for status in ["204 No Content", "206 Partial Content"] {
        let error = error(move |_| Deed::raw(format!("HTTP/1.1 {status}\r\n\r\n"), Then::Close)).await;
        assert!(matches!(error, SearchError::BadAnswer(_)), "{status}: {error}");
    }
}

#[tokio::test]
async fn words_that_are_no_http_are_a_bad_answer() {
    for words in ["SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\r\n\r\n"] {
        let error = error(move |_| Deed::raw(words, Then::Close)).await;
        assert!(matches!(error, SearchError::BadAnswer(_)), "{words:?}: {error}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_no_answer() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"hits\":{\"found\":0,\"hit\":[]}}";
    for then in [Then::Close, Then::Reset] {
        let error = error(move |_| Deed::raw(half, then.clone())).await;
        assert!(matches!(error, SearchError::Unavailable(_)), "{error}");
    }
}

#[tokio::test]
async fn the_type_of_the_content_does_not_matter() {
    for content_type in ["text/html", "text/plain; charset=iso-8859-1", "application/x-amz-json-1.0", ";;"] {
        let body = r#"{"hits":{"found":1,"hit":[{"id":"hw01"}]}}"#;
        let upstream = Upstream::start(move |_| Deed::typed("200 OK", content_type, body)).await;
        assert_eq!(client(&upstream.url).search(&word("x")).await.unwrap().found, 1, "{content_type}");
    }
}

#[tokio::test]
async fn an_endless_body_is_given_up() {
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000)).into_bytes();
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let of_chunks = error(move |_| Deed::raw(head, Then::Repeat(chunk.clone()))).await;
    assert!(matches!(of_chunks, SearchError::BadAnswer(_)), "{of_chunks}");

    let announced = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", 10_u64.pow(10));
    let error = error(move |_| Deed::raw(announced.clone(), Then::Hang)).await;
    assert!(matches!(error, SearchError::BadAnswer(_)), "{error}");
}

#[tokio::test]
async fn an_answer_with_another_entry_than_asked_for_is_a_bad_one() {
    let upstream = Upstream::start(|_| Deed::hits(&[json!({"id": "hw02", "fields": {}})])).await;
    let error = client(&upstream.url).entry("hw01").await.unwrap_err();
    assert!(matches!(error, SearchError::BadAnswer(_)), "{error}");
}

#[tokio::test]
async fn no_more_entries_are_taken_than_asked_for() {
    let hits: Vec<_> = (0..50).map(|at| json!({"id": format!("hw{at}"), "fields": {}})).collect();
    let upstream = Upstream::start(move |_| Deed::hits(&hits)).await;
    let hits = client(&upstream.url).search(&word("x")).await.unwrap();
    assert_eq!((hits.found, hits.entries.len()), (50, 10));
}
