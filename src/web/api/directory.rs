//! `/api/directory`: the directory in the gateway's own envelope, whichever source answers.

use std::time::Instant;

use actix_web::{HttpResponse, http::header::ContentType, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{listing, problem::Problem, shapes::directory::DirectoryAnswer};
use crate::{
    directory::{
        protocol::parameters::{Hearing, Parameters},
        relay,
    },
    domain::search::SearchError,
    web::{app::App, gateway::envelope::Style},
};

/// The parameters of the company's gateway.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DirectoryQuery {
    /// What to search for, in the simple syntax.
    #[param(example = "dubreuil claire")]
    q: String,
    /// A filter in CloudSearch's structured syntax; it never scores. A field and a term between single
    /// quotes, `postcode:'25300'`; several in `(and … …)`, `(or … …)`, `(not …)`. All of that syntax is
    /// taken, nested deeper than the pattern tells too, and any field that the directory has.
    #[param(example = "postcode:'25300'")]
    fq: Option<String>,
    /// How `q` is read: a JSON object with `defaultOperator` (`and`, `or`), `fields` (those searched, each
    /// with its weight after `^`), `operators` (those that lose their meaning) and `phraseFields`.
    #[serde(rename = "q.options")]
    options: Option<String>,
    /// The fields to answer, with commas between; all unless given. A directory may have others than
    /// those told here.
    #[serde(rename = "return")]
    returned: Option<String>,
    /// The most entries to answer.
    #[serde(default, deserialize_with = "listing::size")]
    #[param(minimum = 0, maximum = 10_000, default = 10)]
    size: Option<usize>,
}

impl DirectoryQuery {
    fn parameters(self) -> Result<Parameters, SearchError> {
        let size = self.size.map(|size| size.to_string());
        let given = [
            ("q", Some(self.q)),
            ("fq", self.fq),
            ("q.options", self.options),
            ("return", self.returned),
            ("size", size),
        ];
        let pairs = given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Ok(Parameters::of(pairs.collect(), Hearing::Plain)?)
    }
}

/// Search the directory
///
/// In the language and the envelope of the company's gateway, whether that gateway answers or the
/// imported directory.
#[utoipa::path(
    get, path = "/api/directory", operation_id = "searchDirectory", tag = "Directory",
    params(DirectoryQuery),
    responses((status = 200, description = "What was found.", body = DirectoryAnswer))
)]
pub async fn search(app: web::Data<App>, query: web::Query<DirectoryQuery>) -> Result<HttpResponse, Problem> {
    let began = Instant::now();
    let parameters = query.into_inner().parameters()?;
    let style = Style::of(&parameters).map_err(SearchError::from)?;
    let asking = app.directory.asking();
    let (answer, _) = asking.answer(async |asked| relay::answer(asked, &parameters).await).await?;
    let body = style.write(answer, began.elapsed()).map_err(|error| Problem::internal(&error))?;
    Ok(HttpResponse::Ok().content_type(ContentType::json()).body(body))
}
