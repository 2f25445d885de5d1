//! What a server answered, read as a person reads it.

use reqwest::{
    Response,
    header::{self, HeaderMap},
};
use scraper::{ElementRef, Html, Selector};

use super::form::Form;

/// What every answer bears.
const GUARDS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("x-robots-tag", "noindex"),
];

/// An answer with its page.
#[derive(Debug)]
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole text.
    pub body: String,
    /// The path that was asked for.
    pub path: String,
}

impl Answer {
    /// Reads a response whole.
    pub async fn of(response: Response, path: String) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, body: response.text().await.unwrap(), path }
    }

    /// A header's text, or none.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Fails unless the answer bears every header that keeps others out.
    #[track_caller]
    pub fn is_guarded(&self) {
        for (name, value) in GUARDS {
            assert_eq!(self.header(name), Some(value), "{name} of {} {}", self.status, self.path);
        }
        let policy = self.header("content-security-policy").unwrap();
        let permissions = self.header("permissions-policy").unwrap();
        let directives: Vec<&str> = policy.split("; ").collect();
        for directive in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"] {
            assert!(directives.contains(&directive), "{directive} in {policy}");
        }
        assert!(permissions.contains("camera=()"), "{permissions}");
    }

    /// Whether a try comes too early, by so much that the next one does too.
    pub fn is_held_up(&self) -> bool {
        let wait = self.header("retry-after").and_then(|seconds| seconds.parse::<u32>().ok());
        self.status == 429 && wait.is_some_and(|seconds| seconds > 1)
    }

    /// Where it leads.
    pub fn location(&self) -> String {
        self.header(header::LOCATION.as_str())
            .unwrap_or_else(|| panic!("{} leads nowhere", self.path))
            .to_owned()
    }

    /// The text of each element that matches, spaces folded.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        html.select(&selector(css)).map(|element| folded(&element)).collect()
    }

    /// The text of the one element that matches.
    pub fn text(&self, css: &str) -> String {
        let mut texts = self.texts(css);
        assert_eq!(texts.len(), 1, "{css} on {} ({}): {texts:?}\n{}", self.path, self.status, self.words());
        texts.remove(0)
    }

    /// The whole page as words.
    pub fn words(&self) -> String {
        self.texts("body").join(" ")
    }

    /// Whether an element matches.
    pub fn has(&self, css: &str) -> bool {
        !self.texts(css).is_empty()
    }

    /// An attribute of the first element that matches.
    pub fn attribute(&self, css: &str, name: &str) -> String {
        let html = Html::parse_document(&self.body);
        let value = html.select(&selector(css)).find_map(|element| element.attr(name).map(str::to_owned));
        value.unwrap_or_else(|| panic!("no {css} with {name} on {}: {}", self.path, self.words()))
    }

    /// The first form with a button that matches, filled in as it came, that button pressed.
    pub fn form(&self, button: &str) -> Form {
        let first = self.forms(button).into_iter().next();
        first.unwrap_or_else(|| panic!("no {button} on {}: {}", self.path, self.words()))
    }

    /// The forms of every button that matches.
    pub fn forms(&self, button: &str) -> Vec<Form> {
        let html = Html::parse_document(&self.body);
        html.select(&selector(button)).map(|pressed| Form::of(&pressed, &self.path)).collect()
    }
}

/// The text of an element, each run of spaces one space, special spaces plain.
pub fn folded(element: &ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A CSS selector.
pub fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}
