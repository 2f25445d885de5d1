//! The places that a search of the staff finds, in at most two requests to a source.

use std::collections::{BTreeMap, BTreeSet};

use tokio::runtime::Handle;

use super::{
    asking::Asked,
    index::embedded::EmbeddedIndex,
    patience::Patience,
    questioned::{InTurn, Questioned},
    unfound::{Unfound, unfound},
};
use crate::domain::{
    entry::Entry,
    identifiers::Rpps,
    search::{Counts, Hits, SearchError, SearchRequest},
    staff_query::{self, StaffSearch, Typed},
};

/// The most places that the rest of the cards on a page may bring.
const REST: u32 = 500;

/// With fewer people than this on the page who bear the words whole, near spellings are looked for.
const FEW: usize = 5;

/// Fewest places of people with nearly the name typed that are looked for.
const NEAR: u32 = 10;

/// What the directory answered.
pub struct Places {
    /// How many places match.
    pub found: u64,
    /// Whether these are all.
    pub are_all: bool,
    /// The best, best first, and the rest of their people.
    pub entries: Vec<Entry>,
    /// How many of the places share a profession, a department, a sector, a kind of activity.
    pub counts: Counts,
    /// Where nothing was found as it was typed: what is to blame.
    pub unfound: Unfound,
    /// Places of people with nearly the name typed.
    pub near: Vec<Entry>,
    /// Whether there are more of them.
    pub has_more_near: bool,
    /// Whether what was typed was found as the beginning of a number alone.
    pub is_begun: bool,
}

/// What a source answers to a search, in at most two requests; none where nothing is asked. The index is
/// asked all of it in one turn: to hand over each question costs as much as to answer many a one.
///
/// # Errors
/// As [`Asked::search`].
pub async fn places(asked: &Asked, search: &StaffSearch) -> Result<Option<Places>, SearchError> {
    Ok(places_with(asked, search, |_| None::<()>).await?.map(|(places, _)| places))
}

/// The same with something that is looked up of the places; where an index found them, on the thread that did,
/// else not at all.
///
/// # Errors
/// As [`places`].
pub async fn places_with<T: Send + 'static>(
    asked: &Asked,
    search: &StaffSearch,
    look_up: impl FnOnce(&Places) -> Option<T> + Send + 'static,
) -> Result<Option<(Places, Option<T>)>, SearchError> {
    if staff_query::request(search, &asked.abilities()).is_none() {
        asked.get_to_know();
        return Ok(None);
    }
    asked.get_to_know_first().await;
    let Some(index) = asked.index() else {
        return Ok(found(asked, search).await?.map(|places| (places, None)));
    };
    let search = search.clone();
    let find = move |index: &EmbeddedIndex, patience: &Patience| {
        now(found(&InTurn { index: &index.sitting()?, patience }, &search))
    };
    let look_up = |places: Option<Places>| {
        places.map(|places| {
            let looked_up = look_up(&places);
            (places, looked_up)
        })
    };
    index.in_turn_then(find, look_up).await
}

/// What comes of questions whose answers are not waited for, on a thread that may work for long.
fn now<T>(questions: impl Future<Output = T>) -> T {
    Handle::current().block_on(questions)
}

async fn found(asked: &impl Questioned, search: &StaffSearch) -> Result<Option<Places>, SearchError> {
    let Some(request) = staff_query::request(search, &asked.abilities()) else { return Ok(None) };
    let first = asked.search(&request).await?;
    let (search, first) = match first.found {
        0 => reread(asked, search, first).await?,
        _ => (search.clone(), first),
    };
    let search = &search;
    let begun = staff_query::begun(search, &asked.abilities()).filter(|_| first.found == 0);
    let is_begun = begun.is_some();
    let Hits { found, entries, counts } = match begun {
        Some(begun) => asked.search(&begun).await?,
        None => first,
    };
    let are_all = found <= entries.len() as u64;
    let typed = Typed::of(search);
    let (near, has_more_near) = if !is_begun && (are_all || is_nobody_meant(asked, &typed, &entries)) {
        let near = near(asked, search, &typed, &entries).await;
        if entries.is_empty() { near? } else { or_nothing(asked, near)? }
    } else {
        (Vec::new(), false)
    };
    let rest = if is_begun || are_all {
        Vec::new()
    } else {
        or_nothing(asked, rest_of_cards(asked, &request, &entries).await)?
    };
    let entries: Vec<Entry> = entries.into_iter().chain(rest).collect();
    let is_begun = is_begun && found > 0;
    let unfound = match entries.is_empty() {
        true => unfound(asked, search, !near.is_empty()).await?,
        false => Unfound::default(),
    };
    Ok(Some(Places { found, are_all, entries, counts, unfound, near, has_more_near, is_begun }))
}

