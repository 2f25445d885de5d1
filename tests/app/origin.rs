//! Who may ask, and what pages may load.

use std::time::{Duration, Instant};

use reqwest::Method;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::support::{
    door::{Door, SELECT},
    fixture::COMPLETE,
    home::Home,
    staff::{ADMIN, STAFF},
};

#[tokio::test]
async fn only_our_own_names_are_served() {
    let door = Door::open().await;
    let port = door.server.port();
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        let request = door.visitor.request(Method::GET, "/").header("Host", &host);
        assert_eq!(door.visitor.send(request).await.status, 200, "{host}");
    }
    for host in
        ["evil.example".to_owned(), format!("evil.example:{port}"), format!("127.0.0.1.evil.example:{port}")]
    {
        for path in ["/", "/organizations", "/nowhere", "/healthz"] {
            let request = door.visitor.request(Method::GET, path).header("Host", &host);
            assert_eq!(door.visitor.send(request).await.status, 400, "{host}{path}");
        }
    }
}

#[tokio::test]
async fn a_whole_address_names_the_site_whatever_the_header_says() {
    let door = Door::open().await;
    let own = format!("127.0.0.1:{}", door.server.port());
    for (address, header, status) in [(&*own, "evil.example", 200), ("evil.example", &*own, 400)] {
        let mut stream = TcpStream::connect(&own).await.unwrap();
        let head =
            format!("GET http://{address}/healthz HTTP/1.1\r\nHost: {header}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{address}, {header}: {answer}");
    }
}

