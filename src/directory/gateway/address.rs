//! Where a gateway is, and how it is asked: by the company's five parameters, or, where the address
//! is the search endpoint of a CloudSearch domain, as the service itself (`cloudsearch.md` §1).

use reqwest::{Client, RequestBuilder, Url, header};

use super::fault::Fault;
use crate::domain::search::SearchRequest;

/// How the path of a domain's search endpoint ends; other versions are other languages.
const SERVICE: &str = "/2013-01-01/search";

/// The longest request line, from `GET` to the protocol's version (`cloudsearch.md` §7.1).
const LONGEST_LINE: usize = 8_190;

/// The address of a gateway.
#[derive(Debug)]
pub struct Address {
    url: Url,
    /// Whether it is the service's own, which also takes forms.
    is_service: bool,
}

/// One request, as it is sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Question {
    /// By GET.
    Address(Url),
    /// By POST: an address, and a form.
    Form(Url, String),
}

impl Address {
    /// Reads an address of HTTP without parameters; none where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut url = Url::parse(text).ok()?;
        let is_plain = url.query().is_none() && url.fragment().is_none();
        if !is_plain || !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return None;
        }
        let path = url.path().trim_end_matches('/').to_owned();
        let is_service = path.ends_with(SERVICE);
        if is_service {
            url.set_path(&path);
        }
        Some(Self { url, is_service })
    }

    /// The address itself.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// How to ask a request, spaces written so that no gateway mistakes them.
    ///
    /// # Errors
    /// The gateway does not take a request of that length.
    pub fn question(&self, request: &SearchRequest) -> Result<Question, Fault> {
        let size = request.size.to_string();
        let given = [
            ("q", Some(request.q.as_str())),
            ("q.parser", self.is_service.then_some("simple")),
            ("fq", request.fq.as_deref()),
            ("q.options", request.options.as_deref()),
            ("return", request.returns.as_deref()),
            ("size", Some(&size)),
        ];
        let given: Vec<_> = given.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        let unwritable = |error: serde_urlencoded::ser::Error| Fault::refused(error.to_string(), "");
        let parameters = serde_urlencoded::to_string(given).map_err(unwritable)?.replace('+', "%20");
        let mut url = self.url.clone();
        if "GET  HTTP/1.1".len() + url.path().len() + 1 + parameters.len() <= LONGEST_LINE {
            url.set_query(Some(&parameters));
            return Ok(Question::Address(url));
        }
        if self.is_service {
            return Ok(Question::Form(url, parameters));
        }
        Err(Fault::refused("the search is longer than a gateway takes", ""))
    }
}

impl Question {
    /// The request to send.
    pub fn of(&self, client: &Client) -> RequestBuilder {
        match self {
            Self::Address(url) => client.get(url.clone()),
            Self::Form(url, form) => client
                .post(url.clone())
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(form.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::SearchError;

    fn request() -> SearchRequest {
        SearchRequest {
            q: "(a b* |c+d)".to_owned(),
            fq: Some("city:'l\\'haÿ'".to_owned()),
            options: None,
            returns: Some("city".to_owned()),
            size: 7,
            ..SearchRequest::default()
        }
    }

    fn asked(address: &str) -> String {
        match Address::parse(address).unwrap().question(&request()).unwrap() {
            Question::Address(url) => url.to_string(),
            Question::Form(..) => panic!("a short request is no form"),
        }
    }

    #[test]
    fn a_request_is_five_parameters_after_the_path() {
        assert_eq!(
            asked("https://gateway.example/dev/"),
            "https://gateway.example/dev/?q=%28a%20b*%20%7Cc%2Bd%29&fq=city%3A%27l%5C%27ha%C3%BF%27&return=city&size=7"
        );
        let endless = SearchRequest { q: "a ".repeat(3_000), ..request() };
        let refused = Address::parse("https://gateway.example/dev/").unwrap().question(&endless).unwrap_err();
        assert!(matches!(refused.error, SearchError::Refused(_)));
    }

    #[test]
    fn a_domain_of_the_service_is_known_by_its_path() {
        for address in
            ["https://search.example/2013-01-01/search", "https://search.example/2013-01-01/search/"]
        {
            let asked = asked(address);
            assert!(asked.starts_with("https://search.example/2013-01-01/search?q="), "{asked}");
            assert!(asked.contains("&q.parser=simple&"), "{asked}");
            let endless = SearchRequest { q: "a ".repeat(3_000), ..request() };
            match Address::parse(address).unwrap().question(&endless).unwrap() {
                Question::Form(url, form) => {
                    assert_eq!(url.as_str(), "https://search.example/2013-01-01/search");
                    assert!(form.starts_with("q=a%20a") && form.ends_with("&size=7"));
                }
                Question::Address(url) => panic!("{url}"),
            }
        }
        for other in ["https://search.example/2011-02-01/search", "https://search.example/search"] {
            assert!(!asked(other).contains("q.parser"), "{other}");
        }
    }
}
