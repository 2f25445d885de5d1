//! A gateway made to fail in every way: a real server on a free port, whose every answer the test
//! writes word for word.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::sleep,
};

/// What it is asked, once.
pub struct Asked {
    /// The five parameters, as far as given.
    pub parameters: BTreeMap<String, String>,
    /// Its headers, by name in lower case.
    pub headers: BTreeMap<String, String>,
    /// How many requests there have been, this one included.
    pub number: usize,
}

/// What it does with one request.
pub struct Deed {
    words: Vec<u8>,
    then: Then,
}

/// What it does with the connection afterwards.
#[derive(Clone)]
pub enum Then {
    /// Waits for the next request.
    Listen,
    /// Says nothing more, and keeps it open.
    Hang,
    /// Ends it in order.
    Close,
    /// Breaks it.
    Reset,
    /// Says these words for as long as someone listens.
    Repeat(Vec<u8>),
}

type Script = dyn Fn(&Asked) -> Deed + Send + Sync;

/// The server; gone with the test.
pub struct Upstream {
    /// Its address, a path included.
    pub url: String,
    shared: Arc<Shared>,
    listening: JoinHandle<()>,
}

struct Shared {
    script: Mutex<Arc<Script>>,
    requests: AtomicUsize,
    connections: AtomicUsize,
    open: AtomicUsize,
}

impl Upstream {
    /// Starts one that does as the script says.
    pub async fn start(script: impl Fn(&Asked) -> Deed + Send + Sync + 'static) -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let listener = TcpListener::bind(address).await.unwrap();
        let url = format!("http://{}/dev/", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            script: Mutex::new(Arc::new(script)),
            requests: AtomicUsize::new(0),
            connections: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
        });
        let listening = tokio::spawn(listen(listener, Arc::clone(&shared)));
        Self { url, shared, listening }
    }

    /// From now on it does as this script says.
    pub fn change(&self, script: impl Fn(&Asked) -> Deed + Send + Sync + 'static) {
        *self.shared.script.lock().unwrap() = Arc::new(script);
    }

    /// How many requests came.
    pub fn requests(&self) -> usize {
        self.shared.requests.load(Ordering::SeqCst)
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// How many connections are open.
    pub fn open(&self) -> usize {
        self.shared.open.load(Ordering::SeqCst)
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Deed {
    /// Says these words, then does so with the connection.
    pub fn raw(words: impl Into<Vec<u8>>, then: Then) -> Self {
        Self { words: words.into(), then }
    }

    /// A whole answer of that type, connection kept.
    pub fn typed(status: &str, content_type: &str, body: &str) -> Self {
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        Self::raw(head + body, Then::Listen)
    }

    /// A whole answer in JSON.
    pub fn json(body: &Value) -> Self {
        Self::typed("200 OK", "application/json", &body.to_string())
    }

    /// The answer that holds these hits (`id` and `fields`).
    pub fn hits(hits: &[Value]) -> Self {
        Self::json(&json!({
            "status": {"rid": "rtKz7rkoeAojlvk=", "time-ms": 2},
            "hits": {"found": hits.len(), "start": 0, "hit": hits},
        }))
    }
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        shared.connections.fetch_add(1, Ordering::SeqCst);
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            shared.open.fetch_add(1, Ordering::SeqCst);
            serve(stream, &shared).await;
            shared.open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

async fn serve(mut stream: TcpStream, shared: &Shared) {
    while let Some((target, headers)) = request(&mut stream).await {
        let number = shared.requests.fetch_add(1, Ordering::SeqCst) + 1;
        let parameters = target.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let parameters = serde_urlencoded::from_str(parameters).unwrap();
        let script = Arc::clone(&shared.script.lock().unwrap());
        let deed = script(&Asked { parameters, headers, number });
        let mut heard = stream.write_all(&deed.words).await.is_ok();
        match deed.then {
            Then::Listen if heard => continue,
            Then::Hang => sleep_while_open(&mut stream).await,
            Then::Reset => stream.set_zero_linger().unwrap(),
            Then::Repeat(words) => {
                while heard {
                    heard = stream.write_all(&words).await.is_ok();
                }
            }
            Then::Listen | Then::Close => {}
        }
        return;
    }
}

async fn sleep_while_open(stream: &mut TcpStream) {
    let mut byte = [0];
    while !matches!(stream.read(&mut byte).await, Ok(0) | Err(_)) {
        sleep(Duration::from_millis(1)).await;
    }
}

/// The target and headers of the next request, none where the other end is gone.
async fn request(stream: &mut TcpStream) -> Option<(String, BTreeMap<String, String>)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).unwrap();
    let target = head.strip_prefix("GET ").and_then(|rest| rest.split_once(' '));
    let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    Some((target.unwrap().0.to_owned(), headers))
}
