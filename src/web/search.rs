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
    directory::{
        asking::{Asked, Description},
        index::status::Status,
    },
    domain::{
        abilities::Abilities,
        codes, departments,
        entry::{Coded, Entry},
        identifiers::{Finess, Rpps},
        reading::Reading,
        search::{Hits, LARGEST_SIZE, SearchError, SearchRequest},
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

/// The choices of the filters.
#[derive(Default)]
struct Choices {
    professions: Vec<Coded>,
    departments: Vec<String>,
    sectors: Vec<Coded>,
    has_clients: bool,
}

impl Choices {
    fn of(directory: &Description) -> Self {
        match directory {
            Description::Nothing => Self::default(),
            Description::Gateway => Self::of_tables(),
            Description::Index(status) | Description::StandIn(status) => Self::of_index(status),
        }
    }

    /// What the loaded directory holds.
    fn of_index(status: &Status) -> Self {
        let codes = |counts: &[(Coded, u64)]| counts.iter().map(|(coded, _)| coded.clone()).collect();
        let mut departments: Vec<String> = status.departments.iter().map(|(code, _)| code.clone()).collect();
        departments.sort();
        Self {
            professions: by_name(codes(&status.professions)),
            departments,
            sectors: by_name(codes(&status.segments)),
            has_clients: status.has_clients,
        }
    }

    /// What there is at all: a gateway does not count what it holds.
    fn of_tables() -> Self {
        let rows = |table: &codes::Table| {
            let rows = table.rows().iter();
            rows.map(|(code, name)| Coded { code: (*code).to_owned(), name: (*name).to_owned() }).collect()
        };
        Self {
            professions: by_name(rows(&codes::PROFESSIONS)),
            departments: departments::DEPARTMENTS.iter().map(|(code, _)| (*code).to_owned()).collect(),
            sectors: by_name(rows(&codes::SECTORS)),
            has_clients: Abilities::GATEWAY.knows_clients,
        }
    }
}

fn by_name(mut coded: Vec<Coded>) -> Vec<Coded> {
    coded.sort_by(|one, other| one.name.cmp(&other.name));
    coded
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
    /// Whether the clients alone were asked for, of a directory that does not know them.
    ignores_clients: bool,
}

/// What the directory answered.
struct Places {
    found: u64,
    /// Whether these are all.
    are_all: bool,
    entries: Vec<Entry>,
    near: Vec<Entry>,
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

/// What a source answers to a search, in at most two requests; none where nothing is asked.
async fn places(asked: &Asked, search: &StaffSearch) -> Result<Option<Places>, SearchError> {
    let Some(request) = staff_query::request(search, &asked.abilities()) else { return Ok(None) };
    let Hits { found, entries } = asked.search(&request).await?;
    let are_all = found <= entries.len() as u64;
    let (entries, near) = if are_all {
        let near = near(asked, search, &entries).await?;
        (entries, near)
    } else {
        (with_rest_of_cards(asked, &request, entries).await?, Vec::new())
    };
    Ok(Some(Places { found, are_all, entries, near }))
}

/// The results as they are shown, with what is registered marked.
async fn results(app: &App, form: &SearchForm, places: Places, asked: &Asked) -> Result<Results, Error> {
    let Places { found, are_all, entries, near } = places;
    let known = known(app, &[&entries[..], &near[..]].concat()).await?;
    let reading = Reading::of(&form.q);
    let search = form.search();
    let cards = cards::of(&entries, &reading.words, &known, asked.source());
    let left = found > entries.len() as u64 && search.size < LARGEST_SIZE;
    Ok(Results {
        found,
        people: are_all.then_some(cards.len() as u64),
        more: left.then(|| form.larger((search.size + PAGE).min(LARGEST_SIZE))),
        doubtful: doubtful(&reading),
        near: cards::of(&near, &[], &known, asked.source()),
        without: if cards.is_empty() { form.without_each_word() } else { Vec::new() },
        ignores_clients: search.clients && !asked.abilities().knows_clients,
        cards,
    })
}

/// The numbers typed whose check digit fails, grouped for the eye.
fn doubtful(reading: &Reading) -> Vec<String> {
    let rpps = reading.rpps.iter().filter(|rpps| !rpps.is_sound()).map(Rpps::grouped);
    rpps.chain(reading.finess.iter().filter(|finess| !finess.is_sound()).map(Finess::grouped)).collect()
}

/// Where few people were found: places of people with nearly the name typed.
async fn near(asked: &Asked, search: &StaffSearch, found: &[Entry]) -> Result<Vec<Entry>, SearchError> {
    let people: BTreeSet<&str> =
        found.iter().map(|entry| entry.rpps_number.as_deref().unwrap_or(&entry.id)).collect();
    let search = StaffSearch { size: NEAR + u32::try_from(found.len()).unwrap_or(0), ..search.clone() };
    match staff_query::near(&search, &asked.abilities()) {
        Some(request) if people.len() < FEW => {
            let hits = asked.search(&request).await?;
            let new = |entry: &Entry| !people.contains(entry.rpps_number.as_deref().unwrap_or(&entry.id));
            Ok(hits.entries.into_iter().filter(new).take(NEAR as usize).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// The entries with the matching places of the same people that the page's size cut off.
async fn with_rest_of_cards(
    asked: &Asked,
    request: &SearchRequest,
    mut entries: Vec<Entry>,
) -> Result<Vec<Entry>, SearchError> {
    let mut people: Vec<Rpps> = entries.iter().filter_map(Entry::rpps).collect();
    people.sort();
    people.dedup();
    if people.is_empty() {
        return Ok(entries);
    }
    let rest = staff_query::narrowed_to(request, &people, REST, &asked.abilities());
    let Hits { entries: rest, .. } = asked.search(&rest).await?;
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
