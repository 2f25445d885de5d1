//! `GET /`: the search.

pub mod cards;

use std::collections::BTreeSet;

use actix_web::{HttpRequest, HttpResponse, Responder, http::header, http::header::HeaderValue, web};
use askama::Template;
use serde::{Deserialize, Serialize};

use self::cards::{Action, Card};
use super::{
    app::App,
    error::Error,
    page::{self, InShell, Page},
    shell::Shell,
};
use crate::{
    domain::{
        abilities::Abilities,
        entry::{Coded, Entry},
        identifiers::{Finess, Rpps},
        reading::Reading,
        search::{Hits, LARGEST_SIZE, SearchRequest},
        staff_query::{self, StaffSearch},
    },
    registry::affiliations,
};

/// Places on a first page; "more" adds as many.
const PAGE: u32 = 20;

/// The most places that the rest of the cards on a page may bring.
const REST: u32 = 500;

/// With fewer people than this on the page, near spellings are looked for.
const FEW: usize = 5;

/// Places of people with nearly the name typed.
const NEAR: u32 = 10;

/// The search as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct SearchForm {
    #[serde(skip_serializing_if = "String::is_empty")]
    q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    profession: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    department: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    town: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    sector: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    clients: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    size: String,
}

impl SearchForm {
    /// The form when its size is a number.
    fn checked(self) -> Result<Self, Error> {
        if self.size.is_empty() || self.size.parse::<u32>().is_ok() {
            return Ok(self);
        }
        Err(Error::Malformed("error-400", format!("the size {:?} is no number", self.size)))
    }

    fn search(&self) -> StaffSearch {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        StaffSearch {
            text: self.q.clone(),
            profession: given(&self.profession),
            department: given(&self.department),
            town: given(&self.town),
            sector: given(&self.sector),
            clients: self.clients == "1",
            size: self.size.parse().unwrap_or(PAGE).clamp(1, LARGEST_SIZE),
        }
    }

    fn is_filtered(&self) -> bool {
        [&self.profession, &self.department, &self.town, &self.sector, &self.clients]
            .iter()
            .any(|filter| !filter.trim().is_empty())
    }

    /// The address of the same search with more places.
    fn larger(&self, size: u32) -> String {
        address_of(&Self { size: size.to_string(), ..self.clone() })
    }

    /// The address of the same search without its filters.
    fn unfiltered(&self) -> String {
        address_of(&Self { q: self.q.clone(), ..Self::default() })
    }

    /// Each word with the address of the same search without it, where there are several.
    fn without_each_word(&self) -> Vec<(String, String)> {
        let words: Vec<&str> = self.q.split_whitespace().collect();
        if !(2..=6).contains(&words.len()) {
            return Vec::new();
        }
        let without = |left_out: usize| {
            let kept: Vec<&str> =
                words.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, word)| *word).collect();
            address_of(&Self { q: kept.join(" "), ..self.clone() })
        };
        words.iter().enumerate().map(|(at, word)| ((*word).to_owned(), without(at))).collect()
    }
}

fn address_of(form: &SearchForm) -> String {
    let query = serde_urlencoded::to_string(form).unwrap_or_default();
    if query.is_empty() { "/".to_owned() } else { format!("/?{query}") }
}

/// The choices of the filters: what the loaded directory holds.
#[derive(Default)]
struct Choices {
    professions: Vec<Coded>,
    departments: Vec<String>,
    sectors: Vec<Coded>,
    has_clients: bool,
}

impl Choices {
    fn of(shell: &Shell) -> Self {
        let Some(status) = &shell.directory else { return Self::default() };
        let mut professions: Vec<Coded> = status.professions.iter().map(|(coded, _)| coded.clone()).collect();
        professions.sort_by(|one, other| one.name.cmp(&other.name));
        let mut sectors: Vec<Coded> = status.segments.iter().map(|(coded, _)| coded.clone()).collect();
        sectors.sort_by(|one, other| one.name.cmp(&other.name));
        let mut departments: Vec<String> = status.departments.iter().map(|(code, _)| code.clone()).collect();
        departments.sort();
        Self { professions, departments, sectors, has_clients: status.has_clients }
    }
}

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
    /// Where nothing was found: each word, and the address of the search without it.
    without: Vec<(String, String)>,
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
    let results = match staff_query::request(&form.search(), &Abilities::FULL) {
        Some(request) => Some(search(&app, &form, request).await?),
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
        let choices = Choices::of(&s);
        Page::new(SearchPage { s, form, choices, results }).respond_to(&request)
    };
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("HX-Request, Cookie, Accept-Language"));
    Ok(response)
}

/// Runs a search, at most two requests, and marks what is registered.
async fn search(app: &App, form: &SearchForm, request: SearchRequest) -> Result<Results, Error> {
    let hits = app.directory.search(&request).await?;
    let all_here = hits.found <= hits.entries.len() as u64;
    let (entries, near) = if all_here {
        let near = near(app, form, &hits.entries).await?;
        (hits.entries, near)
    } else {
        (with_rest_of_cards(app, &request, hits.entries).await?, Vec::new())
    };
    let known = known(app, &[&entries[..], &near[..]].concat()).await?;
    let reading = Reading::of(&form.q);
    let source = app.directory.source();
    let cards = cards::of(&entries, &reading.words, &known, source);
    let left = hits.found > entries.len() as u64 && request.size < LARGEST_SIZE;
    Ok(Results {
        found: hits.found,
        people: all_here.then_some(cards.len() as u64),
        more: left.then(|| form.larger((request.size + PAGE).min(LARGEST_SIZE))),
        doubtful: doubtful(&reading),
        near: cards::of(&near, &[], &known, source),
        without: if cards.is_empty() { form.without_each_word() } else { Vec::new() },
        cards,
    })
}

/// The numbers typed whose check digit fails, grouped for the eye.
fn doubtful(reading: &Reading) -> Vec<String> {
    let rpps = reading.rpps.iter().filter(|rpps| !rpps.is_sound()).map(Rpps::grouped);
    rpps.chain(reading.finess.iter().filter(|finess| !finess.is_sound()).map(Finess::grouped)).collect()
}

/// Where few people were found: places of people with nearly the name typed.
async fn near(app: &App, form: &SearchForm, found: &[Entry]) -> Result<Vec<Entry>, Error> {
    let people: BTreeSet<&str> =
        found.iter().map(|entry| entry.rpps_number.as_deref().unwrap_or(&entry.id)).collect();
    let search = StaffSearch { size: NEAR + u32::try_from(found.len()).unwrap_or(0), ..form.search() };
    match staff_query::near(&search, &Abilities::FULL) {
        Some(request) if people.len() < FEW => {
            let hits = app.directory.search(&request).await?;
            let new = |entry: &Entry| !people.contains(entry.rpps_number.as_deref().unwrap_or(&entry.id));
            Ok(hits.entries.into_iter().filter(new).take(NEAR as usize).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// The entries with the matching places of the same people that the page's size cut off.
async fn with_rest_of_cards(
    app: &App,
    request: &SearchRequest,
    mut entries: Vec<Entry>,
) -> Result<Vec<Entry>, Error> {
    let mut people: Vec<Rpps> = entries.iter().filter_map(Entry::rpps).collect();
    people.sort();
    people.dedup();
    if people.is_empty() {
        return Ok(entries);
    }
    let Hits { entries: rest, .. } =
        app.directory.search(&staff_query::narrowed_to(request, &people, REST, &Abilities::FULL)).await?;
    for entry in rest {
        if !entries.iter().any(|here| here.id == entry.id) {
            entries.push(entry);
        }
    }
    Ok(entries)
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
