//! The answer to a request, in the service's terms.

use std::collections::BTreeMap;

use tantivy::Searcher;

use super::{
    cursor,
    document::{self, Value},
    error::Error,
    parameters::Parameters,
    request::Request,
};
use crate::directory::index::{embedded::EmbeddedIndex, facets::Bucket, inquiry, schema, search};

/// The answer to a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How many entries match.
    pub found: u64,
    /// The place of the first one answered, from 0.
    pub start: u64,
    /// What asks for the page after this one, where the request bore a cursor.
    pub cursor: Option<String>,
    /// The entries of the page, in order.
    pub hits: Vec<Hit>,
    /// The counts of fields, none where none were asked for.
    pub facets: Vec<(String, Vec<Bucket>)>,
}

/// An entry answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Its fields, none where none are answered.
    pub fields: Option<BTreeMap<String, Value>>,
    /// Its relevance, where it was asked for.
    pub score: Option<f32>,
    /// Texts with their words marked, by field.
    pub highlights: BTreeMap<String, String>,
}

/// Answers a request from the index.
///
/// # Errors
/// [`Error`].
pub fn answer(index: &EmbeddedIndex, parameters: &Parameters) -> Result<Answer, Error> {
    let (searcher, _) = index.loaded()?;
    of_searcher(&searcher, parameters)
}

fn of_searcher(searcher: &Searcher, parameters: &Parameters) -> Result<Answer, Error> {
    let request = Request::read(parameters, &|name| schema::has_extra(searcher, name))?;
    let inquiry::Answer { found, hits, facets } = search::answer(searcher, &request.inquiry)?;
    let names = request.inquiry.facets.iter().map(|facet| facet.field.name().to_owned());
    Ok(Answer {
        found,
        start: request.start,
        cursor: request.has_cursor.then(|| next_cursor(&hits, parameters)),
        facets: names.zip(facets).collect(),
        hits: hits.into_iter().map(|hit| written(hit, &request)).collect(),
    })
}

/// The cursor of the page after these; after the last entry, the one given again.
fn next_cursor(hits: &[inquiry::Hit], parameters: &Parameters) -> String {
    match hits.last() {
        Some(last) => cursor::write(last.marks.clone(), parameters),
        None => parameters.get("cursor").unwrap_or_default().to_owned(),
    }
}

fn written(hit: inquiry::Hit, request: &Request) -> Hit {
    let highlights = request.highlights.iter();
    let highlights = highlights
        .filter_map(|highlight| Some((highlight.name().to_owned(), highlight.of(&hit.entry)?)))
        .collect();
    let fields = document::fields(&hit.entry, &request.returned);
    Hit {
        fields: (!request.returned.is_nothing()).then_some(fields),
        score: request.returned.with_score.then_some(hit.score),
        highlights,
        id: hit.entry.id,
    }
}
