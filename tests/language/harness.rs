//! An index in memory and what a request finds in it.

use carnet::{
    directory::index::{analysis, schema, search},
    domain::{
        entry::Entry,
        search::{Hits, SearchError, SearchRequest},
    },
};
use tantivy::{Index, Searcher};

/// A searcher over these entries, spread over two segments as an import under way may have it.
pub fn searcher(entries: &[Entry]) -> Searcher {
    let index = Index::create_in_ram(schema::schema());
    analysis::register(&index);
    let mut writer = index.writer_with_num_threads(1, 20_000_000).unwrap();
    for half in entries.chunks(entries.len().div_ceil(2).max(1)) {
        for entry in half {
            writer.add_document(schema::document(entry).unwrap()).unwrap();
        }
        writer.commit().unwrap();
    }
    index.reader().unwrap().searcher()
}

/// The ids of a request's entries, in their order.
pub fn ids(searcher: &Searcher, request: &SearchRequest) -> Result<Vec<String>, SearchError> {
    let Hits { found, entries, .. } = search::run(searcher, request)?;
    assert!(entries.len() as u64 == found.min(u64::from(request.size)), "found {found}: {request:?}");
    Ok(entries.into_iter().map(|entry| entry.id).collect())
}

/// A request of up to 20 entries.
pub fn request(q: &str) -> SearchRequest {
    SearchRequest { q: q.to_owned(), size: 20, ..SearchRequest::default() }
}