/// Whether more was found than a page holds, and yet the best of it are people who bear no word as it was typed
/// (`fontain sophie`: every Sophie at a hospital called Fontaine); a gateway is not asked so often.
fn is_nobody_meant(asked: &impl Questioned, typed: &Typed, found: &[Entry]) -> bool {
    asked.abilities().hears_beyond && !found.iter().any(|entry| typed.are_borne_unfinished_by(entry))
}

/// A search that found nothing, read in the other way where there is one and that finds something; a gateway is
/// not asked so often.
async fn reread(
    asked: &impl Questioned,
    search: &StaffSearch,
    nothing: Hits,
) -> Result<(StaffSearch, Hits), SearchError> {
    if let Some(other) = staff_query::without_at(search).filter(|_| asked.abilities().hears_beyond)
        && let Some(request) = staff_query::request(&other, &asked.abilities())
    {
        let hits = asked.search(&request).await?;
        if hits.found > 0 {
            return Ok((other, hits));
        }
    }
    Ok((search.clone(), nothing))
}

/// The answer to a second request, or nothing where it fails: what was found already is shown all
/// the same. Where another source stands in, that one answers both.
fn or_nothing<T: Default>(asked: &impl Questioned, second: Result<T, SearchError>) -> Result<T, SearchError> {
    if asked.has_stand_in() { second } else { Ok(second.unwrap_or_default()) }
}

/// Where few people were found: places of people with nearly the name typed, half as many as a page
/// shows of the others, and whether there are more.
async fn near(
    asked: &impl Questioned,
    search: &StaffSearch,
    typed: &Typed,
    found: &[Entry],
) -> Result<(Vec<Entry>, bool), SearchError> {
    let people: BTreeSet<&str> = found.iter().map(person).collect();
    let are_few =
        found.iter().filter(|entry| typed.are_borne_by(entry)).map(person).collect::<BTreeSet<_>>().len()
            < FEW;
    let most = (search.size / 2).max(NEAR);
    let search = StaffSearch { size: most + u32::try_from(found.len()).unwrap_or(0), ..search.clone() };
    let request = staff_query::near(&search, &asked.abilities()).filter(|_| are_few);
    let Some(request) = request else { return Ok(Default::default()) };
    let hits = asked.search(&request).await?;
    let is_cut = hits.found > hits.entries.len() as u64;
    let new = |entry: &Entry| !people.contains(person(entry));
    let mut near: Vec<Entry> = hits.entries.into_iter().filter(new).collect();
    let has_more = is_cut || near.len() > most as usize;
    near.truncate(most as usize);
    Ok((near, has_more))
}

/// What tells the person of an entry from others.
fn person(entry: &Entry) -> &str {
    entry.rpps_number.as_deref().unwrap_or(&entry.id)
}

/// The matching places of the same people that the page's size cut off.
async fn rest_of_cards(
    asked: &impl Questioned,
    request: &SearchRequest,
    entries: &[Entry],
) -> Result<Vec<Entry>, SearchError> {
    let mut shown: BTreeMap<Rpps, usize> = BTreeMap::new();
    for rpps in entries.iter().filter_map(Entry::rpps) {
        *shown.entry(rpps).or_default() += 1;
    }
    let people: Vec<Rpps> = shown
        .into_iter()
        .filter(|(rpps, places)| asked.has_more_places(rpps, *places))
        .map(|(rpps, _)| rpps)
        .collect();
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let rest = staff_query::narrowed_to(request, &people, REST, &asked.abilities());
    let Hits { entries: mut rest, .. } = asked.search(&rest).await?;
    rest.retain(|entry| !entries.iter().any(|here| here.id == entry.id));
    Ok(rest)
}
