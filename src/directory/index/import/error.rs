//! Why an import came to nothing; whatever it is, the directory loaded before stays in place.

use std::{io, path::PathBuf};

use tantivy::TantivyError;
use thiserror::Error;

use crate::{
    directory::{extraction::source::SourceError, index::status::Kind},
    domain::search::SearchError,
};

/// The least part of the rows loaded that a new national file must hold, in percent.
pub const LEAST_PART: u64 = 80;

/// Why an import came to nothing: each in a sentence that says what to do next.
#[derive(Debug, Error)]
pub enum ImportError {
    /// It is not the file to import.
    #[error("{} was not imported: {reason}. Nothing was changed.", path.display())]
    WrongFile {
        /// The file.
        path: PathBuf,
        /// What it seems to be, and what is wanted.
        reason: String,
    },
    /// The file cannot be read to its end.
    #[error("{} could not be read: {reason}. {}", path.display(), advice(.reason))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What reading it met.
        reason: SourceError,
    },
    /// The data folder cannot be written, or the disk is full.
    #[error(
        "could not write in {}: {reason}. Make room on the disk or check who may write there, then import again; \
         a directory loaded before is still in place.",
        folder.display()
    )]
    Unwritable {
        /// The folder.
        folder: PathBuf,
        /// What writing met.
        reason: io::Error,
    },
    /// Another import is running.
    #[error("another import into {} is running; wait until it has ended, then import again.", folder.display())]
    Busy {
        /// The folder of the directory.
        folder: PathBuf,
    },
    /// A demonstration never replaces a real directory.
    #[error("a real directory is loaded, and the demonstration never replaces it. Nothing was changed.")]
    DemoOverReal,
    /// A directory of the other kind is loaded.
    #[error(
        "{loaded} is loaded, and {} holds {given}. Nothing was changed; to have it in the place of what is \
         loaded, import it with --replace.",
        path.display()
    )]
    OtherKind {
        /// The file.
        path: PathBuf,
        /// What is loaded.
        loaded: Kind,
        /// What the file holds.
        given: Kind,
    },
    /// The index that documents are to be added to cannot be read.
    #[error(
        "the directory that is loaded was built by another version of Carnet, and nothing can be added to it. \
         Import all its documents again with --replace."
    )]
    OtherVersion,
    /// The national file is much smaller than the one loaded.
    #[error(
        "{} holds {rows} rows, and the directory loaded {loaded}: less than {LEAST_PART} % of them, so that it \
         may be cut. Nothing was changed; if it is right all the same, {}.",
        path.display(), forced(*is_download)
    )]
    Shrunken {
        /// The file, by the name under which it is published where it was downloaded.
        path: PathBuf,
        /// Whether it was downloaded, and is kept for another try.
        is_download: bool,
        /// Rows of the file that can be read, each once as soon as that is known.
        rows: u64,
        /// The same of the directory loaded.
        loaded: u64,
    },
    /// The file holds nothing that can be read.
    #[error("{} holds no row to keep and no document: {}. Nothing was changed.", path.display(), none_kept(*refused, first))]
    NoneKept {
        /// The file.
        path: PathBuf,
        /// How many rows or documents were refused.
        refused: u64,
        /// Place and reason of the first one refused.
        first: Option<String>,
    },
    /// The index cannot be built.
    #[error("the index could not be built: {0}. A directory loaded before is still in place; import again.")]
    Index(#[from] TantivyError),
    /// An entry cannot be put into the index.
    #[error("an entry could not be put into the index: {0}. A directory loaded before is still in place.")]
    Entry(#[from] SearchError),
}

fn none_kept(refused: u64, first: &Option<String>) -> String {
    match first {
        Some(first) => format!("{refused} refused, the first at {first}"),
        None => "there is none after the header".to_owned(),
    }
}

fn forced(is_download: bool) -> &'static str {
    if is_download {
        "import it with: carnet directory import --download --force"
    } else {
        "import it with --force"
    }
}

fn advice(reason: &SourceError) -> &'static str {
    match reason {
        SourceError::ZipStream => "Nothing was changed.",
        _ => "Check the path, or download the file again; nothing was changed.",
    }
}
