//! Addresses as pages show them.

use crate::domain::{entry::Entry, identifiers::Finess, organization::Organization};

/// Street, postcode and town of an organization, as far as known.
pub fn of_organization(organization: &Organization) -> Option<String> {
    line(organization.street_line(), organization.postcode.as_deref(), organization.city.as_deref())
}

/// Street, postcode and town of an entry, as far as known, and its country where it is not in France.
pub fn of_entry(entry: &Entry) -> Option<String> {
    let place = line(entry.street_line(), entry.postcode.as_deref(), entry.city.as_deref());
    let lines: Vec<&str> = place.as_deref().into_iter().chain(entry.foreign_country()).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// A number of the directory's grouped for the eye, where it is a FINESS.
pub fn grouped(number: &str) -> String {
    Finess::parse(number).map_or_else(|_| number.to_owned(), |finess| finess.grouped())
}

fn line(street: Option<String>, postcode: Option<&str>, city: Option<&str>) -> Option<String> {
    let town = [postcode, city].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts: Vec<String> = street.into_iter().chain((!town.is_empty()).then_some(town)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
