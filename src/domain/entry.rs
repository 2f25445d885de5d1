//! One directory answer: a person at a place.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    departments,
    identifiers::{Finess, Rpps},
    text,
};

/// Key in [`Entry::extra`] of the number by which people were known who had no RPPS number yet.
pub const ADELI: &str = "adeli_number";

/// Key in [`Entry::extra`] of the country of a place that is not in France.
pub const COUNTRY: &str = "country";

/// Code of the profession of those whom a role tells.
const ACTOR: &str = "99";

/// How codes begin of roles that say what somebody does in a profession, and not which it is.
const FUNCTION: &str = "FON-";

/// A code of a national table with its label, either of which may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Coded {
    /// The code as published, such as `SM53` or `L`; empty when the source gives none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The label as published; empty when the source gives none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// A person at a place, as the directory tells it; most facts are optional.
///
/// Fields bear the directory's own names. What it sends beyond them is kept in `extra`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// The directory's own identifier of this entry.
    pub id: String,
    /// RPPS number as sent, 11 digits when well formed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpps_number: Option<String>,
    /// Last name in practice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// First name in practice; may be empty in the national file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// `M` or `F`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// Code of tables G15, R94, R95, R291 (`annuaire.md` §4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profession_code: Option<String>,
    /// Label of the profession.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profession_name: Option<String>,
    /// Name of the organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_name: Option<String>,
    /// FINESS number of the site as sent, 9 characters when well formed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finess: Option<String>,
    /// FINESS number of the legal entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finess_justice: Option<String>,
    /// The national directory's technical identifier of the structure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ident_tech_structure: Option<String>,
    /// SIRET number of the site, 14 digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub siret: Option<String>,
    /// Text, for it may read `12 BIS` or `P`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub building_number: Option<String>,
    /// Kind and name of the street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Postcode: five digits in France.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// Town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Department: two characters, or three overseas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Addresses in the secure health messaging system.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub secure_email: Vec<String>,
    /// Kind of contact, as sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub type_contact: Option<String>,
    /// Whether the company counts it among its clients; a fact of the company's own directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bimedoc_client: Option<bool>,
    /// Professional category: `C` civil, `E` student, `M` public agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Coded>,
    /// Sectors of activity (`activity_segment_code`, `activity_segment_name`), such as `SA07`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub activity_segments: Vec<Coded>,
    /// Skills (specialities), such as `SM53`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Coded>,
    /// Modes of practice: `L`, `S`, `B`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modes: Vec<Coded>,
    /// Roles at the place, such as `FON-33`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Coded>,
    /// Kinds of activity, such as `GENR01`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub activity_kinds: Vec<Coded>,
    /// What the directory sends beyond the fields above, by its own key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, Vec<String>>,
    /// Keys of `extra` whose one value was sent as a list.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub listed: BTreeSet<String>,
}

impl Entry {
    /// The RPPS number when its shape is right.
    pub fn rpps(&self) -> Option<Rpps> {
        Rpps::parse(self.rpps_number.as_deref()?).ok()
    }

    /// The FINESS number when its shape is right.
    pub fn finess(&self) -> Option<Finess> {
        Finess::parse(self.finess.as_deref()?).ok()
    }

    /// The labels of the skills, in the directory's order, those without a label left out.
    pub fn skill_names(&self) -> impl Iterator<Item = &str> {
        self.skills.iter().map(|skill| skill.name.as_str()).filter(|name| !name.is_empty())
    }

    /// The labels of the roles that say what somebody is whose profession does not: an actor told by a
    /// role (profession `99`, tables R85 and R96 of `annuaire.md` §4). None for any other profession.
    pub fn actor_names(&self) -> impl Iterator<Item = &str> {
        let is_actor = self.profession_code.as_deref() == Some(ACTOR);
        let tells =
            move |role: &&Coded| is_actor && !role.name.is_empty() && !role.code.starts_with(FUNCTION);
        self.roles.iter().filter(tells).map(|role| role.name.as_str())
    }

