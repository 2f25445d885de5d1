//! `GET /`: the search.

pub mod cards;
mod choices;
mod form;
mod refinements;

use actix_web::{HttpRequest, HttpResponse, Responder, http::header, http::header::HeaderValue, web};
use askama::Template;

use self::{
    cards::{Action, Card},
    choices::Choices,
    form::{LARGEST_PAGE, Ordered, SearchForm, address_of},
    refinements::Refinements,
};
use super::{
    app::App,
    error::Error,
    page::{self, InShell, Page},
    shell::Shell,
};
use crate::{
    directory::{
        asking::Asked,
        places::{Places, places},
    },
    domain::{
        entry::Entry,
        identifiers::{Finess, Rpps},
        reading::Reading,
        staff_query::PAGE,
    },
    registry::affiliations,
};

/// What was found.
#[derive(Default)]
struct Results {
    found: u64,
    /// How many people, told only when all places are on the page.
    people: Option<u64>,
    cards: Vec<Card>,
    /// The address of a larger page, when places are left.
    more: Option<String>,
    /// The numbers typed whose check digit fails.
    doubtful: Vec<String>,
    /// People whose names are spelt nearly as typed.
    near: Vec<Card>,
    /// Whether a number was typed that is none yet.
    is_number: bool,
    /// The words that find nothing even alone.
    unknown: Vec<String>,
    /// Where nothing was found: a word or more, and the address of the search without it.
    without: Vec<(String, String)>,
    /// How many places share a profession, a department, a sector, each with the address of that
    /// search.
    refinements: Refinements,
    /// The other orders, where the source can sort.
    orders: Vec<Ordered>,
    /// Whether the clients alone were asked for, of a directory that does not know them.
    ignores_clients: bool,
}

#[derive(Template)]
#[template(path = "search/index.html")]
struct SearchPage {
    s: Shell,
    form: SearchForm,
    choices: Choices,
    results: Option<Results>,
}

#[derive(Template)]
#[template(path = "search/_results.html")]
struct ResultsFragment {
    s: Shell,
    form: SearchForm,
    results: Option<Results>,
}

impl InShell for SearchPage {
    fn shell(&self) -> &Shell {
        &self.s
    }
}

/// `GET /`: the box, the filters and what they find.
///
/// # Errors
/// When the directory or the registry does not answer.
pub async fn index(
    s: Shell,
    app: web::Data<App>,
    form: web::Query<SearchForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let form = form.into_inner().checked()?;
    let asking = app.directory.asking();
    let (places, asked) = asking.answer(async |asked| places(asked, &form.search()).await).await?;
    let s = s.over(asked.description());
    let results = match places {
        Some(places) => Some(results(&app, &form, places, asked).await?),
        None => (!form.q.trim().is_empty()).then(Results::default),
    };
    let mut response = if s.is_fragment {
        let mut fragment = page::render(
            actix_web::http::StatusCode::OK,
            &ResultsFragment { s, form: form.clone(), results },
        )?;
        if let Ok(address) = HeaderValue::from_str(&address_of(&form)) {
            fragment.headers_mut().insert(header::HeaderName::from_static("hx-replace-url"), address);
        }
        fragment
    } else {
        let choices = Choices::of(&s.directory);
        Page::new(SearchPage { s, form, choices, results }).respond_to(&request)
    };
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("HX-Request, Cookie, Accept-Language"));
    Ok(response)
}

/// The results as they are shown, with what is registered marked.
async fn results(app: &App, form: &SearchForm, places: Places, asked: &Asked) -> Result<Results, Error> {
    let Places { found, are_all, entries, near, counts, unknown, is_begun } = places;
    let known = known(app, &[&entries[..], &near[..]].concat()).await?;
    let reading = Reading::of(&form.q);
    let search = form.search();
    let cards = cards::of(&entries, &reading.words, &known, asked.source());
    let left = found > entries.len() as u64 && search.size < LARGEST_PAGE;
    Ok(Results {
        found,
        people: are_all.then_some(cards.len() as u64),
        more: left.then(|| form.larger((search.size + PAGE).min(LARGEST_PAGE), entries.len())),
        doubtful: if is_begun { Vec::new() } else { doubtful(&reading) },
        near: cards::of(&near, &[], &known, asked.source()),
        without: if cards.is_empty() { form.without_words(&unknown) } else { Vec::new() },
        is_number: !reading.unfinished.is_empty(),
        unknown,
        refinements: Refinements::of(form, &counts),
        orders: if asked.abilities().hears_beyond { form.orders() } else { Vec::new() },
        ignores_clients: search.clients && !asked.abilities().knows_clients,
        cards,
    })
}

/// The numbers typed whose check digit fails, grouped for the eye.
fn doubtful(reading: &Reading) -> Vec<String> {
    let rpps = reading.rpps.iter().filter(|rpps| !rpps.is_sound()).map(Rpps::grouped);
    rpps.chain(reading.finess.iter().filter(|finess| !finess.is_sound()).map(Finess::grouped)).collect()
}

/// What of these entries is registered.
///
/// # Errors
/// When the registry does not answer.
pub async fn known(app: &App, entries: &[Entry]) -> Result<affiliations::KnownKeys, Error> {
    let people: Vec<_> = entries.iter().filter_map(Entry::rpps).collect();
    let places: Vec<_> = entries.iter().filter_map(Entry::finess).collect();
    let ids: Vec<_> = entries.iter().map(|entry| entry.id.clone()).collect();
    Ok(app.registry.read(move |db| affiliations::known(db, &people, &places, &ids)).await?)
}
