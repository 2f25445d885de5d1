//! Entries looked up by what they are already known by.

use super::filters::identifier_filters;
use crate::domain::{
    abilities::Abilities,
    criteria::{self, EVERYTHING, Spelling},
    filter::{all_of, term},
    identifiers::{Finess, Rpps},
    reading::Reading,
    search::SearchRequest,
};

/// Fields searched for an organization.
const ORGANIZATION_FIELDS: &str =
    r#"{"fields":["registered_name^3","city^2","street","postcode","building_number"]}"#;

/// The entry of that id, for a directory that can only be searched.
pub fn of_id(id: &str) -> SearchRequest {
    by_filter(vec![term("_id", id)], 1)
}

/// Every entry of one person.
pub fn of_person(rpps: &Rpps, size: u32) -> SearchRequest {
    by_filter(vec![term("rpps_number", rpps.as_str())], size)
}

/// Every entry of one organization, in the order of their ids.
pub fn of_organization(finess: &Finess, size: u32) -> SearchRequest {
    by_filter(vec![term("finess", finess.as_str())], size)
}

/// The entries of one person at one organization, or, without one, by name and place.
pub fn of_person_at(rpps: &Rpps, finess: Option<&Finess>, size: u32) -> SearchRequest {
    let at = finess.map(|finess| term("finess", finess.as_str()));
    by_filter([term("rpps_number", rpps.as_str())].into_iter().chain(at).collect(), size)
}

/// Entries of organizations with a FINESS number at one address.
pub fn of_address(postcode: &str, street: &str, size: u32) -> SearchRequest {
    by_filter(vec![has_finess(), term("postcode", postcode), term("street", street)], size)
}

/// Entries of organizations with a FINESS number on one site, none where the directory knows no
/// sites.
pub fn of_siret(siret: &str, size: u32, abilities: &Abilities) -> Option<SearchRequest> {
    abilities.has_national_fields.then(|| by_filter(vec![has_finess(), term("siret", siret)], size))
}

/// Entries of organizations found by name, town or FINESS number; none when nothing is asked.
pub fn of_organizations_named(typed: &str, size: u32) -> Option<SearchRequest> {
    let reading = Reading::of(typed);
    if reading.is_empty() {
        return None;
    }
    // By what every directory knows.
    let mut filters = identifier_filters(&reading, &Abilities::GATEWAY);
    filters.push(has_finess());
    Some(SearchRequest {
        q: criteria::of_words(&reading.words, Spelling::Exact),
        fq: all_of(filters),
        options: Some(ORGANIZATION_FIELDS.to_owned()),
        size,
        ..SearchRequest::default()
    })
}

/// What all of some filters let pass, in the order of the ids.
pub fn by_filter(filters: Vec<String>, size: u32) -> SearchRequest {
    SearchRequest { q: EVERYTHING.to_owned(), fq: all_of(filters), size, ..SearchRequest::default() }
}

fn has_finess() -> String {
    "(range field=finess ['0',})".to_owned()
}
