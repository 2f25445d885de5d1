//! How long a call takes, how often it is made, over how many connections.

use std::time::{Duration, Instant};

use carnet::{
    directory::gateway::Gateway,
    domain::search::{Hits, SearchError},
};
use serde_json::json;
use tokio::{net::TcpListener, task::JoinSet, time::sleep};

use crate::{
    PATIENCE, client,
    upstream::{Asked, Deed, Then, Upstream},
    word,
};

/// What a call may take beyond its deadline on a busy machine.
const MARGIN: Duration = Duration::from_secs(1);

fn one_hit(_: &Asked) -> Deed {
    Deed::hits(&[json!({"id": "hw01", "fields": {"city": "Lyon"}})])
}

#[tokio::test]
async fn a_gateway_that_hangs_is_given_up_at_the_deadline() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"hits\":";
    let slow = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (words, what) in [
        ("", "before a word"),
        ("HTTP/1.1 2", "in the head"),
        (half, "in the body"),
        (slow, "before the body"),
    ] {
        let upstream = Upstream::start(move |_| Deed::raw(words, Then::Hang)).await;
        let began = Instant::now();
        let error = client(&upstream.url).search(&word("martin")).await.unwrap_err();
        let took = began.elapsed();
        assert!(matches!(error, SearchError::Unavailable(_)), "{what}: {error}");
        assert!(took >= PATIENCE && took < PATIENCE + MARGIN, "{what}: {took:?}");
        assert_eq!(upstream.requests(), 1, "{what}: a slow gateway is not asked again");
    }
}

#[tokio::test]
async fn a_gateway_that_refuses_connections_is_unavailable_at_once() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", free.local_addr().unwrap());
    drop(free);
    let began = Instant::now();
    let error = client(&url).search(&word("martin")).await.unwrap_err();
    assert!(matches!(error, SearchError::Unavailable(_)), "{error}");
    assert!(began.elapsed() < PATIENCE);
    let nowhere = client("http://gateway.invalid/").search(&word("martin")).await.unwrap_err();
    assert!(matches!(nowhere, SearchError::Unavailable(_)), "{nowhere}");
}

#[tokio::test]
async fn a_connection_that_dies_before_any_answer_is_tried_once_more() {
    for then in [Then::Close, Then::Reset] {
        let once = then.clone();
        let script =
            move |asked: &Asked| if asked.number == 1 { Deed::raw("", once.clone()) } else { one_hit(asked) };
        let upstream = Upstream::start(script).await;
        assert_eq!(client(&upstream.url).search(&word("martin")).await.unwrap().found, 1);
        assert_eq!(upstream.requests(), 2);

        let upstream = Upstream::start(move |_| Deed::raw("", then.clone())).await;
        let error = client(&upstream.url).search(&word("martin")).await.unwrap_err();
        assert!(matches!(error, SearchError::Unavailable(_)), "{error}");
        assert_eq!(upstream.requests(), 2, "it is not asked a third time");
    }
}

#[tokio::test]
async fn an_answer_is_never_asked_for_again() {
    let scripts: [fn(&Asked) -> Deed; 3] = [
        |_| Deed::typed("503 X", "text/plain", ""),
        |_| Deed::typed("200 OK", "text/plain", "nonsense"),
        |_| Deed::raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"hits\":", Then::Reset),
    ];
    for script in scripts {
        let upstream = Upstream::start(script).await;
        assert!(client(&upstream.url).search(&word("martin")).await.is_err());
        assert_eq!(upstream.requests(), 1);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Upstream::start(one_hit).await;
    for status in ["301 X", "302 X", "303 X", "307 X", "308 X"] {
        let location =
            format!("HTTP/1.1 {status}\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n", elsewhere.url);
        let upstream = Upstream::start(move |_| Deed::raw(location.clone(), Then::Listen)).await;
        let error = client(&upstream.url).search(&word("martin")).await.unwrap_err();
        assert!(matches!(error, SearchError::BadAnswer(_)), "{status}: {error}");
    }
    assert_eq!(elsewhere.requests(), 0);
}

#[tokio::test]
async fn connections_are_used_again() {
    let upstream = Upstream::start(one_hit).await;
    let gateway = client(&upstream.url);
    for _ in 0..20 {
        assert_eq!(gateway.clone().search(&word("martin")).await.unwrap().found, 1);
    }
    assert_eq!((upstream.requests(), upstream.connections()), (20, 1));
}

#[tokio::test]
async fn a_connection_closed_while_it_waited_costs_nothing() {
    let answer = r#"{"hits":{"found":1,"hit":[{"id":"hw01"}]}}"#;
    let last = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{answer}", answer.len());
    let upstream = Upstream::start(move |_| Deed::raw(last.clone(), Then::Close)).await;
    let gateway = client(&upstream.url);
    for _ in 0..20 {
        assert_eq!(gateway.search(&word("martin")).await.unwrap().found, 1);
    }
    assert_eq!(upstream.connections(), 20);
}

#[tokio::test]
async fn a_dead_gateway_does_not_pile_up_requests() {
    let upstream = Upstream::start(|_| Deed::raw("", Then::Hang)).await;
    let gateway = Gateway::new(&upstream.url, Duration::from_millis(1_500)).unwrap();
    let began = Instant::now();
    let mut calls = JoinSet::new();
    for _ in 0..200 {
        let gateway = gateway.clone();
        calls.spawn(async move { gateway.search(&word("martin")).await });
    }
    sleep(Duration::from_millis(1_000)).await;
    assert_eq!((upstream.requests(), upstream.open()), (32, 32));
    let answers: Vec<Result<Hits, SearchError>> = calls.join_all().await;
    assert!(answers.iter().all(|answer| matches!(answer, Err(SearchError::Unavailable(_)))));
    assert!(began.elapsed() < Duration::from_millis(1_500) + MARGIN, "{:?}", began.elapsed());
    sleep(Duration::from_millis(300)).await;
    assert_eq!(upstream.open(), 0, "a call given up leaves no connection");

    upstream.change(one_hit);
    assert_eq!(gateway.search(&word("martin")).await.unwrap().found, 1);
}
