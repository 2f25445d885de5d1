//! A page of another site that searches over the gateway.

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::{
    browser::window::{DESKTOP, open},
    support::{directory::Gateway, fixture::COMPLETE, home::Home},
};

/// The page: it asks the gateway named in its address, and shows what it is answered.
const PAGE: &str = "<!doctype html><html lang=en><title>Elsewhere</title><ul id=people></ul><p id=error></p>
<script>
  const address = new URLSearchParams(location.search).get('gateway');
  const show = (place, text) => document.getElementById(place).append(text);
  fetch(address + '?q=dubreuil&size=100')
    .then(answer => answer.json())
    .then(({hits}) => hits.hit.forEach(({fields}) => show('people', fields.last_name + ' ')))
    .then(() => fetch(address + '?q=a&size=x'))
    .then(answer => answer.json().then(({message}) => show('error', answer.status + ' ' + message)))
    .catch(error => show('error', 'unread: ' + error));
</script>";

/// Serves [`PAGE`] at an origin of its own, for as long as the test runs.
async fn elsewhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _read = stream.read(&mut request).await;
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close";
            let answer = format!("{head}\r\nContent-Length: {}\r\n\r\n{PAGE}", PAGE.len());
            let _written = stream.write_all(answer.as_bytes()).await;
        }
    });
    origin
}

#[tokio::test]
async fn a_page_of_another_origin_reads_what_the_gateway_answers() {
    let home = Home::with_index();
    let gateway = Gateway::start(&home.data(), &home.file("gateway.log"));
    let site = elsewhere().await;
    let Some(window) = open("a page of another origin", &site, DESKTOP).await else { return };
    window.go(&format!("/?gateway={}", gateway.url)).await;
    window.wait_for_text("#people", COMPLETE.last_name).await;
    window.wait_for_text("#error", "400 Wrong size: expected a whole number").await;
    window.close().await;
}
