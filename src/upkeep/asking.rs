//! What a directory says of some keys: an index is looked into, a gateway asked in few requests.

use std::collections::HashMap;

use crate::{
    directory::Directory,
    domain::{
        change::Told,
        criteria::EVERYTHING,
        entry::Entry,
        search::{Hits, SearchError, SearchRequest},
        selection::Source,
    },
    registry::comparing::Side,
};

/// How many entries one request asks for.
const TOGETHER: u32 = 2000;

/// How many entries of one key are asked for, where those of many are too many.
const ALONE: u32 = 200;

/// What the directory says of each of these keys.
///
/// # Errors
/// The directory does not answer, or another one has come in its place.
pub async fn told(
    directory: &Directory,
    source: Source,
    side: Side,
    keys: &[String],
) -> Result<HashMap<String, Told>, SearchError> {
    let mut all = match directory {
        Directory::Index(index) => {
            let (all, kind) = index.told(field(side), keys.to_vec()).await?;
            if kind.source() != source {
                return Err(replaced());
            }
            all
        }
        Directory::Gateway(_) => requested(directory, source, side, keys).await?,
    };
    for told in all.values_mut() {
        told.entries.sort_by(|one, other| one.id.cmp(&other.id));
    }
    Ok(all)
}

/// The same in as few requests as it takes. Where one answer is cut off, each is asked for alone.
async fn requested(
    directory: &Directory,
    source: Source,
    side: Side,
    keys: &[String],
) -> Result<HashMap<String, Told>, SearchError> {
    let hits = ask(directory, source, side, keys, TOGETHER).await?;
    let mut all: HashMap<String, Told> = HashMap::new();
    if hits.found <= hits.entries.len() as u64 {
        all.extend(keys.iter().map(|key| (key.clone(), Told { entries: Vec::new(), is_whole: true })));
        for entry in hits.entries {
            if let Some(told) = key(side, &entry).and_then(|key| all.get_mut(&key)) {
                told.entries.push(entry);
            }
        }
    } else {
        for one in keys {
            let hits = ask(directory, source, side, std::slice::from_ref(one), ALONE).await?;
            let is_whole = hits.found <= hits.entries.len() as u64;
            all.insert(one.clone(), Told { entries: hits.entries, is_whole });
        }
    }
    Ok(all)
}

async fn ask(
    directory: &Directory,
    source: Source,
    side: Side,
    keys: &[String],
    size: u32,
) -> Result<Hits, SearchError> {
    let field = field(side);
    let terms: Vec<String> = keys.iter().map(|key| format!("{field}:'{key}'")).collect();
    let filter = if terms.len() == 1 { terms.concat() } else { format!("(or {})", terms.join(" ")) };
    let request =
        SearchRequest { q: EVERYTHING.to_owned(), fq: Some(filter), size, ..SearchRequest::default() };
    let asking = directory.asking();
    let (hits, asked) = asking.answer(async |asked| asked.search(&request).await).await?;
    if asked.source() == source { Ok(hits) } else { Err(replaced()) }
}

fn replaced() -> SearchError {
    SearchError::Unavailable("another directory answers in its place".to_owned())
}

fn field(side: Side) -> &'static str {
    match side {
        Side::Workers => "rpps_number",
        Side::Organizations => "finess",
    }
}

fn key(side: Side, entry: &Entry) -> Option<String> {
    match side {
        Side::Workers => entry.rpps().map(String::from),
        Side::Organizations => entry.finess().map(String::from),
    }
}
