//! The notice after an action: what happened, shown once, on the page that follows.
//!
//! It travels in a cookie that the next page takes down: nothing of it is kept on the server.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header::{self, HeaderValue},
};
use serde::{Deserialize, Serialize};

use super::{
    locale::{Texts, Value},
    redirect::see_other,
};

const COOKIE: &str = "carnet-notice";

/// What happened, and how to take it back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Notice {
    /// The page that it is for.
    path: String,
    lines: Vec<Line>,
    /// The selection that can be undone.
    pub undo: Option<String>,
}

/// One sentence: the name of a text, and the values in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    key: String,
    values: Vec<(String, String)>,
}

impl Line {
    /// A sentence.
    pub fn new(key: &str, values: &[(&str, &str)]) -> Self {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { key: key.to_owned(), values }
    }
}

impl Notice {
    /// A notice for the page at that path.
    pub fn new(path: String, lines: Vec<Line>, undo: Option<String>) -> Self {
        Self { path, lines, undo }
    }

    /// The notice that a request carries for the page it asks for.
    pub fn of(request: &HttpRequest) -> Option<Self> {
        let cookie = request.cookie(COOKIE)?;
        let notice: Self = serde_json::from_str(cookie.value()).ok()?;
        (notice.path == request.path()).then_some(notice)
    }

    /// Its sentences in a language; one whose text is not known is left out.
    pub fn sentences(&self, texts: &Texts) -> Vec<String> {
        let known = self.lines.iter().filter(|line| texts.has(&line.key));
        known
            .map(|line| {
                let values = line.values.iter().map(|(name, value)| (name.as_str(), Value::from(value)));
                texts.with(&line.key, values)
            })
            .collect()
    }

    /// Leads to a page with the notice.
    pub fn sent_to(&self, target: &str) -> HttpResponse {
        let mut response = see_other(target);
        self.put_up(&mut response);
        response
    }

    /// Sends the notice along with a response.
    fn put_up(&self, response: &mut HttpResponse) {
        let Ok(value) = serde_json::to_string(self) else { return };
        let cookie = Cookie::build(COOKIE, value)
            .path(self.path.clone())
            .http_only(true)
            .same_site(SameSite::Strict)
            .max_age(Duration::minutes(5))
            .finish();
        set_cookie(response, &cookie);
    }
}

/// Sends a cookie percent-encoded, for names hold letters that a header cannot.
fn set_cookie(response: &mut HttpResponse, cookie: &Cookie<'_>) {
    match HeaderValue::from_str(&cookie.encoded().to_string()) {
        Ok(value) => response.headers_mut().append(header::SET_COOKIE, value),
        Err(error) => tracing::error!("a notice could not be sent: {error}"),
    }
}

/// Takes down the notice of the page that a request asked for.
pub fn take_down(response: &mut HttpResponse, request: &HttpRequest) {
    let mut cookie = Cookie::build(COOKIE, "").path(request.path().to_owned()).http_only(true).finish();
    cookie.make_removal();
    set_cookie(response, &cookie);
}
