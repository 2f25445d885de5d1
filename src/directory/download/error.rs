//! Why a download came to nothing.

use std::{io, path::PathBuf, time::Duration};

use reqwest::StatusCode;
use thiserror::Error;

/// Why a download came to nothing: each in a sentence that says what to do next.
#[derive(Debug, Error)]
pub enum DownloadError {
    /// Another download into the same folder is running.
    #[error("another download into {} is running; wait until it has ended.", folder.display())]
    Busy {
        /// The folder of downloads.
        folder: PathBuf,
    },
    /// No connection can be made secure.
    #[error("nothing can be downloaded: TLS cannot be set up ({0}).")]
    Tls(String),
    /// The server does not answer, or broke off.
    #[error(
        "{from} does not answer, or broke off: {reason}. Check the connection and import again: what is here \
         already is not downloaded twice."
    )]
    Unreachable {
        /// The address.
        from: String,
        /// What was met.
        reason: String,
    },
    /// It leads to where nothing is downloaded from.
    #[error("{from} leads elsewhere: {reason}. Look whether the file is still published there.")]
    Redirect {
        /// The address.
        from: String,
        /// Where, and why not.
        reason: String,
    },
    /// The server answers, but does not serve.
    #[error(
        "{from} answered {status}{}. Look whether the file is still published there, or try again later.",
        asking(.wait.as_ref())
    )]
    Status {
        /// The address.
        from: String,
        /// What it answered.
        status: StatusCode,
        /// How long it asks to wait before the next question.
        wait: Option<Duration>,
    },
    /// What is published changed while it was downloaded, or the server's pieces do not fit.
    #[error("{from} gave pieces that do not fit together: {reason}. Import again.")]
    Pieces {
        /// The address.
        from: String,
        /// How they do not fit.
        reason: &'static str,
    },
    /// It is not the file.
    #[error("{from} sent {what} instead of the file. Look at that address in a browser, then try again.")]
    NotTheFile {
        /// The address.
        from: String,
        /// What it sent.
        what: &'static str,
    },
    /// A file cut on its way would look whole.
    #[error("{from} does not say how long the file is, so that nobody can tell whether it came whole.")]
    NoLength {
        /// The address.
        from: String,
    },
    /// The disk is too full for the file and its index.
    #[error(
        "downloading and importing take {needed} MB in {}, where {free} MB are free. Make room, then try again.",
        folder.display()
    )]
    NoRoom {
        /// The folder of downloads.
        folder: PathBuf,
        /// Megabytes wanted.
        needed: u64,
        /// Megabytes free.
        free: u64,
    },
    /// The disk is full; what had come is gone, so that others have its room.
    #[error(
        "the disk is full: {} has no room for the download, and what had come of it was removed. Make room, then \
         try again.",
        folder.display()
    )]
    Full {
        /// The folder of downloads.
        folder: PathBuf,
    },
    /// The folder of downloads cannot be written.
    #[error("could not write in {}: {reason}. Make room or check who may write there.", folder.display())]
    Unwritable {
        /// The folder of downloads.
        folder: PathBuf,
        /// What writing met.
        reason: io::Error,
    },
}

impl DownloadError {
    /// Whether asking again in a moment may help.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Pieces { .. } => true,
            Self::Status { status, .. } => {
                status.is_server_error()
                    || matches!(*status, StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS)
            }
            _ => false,
        }
    }

    /// How long the server asks to wait before it is asked again.
    pub fn wait(&self) -> Option<Duration> {
        match self {
            Self::Status { wait, .. } => *wait,
            _ => None,
        }
    }
}

fn asking(wait: Option<&Duration>) -> String {
    wait.map_or_else(String::new, |wait| format!(" and asks to wait {} s", wait.as_secs()))
}
