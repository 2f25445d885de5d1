//! A search in the embedded index.

use std::sync::Arc;

use tantivy::{DocAddress, Searcher, TantivyDocument, Term, collector::TopDocs, query::Query as Translated};

use super::{
    buckets,
    facets::Facet,
    fault::unreadable,
    inquiry::{Answer, Buckets, FacetAsked, Hit, Inquiry, Page},
    learnt::Learnt,
    narrowed,
    order::{By, SortKey},
    page::{self, Placed},
    query::{
        Searched,
        effort::{self, MOST_LOOKS, Part},
        is_unscored,
        matching::of_id,
    },
    schema,
    spread::Table,
    waited::Waited,
    walk::{Walk, Walked},
};
use crate::{
    directory::{
        language::{
            fields::{self, ID},
            options::Options,
            refusal::Refusal,
            returned::Returned,
            simple, structured,
        },
        patience::Patience,
    },
    domain::{
        entry::Entry,
        identifiers::Rpps,
        search::{Counts, Hits, LARGEST_SIZE, Order, SearchError, SearchRequest},
    },
};

/// What a request finds, where the index keeps it.
pub(super) struct PlacedHits {
    /// How many entries match.
    pub found: u64,
    /// The best, best first.
    places: Vec<DocAddress>,
    /// How many share a fact.
    counts: Counts,
}

impl PlacedHits {
    /// The same with the entries themselves.
    ///
    /// # Errors
    /// Any error of reading an entry.
    pub(super) fn hits(
        &self,
        entry: impl FnMut(DocAddress) -> Result<Entry, SearchError>,
    ) -> Result<Hits, SearchError> {
        let entries = self.places.iter().copied().map(entry).collect::<Result<_, _>>()?;
        Ok(Hits { found: self.found, entries, counts: self.counts.clone() })
    }

    /// So many, of which none is on the page.
    #[cfg(test)]
    pub(super) fn nowhere(found: u64) -> Self {
        Self { found, places: Vec::new(), counts: Counts::default() }
    }
}

/// Answers a request: how many entries match, and the best, best first, then by id.
///
/// Entries come whole, whatever `return` asks for.
///
/// # Errors
///
/// [`SearchError::Refused`] with a sentence for whoever wrote the request,
/// [`SearchError::Unavailable`] where the index cannot be read, [`SearchError::BadAnswer`]
/// where it holds nonsense.
pub fn run(searcher: &Searcher, request: &SearchRequest) -> Result<Hits, SearchError> {
    run_while(searcher, request, &Patience::default())
}

/// The same for as long as it is waited for: whoever asked may have gone away.
///
/// # Errors
///
/// As [`run`]; [`SearchError::Unavailable`] also where nobody waits for it any more,
/// [`SearchError::Refused`] where it takes too long.
pub fn run_while(
    searcher: &Searcher,
    request: &SearchRequest,
    patience: &Patience,
) -> Result<Hits, SearchError> {
    let placed = placed_while(searcher, &Learnt::default(), request, patience)?;
    placed.hits(|at| Ok(entry(searcher, at)?.with_department()))
}

/// What a request finds, where the index keeps it.
///
/// # Errors
///
/// As [`run_while`].
pub(super) fn placed_while(
    searcher: &Searcher,
    learnt: &Learnt,
    request: &SearchRequest,
    patience: &Patience,
) -> Result<PlacedHits, SearchError> {
    let inquiry = read(searcher, request).map_err(|refusal| SearchError::Refused(refusal.to_string()))?;
    let table =
        request.beyond.counts.then(|| learnt.combinations.of(searcher)).transpose().map_err(unreadable)?;
    let Walked { found, hits, counts, .. } = walked_while(searcher, learnt, &inquiry, table, patience)?;
    let places = hits.into_iter().map(|placed| placed.address).collect();
    Ok(PlacedHits { found, places, counts })
}

fn read(searcher: &Searcher, request: &SearchRequest) -> Result<Inquiry, Refusal> {
    let knows = |name: &str| schema::has_extra(searcher, name);
    if request.size > LARGEST_SIZE {
        return Err(Refusal::TooDeep(u64::from(request.size)));
    }
    Returned::parse(request.returns.as_deref(), &knows)?;
    let options = request.options.as_deref().map(|json| Options::parse_knowing(json, &knows)).transpose()?;
    let options = options.unwrap_or_default();
    Ok(Inquiry {
        criteria: simple::parse(&request.q, &options)?,
        searched: Searched::from(&options).beyond(&request.beyond),
        filter: request.fq.as_deref().map(|fq| structured::parse_knowing(fq, &knows)).transpose()?,
        page: Page::Places(0..request.size as usize),
        order: order(request.beyond.order),
        with_scores: false,
        facets: Vec::new(),
    })
}

fn order(order: Order) -> Vec<SortKey> {
    let fields: &[&str] = match order {
        Order::Relevance => &[],
        Order::Name => &["last_name", "first_name"],
        Order::Town => &["city", "last_name", "first_name"],
    };
    let by =
        |name: &&str| fields::find(name).map(|spec| SortKey { by: By::Folded(spec), is_ascending: true });
    fields.iter().filter_map(by).collect()
}

/// Answers an inquiry for as long as the answer is waited for.
///
/// # Errors
///
/// As [`run_while`], but for [`SearchError::Refused`].
pub fn answer(searcher: &Searcher, inquiry: &Inquiry, patience: &Patience) -> Result<Answer, SearchError> {
    let Walked { found, hits, facets, .. } =
        walked_while(searcher, &Learnt::default(), inquiry, None, patience)?;
    Ok(Answer { found, hits: fetched(searcher, inquiry, hits)?, facets })
}

