//! The organizations that staff choose from, for an entry without one.

use std::collections::BTreeSet;

use super::completion;
use crate::{
    directory::asking::{Asked, Asking},
    domain::{
        entry::Entry,
        identifiers::{Finess, Rpps},
        organization::Organization,
        search::{SearchError, SearchRequest},
        selection, staff_query, text,
    },
    registry::{listing::Listing, organizations, workers},
    web::{address::of_organization, app::App, error::Error},
};

/// Organizations offered in one group.
const OFFERED: usize = 8;

/// Entries looked through for the organizations of one group.
const LOOKED_THROUGH: u32 = 200;

/// An organization offered.
pub struct Choice {
    /// FINESS number, which the form sends.
    pub finess: Finess,
    /// Name.
    pub name: String,
    /// Street, postcode and town.
    pub address: Option<String>,
    /// Whether it is registered.
    pub known: bool,
    /// Whether it is the one chosen.
    pub chosen: bool,
}

/// Organizations offered for one reason.
pub struct Group {
    /// The text that says why.
    pub title: &'static str,
    /// The organizations.
    pub choices: Vec<Choice>,
}

/// The organizations offered for an entry without one: at the same address or on the
/// same site, then the person's other places, then the same street.
///
/// # Errors
/// When the directory or the registry does not answer.
pub async fn groups(app: &App, asking: &Asking, entry: &Entry, chosen: &str) -> Result<Vec<Group>, Error> {
    let questions = async |asked: &Asked| {
        let (there, near) = in_same_street(asked, entry).await?;
        Ok((there, at_same_site(asked, entry).await?, of_person(asked, entry).await?, near))
    };
    let ((there, on_site, elsewhere, near), _) = asking.answer(questions).await?;
    let mut seen = BTreeSet::new();
    let registered = registered_at(app, entry).await?;
    let mut groups = vec![
        Group::new("choices-same-place", registered, there, &mut seen, chosen),
        Group::new("choices-same-site", Vec::new(), on_site, &mut seen, chosen),
    ];
    if let Some(rpps) = entry.rpps() {
        let registered = registered_of(app, &rpps).await?;
        groups.push(Group::new("choices-other-places", registered, elsewhere, &mut seen, chosen));
    }
    groups.push(Group::new("choices-same-street", Vec::new(), near, &mut seen, chosen));
    groups.retain(|group| !group.choices.is_empty());
    Ok(groups)
}

/// The organization of that number under the name that the register or another entry gives it,
/// for an entry that gives none.
///
/// # Errors
/// When the directory or the registry does not answer.
pub async fn of_number(app: &App, asking: &Asking, finess: &Finess) -> Result<Vec<Group>, Error> {
    let named = completion::organization(app, asking, finess).await?;
    let offered = |organization| {
        Group::new("choices-same-number", vec![], vec![organization], &mut BTreeSet::new(), finess.as_str())
    };
    Ok(named.map(offered).into_iter().collect())
}

/// The organizations, registered or in the directory, that staff search for by name, town or
/// FINESS number.
///
/// # Errors
/// When the directory or the registry does not answer.
pub async fn searched(app: &App, asking: &Asking, typed: &str, chosen: &str) -> Result<Group, Error> {
    let registered = registered_named(app, typed).await?;
    let found = match staff_query::of_organizations_named(typed, LOOKED_THROUGH) {
        Some(request) => asking.answer(async |asked| found(asked, &request).await).await?.0,
        None => Vec::new(),
    };
    Ok(Group::new("choices-searched", registered, found, &mut BTreeSet::new(), chosen))
}

/// The directory's organizations on the same site.
async fn at_same_site(asked: &Asked, entry: &Entry) -> Result<Vec<Organization>, SearchError> {
    let siret = entry.siret.as_deref();
    match siret.and_then(|siret| staff_query::of_siret(siret, LOOKED_THROUGH, &asked.abilities())) {
        Some(request) => found(asked, &request).await,
        None => Ok(Vec::new()),
    }
}

/// The directory's organizations at the same address, and those elsewhere in the same street.
async fn in_same_street(
    asked: &Asked,
    entry: &Entry,
) -> Result<(Vec<Organization>, Vec<Organization>), SearchError> {
    let address = entry.postcode.as_deref().zip(entry.street.as_deref());
    let Some((postcode, street)) = address else { return Ok((Vec::new(), Vec::new())) };
    let mut near = found(asked, &staff_query::of_address(postcode, street, LOOKED_THROUGH)).await?;
    let street = text::fold(street);
    near.retain(|place| place.street.as_deref().is_some_and(|other| text::fold(other) == street));
    let number = |number: &Option<String>| number.as_deref().map(text::fold);
    Ok(near.into_iter().partition(|place| number(&place.building_number) == number(&entry.building_number)))
}

/// The directory's organizations where the same person works.
async fn of_person(asked: &Asked, entry: &Entry) -> Result<Vec<Organization>, SearchError> {
    match entry.rpps() {
        Some(rpps) => found(asked, &staff_query::of_person(&rpps, LOOKED_THROUGH)).await,
        None => Ok(Vec::new()),
    }
}

/// The organizations that a directory search finds, in its order.
async fn found(asked: &Asked, request: &SearchRequest) -> Result<Vec<Organization>, SearchError> {
    Ok(asked.search(request).await?.entries.iter().filter_map(selection::of_entry).collect())
}

async fn registered_named(app: &App, typed: &str) -> Result<Vec<Organization>, Error> {
    let listing = Listing { words: typed.to_owned(), size: OFFERED, ..Listing::default() };
    let page = app.registry.read(move |db| organizations::page(db, &listing)).await?;
    Ok(page.rows.into_iter().map(|row| row.organization.facts).collect())
}

async fn registered_at(app: &App, entry: &Entry) -> Result<Vec<Organization>, Error> {
    let structure = entry.ident_tech_structure.clone();
    let address = entry.postcode.clone().zip(entry.street_line());
    let registered = app.registry.read(move |db| {
        let address = address.as_ref().map(|(postcode, street)| (postcode.as_str(), street.as_str()));
        organizations::same_place(db, structure.as_deref(), address)
    });
    Ok(registered.await?)
}

async fn registered_of(app: &App, rpps: &Rpps) -> Result<Vec<Organization>, Error> {
    let rpps = rpps.clone();
    let page = app.registry.read(move |db| workers::organizations(db, &rpps, None, OFFERED)).await?;
    Ok(page.rows.into_iter().map(|affiliated| affiliated.facts).collect())
}

impl Group {
    /// The first few of the registered organizations, then of those found, each offered once.
    fn new(
        title: &'static str,
        registered: Vec<Organization>,
        found: Vec<Organization>,
        seen: &mut BTreeSet<Finess>,
        chosen: &str,
    ) -> Self {
        let known = registered.into_iter().map(|organization| (organization, true));
        let all = known.chain(found.into_iter().map(|organization| (organization, false)));
        let new = all.filter(|(organization, _)| seen.insert(organization.finess.clone()));
        let choices =
            new.take(OFFERED).map(|(organization, known)| Choice::new(organization, known, chosen)).collect();
        Self { title, choices }
    }
}

impl Choice {
    fn new(organization: Organization, known: bool, chosen: &str) -> Self {
        Self {
            address: of_organization(&organization),
            chosen: organization.finess.as_str() == chosen,
            finess: organization.finess,
            name: organization.name,
            known,
        }
    }
}
