//! An organization as the database holds it.

use diesel::{AsChangeset, Insertable, QueryResult, Queryable, Selectable};

use super::{
    error::unreadable,
    listing::{Cursor, Order, sorted, sorted_by_town},
    registered::{Registered, Stamp},
    schema::organizations,
    search::search_text,
    text::{optional, storable},
};
use crate::domain::{identifiers::Finess, organization::Organization};

/// A row of `organizations`, written and read alike.
#[derive(Clone, Hash, AsChangeset, Insertable, Queryable, Selectable)]
#[diesel(table_name = organizations, primary_key(finess))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct OrganizationRecord {
    pub finess: String,
    pub name: String,
    pub finess_justice: Option<String>,
    pub ident_tech_structure: Option<String>,
    pub activity_segment_code: Option<String>,
    pub activity_segment_name: Option<String>,
    pub building_number: Option<String>,
    pub street: Option<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    pub department: Option<String>,
    pub phone_number: Option<String>,
    pub email: Option<String>,
    pub sort_name: String,
    pub sort_town: String,
    pub search_text: String,
    pub selection_id: String,
    pub created_at: i64,
    pub created_by: String,
}

impl OrganizationRecord {
    /// The row of an organization to register.
    pub fn new(organization: &Organization, stamp: &Stamp) -> Self {
        let Organization { finess, name, city, postcode, .. } = organization;
        let Filed { sort_name, sort_town, search_text } = filed(organization);
        Self {
            finess: finess.as_str().to_owned(),
            name: storable(name),
            finess_justice: optional(&organization.finess_justice),
            ident_tech_structure: optional(&organization.ident_tech_structure),
            activity_segment_code: optional(&organization.activity_segment_code),
            activity_segment_name: optional(&organization.activity_segment_name),
            building_number: optional(&organization.building_number),
            street: optional(&organization.street),
            postcode: optional(postcode),
            city: optional(city),
            department: optional(&organization.department),
            phone_number: optional(&organization.phone_number),
            email: optional(&organization.email),
            sort_name,
            sort_town,
            search_text,
            selection_id: stamp.selection_id.clone(),
            created_at: stamp.now,
            created_by: storable(&stamp.actor),
        }
    }

    /// The row with these facts of the same organization, filed under them; who registered it, and
    /// when, stays.
    pub fn with_facts(&self, organization: &Organization) -> Self {
        Self::new(organization, &self.stamp())
    }

    fn stamp(&self) -> Stamp {
        let (actor, selection_id) = (self.created_by.clone(), self.selection_id.clone());
        Stamp { now: self.created_at, actor, selection_id }
    }

    /// The organization that the row tells of.
    pub fn into_facts(self) -> QueryResult<Organization> {
        Ok(Organization {
            finess: Finess::parse(&self.finess).map_err(unreadable)?,
            name: self.name,
            finess_justice: self.finess_justice,
            ident_tech_structure: self.ident_tech_structure,
            activity_segment_code: self.activity_segment_code,
            activity_segment_name: self.activity_segment_name,
            building_number: self.building_number,
            street: self.street,
            postcode: self.postcode,
            city: self.city,
            department: self.department,
            phone_number: self.phone_number,
            email: self.email,
        })
    }

    /// Its place in a listing of that order.
    pub fn place(&self, order: Order) -> Cursor {
        match order {
            Order::Name => Cursor::at(&self.sort_name, &self.finess),
            Order::Town => Cursor::at(&self.sort_town, &self.finess),
            Order::Date => Cursor::since(self.created_at, &self.finess),
        }
    }

    /// What is wrong with the row, by itself.
    pub fn wrong(self) -> Option<String> {
        let kept = Filed {
            sort_name: self.sort_name.clone(),
            sort_town: self.sort_town.clone(),
            search_text: self.search_text.clone(),
        };
        match self.into_facts() {
            Err(error) => Some(format!("cannot be read: {error}")),
            Ok(facts) => (filed(&facts) != kept)
                .then(|| "is sorted or found under other words than its own".to_owned()),
        }
    }

    /// The same with who registered it and when.
    pub fn into_registered(self) -> QueryResult<Registered<Organization>> {
        let (created_at, created_by) = (self.created_at, self.created_by.clone());
        Ok(Registered { facts: self.into_facts()?, created_at, created_by })
    }
}

/// What an organization is sorted by, and the words by which it is found.
#[derive(PartialEq, Eq)]
pub struct Filed {
    pub sort_name: String,
    pub sort_town: String,
    pub search_text: String,
}

/// Under what an organization is filed.
pub fn filed(organization: &Organization) -> Filed {
    let Organization { finess, name, city, postcode, .. } = organization;
    let (town, postcode) = (city.as_deref().unwrap_or_default(), postcode.as_deref().unwrap_or_default());
    Filed {
        sort_name: sorted(&organization.sort_name()),
        sort_town: sorted_by_town(city.as_deref(), name),
        search_text: search_text(&[name, postcode, town, finess.as_str()]),
    }
}
