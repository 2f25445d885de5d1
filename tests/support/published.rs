//! A published file, as an honest server gives it: whole, in pieces, or not at all where nothing
//! is new. What a faulty server does to it is up to the test.

use super::upstream::{Asked, Deed, Then};

/// One version of a published file.
#[derive(Debug, Clone)]
pub struct Published {
    /// What it holds.
    pub body: Vec<u8>,
    /// Its `ETag`, none where the server has none.
    pub etag: Option<&'static str>,
    /// Its `Last-Modified`, none where the server has none.
    pub last_modified: Option<&'static str>,
}

impl Published {
    /// A version with both validators.
    pub fn new(body: impl Into<Vec<u8>>, etag: &'static str) -> Self {
        let last_modified = Some("Sun, 22 Nov 2026 03:12:00 GMT");
        Self { body: body.into(), etag: Some(etag), last_modified }
    }

    /// What an honest server does (RFC 9110 §13, §14).
    pub fn answer(&self, asked: &Asked) -> Deed {
        if self.is_known(asked) {
            return Deed::raw(
                format!("HTTP/1.1 304 Not Modified\r\n{}\r\n", self.validators()),
                Then::Listen,
            );
        }
        match self.rest_asked(asked) {
            Some(from) if from < self.body.len() => self.rest(from),
            Some(_) => Deed::typed("416 Range Not Satisfiable", "text/plain", ""),
            None => self.whole(),
        }
    }

    /// The whole file.
    pub fn whole(&self) -> Deed {
        self.cut(self.body.len(), Then::Listen)
    }

    /// The whole file announced, so much of it said.
    pub fn cut(&self, bytes: usize, then: Then) -> Deed {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n{}\r\n",
            self.body.len(),
            self.validators()
        );
        Deed::raw([head.as_bytes(), &self.body[..bytes]].concat(), then)
    }

    /// The rest of the file.
    pub fn rest(&self, from: usize) -> Deed {
        let range = format!("{from}-{}/{}", self.body.len() - 1, self.body.len());
        self.piece(&range, &self.body[from..])
    }

    /// A piece that says of itself what the test will.
    pub fn piece(&self, range: &str, bytes: &[u8]) -> Deed {
        let head = format!(
            "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {range}\r\nContent-Length: {}\r\n{}\r\n",
            bytes.len(),
            self.validators()
        );
        Deed::raw([head.as_bytes(), bytes].concat(), Then::Listen)
    }

    /// Where the rest that is asked for begins, none where the whole is asked for.
    pub fn rest_asked(&self, asked: &Asked) -> Option<usize> {
        let own = [self.etag, self.last_modified].map(|validator| validator.map(str::to_owned));
        let is_of_this = own.contains(&asked.headers.get("if-range").cloned());
        let from = asked.headers.get("range")?.strip_prefix("bytes=")?.strip_suffix('-')?;
        is_of_this.then(|| from.parse().ok())?
    }

    fn is_known(&self, asked: &Asked) -> bool {
        match (asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")) {
            (Some(etag), _) => self.etag == Some(etag),
            (None, Some(date)) => self.last_modified == Some(date),
            (None, None) => false,
        }
    }

    fn validators(&self) -> String {
        let etag = self.etag.map(|etag| format!("ETag: {etag}\r\n")).unwrap_or_default();
        let date = self.last_modified.map(|date| format!("Last-Modified: {date}\r\n")).unwrap_or_default();
        etag + &date
    }
}
