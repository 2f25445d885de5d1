//! What is asked of the server, and what its answer means (RFC 9110 §13, §14).

use std::time::Duration;

use jiff::fmt::rfc2822;
use reqwest::{RequestBuilder, Response, StatusCode, header};

use super::kept::Version;
use crate::directory::index::publication::Publication;

/// What is asked, by what is here already.
pub enum Question {
    /// The whole file, unless it is the one loaded.
    New(Option<Publication>),
    /// The file's rest, or the whole of a newer one.
    Rest {
        /// What is here in part.
        version: Version,
        /// How many bytes of it.
        bytes: u64,
    },
    /// Whether the file that is here whole is still the one published.
    Same(Version),
}

/// What an answer means.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing has changed.
    Unchanged,
    /// The rest follows.
    Rest,
    /// The whole file follows.
    Whole,
    /// What is here fits nothing that is published; to be cleared, and asked anew.
    Misfit(&'static str),
    /// The server does not serve.
    Failed,
}

impl Question {
    /// The question that fits what is here; what cannot be gone on with is asked for anew.
    pub fn of(here: Option<Version>, bytes: u64, loaded: Option<&Publication>, address: &str) -> Self {
        let here = here.filter(|here| here.publication.address == address);
        match here {
            Some(version) if version.length == Some(bytes) && version.publication.is_known() => {
                Self::Same(version)
            }
            Some(version)
                if bytes > 0
                    && version.length.is_none_or(|length| bytes < length)
                    && version.publication.for_ranges().is_some() =>
            {
                Self::Rest { version, bytes }
            }
            _ => {
                let loaded = loaded.filter(|loaded| loaded.address == address && loaded.is_known());
                Self::New(loaded.cloned())
            }
        }
    }

    /// The request with the headers that ask it.
    pub fn put(&self, request: RequestBuilder) -> RequestBuilder {
        match self {
            Self::New(None) => request,
            Self::New(Some(publication)) | Self::Same(Version { publication, .. }) => {
                unless(request, publication)
            }
            Self::Rest { version, bytes } => match version.publication.for_ranges() {
                Some(validator) => request
                    .header(header::RANGE, format!("bytes={bytes}-"))
                    .header(header::IF_RANGE, validator),
                None => request,
            },
        }
    }

    /// What the answer to it means.
    pub fn meaning(&self, answer: &Response) -> Meaning {
        match (answer.status(), self) {
            (StatusCode::OK, _) => Meaning::Whole,
            (StatusCode::NOT_MODIFIED, Self::Same(_) | Self::New(Some(_))) => Meaning::Unchanged,
            (StatusCode::PARTIAL_CONTENT, Self::Rest { version, bytes }) => rest(answer, version, *bytes),
            (StatusCode::RANGE_NOT_SATISFIABLE, Self::Rest { .. }) => {
                Meaning::Misfit("it is shorter than what is here")
            }
            _ => Meaning::Failed,
        }
    }
}

fn unless(request: RequestBuilder, publication: &Publication) -> RequestBuilder {
    match (&publication.etag, &publication.last_modified) {
        (Some(etag), _) => request.header(header::IF_NONE_MATCH, etag),
        (None, Some(date)) => request.header(header::IF_MODIFIED_SINCE, date),
        (None, None) => request,
    }
}

fn rest(answer: &Response, version: &Version, bytes: u64) -> Meaning {
    let Some((first, last, whole)) = content_range(&text(answer, header::CONTENT_RANGE)) else {
        return Meaning::Misfit("a piece does not say where it belongs");
    };
    let etag = text(answer, header::ETAG);
    let changed = version.publication.etag.as_ref().is_some_and(|own| !etag.is_empty() && *own != etag);
    let has_other_length = whole.is_some() && version.length.is_some() && whole != version.length;
    let expected = version.length.or(whole);
    if changed || has_other_length {
        Meaning::Misfit("it changed between two pieces")
    } else if first != bytes || expected.is_some_and(|length| last.checked_add(1) != Some(length)) {
        Meaning::Misfit("a piece is not the one asked for")
    } else if answer.content_length().is_some_and(|length| last.checked_sub(first) != length.checked_sub(1)) {
        Meaning::Misfit("a piece is not as long as it says")
    } else {
        Meaning::Rest
    }
}

/// First byte, last byte and length of the whole, of `bytes 100-199/821`.
fn content_range(text: &str) -> Option<(u64, u64, Option<u64>)> {
    let (range, whole) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let whole = if whole == "*" { None } else { Some(whole.parse().ok()?) };
    Some((first.parse().ok()?, last.parse().ok()?, whole))
}

/// How long a server asks to wait (RFC 9110 §10.2.3).
pub fn wait(answer: &Response) -> Option<Duration> {
    waiting(&text(answer, header::RETRY_AFTER), &text(answer, header::DATE))
}

/// The seconds told, or those from the server's own time to the moment told.
fn waiting(retry_after: &str, date: &str) -> Option<Duration> {
    if let Ok(seconds) = retry_after.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = |text: &str| Some(rfc2822::parse(text).ok()?.timestamp().as_second());
    let seconds = moment(retry_after)?.saturating_sub(moment(date)?);
    Some(Duration::from_secs(seconds.try_into().unwrap_or(0)))
}

/// A header's text, empty where there is none.
pub fn text(answer: &Response, name: header::HeaderName) -> String {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_asks_to_wait_in_seconds_or_until_a_moment() {
        let (then, now) = ("Sun, 22 Nov 2026 03:12:30 GMT", "Sun, 22 Nov 2026 03:12:00 GMT");
        assert_eq!(waiting("120", ""), Some(Duration::from_secs(120)));
        assert_eq!(waiting(then, now), Some(Duration::from_secs(30)));
        assert_eq!(waiting(now, then), Some(Duration::ZERO));
        for bad in ["", "soon", "-1", "1.5"] {
            assert_eq!(waiting(bad, now), None, "{bad}");
        }
    }

    #[test]
    fn a_content_range_is_read() {
        assert_eq!(content_range("bytes 100-199/821"), Some((100, 199, Some(821))));
        assert_eq!(content_range("bytes 100-199/*"), Some((100, 199, None)));
        for bad in ["", "bytes */821", "lines 1-2/3", "bytes -5/9", "bytes 1-2/x"] {
            assert_eq!(content_range(bad), None, "{bad}");
        }
    }
}
