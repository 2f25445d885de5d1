//! Someone with a browser: keeps cookies, follows nothing unasked.

use std::{collections::BTreeMap, sync::Mutex, time::Duration};

use reqwest::{Client, Method, RequestBuilder, header, redirect};

use super::{answer::Answer, form::Form};

/// A browser without a window.
pub struct Visitor {
    url: String,
    language: &'static str,
    client: Client,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Visitor {
    /// A new one, with no cookies, whose browser prefers that language.
    pub fn new(url: &str, language: &'static str) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(Duration::from_secs(60));
        Self { url: url.to_owned(), language, client: client.build().unwrap(), cookies: Mutex::default() }
    }

    /// A request as this browser makes it, to be changed before it is sent.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self.client.request(method, format!("{}{path}", self.url));
        let request =
            request.header(header::ACCEPT_LANGUAGE, self.language).header(header::ACCEPT, "text/html");
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies.join("; ")) }
    }

    /// Sends a request and keeps the cookies of its answer.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let request = request.build().unwrap();
        let path = request.url().path().to_owned();
        let response = self.client.execute(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            let gone = text.contains("Max-Age=0");
            let mut cookies = self.cookies.lock().unwrap();
            if gone {
                cookies.remove(name)
            } else {
                cookies.insert(name.to_owned(), value.to_owned())
            };
        }
        Answer::of(response, path).await
    }

    /// Puts a cookie into the browser.
    pub fn keep(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// Searches for a text.
    pub async fn search(&self, text: &str) -> Answer {
        self.send(self.request(Method::GET, "/").query(&[("q", text)])).await
    }

    /// Sends a form's fields from one of the site's own pages.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.request(Method::POST, path).header("Sec-Fetch-Site", "same-origin");
        self.send(request.form(fields)).await
    }

    /// Sends a form as filled in.
    pub async fn submit(&self, form: &Form) -> Answer {
        let fields: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        if form.is_post {
            return self.post(&form.action, &fields).await;
        }
        let path = form.action.split('?').next().unwrap();
        self.send(self.request(Method::GET, path).query(&fields)).await
    }

    /// Presses a button of a page: sends its form.
    pub async fn press(&self, page: &Answer, button: &str) -> Answer {
        self.submit(&page.form(button)).await
    }

    /// Opens the page that an answer leads to.
    pub async fn follow(&self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.get(&answer.location()).await
    }

    /// Opens the page that a link of a page leads to.
    pub async fn click(&self, page: &Answer, link: &str) -> Answer {
        self.get(&page.attribute(link, "href")).await
    }
}
