//! `GET /`: the search.

pub mod cards;
mod choices;
mod chosen;
mod form;
mod refinements;

use std::collections::BTreeSet;

use actix_web::{
    HttpRequest, HttpResponse, Responder, ResponseError,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    web,
};
use askama::Template;

use self::{
    cards::{Action, Card},
    choices::Choices,
    chosen::Chosen,
    form::{LARGEST_PAGE, Ordered, SearchForm, address_of},
    refinements::Refinements,
};
use super::{
    app::App,
    error::{Error, Problem},
    page::{self, InShell, Page},
    shell::Shell,
};
use crate::{
    directory::{
        asking::Asked,
        places::{Places, places_with},
    },
    domain::{
        entry::Entry,
        identifiers::{Finess, Rpps},
        reading::Reading,
        staff_query::{self, PAGE},
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
    /// How many places are shown, when others are left and no page is larger.
    shown: Option<u64>,
    /// The numbers typed whose check digit fails.
    doubtful: Vec<String>,
    /// People whose names are spelt nearly as typed.
    near: Vec<Card>,
    /// The address of a page with more of them, when there are more.
    more_near: Option<String>,
    /// Whether a number was typed that is none yet.
    is_number: bool,
    /// The words that find nothing even alone.
    unknown: Vec<String>,
    /// Where nothing was found: a word or more, and the address of the search without it.
    without: Vec<(String, String)>,
    /// Whether the filters may be why nothing was found.
    is_hidden_by_filters: bool,
    /// How many places share a profession, a department, a sector, each with the address of that
    /// search.
    refinements: Refinements,
    /// The other orders, where the source can sort.
    orders: Vec<Ordered>,
    /// What was asked for in vain, for the directory does not know it: names of texts.
    in_vain: Vec<&'static str>,
    /// Each filter that is set, to take it off again.
    chosen: Vec<Chosen>,
}

#[derive(Template)]
#[template(path = "search/index.html")]
struct SearchPage {
    s: Shell,
    form: SearchForm,
    choices: Choices,
    results: Option<Results>,
    /// Why the search was not understood.
    problem: Option<Problem>,
}

#[derive(Template)]
#[template(path = "search/_fragment.html")]
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

/// `GET /`: the box, the filters and what they find. A search that is not understood stays in its form,
/// to be changed there.
///
/// # Errors
/// When the directory or the registry does not answer.
pub async fn index(
    s: Shell,
    app: web::Data<App>,
    form: web::Query<SearchForm>,
    request: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (form, is_fragment) = (form.into_inner(), s.is_fragment);
    match answered(s, &app, form.clone(), &request).await {
        Err(error) if error.status_code() == StatusCode::BAD_REQUEST && !is_fragment => {
            let (s, problem) = (Shell::of(&request), Some(error.told()));
            let choices = Choices::of(&s.directory);
            let page = SearchPage { s, form, choices, results: None, problem };
            Ok(Page::with_status(StatusCode::BAD_REQUEST, page).respond_to(&request))
        }
        answered => answered,
    }
}

async fn answered(
    s: Shell,
    app: &App,
    form: SearchForm,
    request: &HttpRequest,
) -> Result<HttpResponse, Error> {
    let form = form.checked()?;
    let asking = app.directory.asking();
    let found = async |asked: &Asked| {
        let registry = app.registry.clone();
        let known_at_once = move |places: &Places| {
            let keys = Keys::of(places.entries.iter().chain(&places.near));
            registry.read_at_once(|db| affiliations::known(db, &keys.people, &keys.places, &keys.ids))
        };
        places_with(asked, &form.search(), known_at_once).await
    };
    let (found, asked) = asking.answer(found).await?;
    let s = s.over(asked.description());
    let results = match found {
        Some((places, known)) => {
            let known = match known {
                Some(known) => known,
                None => self::known(app, places.entries.iter().chain(&places.near)).await?,
            };
            Some(results(&form, places, &known, asked))
        }
        None => (!form.q.trim().is_empty() || form.is_filtered()).then(|| Results {
            in_vain: in_vain(&form, asked),
            chosen: chosen::of(&form),
            ..Results::default()
        }),
    };
    let mut response = if s.is_fragment {
        let mut fragment = page::render(StatusCode::OK, &ResultsFragment { s, form: form.clone(), results })?;
        if let Ok(address) = HeaderValue::from_str(&address_of(&form)) {
            fragment.headers_mut().insert(header::HeaderName::from_static("hx-replace-url"), address);
        }
        fragment
    } else {
        let choices = Choices::of(&s.directory);
        Page::new(SearchPage { s, form, choices, results, problem: None }).respond_to(request)
    };
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("HX-Request, Cookie, Accept-Language"));
    Ok(response)
}

