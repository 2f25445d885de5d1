use std::time::Duration;

use carnet::{
    directory::gateway::Gateway as Client,
    domain::search::{SearchError, SearchRequest},
};
use reqwest::{
    Method,
    header::{self, HeaderMap},
};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::harness::{Answer, FULL, Gateway, PLAIN};

const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

/// Sends a body of that type.
async fn send(gateway: &Gateway, address: &str, kind: &str, body: String) -> Answer {
    let request = gateway.client.post(format!("{}{address}", gateway.url)).header(header::CONTENT_TYPE, kind);
    Answer::of(request.body(body).send().await.unwrap()).await
}

#[tokio::test]
async fn a_form_has_no_parameters_beside_it() {
    let gateway = Gateway::of_the_corpus().await;
    assert_eq!(send(&gateway, FULL, FORM, "q=dupont&format=sdk&pretty=true".into()).await.ids().len(), 2);
    let both = send(&gateway, "/2013-01-01/search?size=1", FORM, "q=dupont".into()).await;
    assert_eq!(both.status, 403);
    let sentence = "When Content-Type:application/x-www-form-urlencoded, URL cannot include query-string parameters (after '?')";
    assert!(both.json["message"].as_str().unwrap().starts_with(sentence), "{}", both.text);
    let stream = send(&gateway, FULL, "application/json", "{}".into()).await;
    assert_eq!(stream.refusal(), "Search requests cannot accept content streams");
    let empty = gateway.client.post(format!("{}{FULL}", gateway.url)).send().await.unwrap();
    assert_eq!(empty.status(), 400);
    assert_eq!(send(&gateway, PLAIN, FORM, "q=dupont".into()).await.status, 405);
}

#[tokio::test]
async fn lengths_are_bounded() {
    let gateway = Gateway::of_the_corpus().await;
    let word = "é".repeat(1_300);
    assert_eq!(gateway.get(FULL, &[("q", &word)]).await.status, 200);
    let word = "é".repeat(1_400);
    for address in [FULL, PLAIN] {
        let long = gateway.get(address, &[("q", &word)]).await;
        assert_eq!((long.status, &long.json["__type"]), (413, &"#SearchException".into()));
        assert!(long.json["message"].as_str().unwrap().contains("8190"), "{}", long.text);
    }
    assert_eq!(gateway.post(&[("q", &word)]).await.status, 200);
    assert!(gateway.post(&[("q", &"a".repeat(10_241))]).await.refusal().contains("10240"));
    let large = gateway.post(&[("q", &"a".repeat(300_000))]).await;
    assert_eq!(large.status, 413);
    assert_eq!(large.json["message"], "The form is larger than 262144 bytes; make the query shorter.");
    let nested = format!("{}'a'{}", "(not ".repeat(2_000), ")".repeat(2_000));
    gateway.post(&[("q", "a"), ("fq", &nested)]).await.refusal();
}

#[tokio::test]
async fn parameters_are_percent_encoded() {
    let gateway = Gateway::of_the_corpus().await;
    let get = async |query: &str| {
        let address = format!("{}{FULL}?{query}", gateway.url);
        Answer::of(gateway.client.get(address).send().await.unwrap()).await
    };
    assert_eq!(get("q=vieux+port").await.ids(), get("q=vieux%20port").await.ids());
    assert_eq!(get("q=m%C3%A9decin&fq=postcode:%2713002%27").await.ids(), ["hw01"]);
    for wrong in ["q=%zz", "q=%C3", "q=a%"] {
        let answer = get(wrong).await;
        assert_eq!((answer.status, &answer.json["__type"]), (400, &"#InvalidQueryString".into()), "{wrong}");
        assert!(answer.json["message"].as_str().unwrap().contains("percent-encoded"), "{}", answer.text);
    }
    assert!(get("q=a&q=b").await.refusal().contains("more than once"));
}

#[tokio::test]
async fn other_addresses_and_methods_are_told_so() {
    let gateway = Gateway::of_the_corpus().await;
    for address in ["/", "/2011-02-01/search?q=a", "/dev/x", "/2013-01-01/suggest?q=a"] {
        assert_eq!(gateway.get(address, &[]).await.status, 404, "{address}");
    }
    assert_eq!(gateway.get("/dev", &[("q", "dupont")]).await.ids().len(), 2);
    for (address, allowed) in [(PLAIN, "GET"), (FULL, "GET, POST")] {
        let request = gateway.client.delete(format!("{}{address}", gateway.url));
        let answer = request.send().await.unwrap();
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()[header::ALLOW]),
            (405, &allowed.parse().unwrap())
        );
    }
    let head = gateway.client.head(format!("{}{PLAIN}?q=dupont", gateway.url)).send().await.unwrap();
    assert_eq!(
        (head.status().as_u16(), head.headers()[header::CONTENT_TYPE].to_str().unwrap()),
        (200, "application/json")
    );
    assert_eq!(gateway.get("/healthz", &[]).await.text, "ok\n");
}

