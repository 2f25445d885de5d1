//! The second half of an import: what was set aside becomes entries, and entries an index.

use std::{collections::HashSet, path::Path};

use tantivy::{Index, IndexSettings, IndexWriter, indexer::NoMergePolicy, store::Compressor};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    error::ImportError,
    gather::{Form, Gathered},
    gather_documents::SetAside,
    spill::Part,
    tally::{RowCounts, Tally},
};
use crate::{
    directory::{
        extraction::{columns::Layout, facts, identity, row::Row},
        index::{analysis, progress::Progress, schema},
    },
    domain::{entry::Entry, search::SearchError},
};

/// How much is read at once to find one entry, in bytes.
const BLOCK: usize = 4_096;

/// How much memory an import may take, and with it how many threads (`stack.md` §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Memory {
    /// Two threads that share 200 MB.
    #[default]
    Normal,
    /// One thread with 100 MB, for a machine that has little.
    Small,
}

impl Memory {
    fn threads(self) -> usize {
        match self {
            Self::Normal => 2,
            Self::Small => 1,
        }
    }

    /// Bytes for all threads together.
    fn bytes(self) -> usize {
        self.threads() * 100_000_000
    }
}

/// What went into an index.
pub struct Built {
    /// What its entries hold.
    pub tally: Tally,
    /// What became of the rows.
    pub rows: RowCounts,
}

/// Builds the index of what was gathered in a folder that exists and is empty.
///
/// # Errors
/// [`ImportError::Unwritable`] or [`ImportError::Index`].
pub fn build(
    gathered: &Gathered,
    folder: &Path,
    memory: Memory,
    watcher: &mut dyn FnMut(Progress),
) -> Result<Built, ImportError> {
    let index = Index::builder().schema(schema::schema()).settings(settings()).create_in_dir(folder)?;
    analysis::register(&index);
    let writer: IndexWriter = index.writer_with_num_threads(memory.threads(), memory.bytes())?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let built = add_all(gathered, folder, &writer, watcher)?;
    watcher(Progress::Merging);
    finish(&index, writer)?;
    Ok(built)
}

/// Entries come packed, and are stored as they come.
fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::None,
        docstore_blocksize: BLOCK,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

fn add_all(
    gathered: &Gathered,
    folder: &Path,
    writer: &IndexWriter,
    watcher: &mut dyn FnMut(Progress),
) -> Result<Built, ImportError> {
    let mut tally = Tally::default();
    let mut rows = RowCounts { read: gathered.read, refused: gathered.refused.count, ..RowCounts::default() };
    let of_rows = gathered.accepted();
    let mut people = HashSet::new();
    for number in 0..gathered.parts.count() {
        let part = gathered.parts.take(number);
        let part = part.map_err(|reason| ImportError::Unwritable { folder: folder.to_owned(), reason })?;
        let document = match &gathered.form {
            Form::Rows(_) => schema::document,
            Form::Documents => schema::document_of_company,
        };
        let mut put = |entry: Entry| {
            tally.add(&entry);
            writer.add_document(document(&entry)?)?;
            Ok(())
        };
        match &gathered.form {
            Form::Rows(layout) => of_rows_set_aside(&part, layout, &mut rows, &mut put)?,
            Form::Documents => of_operations(&part, &mut rows, &mut people, &mut put)?,
        }
        watcher(Progress::Indexing { rows: rows.kept + rows.duplicate, of_rows });
    }
    if matches!(gathered.form, Form::Documents) {
        rows.people = people.len() as u64;
    }
    Ok(Built { tally, rows })
}

/// Takes an entry into the index.
type Put<'p> = &'p mut dyn FnMut(Entry) -> Result<(), ImportError>;

/// The entries of rows, which were all accepted when they were read.
fn of_rows_set_aside(
    part: &Part,
    layout: &Layout,
    counts: &mut RowCounts,
    put: Put<'_>,
) -> Result<(), ImportError> {
    let mut last_person = None;
    for group in part.groups() {
        counts.kept += group.lines.len() as u64;
        counts.duplicate += group.duplicates;
        let is_new = last_person.replace(group.identity.person) != Some(group.identity.person);
        counts.people += u64::from(is_new);
        let lines = group.lines.iter();
        let rows: Vec<Row<'_>> = lines.filter_map(|line| Row::split(line, layout).ok()).collect();
        facts::entry(identity::entry_id(group.identity.entry), &rows).map(&mut *put).transpose()?;
    }
    Ok(())
}

/// The entries that operations leave: of each id what the last one made of it.
fn of_operations(
    part: &Part,
    counts: &mut RowCounts,
    people: &mut HashSet<u64>,
    put: Put<'_>,
) -> Result<(), ImportError> {
    for group in part.groups() {
        let operations: Vec<SetAside<'_>> =
            group.lines.iter().filter_map(|line| SetAside::read(line)).collect();
        let given = operations.iter().filter(|operation| operation.number > 0).count() as u64;
        counts.kept += given.min(1);
        counts.duplicate += given.saturating_sub(1);
        if let Some(json) = operations.last().and_then(|last| last.entry) {
            let unreadable = |error: serde_json::Error| SearchError::BadAnswer(error.to_string());
            let entry: Entry = serde_json::from_str(json).map_err(unreadable)?;
            let person = entry.last_name.is_some().then(|| entry.rpps_number.as_deref().unwrap_or(&entry.id));
            people.extend(person.map(|person| xxh3_64(person.as_bytes())));
            put(entry)?;
        }
    }
    Ok(())
}

/// Commits, makes one segment of all, and removes what is no longer needed.
fn finish(index: &Index, mut writer: IndexWriter) -> Result<(), ImportError> {
    writer.commit()?;
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()?;
    Ok(())
}
