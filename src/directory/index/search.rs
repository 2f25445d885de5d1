//! A search in the embedded index.

use std::{cmp::Reverse, fmt::Display};

use tantivy::{
    DocAddress, DocId, Score, Searcher, SegmentReader, TantivyDocument, Term,
    collector::TopDocs,
    query::{BooleanQuery, ConstScoreQuery, Query as Translated, TermQuery},
    schema::IndexRecordOption,
};

use super::{
    query::{Searched, is_unscored, translate},
    schema,
};
use crate::{
    directory::language::{
        fields::{self, ID},
        options::Options,
        refusal::Refusal,
        simple, structured,
    },
    domain::{
        entry::Entry,
        search::{Hits, LARGEST_SIZE, SearchError, SearchRequest},
    },
};

/// Names that `return` takes beside those of fields (`cloudsearch.md` §1.4).
const RETURNED: [&str; 3] = ["_all_fields", "_no_fields", "_score"];

/// Scores closer than this part of 1 are equal: clauses are not always added in one order.
const SCORE_STEPS: Score = 1_024.0;

/// Answers a request: how many entries match, and the best, best first, then by id.
///
/// # Errors
///
/// [`SearchError::Refused`] with a sentence for whoever wrote the request,
/// [`SearchError::Unavailable`] where the index cannot be read, [`SearchError::BadAnswer`]
/// where it holds nonsense.
pub fn run(searcher: &Searcher, request: &SearchRequest) -> Result<Hits, SearchError> {
    check(request)?;
    let options =
        request.options.as_deref().map_or(Ok(Options::default()), Options::parse).map_err(refused)?;
    let criteria = simple::parse(&request.q, &options).map_err(refused)?;
    let filter = request.fq.as_deref().map(structured::parse).transpose().map_err(refused)?;
    let translated = translate(&criteria, &Searched::from(&options).sounding(request.sounds));
    let query = match filter {
        None => translated,
        Some(filter) => {
            let unscored = ConstScoreQuery::new(translate(&filter, &Searched::default()), 0.0);
            Box::new(BooleanQuery::intersection(vec![translated, Box::new(unscored)]))
        }
    };
    let found = query.count(searcher).map_err(unreadable)?;
    let entries = match request.size as usize {
        0 => Vec::new(),
        size if is_unscored(&criteria) => in_order_of_ids(searcher, query.as_ref(), size)?,
        size => best(searcher, query.as_ref(), size)?,
    };
    Ok(Hits { found: found as u64, entries })
}

/// The entry of that id.
///
/// # Errors
///
/// As [`run`], but for [`SearchError::Refused`].
pub fn find(searcher: &Searcher, id: &str) -> Result<Option<Entry>, SearchError> {
    let Some(field) = fields::find(ID).map(schema::field) else { return Ok(None) };
    let query = TermQuery::new(Term::from_field_text(field, id), IndexRecordOption::Basic);
    let found = searcher.search(&query, &TopDocs::with_limit(1).order_by_score()).map_err(unreadable)?;
    found.first().map(|(_, at)| entry(searcher, *at)).transpose()
}

fn check(request: &SearchRequest) -> Result<(), SearchError> {
    if request.size > LARGEST_SIZE {
        let depth = request.size;
        let sentence = format!("Request depth ({depth}) exceeded, limit={LARGEST_SIZE}");
        return Err(SearchError::Refused(sentence));
    }
    let mut names = request.returns.as_deref().unwrap_or("_all_fields").split(',').map(str::trim);
    match names.find(|name| !RETURNED.contains(name) && fields::find(name).is_none()) {
        Some(unknown) => Err(refused(Refusal::UnknownField(unknown.to_owned()))),
        None => Ok(()),
    }
}

/// The best entries. Where the last place is shared by more than fit, all are compared by id.
fn best(searcher: &Searcher, query: &dyn Translated, size: usize) -> Result<Vec<Entry>, SearchError> {
    let by_score = TopDocs::with_limit(size + 1).order_by_score();
    let mut hits: Vec<(i64, DocAddress)> = searcher
        .search(query, &by_score)
        .map_err(unreadable)?
        .into_iter()
        .map(|(score, at)| (rounded(score), at))
        .collect();
    let is_shared = matches!(hits.get(size - 1..), Some([last, next]) if last.0 == next.0);
    if is_shared {
        let by_score_and_id = TopDocs::with_limit(size).tweak_score(|segment: &SegmentReader| {
            let ranks = ranks(segment);
            move |doc: DocId, score: Score| (rounded(score), Reverse(ranks(doc)))
        });
        let found = searcher.search(query, &by_score_and_id).map_err(unreadable)?;
        hits = found.into_iter().map(|((score, _), at)| (score, at)).collect();
    }
    hits.truncate(size);
    let mut entries = hits
        .into_iter()
        .map(|(score, at)| Ok((score, entry(searcher, at)?)))
        .collect::<Result<Vec<_>, SearchError>>()?;
    entries.sort_by(|(score, entry), (other_score, other)| {
        other_score.cmp(score).then_with(|| entry.id.cmp(&other.id))
    });
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn in_order_of_ids(
    searcher: &Searcher,
    query: &dyn Translated,
    size: usize,
) -> Result<Vec<Entry>, SearchError> {
    let by_rank = TopDocs::with_limit(size).order_by_fast_field::<u64>(schema::RANK, tantivy::Order::Asc);
    let hits = searcher.search(query, &by_rank).map_err(unreadable)?;
    let mut entries = hits.into_iter().map(|(_, at)| entry(searcher, at)).collect::<Result<Vec<_>, _>>()?;
    entries.sort_by(|entry, other| entry.id.cmp(&other.id));
    Ok(entries)
}

fn ranks(segment: &SegmentReader) -> impl Fn(DocId) -> u64 + use<> {
    let column = segment.fast_fields().u64(schema::RANK).ok();
    move |doc| column.as_ref().and_then(|column| column.first(doc)).unwrap_or_default()
}

fn rounded(score: Score) -> i64 {
    (score * SCORE_STEPS).round() as i64
}

fn entry(searcher: &Searcher, at: DocAddress) -> Result<Entry, SearchError> {
    schema::entry(&searcher.doc::<TantivyDocument>(at).map_err(unreadable)?)
}

fn refused(refusal: Refusal) -> SearchError {
    SearchError::Refused(refusal.to_string())
}

fn unreadable(error: impl Display) -> SearchError {
    SearchError::Unavailable(format!("the index cannot be read: {error}"))
}
