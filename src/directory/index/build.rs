//! The second half of an import: rows set aside become entries, and entries an index.

use std::path::Path;

use tantivy::{Index, IndexWriter, TantivyDocument, indexer::NoMergePolicy};

use super::{
    analysis,
    gather::Gathered,
    import_error::ImportError,
    progress::Progress,
    schema,
    spill::Group,
    tally::{RowCounts, Tally},
};
use crate::{
    directory::extraction::{columns::Layout, facts, identity, row::Row},
    domain::entry::Entry,
};

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

/// Builds the index of the rows gathered in a folder that exists and is empty.
///
/// # Errors
/// [`ImportError::Unwritable`] or [`ImportError::Index`].
pub fn build(
    gathered: &Gathered,
    folder: &Path,
    memory: Memory,
    watcher: &mut dyn FnMut(Progress),
) -> Result<Built, ImportError> {
    let index = Index::create_in_dir(folder, schema::schema())?;
    analysis::register(&index);
    let writer: IndexWriter = index.writer_with_num_threads(memory.threads(), memory.bytes())?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let built = add_all(gathered, folder, &writer, watcher)?;
    watcher(Progress::Merging);
    finish(&index, writer)?;
    Ok(built)
}

fn add_all(
    gathered: &Gathered,
    folder: &Path,
    writer: &IndexWriter,
    watcher: &mut dyn FnMut(Progress),
) -> Result<Built, ImportError> {
    let mut tally = Tally::default();
    let mut rows = RowCounts { read: gathered.read, refused: gathered.refused, ..RowCounts::default() };
    let of_rows = gathered.accepted();
    for number in 0..gathered.parts.count() {
        let part = gathered.parts.take(number);
        let part = part.map_err(|reason| ImportError::Unwritable { folder: folder.to_owned(), reason })?;
        let mut last_person = None;
        for group in part.groups() {
            rows.kept += group.lines.len() as u64;
            rows.duplicate += group.duplicates;
            rows.people +=
                u64::from(last_person.replace(group.identity.person) != Some(group.identity.person));
            if let Some(entry) = entry_of(&group, &gathered.layout) {
                tally.add(&entry);
                let document: TantivyDocument = schema::document(&entry)?;
                writer.add_document(document)?;
            }
        }
        watcher(Progress::Indexing { rows: rows.kept + rows.duplicate, of_rows });
    }
    Ok(Built { tally, rows })
}

/// The entry of rows that were all accepted when they were read.
fn entry_of(group: &Group<'_>, layout: &Layout) -> Option<Entry> {
    let rows: Vec<Row<'_>> = group.lines.iter().filter_map(|line| Row::split(line, layout).ok()).collect();
    facts::entry(identity::entry_id(group.identity.entry), &rows)
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
