//! The last attempts to load a directory, and what came of each: a small file beside the indexes.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    download::error::DownloadError,
    extraction::source::SourceError,
    index::{
        import::{ImportError, Report},
        shelf::Shelf,
        status::{Kind, Status},
    },
};

const FILE: &str = "attempts.jsonl";

/// So many are kept; older ones are forgotten.
const KEPT: usize = 50;

/// One attempt to load a directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it began, in seconds since 1970-01-01 UTC.
    pub at: i64,
    /// How long it took, in seconds.
    pub seconds: u64,
    /// Whether the file was looked for where it is published.
    pub is_download: bool,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A directory was loaded.
    Loaded {
        /// Name of the file.
        file_name: String,
        /// Its day.
        date: Option<Date>,
        /// Rows of the file.
        read: u64,
        /// Rows that stood in the file before.
        duplicate: u64,
        /// Rows that could not be read.
        refused: u64,
        /// Persons at places.
        entries: u64,
        /// Persons.
        people: u64,
    },
    /// What is loaded is what is published.
    NothingNew,
    /// Nothing was changed.
    Failed {
        /// Why, for pages.
        why: Why,
        /// Why, in the words of the command.
        sentence: String,
        /// Name of the file, or the address where it was looked for; none where neither was.
        #[serde(default)]
        file_name: Option<String>,
    },
}

/// Why an attempt failed, in so many words as pages have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The server does not answer or does not serve.
    Unreachable,
    /// It is another file, or a broken one.
    WrongFile,
    /// It is much smaller than the directory loaded.
    Shrunken {
        /// Rows of the file.
        rows: u64,
        /// Rows of the directory loaded.
        loaded: u64,
    },
    /// A company's own directory is loaded.
    OwnDirectory,
    /// The disk is full, or cannot be written.
    Disk,
    /// Something else.
    Other,
}

/// The file of attempts in a data folder.
#[derive(Debug, Clone)]
pub struct Attempts {
    folder: PathBuf,
}

impl Outcome {
    /// What an import of a file of that name came to; none where it was not even begun.
    pub fn of_import(imported: Result<&Report, &ImportError>, file_name: &str) -> Option<Self> {
        match imported {
            Ok(report) => Some(Self::loaded(&report.status)),
            Err(ImportError::Busy { .. }) => None,
            Err(ImportError::Unreadable { reason: SourceError::Io(error), .. })
                if error.kind() == io::ErrorKind::NotFound =>
            {
                None
            }
            Err(error) => Some(Self::Failed {
                why: why_not_imported(error),
                sentence: error.to_string(),
                file_name: Some(file_name.to_owned()),
            }),
        }
    }

    /// What a failed download from an address came to; none where it was not even begun.
    pub fn of_failed_download(error: &DownloadError, address: &str) -> Option<Self> {
        let why = match error {
            DownloadError::Busy { .. } => return None,
            DownloadError::NotTheFile { .. } | DownloadError::NoLength { .. } => Why::WrongFile,
            DownloadError::NoRoom { .. } | DownloadError::Full { .. } | DownloadError::Unwritable { .. } => {
                Why::Disk
            }
            DownloadError::Tls(_) => Why::Other,
            DownloadError::Unreachable { .. }
            | DownloadError::Redirect { .. }
            | DownloadError::Status { .. }
            | DownloadError::Pieces { .. } => Why::Unreachable,
        };
        Some(Self::Failed { why, sentence: error.to_string(), file_name: Some(address.to_owned()) })
    }

    fn loaded(status: &Status) -> Self {
        Self::Loaded {
            file_name: status.file_name.clone(),
            date: status.date,
            read: status.rows_read,
            duplicate: status.rows_duplicate,
            refused: status.rows_refused,
            entries: status.entries,
            people: status.people,
        }
    }
}

fn why_not_imported(error: &ImportError) -> Why {
    match error {
        ImportError::WrongFile { .. } | ImportError::Unreadable { .. } | ImportError::NoneKept { .. } => {
            Why::WrongFile
        }
        ImportError::Shrunken { rows, loaded, .. } => Why::Shrunken { rows: *rows, loaded: *loaded },
        ImportError::OtherKind { loaded: Kind::Company, .. } => Why::OwnDirectory,
        ImportError::Unwritable { .. } => Why::Disk,
        _ => Why::Other,
    }
}

impl Attempts {
    /// Those of a data folder.
    pub fn of(data_dir: &Path) -> Self {
        Self { folder: Shelf::of(data_dir).folder().to_owned() }
    }

    /// The attempts kept, newest first; a line that cannot be read is passed over.
    pub fn newest_first(&self) -> Vec<Attempt> {
        let text = fs::read_to_string(self.folder.join(FILE)).unwrap_or_default();
        text.lines().rev().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// Adds one; where no directory was ever loaded there is no folder, and nothing to tell.
    ///
    /// That it cannot be told is logged: it is no reason for the attempt itself to fail.
    pub fn add(&self, attempt: &Attempt) {
        if !self.folder.is_dir() {
            return;
        }
        if let Err(error) = self.write(attempt) {
            tracing::warn!(%error, "what came of loading the directory could not be noted");
        }
    }

    fn write(&self, attempt: &Attempt) -> io::Result<()> {
        let path = self.folder.join(FILE);
        let before = fs::read_to_string(&path).unwrap_or_default();
        let mut lines: Vec<&str> = before.lines().rev().take(KEPT - 1).collect();
        lines.reverse();
        let newest = serde_json::to_string(attempt)?;
        lines.push(&newest);
        // Of this process alone; the ending has it cleared where it died.
        let written = self.folder.join(format!(".attempts-{}.tmp", std::process::id()));
        fs::write(&written, lines.join("\n") + "\n")?;
        fs::rename(written, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_that_was_noted_without_a_name_is_still_told() {
        let noted =
            r#"{"at":1,"seconds":1,"is_download":false,"outcome":{"failed":{"why":"disk","sentence":""}}}"#;
        let attempt: Attempt = serde_json::from_str(noted).unwrap();
        assert!(matches!(attempt.outcome, Outcome::Failed { file_name: None, .. }));
    }

    #[test]
    fn the_last_attempts_are_kept_newest_first() {
        let data = tempfile::tempdir().unwrap();
        let attempts = Attempts::of(data.path());
        let attempt = |at| Attempt { at, seconds: 1, is_download: true, outcome: Outcome::NothingNew };
        attempts.add(&attempt(0));
        assert_eq!(attempts.newest_first(), [], "there is no folder yet");
        fs::create_dir(data.path().join("directory")).unwrap();
        for at in 1..=KEPT as i64 + 2 {
            attempts.add(&attempt(at));
        }
        let kept: Vec<i64> = attempts.newest_first().iter().map(|attempt| attempt.at).collect();
        assert_eq!(kept, (3..=KEPT as i64 + 2).rev().collect::<Vec<_>>());
        fs::write(data.path().join("directory").join(FILE), "{\"at\":\n").unwrap();
        assert_eq!(attempts.newest_first(), []);
    }
}
