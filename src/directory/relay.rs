//! A request in the service's terms, put to whichever source answers a page's questions.

use super::{
    asking::Asked,
    index::embedded::EmbeddedIndex,
    language::returned::Returned,
    patience::Patience,
    protocol::{
        answer::{self, Answer, Hit},
        document,
        error::Error,
        parameters::Parameters,
        request::DEFAULT_SIZE,
    },
};
use crate::domain::{
    entry::Entry,
    search::{LARGEST_SIZE, SearchError, SearchRequest},
};

/// The field under which a gateway answers a score.
const SCORE: &str = "_score";

/// Answers a request with the parameters of the company's gateway.
///
/// # Errors
/// As [`Asked::search`]; [`SearchError::Refused`] bears the sentence for whoever wrote the request.
pub async fn answer(asked: &Asked, parameters: &Parameters) -> Result<Answer, SearchError> {
    match asked {
        Asked::Index(index) | Asked::StandIn(index, _) => {
            let parameters = parameters.clone();
            let work = move |index: &EmbeddedIndex, patience: &Patience| {
                Ok(answer::answer(index, &parameters, patience)?)
            };
            index.in_turn(work).await
        }
        Asked::Gateway(..) => {
            // Which fields a gateway has, only the gateway knows.
            let returned = Returned::parse(parameters.get("return"), &|_| true).map_err(Error::from)?;
            let hits = asked.search(&request(parameters)?).await?;
            Ok(Answer {
                found: hits.found,
                start: 0,
                cursor: None,
                hits: hits.entries.into_iter().map(|entry| written(entry, &returned)).collect(),
                facets: Vec::new(),
            })
        }
    }
}

fn request(parameters: &Parameters) -> Result<SearchRequest, SearchError> {
    let given = |name: &str| parameters.get(name).map(str::to_owned);
    let size = parameters.number("size", DEFAULT_SIZE)?;
    let size = u32::try_from(size).ok().filter(|size| *size <= LARGEST_SIZE);
    Ok(SearchRequest {
        q: given("q").unwrap_or_default(),
        fq: given("fq"),
        options: given("q.options"),
        returns: given("return"),
        size: size.ok_or_else(|| Error::wrong("size", "a whole number from 0 to 10000"))?,
        ..SearchRequest::default()
    })
}

fn written(entry: Entry, returned: &Returned) -> Hit {
    let score = entry.extra.get(SCORE).and_then(|score| score.first()?.parse().ok());
    let fields = document::fields(&entry, returned);
    Hit {
        fields: (!returned.is_nothing()).then_some(fields),
        score: score.filter(|_| returned.with_score),
        highlights: Default::default(),
        id: entry.id,
    }
}
