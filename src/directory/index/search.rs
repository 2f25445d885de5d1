//! A search in the embedded index.

use std::{cmp::Ordering, fmt::Display};

use tantivy::{
    DocAddress, Searcher, TantivyDocument,
    collector::{Count, MultiCollector, TopDocs},
    query::{BooleanQuery, ConstScoreQuery, Query as Translated},
};

use super::{
    facets::{Bucket, BucketOrder, Facet},
    inquiry::{Answer, Buckets, FacetAsked, Hit, Inquiry, Page},
    matching::of_id,
    order::{By, SortKey, rounded},
    page,
    query::{Searched, is_unscored, translate},
    schema,
};
use crate::{
    directory::{
        language::{
            fields::{self, Field, ID},
            options::Options,
            query::Query,
            refusal::Refusal,
            returned::Returned,
            simple, structured,
        },
        patience::Patience,
    },
    domain::{
        entry::Entry,
        search::{Counts, Hits, LARGEST_SIZE, Order, SearchError, SearchRequest},
    },
};

/// The most values of each fact that are counted.
const MOST_COUNTED: usize = 200;

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
/// As [`run`]; [`SearchError::Unavailable`] also where it was given up.
pub fn run_while(
    searcher: &Searcher,
    request: &SearchRequest,
    patience: &Patience,
) -> Result<Hits, SearchError> {
    let inquiry = read(searcher, request).map_err(|refusal| SearchError::Refused(refusal.to_string()))?;
    let Answer { found, hits, facets } = answer(searcher, &inquiry, patience)?;
    let entries = hits.into_iter().map(|hit| hit.entry.with_department()).collect();
    Ok(Hits { found, entries, counts: counts(facets) })
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
        facets: if request.beyond.counts { counted() } else { Vec::new() },
    })
}

fn order(order: Order) -> Vec<SortKey> {
    let fields: &[&str] = match order {
        Order::Relevance => &[],
        Order::Name => &["last_name", "first_name"],
        Order::Town => &["city", "last_name", "first_name"],
    };
    let by = |name: &&str| fields::find(name).map(|spec| SortKey { by: By::Field(spec), is_ascending: true });
    fields.iter().filter_map(by).collect()
}

/// The fields of [`Counts`], in its order.
fn counted() -> Vec<FacetAsked> {
    let fields = ["profession_code", "department", "activity_segment_code"].iter();
    let asked = |spec| FacetAsked {
        field: Field::Known(spec),
        buckets: Buckets::First(BucketOrder::Count, MOST_COUNTED),
    };
    fields.filter_map(|name| fields::find(name)).map(asked).collect()
}

fn counts(facets: Vec<Vec<Bucket>>) -> Counts {
    let mut facets = facets
        .into_iter()
        .map(|buckets| buckets.into_iter().map(|Bucket { value, count }| (value, count)).collect::<Vec<_>>());
    let mut next = || facets.next().unwrap_or_default();
    Counts { professions: next(), departments: next(), sectors: next() }
}

