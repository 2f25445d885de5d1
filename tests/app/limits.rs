//! What is too long, too large or too slow is told so.

use std::time::{Duration, Instant};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::support::{door::Door, program::Program, staff::STAFF};

#[tokio::test]
async fn long_addresses_headers_and_forms_are_refused_as_pages() {
    let door = Door::open().await;
    let long = "x".repeat(9_000);
    let address = door.visitor.get(&format!("/?q={long}")).await;
    assert_eq!((address.status, address.text("h1").as_str()), (414, "Trop long"));
    let request = door.visitor.request(reqwest::Method::GET, "/").header("X-Long", "x".repeat(40_000));
    assert_eq!(door.visitor.send(request).await.status, 431);
    let form = door.visitor.post("/selections", &[("entry", long.repeat(2).as_str())]).await;
    assert_eq!(form.status, 413);
    assert_eq!(door.visitor.get("/?q=dubreuil").await.status, 200);
}

#[tokio::test]
async fn a_form_without_a_length_is_bounded_too_and_a_compressed_one_is_read() {
    let door = Door::open().await;
    let head = format!(
        "POST /selections HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n",
        door.server.port()
    );
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let mut stream = TcpStream::connect(("127.0.0.1", door.server.port())).await.unwrap();
    let sent = format!("{head}Transfer-Encoding: chunked\r\n\r\n{}", chunk.repeat(8));
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).await.unwrap();
    let long = String::from_utf8_lossy(&first);
    assert!(long.starts_with("HTTP/1.1 413"), "{long}");
    // A form that names no entry, as gzip stores it uncompressed (RFC 1951 §3.2.4).
    let form = b"x=1";
    let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1, 3, 0, 0xfc, 0xff];
    gzip.extend_from_slice(form);
    gzip.extend_from_slice(&[0x7e, 0xa8, 0x95, 0x9e, 3, 0, 0, 0]);
    let request = door.visitor.request(reqwest::Method::POST, "/selections");
    let request = request.header("Content-Type", "application/x-www-form-urlencoded");
    let answer = door.visitor.send(request.header("Content-Encoding", "gzip").body(gzip)).await;
    assert!(answer.text("main").contains("désigner un résultat"), "it was read: {}", answer.words());
}

/// What a client hears that sends these words and waits.
async fn heard(door: &Door, words: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", door.server.port())).await.unwrap();
    stream.write_all(words.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _cut = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn slow_clients_are_let_go() {
    let door = Door::closed(&STAFF).await;
    let host = format!("Host: 127.0.0.1:{}\r\nSec-Fetch-Site: same-origin\r\n", door.server.port());
    let began = Instant::now();
    let form = format!("POST /session HTTP/1.1\r\n{host}Content-Length: 100\r\n\r\nemail=");
    let head = "GET / HTTP/1.1\r\nHost: 127".to_owned();
    let (form, head) = tokio::join!(heard(&door, &form), heard(&door, &head));
    assert!(form.starts_with("HTTP/1.1 408"), "{form}");
    assert!(head.is_empty() || head.starts_with("HTTP/1.1 408"), "{head}");
    assert!(began.elapsed() < Duration::from_secs(40), "{:?}", began.elapsed());
}

/// Reads one answer on a connection that stays: its head, and as much as its length says.
async fn answer(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        answer.push(stream.read_u8().await.unwrap());
    }
    let head = String::from_utf8(answer).unwrap().to_lowercase();
    let length = head.split_once("content-length: ").unwrap().1.split_once("\r\n").unwrap().0;
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body).await.unwrap();
    head
}

/// Whether a connection is ended though its client goes on, a few letters of a head at a time.
async fn ends_amid_a_head(stream: &mut TcpStream) -> bool {
    stream.write_all(b"GET / HTTP/1.1\r\nX-Long: ").await.unwrap();
    for _ in 0..60 {
        let heard = timeout(Duration::from_millis(500), stream.read_u8()).await;
        if heard.is_ok() || stream.write_all(b"x").await.is_err() {
            return true;
        }
    }
    false
}

#[tokio::test]
async fn a_later_head_that_never_ends_ends_the_connection() {
    let door = Door::closed(&STAFF).await;
    let head = format!("HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", door.server.port());
    let mut stream = TcpStream::connect(("127.0.0.1", door.server.port())).await.unwrap();
    for _ in 0..2 {
        stream.write_all(format!("GET /healthz {head}\r\n").as_bytes()).await.unwrap();
        assert!(answer(&mut stream).await.starts_with("http/1.1 200"));
    }
    // A form that takes as long as it may is read.
    let fields = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 14\r\n";
    stream.write_all(format!("POST /session {head}{fields}\r\nemail=a").as_bytes()).await.unwrap();
    sleep(Duration::from_secs(6)).await;
    stream.write_all(b"&passwo").await.unwrap();
    let refused = answer(&mut stream).await;
    assert!(refused.starts_with("http/1.1 400"), "{refused}");
    assert!(ends_amid_a_head(&mut stream).await, "a client holds the connection with a head");
}