#[tokio::test]
async fn any_page_may_read_every_answer() {
    let gateway = Gateway::of_the_corpus().await;
    let allowed = |headers: &HeaderMap| headers[header::ACCESS_CONTROL_ALLOW_ORIGIN].to_str().unwrap() == "*";
    for address in ["/dev/?q=dupont", "/dev/", "/nowhere", "/2013-01-01/search?q=a&size=x"] {
        let request = gateway.client.get(format!("{}{address}", gateway.url));
        let answer = request.header(header::ORIGIN, "https://elsewhere.example").send().await.unwrap();
        assert!(allowed(answer.headers()), "{address}");
    }
    let before = gateway.client.request(Method::OPTIONS, format!("{}{FULL}", gateway.url));
    let before = before
        .header(header::ORIGIN, "https://elsewhere.example")
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,x-amz-date");
    let answer = before.send().await.unwrap();
    assert!(answer.status() == 204 && allowed(answer.headers()));
    assert_eq!(answer.headers()[header::ACCESS_CONTROL_ALLOW_HEADERS], "authorization,x-amz-date");
    assert!(answer.headers()[header::ACCESS_CONTROL_ALLOW_METHODS].to_str().unwrap().contains("POST"));
}

#[tokio::test]
async fn carnet_itself_sends_what_is_too_long_for_an_address_as_a_form() {
    let gateway = Gateway::of_the_corpus().await;
    let q = format!("dupont |{}", "é".repeat(1_400));
    let request = SearchRequest { q, size: 10, ..SearchRequest::default() };
    let client =
        |address| Client::new(&format!("{}{address}", gateway.url), Duration::from_secs(30)).unwrap();
    let found = client(FULL).search(&request).await.unwrap();
    let ids: Vec<&str> = found.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["hw01", "hw05"]);
    assert!(matches!(client(PLAIN).search(&request).await, Err(SearchError::Refused(_))));
}

/// What is answered to these bytes on a connection of their own.
async fn raw(gateway: &Gateway, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(gateway.url.trim_start_matches("http://")).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    let reading = timeout(Duration::from_secs(30), stream.read_to_end(&mut answer)).await;
    // A server that has not read all it was sent may break the connection after its answer.
    assert!(reading.is_ok(), "the connection is not ended");
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn what_is_no_http_is_told_so_too() {
    let gateway = Gateway::of_the_corpus().await;
    let end = " HTTP/1.1\r\nHost: x\r\n\r\n";
    for (line, status, kind) in [
        ("GET /dev/?q=Hélène".to_owned(), 400, "#InvalidQueryString"),
        ("GET /dev/?q=a b".to_owned(), 400, "#InvalidQueryString"),
        ("GET /dev/?q=\u{1}".to_owned(), 400, "#InvalidQueryString"),
        ("GET /dev/?q=a&fq=(and+city:\"x\")".to_owned(), 400, "#InvalidQueryString"),
        ("GET /dev/?q=<a".to_owned(), 400, "#InvalidQueryString"),
        (format!("GET /dev/?q={}", "a".repeat(70_000)), 413, "#SearchException"),
        (format!("GET /dev/?q={}", "a".repeat(200_000)), 413, "#SearchException"),
    ] {
        let answer = raw(&gateway, format!("{line}{end}").as_bytes()).await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{line:.40}: {head}");
        assert!(head.contains("access-control-allow-origin: *"), "{line:.40}: {head}");
        let body: Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["__type"], kind, "{line:.40}");
    }
    for (hosts, words) in
        [("", "has no Host header"), ("Host: x\r\nHost: y\r\n", "more than one Host header")]
    {
        let answer = raw(&gateway, format!("GET /dev/?q=a HTTP/1.1\r\n{hosts}\r\n").as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains(words), "{answer}");
    }
    assert_eq!(gateway.ask(&[("q", "dupont")]).await.ids().len(), 2);
}

#[tokio::test]
async fn a_form_that_does_not_arrive_is_let_go_in_the_service_s_form() {
    let gateway = Gateway::of_the_corpus().await;
    let head =
        format!("POST {FULL} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n");
    for body in ["Content-Length: 100\r\n\r\nq=", "Transfer-Encoding: chunked\r\n\r\n2\r\nq=\r\n"] {
        let answer = raw(&gateway, format!("{head}{body}").as_bytes()).await;
        let (head, told) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 408 "), "{head}");
        assert!(head.contains("access-control-allow-origin: *"), "{head}");
        let told: Value = serde_json::from_str(told).unwrap();
        assert_eq!(told["message"], "The form did not arrive within 10 s; send it again.");
        assert_eq!(told["__type"], "#SearchException");
    }
    assert_eq!(gateway.ask(&[("q", "dupont")]).await.ids().len(), 2);
}
