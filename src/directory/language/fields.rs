//! The fields of the language: name, kind, and what an entry holds in each.
//!
//! One table decides what can be searched; an unknown name is an error (`cloudsearch.md` §6.2).

use std::{borrow::Cow, sync::Arc};

use super::refusal::Refusal;
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
pub type Values = for<'e> fn(&'e Entry) -> Vec<Cow<'e, str>>;

/// One field of the language.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec {
    /// Its name in requests.
    pub name: &'static str,
    /// How it is compared.
    pub kind: Kind,
    /// Its values in an entry; those of an [`Kind::Int`] field that hold no number are no values.
    pub values: Values,
    /// Whether answers can be sorted by it and, unless it holds words, counted by its values.
    pub is_ordered: bool,
}

impl FieldSpec {
    const fn ordered(self) -> Self {
        Self { is_ordered: true, ..self }
    }
}

impl PartialEq for FieldSpec {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// A field that a request names.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// One of [`FIELDS`].
    Known(&'static FieldSpec),
    /// One that only the loaded directory has, by its name: compared whole, as a literal.
    Extra(Arc<str>),
}

/// Whether the loaded directory has a field of that name beyond [`FIELDS`].
pub type Knows<'a> = &'a dyn Fn(&str) -> bool;

/// What a directory without fields of its own knows beyond [`FIELDS`].
pub const NO_OTHERS: Knows<'static> = &|_| false;

impl Field {
    /// The field of that name.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownField`].
    pub fn named(name: &str, knows: Knows<'_>) -> Result<Self, Refusal> {
        match find(name) {
            Some(spec) => Ok(Self::Known(spec)),
            None if knows(name) => Ok(Self::Extra(name.into())),
            None => Err(Refusal::UnknownField(name.to_owned())),
        }
    }

    /// Its name in requests.
    pub fn name(&self) -> &str {
        match self {
            Self::Known(spec) => spec.name,
            Self::Extra(name) => name,
        }
    }

    /// How it is compared.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Known(spec) => spec.kind,
            Self::Extra(_) => Kind::Literal,
        }
    }
}

impl From<&'static FieldSpec> for Field {
    fn from(spec: &'static FieldSpec) -> Self {
        Self::Known(spec)
    }
}

/// Every field, in alphabetical order.
pub const FIELDS: [FieldSpec; 28] = [
    literal(ID, |entry| vec![entry.id.as_str().into()]).ordered(),
    literal("activity_kind_code", |entry| codes(&entry.activity_kinds)).ordered(),
    int("activity_segment_code", |entry| codes(&entry.activity_segments)).ordered(),
    text("activity_segment_name", |entry| names(&entry.activity_segments)),
    int("bimedoc_client", |entry| {
        entry.bimedoc_client.map(|client| if client { "1" } else { "0" }.into()).into_iter().collect()
    })
    .ordered(),
    literal("building_number", |entry| one(&entry.building_number)),
    name("city", |entry| one(&entry.city)).ordered(),
    literal("department", department).ordered(),
    literal("email", |entry| one(&entry.email)),
    literal("finess", |entry| one(&entry.finess)).ordered(),
    literal("finess_justice", |entry| one(&entry.finess_justice)),
    name("first_name", |entry| one(&entry.first_name)).ordered(),
    literal("gender", |entry| one(&entry.gender)).ordered(),
    literal("ident_tech_structure", |entry| one(&entry.ident_tech_structure)),
    name("last_name", |entry| one(&entry.last_name)).ordered(),
    literal("mode_code", |entry| codes(&entry.modes)).ordered(),
    literal("phone_number", |entry| one(&entry.phone_number)),
    literal("postcode", |entry| one(&entry.postcode)).ordered(),
    int("profession_code", |entry| one(&entry.profession_code)).ordered(),
    text("profession_name", profession).ordered(),
    text("registered_name", |entry| one(&entry.registered_name)).ordered(),
    literal("rpps_number", |entry| one(&entry.rpps_number)).ordered(),
    literal("secure_email", |entry| entry.secure_email.iter().map(Cow::from).collect()),
    literal("siret", |entry| one(&entry.siret)),
    literal("skill_code", |entry| codes(&entry.skills)).ordered(),
    text("skill_name", |entry| names(&entry.skills)),
    text("street", |entry| one(&entry.street)),
    literal("type_contact", |entry| one(&entry.type_contact)).ordered(),
];

/// What entries hold besides and answers give, in alphabetical order; searched only in a company's own
/// directory, as a field that it alone has.
pub const ONLY_RETURNED: [(&str, Values); 6] = [
    ("activity_kind_name", |entry| names(&entry.activity_kinds)),
    ("category_code", |entry| codes(entry.category.as_slice())),
    ("category_name", |entry| names(entry.category.as_slice())),
    ("mode_name", |entry| names(&entry.modes)),
    ("role_code", |entry| codes(&entry.roles)),
    ("role_name", |entry| names(&entry.roles)),
];

/// Fields that hold a list even of one value.
pub const LISTS: [&str; 9] = [
    "activity_kind_code",
    "activity_kind_name",
    "mode_code",
    "mode_name",
    "role_code",
    "role_name",
    "secure_email",
    "skill_code",
    "skill_name",
];

/// Whether a name is of [`ONLY_RETURNED`].
pub fn is_only_returned(name: &str) -> bool {
    ONLY_RETURNED.iter().any(|(known, _)| *known == name)
}

/// Whether a name is of a field that every directory has.
pub fn is_known(name: &str) -> bool {
    find(name).is_some() || is_only_returned(name)
}

/// The field of that name.
pub fn find(name: &str) -> Option<&'static FieldSpec> {
    let at = FIELDS.binary_search_by(|field| field.name.cmp(name)).ok()?;
    Some(&FIELDS[at])
}

/// What an entry tells itself in a field, without what is derived for searching.
pub fn told<'e>(spec: &FieldSpec, entry: &'e Entry) -> Vec<Cow<'e, str>> {
    match spec.name {
        "department" => one(&entry.department),
        "profession_name" => one(&entry.profession_name),
        _ => (spec.values)(entry),
    }
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
    FieldSpec { name, kind: Kind::Name, values, is_ordered: false }
}

const fn text(name: &'static str, values: Values) -> FieldSpec {
    FieldSpec { name, kind: Kind::Text, values, is_ordered: false }
}

const fn literal(name: &'static str, values: Values) -> FieldSpec {
    FieldSpec { name, kind: Kind::Literal, values, is_ordered: false }
}

const fn int(name: &'static str, values: Values) -> FieldSpec {
    FieldSpec { name, kind: Kind::Int, values, is_ordered: false }
}

fn one(value: &Option<String>) -> Vec<Cow<'_, str>> {
    value.iter().map(Cow::from).collect()
}

/// The department as told, else as the postcode has it, so that staff can filter by it.
fn department(entry: &Entry) -> Vec<Cow<'_, str>> {
    entry.known_department().map(Cow::from).into_iter().collect()
}

/// The profession, and what the role says where that alone says what somebody does, as one value, for
/// answers are sorted by it.
fn profession(entry: &Entry) -> Vec<Cow<'_, str>> {
    let actor: Vec<&str> = entry.actor_names().collect();
    match (&entry.profession_name, actor.is_empty()) {
        (_, true) => one(&entry.profession_name),
        (None, false) => vec![actor.join(", ").into()],
        (Some(name), false) => vec![format!("{name}, {}", actor.join(", ")).into()],
    }
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
