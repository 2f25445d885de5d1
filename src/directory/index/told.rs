//! What an index has of many keys: each is looked up, and what is stored is read once, in its order.

use std::collections::HashMap;

use tantivy::{
    DocId, DocSet, SegmentReader, TERMINATED, TantivyDocument, Term,
    schema::{Field, IndexRecordOption},
};

use super::{fault::unreadable, schema};
use crate::{
    directory::patience::Patience,
    domain::{change::Told, search::SearchError},
};

/// How many entries of one key are read; nobody works at so many places.
const OF_ONE_KEY: usize = 200;

/// How many blocks of entries are kept in memory while they are read: what one key has may lie in two.
const CACHED_BLOCKS: usize = 4;

/// What a segment adds to what is told of some keys.
///
/// # Errors
/// [`SearchError::Unavailable`] where the index cannot be read or nobody waits for the answer any more.
pub(super) fn add(
    all: &mut HashMap<String, Told>,
    segment: &SegmentReader,
    field: Field,
    patience: &Patience,
) -> Result<(), SearchError> {
    let mut places = places(all.keys(), segment, field).map_err(unreadable)?;
    places.sort_unstable();
    let store = segment.get_store_reader(CACHED_BLOCKS).map_err(unreadable)?;
    for (at, key) in places {
        if !patience.lasts() {
            return Err(SearchError::Unavailable("nobody waits for the answer any more".to_owned()));
        }
        let Some(told) = all.get_mut(&key) else { continue };
        if told.entries.len() == OF_ONE_KEY {
            told.is_whole = false;
            continue;
        }
        let document = store.get::<TantivyDocument>(at).map_err(unreadable)?;
        told.entries.push(schema::entry(&document)?.with_department());
    }
    Ok(())
}

/// Where the entries of the keys are stored, of each key one more than is read.
fn places<'a>(
    keys: impl Iterator<Item = &'a String>,
    segment: &SegmentReader,
    field: Field,
) -> tantivy::Result<Vec<(DocId, String)>> {
    let words = segment.inverted_index(field)?;
    let mut places = Vec::new();
    for key in keys {
        let term = Term::from_field_text(field, key);
        let Some(mut postings) = words.read_postings(&term, IndexRecordOption::Basic)? else { continue };
        let mut left = OF_ONE_KEY + 1;
        while postings.doc() != TERMINATED && left > 0 {
            if segment.alive_bitset().is_none_or(|alive| alive.is_alive(postings.doc())) {
                places.push((postings.doc(), key.clone()));
                left -= 1;
            }
            postings.advance();
        }
    }
    Ok(places)
}
