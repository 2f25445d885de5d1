//! A program of the company's that uses the JSON API with a token of its own.

use std::{process::Output, time::Duration};

use reqwest::{Client, Method, RequestBuilder, header::HeaderMap};
use serde_json::{Value, json};
use tokio::time::sleep;

use super::{database::Database, door::Door, home::Home, rows::Person};

/// A program.
pub struct Program {
    url: String,
    token: Option<String>,
    client: Client,
}

/// What it is answered.
#[derive(Debug)]
pub struct Reply {
    /// Such as 200.
    pub status: u16,
    headers: HeaderMap,
    /// The whole text.
    pub body: String,
}

/// Makes a token and returns what is printed on standard output.
pub fn new_token(home: &Home, name: &str, scope: &str) -> String {
    let Output { status, stdout, stderr } =
        home.command(&["token", "add", name, "--scope", scope]).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// Waits until it is written that a token was used, which no call waits for.
pub async fn until_use_is_written(database: &Database) {
    for _ in 0..100 {
        if database.count("tokens where last_used_at is not null") > 0 {
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("no use is written after five seconds");
}

impl Program {
    /// One with a token of that scope, which bears its name.
    pub fn new(door: &Door, scope: &str) -> Self {
        Self::with(door, Some(new_token(&door.home, scope, scope).trim()))
    }

    /// One with that token, or none.
    pub fn with(door: &Door, token: Option<&str>) -> Self {
        Self { url: door.server.url.clone(), token: token.map(str::to_owned), client: Client::new() }
    }

    /// A request with its token, to be changed before it is sent.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.url));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends a request.
    pub async fn send(&self, request: RequestBuilder) -> Reply {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Reply { status, headers, body: response.text().await.unwrap() }
    }

    /// Asks for something.
    pub async fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path)).await
    }

    /// Removes something.
    pub async fn delete(&self, path: &str) -> Reply {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// Selects.
    pub async fn select(&self, body: &Value) -> Reply {
        self.send(self.request(Method::POST, "/api/selections").json(body)).await
    }

    /// Searches the directory with these parameters.
    pub async fn search(&self, parameters: &[(&str, &str)]) -> Reply {
        self.send(self.request(Method::GET, "/api/directory").query(parameters)).await
    }

    /// The identifiers of a person's entries.
    pub async fn entries(&self, person: &Person<'_>) -> Vec<String> {
        let filter = format!("rpps_number:'{}'", person.number);
        let found = self.search(&[("q", person.last_name), ("fq", &filter)]).await.json();
        let hits = found["hits"]["hit"].as_array().unwrap();
        assert!(!hits.is_empty(), "{} is not found", person.last_name);
        hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Selects a person's first entry, which must be new.
    pub async fn register(&self, person: &Person<'_>) -> Value {
        let entry = self.entries(person).await.remove(0);
        let reply = self.select(&json!({"entry": entry})).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
        reply.json()
    }
}

impl Reply {
    /// A header's text, or none.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert!((200..300).contains(&self.status), "{}: {}", self.status, self.body);
        assert_eq!(self.header("content-type"), Some("application/json"));
        serde_json::from_str(&self.body).unwrap()
    }

    /// The problem, of that status and word.
    #[track_caller]
    pub fn problem(&self, status: u16, word: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.body);
        let problem: Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!(problem["type"], format!("/api/docs#{word}"), "{problem}");
        assert_eq!(problem["status"], status, "{problem}");
        for member in ["title", "detail"] {
            assert!(!problem[member].as_str().unwrap().is_empty(), "{problem}");
        }
        for inside in ["panicked", "SELECT", "select *", "src/", ".rs", "actix", "diesel"] {
            assert!(!self.body.contains(inside), "{inside} in {problem}");
        }
        problem
    }
}
