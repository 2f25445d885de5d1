//! All entries of an index, one by one.

use tantivy::{Searcher, TantivyDocument};

use super::schema;
use crate::domain::{entry::Entry, search::SearchError};

/// How many blocks of entries are kept in memory while they are read in order.
const CACHED_BLOCKS: usize = 4;

/// Hands over each entry, in the order in which they are stored.
///
/// # Errors
/// The index cannot be read, or `take` fails.
pub fn each<E: From<SearchError>>(
    searcher: &Searcher,
    mut take: impl FnMut(Entry) -> Result<(), E>,
) -> Result<(), E> {
    let unreadable = |error: &dyn ToString| SearchError::Unavailable(error.to_string());
    for segment in searcher.segment_readers() {
        let store = segment.get_store_reader(CACHED_BLOCKS).map_err(|error| unreadable(&error))?;
        for document in store.iter::<TantivyDocument>(segment.alive_bitset()) {
            let document = document.map_err(|error| unreadable(&error))?;
            take(schema::entry(&document)?)?;
        }
    }
    Ok(())
}
