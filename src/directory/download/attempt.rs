//! One question to the server, and what it sends.

use std::{
    fs::File,
    io::{self, Write},
};

use reqwest::{Client, Response, header};

use super::{
    address::Address,
    error::DownloadError,
    kept::{Kept, Version},
    question::{self, Meaning, Question},
    versions,
};
use crate::directory::{
    http,
    index::{progress::Progress, publication::Publication},
};

/// Room that importing takes beside the file, in lengths of the file: rows set aside, the index and
/// the merging of its parts.
const ROOM_TO_IMPORT: u64 = 2;

const MEGABYTE: u64 = 1_000_000;

/// One question to the server, and what it sends.
pub struct Attempt<'a> {
    /// How it is asked.
    pub client: Client,
    /// What is here.
    pub kept: Kept,
    /// Where the file is published.
    pub address: &'a Address,
    /// The version loaded, which need not come again.
    pub loaded: Option<&'a Publication>,
    /// Told of the progress.
    pub watcher: &'a mut dyn FnMut(Progress),
}

impl Attempt<'_> {
    /// The version that is here whole now; none where the one loaded is the one published.
    ///
    /// # Errors
    /// [`DownloadError`].
    pub async fn run(&mut self) -> Result<Option<Version>, DownloadError> {
        let address = self.address.shown();
        let question = Question::of(self.kept.version(), self.kept.bytes(), self.loaded, &address);
        let request = question.put(self.client.get(self.address.url().clone()));
        let answer = request.send().await.map_err(|error| self.unreachable(error))?;
        match (question.meaning(&answer), question) {
            (Meaning::Unchanged, Question::Same(version)) => Ok(Some(version)),
            (Meaning::Unchanged, _) => Ok(None),
            (Meaning::Rest, Question::Rest { version, .. }) => {
                self.take_rest(answer, version).await.map(Some)
            }
            (Meaning::Whole | Meaning::Rest, _) => self.take_whole(answer).await.map(Some),
            (Meaning::Misfit(reason), _) => {
                self.kept.clear().map_err(|reason| self.unwritable(reason))?;
                Err(self.pieces(reason))
            }
            (Meaning::Failed, _) => {
                let (status, wait) = (answer.status(), question::wait(&answer));
                Err(DownloadError::Status { from: address, status, wait })
            }
        }
    }

    /// Takes the whole file; what is here stays until its first bytes have come and are no page.
    async fn take_whole(&mut self, mut answer: Response) -> Result<Version, DownloadError> {
        let version = versions::of(&answer, self.address);
        self.check_length(&answer)?;
        self.check_room(version.length, 0)?;
        let first = answer.chunk().await.map_err(|error| self.unreachable(error))?.unwrap_or_default();
        if let Some(what) = page(&question::text(&answer, header::CONTENT_TYPE), &first) {
            return Err(DownloadError::NotTheFile { from: self.address.shown(), what });
        }
        let mut body = self.kept.begin(&version).map_err(|reason| self.unwritable(reason))?;
        body.write_all(&first).map_err(|reason| self.unwritable(reason))?;
        self.take_body(answer, body, version).await
    }

    /// Takes what is missing at the end.
    async fn take_rest(&mut self, answer: Response, version: Version) -> Result<Version, DownloadError> {
        self.check_room(version.length, self.kept.bytes())?;
        let body = self.kept.go_on().map_err(|reason| self.unwritable(reason))?;
        self.take_body(answer, body, version).await
    }

    async fn take_body(
        &mut self,
        mut answer: Response,
        mut body: File,
        version: Version,
    ) -> Result<Version, DownloadError> {
        let mut bytes = self.kept.bytes();
        let of_bytes = version.length.unwrap_or_default();
        (self.watcher)(Progress::Downloading { bytes, of_bytes });
        while let Some(chunk) = answer.chunk().await.map_err(|error| self.unreachable(error))? {
            body.write_all(&chunk).map_err(|reason| self.unwritable(reason))?;
            bytes += chunk.len() as u64;
            (self.watcher)(Progress::Downloading { bytes, of_bytes });
        }
        body.sync_all().map_err(|reason| self.unwritable(reason))?;
        if version.length.is_some_and(|length| length != bytes) {
            self.kept.clear().map_err(|reason| self.unwritable(reason))?;
            return Err(self.pieces("together they have another length than the file"));
        }
        self.kept.complete(&version).map_err(|reason| self.unwritable(reason))?;
        Ok(version)
    }

    /// An answer of HTTP/1 that ends where the connection does may have been cut there.
    fn check_length(&self, answer: &Response) -> Result<(), DownloadError> {
        let ends_by_itself = answer.content_length().is_some()
            || answer.headers().contains_key(header::TRANSFER_ENCODING)
            || answer.version() > reqwest::Version::HTTP_11;
        if ends_by_itself {
            return Ok(());
        }
        Err(DownloadError::NoLength { from: self.address.shown() })
    }

    /// Looks whether the disk has room for the file's rest and for importing it.
    fn check_room(&self, length: Option<u64>, here: u64) -> Result<(), DownloadError> {
        let Some(length) = length else { return Ok(()) };
        let needed = length.saturating_mul(1 + ROOM_TO_IMPORT).saturating_sub(here);
        let free = fs4::available_space(self.kept.folder()).map_err(|reason| self.unwritable(reason))?;
        if needed <= free {
            return Ok(());
        }
        let folder = self.kept.folder().to_owned();
        Err(DownloadError::NoRoom { folder, needed: needed.div_ceil(MEGABYTE), free: free / MEGABYTE })
    }

    fn unreachable(&self, error: reqwest::Error) -> DownloadError {
        let from = self.address.shown();
        if error.is_redirect() {
            return DownloadError::Redirect { from, reason: http::told(error) };
        }
        DownloadError::Unreachable { from, reason: http::told(error) }
    }

    /// A partial file on a full disk would take the room of everything else there.
    fn unwritable(&self, reason: io::Error) -> DownloadError {
        let folder = self.kept.folder().to_owned();
        let is_full = matches!(
            reason.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
        );
        match is_full.then(|| self.kept.clear()) {
            Some(Ok(())) => DownloadError::Full { folder },
            _ => DownloadError::Unwritable { folder, reason },
        }
    }

    /// The error of pieces that do not fit.
    pub fn pieces(&self, reason: &'static str) -> DownloadError {
        DownloadError::Pieces { from: self.address.shown(), reason }
    }
}

/// What an answer is that is no file of rows, as far as its type and first bytes tell.
fn page(content_type: &str, first: &[u8]) -> Option<&'static str> {
    let is = |kind: &str| content_type.get(..kind.len()).is_some_and(|own| own.eq_ignore_ascii_case(kind));
    match first.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'<') => Some("a web page"),
        Some(b'{' | b'[') => Some("a JSON document"),
        None if first.is_empty() => Some("nothing"),
        _ if is("text/html") => Some("a web page"),
        _ if is("application/json") => Some("a JSON document"),
        _ => None,
    }
}