/// The results as they are shown, with what is registered marked.
fn results(form: &SearchForm, places: Places, known: &affiliations::KnownKeys, asked: &Asked) -> Results {
    let Places { found, are_all, entries, near, has_more_near, counts, unfound, is_begun } = places;
    let reading = Reading::of(&form.q);
    let search = form.search();
    let words = form.words();
    let cards = cards::of(&entries, &words, known, asked.source());
    let mut near_cards = cards::of(&near, &[], known, asked.source());
    cards::number(&mut near_cards, entries.len() + 1);
    let shown = entries.len() as u64;
    let (is_left, is_largest) = (found > shown, search.size >= LARGEST_PAGE);
    let larger = |shown| form.larger((search.size + PAGE).min(LARGEST_PAGE), shown);
    let has_more_near = has_more_near && !is_largest;
    Results {
        found,
        people: are_all.then_some(cards.len() as u64),
        more: (is_left && !is_largest).then(|| larger(entries.len())),
        shown: (is_left && is_largest).then_some(shown),
        more_near: has_more_near.then(|| larger(entries.len() + near.len())),
        doubtful: if is_begun { Vec::new() } else { doubtful(&reading) },
        near: near_cards,
        without: if cards.is_empty() { form.without_words(unfound.without.as_deref()) } else { Vec::new() },
        is_number: !reading.unfinished.is_empty(),
        unknown: unfound.unknown,
        is_hidden_by_filters: unfound.unfiltered.unwrap_or(form.is_filtered()),
        refinements: Refinements::of(form, &counts),
        orders: if asked.abilities().hears_beyond { form.orders() } else { Vec::new() },
        in_vain: in_vain(form, asked),
        chosen: chosen::of(form),
        cards,
    }
}

/// The texts that say what was asked for that the directory does not know.
fn in_vain(form: &SearchForm, asked: &Asked) -> Vec<&'static str> {
    let abilities = asked.abilities();
    let clients = (form.search().clients && !abilities.knows_clients).then_some("search-ignores-clients");
    let unheard = form.particulars.unheard(&abilities).into_iter().map(|name| match name {
        "skill" => "search-ignores-skill",
        _ => "search-ignores-kind",
    });
    let names_a_mode = staff_query::names_a_mode(&form.q);
    let mode = (names_a_mode && !abilities.has_national_fields).then_some("search-ignores-mode");
    let asks_for_email = !form.particulars.secure_email.trim().is_empty();
    let emails = (asks_for_email && !abilities.knows_secure_emails).then_some("search-no-secure-emails");
    clients.into_iter().chain(mode).chain(unheard).chain(emails).collect()
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
pub async fn known<'e>(
    app: &App,
    entries: impl IntoIterator<Item = &'e Entry>,
) -> Result<affiliations::KnownKeys, Error> {
    let Keys { people, places, ids } = Keys::of(entries);
    Ok(app.registry.read(move |db| affiliations::known(db, &people, &places, &ids)).await?)
}

/// The keys by which some entries may be registered, each once.
struct Keys {
    people: Vec<Rpps>,
    places: Vec<Finess>,
    /// Of the entries that have no place's number.
    ids: Vec<String>,
}

impl Keys {
    fn of<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Self {
        let (mut people, mut places, mut ids) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for entry in entries {
            people.extend(entry.rpps());
            match entry.finess() {
                Some(finess) => _ = places.insert(finess),
                None => ids.push(entry.id.clone()),
            }
        }
        Self { people: people.into_iter().collect(), places: places.into_iter().collect(), ids }
    }
}