fn walked_while(
    searcher: &Searcher,
    learnt: &Learnt,
    inquiry: &Inquiry,
    spread: Option<Arc<Table>>,
    patience: &Patience,
) -> Result<Walked, SearchError> {
    let begin = |stage| stage_begins(stage, patience);
    begin("translate")?;
    let asked = narrowed::asked(searcher, learnt, inquiry)?;
    let buckets = buckets::queries(searcher, learnt, inquiry, &asked)?;
    check_looks([&asked].into_iter().chain(buckets.iter().flatten().map(|(_, part)| part)))?;
    let query = Waited::new(asked.query, patience);
    begin("walk")?;
    let walked = walk(searcher, inquiry, spread, &query)?;
    begin("count")?;
    let facets = buckets::counted(searcher, inquiry, buckets, walked.facets, patience)?;
    if patience.lasts() { Ok(Walked { facets, ..walked }) } else { Err(given_up(patience)) }
}

/// Begins a stage of an answer that is still waited for; the log can tell which ones ran.
fn stage_begins(stage: &'static str, patience: &Patience) -> Result<(), SearchError> {
    if !patience.lasts() {
        return Err(given_up(patience));
    }
    tracing::trace!(stage, "a search goes on");
    Ok(())
}

/// Refuses what would take longer than any question of people.
fn check_looks<'p>(parts: impl Iterator<Item = &'p Part>) -> Result<(), SearchError> {
    let looks: f64 = parts.map(|part| part.effort.looks()).sum();
    tracing::trace!(looks, "a search is weighed");
    if looks > MOST_LOOKS {
        return Err(SearchError::Refused(Refusal::TooLarge(effort::LIMIT).to_string()));
    }
    Ok(())
}

/// The entry of that id.
///
/// # Errors
///
/// As [`run`], but for [`SearchError::Refused`].
pub fn find(searcher: &Searcher, id: &str) -> Result<Option<Entry>, SearchError> {
    let Some(field) = fields::find(ID).map(schema::field) else { return Ok(None) };
    let query = of_id(field, id);
    let found =
        searcher.search(query.as_ref(), &TopDocs::with_limit(1).order_by_score()).map_err(unreadable)?;
    found.first().map(|(_, at)| Ok(entry(searcher, *at)?.with_department())).transpose()
}

/// How many entries the index holds of a person; none where it cannot be read.
pub(super) fn places_of(searcher: &Searcher, rpps: &Rpps) -> Option<u64> {
    let field = fields::find("rpps_number").map(schema::field)?;
    searcher.doc_freq(&Term::from_field_text(field, rpps.as_str())).ok()
}

/// What of the matches is answered, found in one walk over them.
fn walk(
    searcher: &Searcher,
    inquiry: &Inquiry,
    spread: Option<Arc<Table>>,
    query: &dyn Translated,
) -> Result<Walked, SearchError> {
    let keys = inquiry.keys();
    let is_by_id_alone = inquiry.order.is_empty() && is_unscored(&inquiry.criteria);
    let with_scores = inquiry.with_scores;
    let is_one_segment = searcher.segment_readers().len() == 1;
    let page = match &inquiry.page {
        Page::Places(places) if places.is_empty() => None,
        Page::After { size: 0, .. } => None,
        Page::After { marks, size } => {
            let after = marks.as_deref();
            Some(page::Page { keys: &keys, after, limit: *size, with_scores, with_marks: true })
        }
        Page::Places(places) => {
            let keys = if is_by_id_alone { &keys[1..] } else { &keys[..] };
            let with_marks = !is_one_segment;
            Some(page::Page { keys, after: None, limit: places.end, with_scores, with_marks })
        }
    };
    let first = |asked: &'_ FacetAsked| match &asked.buckets {
        Buckets::First(order, limit) => Some((*order, *limit)),
        Buckets::These(_) => None,
    };
    let facets = inquiry.facets.iter().filter_map(|asked| {
        let (order, limit) = first(asked)?;
        Some(Facet { field: &asked.field, order, limit, is_one_segment })
    });
    searcher.search(query, &Walk { page, facets: facets.collect(), spread }).map_err(unreadable)
}

fn fetched(searcher: &Searcher, inquiry: &Inquiry, placed: Vec<Placed>) -> Result<Vec<Hit>, SearchError> {
    let (skipped, is_marked) = match &inquiry.page {
        Page::Places(places) => (places.start, false),
        Page::After { .. } => (0, true),
    };
    let hit = |placed: Placed| {
        let marks = if is_marked { placed.marks } else { Vec::new() };
        Ok(Hit { entry: entry(searcher, placed.address)?, score: placed.score, marks })
    };
    placed.into_iter().skip(skipped).map(hit).collect()
}

/// The entry that the index keeps there.
///
/// # Errors
/// [`SearchError::Unavailable`] where it cannot be read, [`SearchError::BadAnswer`] where it is nonsense.
pub(super) fn entry(searcher: &Searcher, at: DocAddress) -> Result<Entry, SearchError> {
    schema::entry(&searcher.doc::<TantivyDocument>(at).map_err(unreadable)?)
}

fn given_up(patience: &Patience) -> SearchError {
    if patience.is_out_of_time() {
        return SearchError::Refused("The search takes too long; ask for less at a time.".to_owned());
    }
    SearchError::Unavailable("nobody waits for the answer any more".to_owned())
}
