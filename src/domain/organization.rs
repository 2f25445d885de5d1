//! An organization: a pharmacy, a hospital, a practice.

use serde::{Deserialize, Serialize};

use super::{entry, identifiers::Finess, text};

/// What is known of an organization; its FINESS number is its key, its name is mandatory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// FINESS number, the key.
    pub finess: Finess,
    /// Name.
    pub name: String,
    /// FINESS number of the legal entity.
    pub finess_justice: Option<String>,
    /// The national directory's technical identifier of the structure.
    pub ident_tech_structure: Option<String>,
    /// Code of the sector of activity, such as `SA07`.
    pub activity_segment_code: Option<String>,
    /// Label of the sector of activity.
    pub activity_segment_name: Option<String>,
    /// Number in the street, as text.
    pub building_number: Option<String>,
    /// Kind and name of the street.
    pub street: Option<String>,
    /// Postcode: five digits in France.
    pub postcode: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Department: two characters, or three overseas.
    pub department: Option<String>,
    /// Telephone number.
    pub phone_number: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

impl Organization {
    /// What organizations are sorted by: the folded name.
    pub fn sort_name(&self) -> String {
        text::fold(&self.name)
    }

    /// The street with its number.
    pub fn street_line(&self) -> Option<String> {
        entry::street_line(self.building_number.as_deref(), self.street.as_deref())
    }
}
