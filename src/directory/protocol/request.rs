//! A request, read whole: what is asked of the index, and how the answer is written.

use super::{
    cursor,
    error::Error,
    faceting,
    highlighting::{self, Highlight},
    parameters::Parameters,
    sorting,
};
use crate::{
    directory::{
        index::{
            inquiry::{Inquiry, Page},
            query::Searched,
        },
        language::{
            fields::Knows, options::Options, query::Query, refusal::Refusal, returned::Returned, simple,
            structured,
        },
    },
    domain::search::LARGEST_SIZE,
};

/// How many entries are answered unless the request says.
pub const DEFAULT_SIZE: u64 = 10;

/// What the service hears and this answerer does not do.
const UNSUPPORTED: [&str; 2] = ["expr", "stats"];

/// A request, read whole.
#[derive(Debug, Clone)]
pub struct Request {
    /// What is asked of the index.
    pub inquiry: Inquiry,
    /// The place of the first entry answered, from 0.
    pub start: u64,
    /// Whether the answer bears a cursor for the page after it.
    pub has_cursor: bool,
    /// The fields answered.
    pub returned: Returned,
    /// The texts answered with their words marked.
    pub highlights: Vec<Highlight>,
}

impl Request {
    /// Reads the parameters of a request to a directory with further fields.
    ///
    /// # Errors
    /// [`Error::Refused`] with the first fault.
    pub fn read(parameters: &Parameters, knows: Knows<'_>) -> Result<Self, Error> {
        refuse_unsupported(parameters)?;
        parameters.truth("partial")?;
        let options = parameters.get("q.options").map(|json| Options::parse_knowing(json, knows));
        let options = options.transpose()?.unwrap_or_default();
        let criteria = criteria(parameters, &options, knows)?;
        let filter = parameters.get("fq").map(|fq| structured::parse_knowing(fq, knows)).transpose()?;
        let returned = Returned::parse(parameters.get("return"), knows)?;
        let mut inquiry = Inquiry {
            searched: Searched::from(&options),
            filter,
            page: Page::Places(0..0),
            order: sorting::parse(parameters.get("sort"), knows)?,
            with_scores: returned.with_score,
            facets: faceting::parse(parameters, knows)?,
            criteria,
        };
        let start;
        (start, inquiry.page) = page(parameters, &inquiry)?;
        let highlights = highlighting::parse(parameters, knows, &inquiry.criteria, &options.fields)?;
        let has_cursor = parameters.get("cursor").is_some();
        Ok(Self { inquiry, start, has_cursor, returned, highlights })
    }
}

fn refuse_unsupported(parameters: &Parameters) -> Result<(), Error> {
    for name in UNSUPPORTED {
        let of_a_name = parameters.beginning(name).any(|(rest, _)| rest.is_empty() || rest.starts_with('.'));
        if of_a_name {
            return Err(Error::Refused(format!(
                "The parameter '{name}' is not supported by this directory."
            )));
        }
    }
    Ok(())
}

fn criteria(parameters: &Parameters, options: &Options, knows: Knows<'_>) -> Result<Query, Error> {
    let q = match parameters.get("q") {
        Some(q) => q,
        None if parameters.get("fq").is_some() => return Ok(Query::Everything),
        None => {
            let sentence = "The parameter 'q' is missing: say what to search for.";
            return Err(Error::Refused(sentence.to_owned()));
        }
    };
    match parameters.get("q.parser").unwrap_or("simple") {
        "simple" => Ok(simple::parse(q, options)?),
        "structured" => Ok(structured::parse_knowing(q, knows)?),
        parser @ ("lucene" | "dismax") => {
            let sentence =
                format!("q.parser={parser} is not supported by this directory; use simple or structured.");
            Err(Error::Refused(sentence))
        }
        _ => Err(Error::wrong("q.parser", "simple or structured")),
    }
}

/// The place of the first entry answered, and the page.
fn page(parameters: &Parameters, inquiry: &Inquiry) -> Result<(u64, Page), Error> {
    let size = parameters.number("size", DEFAULT_SIZE)?;
    let start = parameters.number("start", 0)?;
    let endless = || Error::wrong("start", "with size, at most 10000");
    let depth = start.checked_add(size).ok_or_else(endless)?;
    if depth > u64::from(LARGEST_SIZE) {
        return Err(Refusal::TooDeep(depth).into());
    }
    match parameters.get("cursor") {
        Some(_) if parameters.get("start").is_some() => {
            Err(Error::wrong("cursor", "no start beside it: one or the other says where the page begins"))
        }
        Some(given) => {
            let marks = cursor::read(given, parameters, &inquiry.keys())?;
            Ok((0, Page::After { marks, size: size as usize }))
        }
        None => Ok((start, Page::Places(start as usize..depth as usize))),
    }
}