#[tokio::test]
async fn a_change_comes_from_our_own_pages_or_from_no_browser() {
    let door = Door::open().await;
    let form = door.visitor.search(COMPLETE.number).await.form(SELECT);
    let own = door.server.url.as_str();
    for (headers, status) in [
        (&[("Sec-Fetch-Site", "cross-site")][..], 403),
        (&[("Sec-Fetch-Site", "same-site"), ("Origin", own)], 403),
        (&[("Sec-Fetch-Site", "nonsense")], 403),
        (&[("Origin", "http://evil.example")], 403),
        (&[("Origin", "null")], 403),
        (&[("Sec-Fetch-Site", "same-origin"), ("Origin", own)], 303),
        (&[("Sec-Fetch-Site", "none")], 303),
        (&[("Origin", own)], 303),
        (&[], 303),
    ] {
        let before = door.home.database.counts();
        let mut request = door.visitor.request(Method::POST, &form.action).form(&form.fields);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = door.visitor.send(request).await;
        assert_eq!(answer.status, status, "{headers:?}");
        if status == 403 {
            assert!(answer.text("main").contains("Rien n’a été enregistré"), "{}", answer.words());
            assert_eq!(door.home.database.counts(), before, "{headers:?}");
        }
    }
    for path in ["/selections/x/undo", "/organizations/259900017/removal", "/workers/19900000019/removal"] {
        let request = door.visitor.request(Method::POST, path).header("Sec-Fetch-Site", "cross-site");
        assert_eq!(door.visitor.send(request).await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_policy_and_pages_obey_it() {
    let door = Door::with_one_registered().await;
    for path in [
        "/",
        "/?q=dubreuil",
        "/organizations",
        "/organizations/259900017",
        "/history",
        "/nowhere",
        "/healthz",
    ] {
        let answer = door.visitor.get(path).await;
        let policy = answer.header("content-security-policy").unwrap();
        for part in ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
        {
            assert!(policy.contains(part), "{part} in {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        answer.is_guarded();
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert!(!answer.has("style, [style], script:not([src]), [onclick]"), "{path}");
    }
}

#[tokio::test]
async fn what_fails_early_is_guarded_too() {
    let door = Door::open().await;
    let ask = |method: Method, path: &str| door.visitor.request(method, path);
    for (request, status) in [
        (ask(Method::GET, "/").header("Host", "evil.example"), 400),
        (ask(Method::PUT, "/history"), 405),
        (ask(Method::POST, "/selections").header("Sec-Fetch-Site", "cross-site"), 403),
        (ask(Method::POST, "/selections").body("x".repeat(20_000)), 413),
        (ask(Method::GET, &format!("/?q={}", "x".repeat(9_000))), 414),
        (ask(Method::GET, "/").header("X-Long", "x".repeat(40_000)), 431),
        (ask(Method::GET, "/?lang=en"), 303),
        (ask(Method::GET, "/api/workers"), 401),
        (ask(Method::GET, "/api/docs"), 200),
        (ask(Method::GET, "/healthz"), 200),
    ] {
        let answer = door.visitor.send(request).await;
        assert_eq!(answer.status, status, "{}", answer.path);
        answer.is_guarded();
    }
    let script = door.visitor.get("/").await.attribute("script[src]", "src");
    door.visitor.get(&script).await.is_guarded();
}

#[tokio::test]
async fn only_a_proxy_that_is_trusted_is_believed() {
    let plain = Door::open().await;
    let asked_for = |door: &Door, host: &str| {
        let request = door.visitor.request(Method::GET, "/").header("X-Forwarded-Host", host);
        request.header("X-Forwarded-For", "198.51.100.1").header("X-Forwarded-Proto", "https")
    };
    let answer = plain.visitor.send(asked_for(&plain, "evil.example")).await;
    assert_eq!(answer.status, 200, "nobody's word counts");
    let home = Home::with_directory().with("CARNET_TRUSTED_PROXIES", "127.0.0.0/8, ::1");
    for person in [&ADMIN, &STAFF] {
        home.add(person);
    }
    let behind = Door::at(home).await;
    assert_eq!(behind.visitor.send(asked_for(&behind, "evil.example")).await.status, 400);
    let own = format!("localhost:{}", behind.server.port());
    assert_eq!(behind.visitor.send(asked_for(&behind, &own)).await.status, 303);

    let tries = async |from: &str, number: usize| {
        let email = format!("nobody{number}@carnet.example");
        let form = [("email", email.as_str()), ("password", "not the right one")];
        let request =
            behind.visitor.request(Method::POST, "/session").header("Sec-Fetch-Site", "same-origin");
        behind.visitor.send(request.header("X-Forwarded-For", from).form(&form)).await
    };
    for number in 0..30 {
        assert_eq!(tries("198.51.100.1", number).await.status, 422, "{number}");
    }
    let began = Instant::now();
    while !tries("198.51.100.1", 30).await.is_held_up() {
        assert!(began.elapsed() < Duration::from_secs(30), "an address guesses on, whatever the account");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let claims = tries("203.0.113.7, 198.51.100.1", 60).await;
    assert_eq!(claims.status, 429, "what it says of itself is no way out");
    assert_eq!(tries("198.51.100.2", 61).await.status, 422, "another address does not wait");
}

#[tokio::test]
async fn static_files_are_kept_for_ever_under_hashed_names() {
    let door = Door::open().await;
    let page = door.visitor.get("/").await;
    for (css, attribute) in
        [("link[rel=stylesheet]", "href"), ("script[src]", "src"), ("link[rel=icon]", "href")]
    {
        let path = page.attribute(css, attribute);
        assert!(path.starts_with("/static-"), "{path}");
        let file = door.visitor.get(&path).await;
        assert_eq!(file.status, 200, "{path}");
        assert!(file.header("cache-control").unwrap().contains("immutable"), "{path}");
        assert!(!file.body.is_empty());
    }
    let prefix = page.attribute("script[src]", "src");
    let (prefix, _) = prefix[1..].split_once('/').unwrap();
    for outside in ["../carnet.sqlite3", "%2e%2e/carnet.sqlite3", "..%2fcarnet.sqlite3", ".", ""] {
        let answer = door.visitor.get(&format!("/{prefix}/{outside}")).await;
        assert!(matches!(answer.status, 400 | 404), "{outside}: {}", answer.status);
    }
}

#[tokio::test]
async fn the_language_is_the_browsers_until_one_is_chosen() {
    let door = Door::open().await;
    assert_eq!(door.visitor.get("/").await.attribute("html", "lang"), "fr");
    let english = crate::support::visitor::Visitor::new(&door.server.url, "en-GB,en;q=0.8");
    let page = english.get("/?q=dubreuil").await;
    assert_eq!(page.attribute("html", "lang"), "en");
    let switched = english.click(&page, ".languages a").await;
    assert_eq!(switched.location(), "/?q=dubreuil");
    assert_eq!(english.follow(&switched).await.attribute("html", "lang"), "fr");
    assert_eq!(english.get("/organizations").await.attribute("html", "lang"), "fr");
}

#[tokio::test]
async fn switching_the_language_never_leads_elsewhere() {
    let door = Door::open().await;
    for path in ["//evil.example/?lang=en", "//evil.example/x?lang=fr&a=1", "/\\evil.example/?lang=en"] {
        let answer = door.visitor.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    assert_eq!(door.visitor.get("/workers?lang=en").await.status, 303);
}
