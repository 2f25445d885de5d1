//! The fields of the language: name, kind, and what an entry holds in each.
//!
//! One table decides what can be searched; an unknown name is an error (`cloudsearch.md` §6.2).

use std::borrow::Cow;

use crate::domain::entry::{Coded, Entry};

/// The name under which an entry's own id is searched (`cloudsearch.md` §3.8).
pub const ID: &str = "_id";

/// How a field's values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words of a person's or a town's name: folded, neither stemmed nor stop-filtered.
    Name,
    /// French text: folded, stop words left out, stems beside surface forms.
    Text,
    /// The whole value, as it is.
    Literal,
    /// A whole number.
    Int,
}

impl Kind {
    /// Whether a word is looked for here when no field is named (`cloudsearch.md` §4.1).
    pub fn is_words(self) -> bool {
        matches!(self, Self::Name | Self::Text)
    }
}

/// What an entry holds in one field.
type Values = for<'e> fn(&'e Entry) -> Vec<Cow<'e, str>>;

/// One field of the language.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec {
    /// Its name in requests.
    pub name: &'static str,
    /// How it is compared.
    pub kind: Kind,
    /// Its values in an entry; those of an [`Kind::Int`] field that hold no number are no values.
    pub values: Values,
}

impl PartialEq for FieldSpec {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Every field, in alphabetical order.
pub const FIELDS: [FieldSpec; 27] = [
    literal(ID, |entry| vec![entry.id.as_str().into()]),
    int("activity_segment_code", |entry| codes(&entry.activity_segments)),
    text("activity_segment_name", |entry| names(&entry.activity_segments)),
    int("bimedoc_client", |entry| {
        entry.bimedoc_client.map(|client| if client { "1" } else { "0" }.into()).into_iter().collect()
    }),
    literal("building_number", |entry| one(&entry.building_number)),
    name("city", |entry| one(&entry.city)),
    literal("department", |entry| one(&entry.department)),
    literal("email", |entry| one(&entry.email)),
    literal("finess", |entry| one(&entry.finess)),
    literal("finess_justice", |entry| one(&entry.finess_justice)),
    name("first_name", |entry| one(&entry.first_name)),
    literal("gender", |entry| one(&entry.gender)),
    literal("ident_tech_structure", |entry| one(&entry.ident_tech_structure)),
    name("last_name", |entry| one(&entry.last_name)),
    literal("mode_code", |entry| codes(&entry.modes)),
    literal("phone_number", |entry| one(&entry.phone_number)),
    literal("postcode", |entry| one(&entry.postcode)),
    int("profession_code", |entry| one(&entry.profession_code)),
    text("profession_name", |entry| one(&entry.profession_name)),
    text("registered_name", |entry| one(&entry.registered_name)),
    literal("rpps_number", |entry| one(&entry.rpps_number)),
    literal("secure_email", |entry| entry.secure_email.iter().map(Cow::from).collect()),
    literal("siret", |entry| one(&entry.siret)),
    literal("skill_code", |entry| codes(&entry.skills)),
    text("skill_name", |entry| names(&entry.skills)),
    text("street", |entry| one(&entry.street)),
    literal("type_contact", |entry| one(&entry.type_contact)),
];

/// The field of that name.
pub fn find(name: &str) -> Option<&'static FieldSpec> {
    let at = FIELDS.binary_search_by(|field| field.name.cmp(name)).ok()?;
    Some(&FIELDS[at])
}

/// The fields searched where a request names none: all that hold words (`cloudsearch.md` §4.1).
pub fn searched_by_default() -> impl Iterator<Item = &'static FieldSpec> {
    FIELDS.iter().filter(|field| field.kind.is_words())
}

/// The number that an [`Kind::Int`] field keeps for a value: `SA07` is 7.
pub fn number(value: &str) -> Option<i64> {
    value.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).parse().ok()
}

const fn name(name: &'static str, values: Values) -> FieldSpec {
    FieldSpec { name, kind: Kind::Name, values }
}

const fn text(name: &'static str, values: Values) -> FieldSpec {
    FieldSpec { name, kind: Kind::Text, values }
}

const fn literal(name: &'static str, values: Values) -> FieldSpec {
    FieldSpec { name, kind: Kind::Literal, values }
}

const fn int(name: &'static str, values: Values) -> FieldSpec {
    FieldSpec { name, kind: Kind::Int, values }
}

fn one(value: &Option<String>) -> Vec<Cow<'_, str>> {
    value.iter().map(Cow::from).collect()
}

fn codes(coded: &[Coded]) -> Vec<Cow<'_, str>> {
    coded.iter().map(|coded| Cow::from(&coded.code)).filter(|code| !code.is_empty()).collect()
}

fn names(coded: &[Coded]) -> Vec<Cow<'_, str>> {
    coded.iter().map(|coded| Cow::from(&coded.name)).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_name_alone() {
        assert!(FIELDS.is_sorted_by_key(|field| field.name));
        assert!(FIELDS.iter().all(|field| find(field.name).is_some_and(|found| found.name == field.name)));
        assert!(find("entry").is_none());
    }

    #[test]
    fn codes_are_numbers_without_their_letters() {
        assert_eq!((number("SA07"), number("10"), number("FON-AU")), (Some(7), Some(10), None));
    }
}
