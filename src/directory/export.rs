//! The loaded directory as the service takes it: batches of documents and the fields that its index
//! is to have (`cloudsearch.md` §4, §7.1).
//!
//! [`document`] writes one entry, `batches` fill files up to the service's limit, [`definitions`] are
//! the fields, `folder` appears under its name when all is written, or not at all.

use std::path::Path;

use self::{
    batches::Batches,
    definitions::Fields,
    document::Written,
    error::{ExportError, MOST_FIELDS},
    folder::Draft,
};
use super::{
    documents::rules::Refusal,
    index::{embedded::EmbeddedIndex, entries, progress::Progress},
};

mod batches;
pub mod definitions;
pub mod document;
pub mod error;
mod folder;

/// Progress is told after so many entries.
const BETWEEN_REPORTS: u64 = 4096;

/// What an export wrote.
#[derive(Debug, Default)]
pub struct Report {
    /// Documents.
    pub documents: u64,
    /// Files of documents.
    pub batches: u64,
    /// Fields defined.
    pub fields: usize,
    /// Entries that the service would refuse.
    pub left_out: u64,
    /// The id of the first of them, and the reason.
    pub first_left_out: Option<(String, Refusal)>,
}

/// Writes all that is loaded to a folder that does not exist yet, in memory that does not grow with
/// it.
///
/// # Errors
/// [`ExportError`]: then there is no such folder.
pub fn run(
    index: &EmbeddedIndex,
    folder: &Path,
    watcher: &mut dyn FnMut(Progress),
) -> Result<Report, ExportError> {
    let unwritable = |reason| ExportError::Write { place: folder.display().to_string(), reason };
    let (searcher, status) = index.loaded()?;
    let draft = Draft::begin(folder)?;
    let (mut batches, mut fields) = (Batches::new(draft.folder()), Fields::default());
    let (mut report, mut read) = (Report::default(), 0);
    entries::each(&searcher, |entry| {
        match document::write(&entry) {
            Ok(Written { text, lists }) => {
                fields.note(&lists);
                batches.push(&text).map_err(unwritable)?;
                report.documents += 1;
            }
            Err(refusal) => {
                report.left_out += 1;
                report.first_left_out.get_or_insert((entry.id, refusal));
            }
        }
        read += 1;
        if read % BETWEEN_REPORTS == 0 {
            watcher(Progress::Exporting { entries: read, of_entries: status.entries });
        }
        Ok::<_, ExportError>(())
    })?;
    watcher(Progress::Exporting { entries: read, of_entries: status.entries });
    report.batches = batches.finish().map_err(unwritable)?;
    report.fields = fields.count();
    if report.fields > MOST_FIELDS {
        return Err(ExportError::TooManyFields(report.fields));
    }
    draft.write("index-fields.json", fields.json().as_bytes()).map_err(unwritable)?;
    draft.write("define-index-fields.sh", fields.script().as_bytes()).map_err(unwritable)?;
    draft.publish().map_err(unwritable)?;
    Ok(report)
}