#[tokio::test]
async fn a_connection_on_which_nothing_is_asked_is_kept() {
    let door = Door::closed(&STAFF).await;
    let head = format!("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", door.server.port());
    let mut stream = TcpStream::connect(("127.0.0.1", door.server.port())).await.unwrap();
    for pause in [0, 8] {
        sleep(Duration::from_secs(pause)).await;
        stream.write_all(head.as_bytes()).await.unwrap();
        assert!(answer(&mut stream).await.starts_with("http/1.1 200"));
    }
}

/// The longest that a connection stays after the answer, with room for a slow machine.
const LINGERS: Duration = Duration::from_secs(8);

/// What a client hears that sends the head and the beginning of a chunked body, and waits: all, for
/// the connection must end soon after the answer.
async fn heard_unfinished(door: &Door, head: &str, chunk: &str) -> String {
    let port = door.server.port();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let words = format!(
        "{head} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{chunk}\r\n",
        chunk.len()
    );
    stream.write_all(words.as_bytes()).await.unwrap();
    let mut answer = vec![stream.read_u8().await.unwrap()];
    let rest = timeout(LINGERS, stream.read_to_end(&mut answer)).await;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert!(rest.is_ok(), "{head}: still open after {LINGERS:?}: {answer}");
    answer
}

#[tokio::test]
async fn a_body_that_never_ends_ends_the_connection() {
    let door = Door::closed(&STAFF).await;
    let long = "x".repeat(20_000);
    let foreign = format!(
        "POST /session HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nSec-Fetch-Site: cross-site\r\n\
         Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n",
        door.server.port()
    );
    let foreign = timeout(LINGERS, heard(&door, &foreign)).await.expect("still open after a 403");
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");
    for path in ["/session", "/api/selections"] {
        let head = format!("POST {path}");
        let (large, slow) =
            tokio::join!(heard_unfinished(&door, &head, &long), heard_unfinished(&door, &head, "x"));
        for (answer, status) in [(large, 413), (slow, 408)] {
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{path}: {answer}");
            assert!(answer.to_lowercase().contains("\r\nconnection: close\r\n"), "{path}: {answer}");
        }
    }
}

#[tokio::test]
async fn a_body_that_is_not_read_ends_the_connection() {
    let door = Door::open().await;
    let long = "x".repeat(20_000);
    for path in ["/selections", "/api/selections"] {
        let head = format!("POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", door.server.port());
        let chunk = format!("4e20\r\n{long}\r\n0\r\n\r\n");
        for body in [
            format!("Content-Length: 20000\r\n\r\n{long}"),
            format!("Transfer-Encoding: chunked\r\n\r\n{chunk}"),
        ] {
            let answer = heard(&door, &format!("{head}{body}")).await;
            assert!(answer.starts_with("HTTP/1.1 413"), "{path}: {answer}");
            assert!(answer.to_lowercase().contains("\r\nconnection: close\r\n"), "{path}: {answer}");
        }
    }
}

#[tokio::test]
async fn programs_are_told_in_their_own_words() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    let long = "x".repeat(9_000);
    writer.get(&format!("/api/workers?q={long}")).await.problem(414, "too-long");
    let request = writer.request(reqwest::Method::GET, "/api/workers").header("X-Long", "x".repeat(40_000));
    writer.send(request).await.problem(431, "headers-too-large");
    let head = format!("POST /api/selections HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", door.server.port());
    let slow = heard(&door, &format!("{head}Content-Length: 100\r\n\r\n{{")).await;
    assert!(slow.starts_with("HTTP/1.1 408") && slow.contains("/api/docs#too-slow"), "{slow}");
    assert!(slow.to_lowercase().contains("connection: close"), "{slow}");
}

#[tokio::test]
async fn what_never_becomes_a_request_is_refused_without_a_body() {
    let door = Door::open().await;
    let host = format!("Host: 127.0.0.1:{}\r\n", door.server.port());
    let form = format!("POST /session HTTP/1.1\r\n{host}");
    for (words, status) in [
        ("no HTTP\r\n\r\n".to_owned(), 400),
        // Where a request ends must not be for the proxy to read in one way and for Carnet in another.
        (format!("{form}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400),
        (format!("{form}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"), 400),
        (format!("{form}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\n{host}{host}\r\n"), 400),
        (format!("GET / HTTP/1.1\r\n{host}X-Long: {}\r\n\r\n", "x".repeat(200_000)), 431),
    ] {
        let mut stream = TcpStream::connect(("127.0.0.1", door.server.port())).await.unwrap();
        // What comes after the refusal is not taken any more.
        let _cut = stream.write_all(words.as_bytes()).await;
        let mut answer = Vec::new();
        let mut byte = [0];
        while stream.read(&mut byte).await.is_ok_and(|read| read > 0) {
            answer.push(byte[0]);
        }
        let answer = String::from_utf8(answer).unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
        assert!(answer.ends_with("\r\n\r\n") && answer.contains("content-length: 0"), "{answer}");
    }
}
