//! What is too long, too large or too slow is told so.

use std::time::{Duration, Instant};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::support::{door::Door, staff::STAFF};

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
