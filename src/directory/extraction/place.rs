//! Where a person works: the name, the address and the key of the place (`annuaire.md` §8).

use super::{columns::Column, row::Row, street_kinds};
use crate::domain::{departments, text};

/// An address as an entry holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Number in the street with what follows it, such as `12 BIS`.
    pub building_number: Option<String>,
    /// Kind and name of the street, else the post box.
    pub street: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Department, in France only.
    pub department: Option<String>,
}

/// What tells a person's places apart: the structure's technical identifier, else its SIRET
/// number, else its folded name, postcode and street, else nothing (`house.md` §2).
pub fn key(row: &Row<'_>) -> String {
    if let Some(id) = row.get(Column::StructureId).or_else(|| row.get(Column::Siret)) {
        return id.to_owned();
    }
    let address = address(row);
    let parts = [name(row), address.postcode.as_deref(), address.street.as_deref()];
    if parts.iter().all(Option::is_none) {
        return String::new();
    }
    parts.map(|part| text::fold(part.unwrap_or_default())).join(" ")
}

/// The name of the place: the registered one, else the trade name, else the addressee.
pub fn name<'a>(row: &Row<'a>) -> Option<&'a str> {
    [Column::RegisteredName, Column::TradeName, Column::Addressee]
        .into_iter()
        .find_map(|column| row.get(column))
}

/// The address of the place.
pub fn address(row: &Row<'_>) -> Address {
    let post_office = row.get(Column::PostOffice);
    let postcode = row.get(Column::Postcode).or_else(|| leading_postcode(post_office?));
    let department = if in_france(row) {
        departments::of_postcode(postcode.unwrap_or_default(), row.get(Column::CommuneCode))
    } else {
        None
    };
    Address {
        building_number: building_number(row),
        street: street(row),
        postcode: postcode.map(str::to_owned),
        city: row.get(Column::CommuneName).or_else(|| town(post_office?)).map(str::to_owned),
        department: department.map(str::to_owned),
    }
}

/// The country where it is not France, whose code, where it is given at all, is `99100`, or `99000` in many
/// rows of the published file.
pub fn foreign_country<'a>(row: &Row<'a>) -> Option<&'a str> {
    if in_france(row) { None } else { row.get(Column::CountryName) }
}

fn in_france(row: &Row<'_>) -> bool {
    row.get(Column::CountryCode).is_none_or(|code| matches!(code, "99000" | "99100"))
}

fn building_number(row: &Row<'_>) -> Option<String> {
    match (row.get(Column::StreetNumber), row.get(Column::StreetRepetition)) {
        (Some(number), Some(repetition)) => Some(format!("{number} {repetition}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

fn street(row: &Row<'_>) -> Option<String> {
    let kind = || {
        let code = row.get(Column::StreetKindCode);
        row.get(Column::StreetKindName).or_else(|| code.map(|code| street_kinds::name(code).unwrap_or(code)))
    };
    match (row.get(Column::StreetName), kind()) {
        (Some(name), Some(kind)) if !begins_with(name, kind) => Some(format!("{kind} {name}")),
        (Some(name), _) => Some(name.to_owned()),
        (None, _) => row.get(Column::PostBox).map(str::to_owned),
    }
}

/// Whether the name of a street says its kind already, as `RUE DES LILAS` does.
fn begins_with(name: &str, kind: &str) -> bool {
    let first = |text: &str| text.chars().next().map(|letter| letter.to_ascii_lowercase());
    first(name) == first(kind)
        && text::fold(name).strip_prefix(&text::fold(kind)).is_some_and(|rest| rest.starts_with(' '))
}

/// The five digits with which the line of postcode and town begins, if it does.
fn leading_postcode(post_office: &str) -> Option<&str> {
    let digits = post_office.get(..5)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
}

/// The town of `34295 MONTPELLIER CEDEX 5`, which is `MONTPELLIER`.
fn town(post_office: &str) -> Option<&str> {
    let line = leading_postcode(post_office).map_or(post_office, |digits| &post_office[digits.len()..]);
    let end = line.to_ascii_uppercase().find(" CEDEX").unwrap_or(line.len());
    let town = line[..end].trim();
    (!town.is_empty()).then_some(town)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_taken_out_of_the_line_of_the_post_office() {
        assert_eq!(town("25300 DOUBS"), Some("DOUBS"));
        assert_eq!(town("34295 MONTPELLIER CEDEX 5"), Some("MONTPELLIER"));
        assert_eq!(town("01012 BOURG EN BRESSE Cedex"), Some("BOURG EN BRESSE"));
        assert_eq!(town("69890 TOUR DE SALVAGNY (LA)"), Some("TOUR DE SALVAGNY (LA)"));
        assert_eq!(town("GL 5O 2QJ CHELTENHAM"), Some("GL 5O 2QJ CHELTENHAM"));
        assert_eq!(town("75008"), None);
        assert_eq!(leading_postcode("1000 BRUXELLES"), None);
        assert_eq!(leading_postcode("Évian"), None);
    }

    #[test]
    fn a_street_says_its_kind_once() {
        assert!(begins_with("RUE DES LILAS", "Rue"));
        assert!(begins_with("ALLEE DU LEVANT", "Allée"));
        assert!(!begins_with("RUELLE DU PUITS", "Rue"));
        assert!(!begins_with("DES LILAS", "Rue"));
    }
}
