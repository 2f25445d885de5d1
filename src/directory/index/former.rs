//! The entries of the index that is loaded, for an import that adds to them.

use std::{io, path::Path};

use tantivy::{Index, IndexReader, ReloadPolicy, TantivyDocument};

use super::{gather::GatherError, published::Published, schema};
use crate::{directory::extraction::source::SourceError, domain::entry::Entry};

/// How many blocks of entries are kept in memory while they are read in order.
const CACHED_BLOCKS: usize = 4;

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
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()?;
        Ok(Some(Self { reader }))
    }

    /// Hands over each entry.
    ///
    /// # Errors
    /// The index cannot be read, or `take` fails.
    pub fn each(self, mut take: impl FnMut(Entry) -> io::Result<()>) -> Result<(), GatherError> {
        let unreadable =
            |error: &dyn ToString| GatherError::Source(SourceError::Io(io::Error::other(error.to_string())));
        for segment in self.reader.searcher().segment_readers() {
            let store = segment.get_store_reader(CACHED_BLOCKS).map_err(|error| unreadable(&error))?;
            for document in store.iter::<TantivyDocument>(segment.alive_bitset()) {
                let document = document.map_err(|error| unreadable(&error))?;
                let entry = schema::entry(&document).map_err(|error| unreadable(&error))?;
                take(entry).map_err(GatherError::Write)?;
            }
        }
        Ok(())
    }
}