    /// What somebody is: the code of the profession, and the role that tells it, else the profession's own
    /// label. None without either.
    pub fn profession(&self) -> Option<Coded> {
        let roles: Vec<&str> = self.actor_names().collect();
        let name = if roles.is_empty() { self.profession_name.clone()? } else { roles.join(", ") };
        Some(Coded { code: self.profession_code.clone().unwrap_or_default(), name: name.trim().to_owned() })
            .filter(|profession| !profession.name.is_empty())
    }

    /// The same for the eye, and the skills.
    pub fn occupation(&self) -> String {
        let profession = self.profession().map(|profession| profession.name);
        let names: Vec<&str> = profession.as_deref().into_iter().chain(self.skill_names()).collect();
        names.join(", ")
    }

    /// What tells a place without a FINESS number from the person's others: name, postcode and
    /// street, folded. None where it has the number.
    pub fn place_key(&self) -> Option<String> {
        if self.finess().is_some() {
            return None;
        }
        let street = self.street_line();
        let facts = [&self.registered_name, &self.postcode, &street];
        Some(facts.map(|fact| text::fold(fact.as_deref().unwrap_or_default())).join("-"))
    }

    /// The country of a place that is not in France.
    pub fn foreign_country(&self) -> Option<&str> {
        let country = self.extra.get(COUNTRY)?.first()?;
        (text::fold(country) != "france").then_some(country)
    }

    /// The department as told, else as the postcode of a place in France has it: abroad five digits may
    /// be one too.
    pub fn known_department(&self) -> Option<&str> {
        let derived = || match self.foreign_country() {
            None => departments::of_postcode(self.postcode.as_deref()?, None),
            Some(_) => None,
        };
        self.department.as_deref().or_else(derived)
    }

    /// The same with its [`Self::known_department`].
    pub fn with_department(mut self) -> Self {
        self.department = self.known_department().map(str::to_owned);
        self
    }

    /// The street with its number before it, unless the street already begins with it.
    pub fn street_line(&self) -> Option<String> {
        street_line(self.building_number.as_deref(), self.street.as_deref())
    }
}

/// A street with its number before it, unless the street already begins with the number.
pub fn street_line(building_number: Option<&str>, street: Option<&str>) -> Option<String> {
    match (building_number, street) {
        (Some(number), Some(street)) => {
            let rest = street.strip_prefix(number);
            let begins_with_it = rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            Some(if begins_with_it { street.to_owned() } else { format!("{number} {street}") })
        }
        (None, Some(street)) => Some(street.to_owned()),
        (_, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_tells_what_an_actor_is() {
        let role = |code: &str, name: &str| Coded { code: code.into(), name: name.into() };
        let roles =
            vec![role("313", "Aide-soignant"), role("FON-33", "Salarié en poste fixe"), role("314", "")];
        let actor = Entry { profession_code: Some("99".into()), roles, ..Entry::default() };
        assert_eq!(actor.actor_names().collect::<Vec<_>>(), ["Aide-soignant"]);
        assert_eq!(actor.occupation(), "Aide-soignant");
        assert_eq!(actor.profession(), Some(Coded { code: "99".into(), name: "Aide-soignant".into() }));
        let nurse = Entry { profession_code: Some("60".into()), ..actor };
        assert_eq!((nurse.actor_names().count(), nurse.profession()), (0, None));
    }

    #[test]
    fn a_place_abroad_lies_in_no_department() {
        let place = Entry { postcode: Some("08001".into()), ..Entry::default() };
        assert_eq!(place.known_department(), Some("08"));
        let abroad = Entry { extra: [(COUNTRY.to_owned(), vec!["Espagne".to_owned()])].into(), ..place };
        assert_eq!((abroad.known_department(), abroad.foreign_country()), (None, Some("Espagne")));
        assert_eq!(abroad.with_department().department, None);
    }

    #[test]
    fn a_building_number_is_shown_once() {
        assert_eq!(street_line(Some("12"), Some("rue de la Paix")).unwrap(), "12 rue de la Paix");
        assert_eq!(street_line(Some("12"), Some("12 rue de la Paix")).unwrap(), "12 rue de la Paix");
        assert_eq!(street_line(Some("1"), Some("12 rue de la Paix")).unwrap(), "1 12 rue de la Paix");
        assert_eq!(street_line(Some("12"), None), None);
    }
}
