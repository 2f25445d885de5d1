//! The entries of the index that is loaded, for an import that adds to them.

use std::{io, path::Path};

use tantivy::{Index, IndexReader, ReloadPolicy};

use super::gather::GatherError;
use crate::{
    directory::index::{entries, published::Published, schema},
    domain::entry::Entry,
};

/// The entries of an index.
pub struct Former {
    reader: IndexReader,
}

impl Former {
    /// Opens the index in that folder, none where another version of Carnet built it.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn open(folder: &Path) -> tantivy::Result<Option<Self>> {
        let index = Index::open(Published::open(folder)?)?;
        if index.schema() != schema::schema() {
            return Ok(None);
        }
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Some(Self { reader }))
    }

    /// Hands over each entry.
    ///
    /// # Errors
    /// The index cannot be read, or `take` fails.
    pub fn each(self, mut take: impl FnMut(Entry) -> io::Result<()>) -> Result<(), GatherError> {
        entries::each(&self.reader.searcher(), |entry| take(entry).map_err(GatherError::Write))
    }
}