/// Answers an inquiry for as long as the answer is waited for.
///
/// # Errors
///
/// As [`run_while`], but for [`SearchError::Refused`].
pub fn answer(searcher: &Searcher, inquiry: &Inquiry, patience: &Patience) -> Result<Answer, SearchError> {
    let go_on = || if patience.lasts() { Ok(()) } else { Err(given_up()) };
    go_on()?;
    let criteria = translate(&inquiry.criteria, &inquiry.searched);
    let query = match &inquiry.filter {
        None => criteria,
        Some(filter) => within(criteria, translate(filter, &Searched::default())),
    };
    let hits = hits(searcher, inquiry, query.as_ref())?;
    go_on()?;
    let (found, facets) = count(searcher, query.as_ref(), &inquiry.facets)?;
    Ok(Answer { found, hits, facets })
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

/// What a filter leaves of a query, its scores unchanged.
fn within(query: Box<dyn Translated>, filter: Box<dyn Translated>) -> Box<dyn Translated> {
    Box::new(BooleanQuery::intersection(vec![query, Box::new(ConstScoreQuery::new(filter, 0.0))]))
}

fn hits(searcher: &Searcher, inquiry: &Inquiry, query: &dyn Translated) -> Result<Vec<Hit>, SearchError> {
    let keys = inquiry.keys();
    let in_order = |keys: &[SortKey], after: Option<&[_]>, limit, skipped| {
        let page = page::Page { keys, after, limit, with_scores: inquiry.with_scores };
        let placed = searcher.search(query, &page).map_err(unreadable)?;
        let hits = placed.into_iter().skip(skipped).map(|placed| {
            Ok(Hit { entry: entry(searcher, placed.address)?, score: placed.score, marks: placed.marks })
        });
        hits.collect::<Result<Vec<Hit>, SearchError>>()
    };
    match &inquiry.page {
        Page::Places(places) if places.is_empty() => Ok(Vec::new()),
        Page::After { size: 0, .. } => Ok(Vec::new()),
        Page::After { marks, size } => in_order(&keys, marks.as_deref(), *size, 0),
        Page::Places(places) if !inquiry.order.is_empty() => in_order(&keys, None, places.end, places.start),
        Page::Places(places) if is_unscored(&inquiry.criteria) => {
            in_order(&keys[1..], None, places.end, places.start)
        }
        Page::Places(places) => match best(searcher, query, places.end)? {
            Some(hits) if places.start == 0 => Ok(hits),
            _ => in_order(&keys, None, places.end, places.start),
        },
    }
}

/// The best entries, found without looking at every match; none where the last place is shared by
/// more than fit, so that all must be compared by id.
fn best(searcher: &Searcher, query: &dyn Translated, size: usize) -> Result<Option<Vec<Hit>>, SearchError> {
    let by_score = TopDocs::with_limit(size + 1).order_by_score();
    let mut found = searcher.search(query, &by_score).map_err(unreadable)?;
    let is_shared = matches!(found.get(size - 1..), Some([last, next]) if rounded(last.0) == rounded(next.0));
    if is_shared {
        return Ok(None);
    }
    found.truncate(size);
    let hits = found
        .into_iter()
        .map(|(score, address)| Ok(Hit { entry: entry(searcher, address)?, score, marks: Vec::new() }));
    let mut hits = hits.collect::<Result<Vec<Hit>, SearchError>>()?;
    hits.sort_by(best_first);
    Ok(Some(hits))
}

fn best_first(one: &Hit, other: &Hit) -> Ordering {
    rounded(other.score).cmp(&rounded(one.score)).then_with(|| one.entry.id.cmp(&other.entry.id))
}

/// How many entries match, and how many of them share the values asked for: in one walk over the
/// matches, for each walk costs as much as the search.
fn count(
    searcher: &Searcher,
    query: &dyn Translated,
    facets: &[FacetAsked],
) -> Result<(u64, Vec<Vec<Bucket>>), SearchError> {
    if facets.is_empty() {
        return Ok((query.count(searcher).map_err(unreadable)? as u64, Vec::new()));
    }
    let is_one_segment = searcher.segment_readers().len() == 1;
    let mut walk = MultiCollector::new();
    let found = walk.add_collector(Count);
    let firsts: Vec<_> = facets
        .iter()
        .map(|asked| match &asked.buckets {
            Buckets::First(order, limit) => {
                let facet = Facet { field: &asked.field, order: *order, limit: *limit, is_one_segment };
                Some(walk.add_collector(facet))
            }
            Buckets::These(_) => None,
        })
        .collect();
    let mut fruits = searcher.search(query, &walk).map_err(unreadable)?;
    let found = found.extract(&mut fruits) as u64;
    let counted = facets.iter().zip(firsts).map(|(asked, first)| match (first, &asked.buckets) {
        (Some(first), _) => Ok(first.extract(&mut fruits)),
        (None, Buckets::These(buckets)) => each(searcher, query, buckets),
        (None, Buckets::First(..)) => Ok(Vec::new()),
    });
    Ok((found, counted.collect::<Result<_, _>>()?))
}

/// How many of the matches each of some values and ranges has.
fn each(
    searcher: &Searcher,
    query: &dyn Translated,
    buckets: &[(String, Query)],
) -> Result<Vec<Bucket>, SearchError> {
    let counted = buckets.iter().map(|(value, of_it)| {
        let query = within(query.box_clone(), translate(of_it, &Searched::default()));
        let count = query.count(searcher).map_err(unreadable)? as u64;
        Ok(Bucket { value: value.clone(), count })
    });
    counted.collect()
}

fn entry(searcher: &Searcher, at: DocAddress) -> Result<Entry, SearchError> {
    schema::entry(&searcher.doc::<TantivyDocument>(at).map_err(unreadable)?)
}

fn given_up() -> SearchError {
    SearchError::Unavailable("nobody waits for the answer any more".to_owned())
}

fn unreadable(error: impl Display) -> SearchError {
    SearchError::Unavailable(format!("the index cannot be read: {error}"))
}
