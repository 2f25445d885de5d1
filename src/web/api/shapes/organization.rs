//! An organization, alone and as a worker's.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    affiliation::{Affiliation, moment},
    worker::OrganizationWorker,
};
use crate::{
    domain::organization,
    registry::{organizations::OrganizationRow, registered::Affiliated},
};

/// What is known of an organization.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OrganizationFacts {
    /// FINESS number, the key.
    #[schema(pattern = r"^([0-9]{2}|2[AB])[0-9]{7}$", examples("259900017"))]
    finess: String,
    /// Name.
    #[schema(examples("Hôpital des Trois-Rivières"))]
    name: String,
    /// FINESS number of the legal entity.
    #[schema(required = true)]
    finess_justice: Option<String>,
    /// The national directory's technical identifier of the structure.
    #[schema(required = true, examples("F259900017"))]
    ident_tech_structure: Option<String>,
    /// Code of the sector of activity.
    #[schema(required = true, examples("SA01"))]
    activity_segment_code: Option<String>,
    /// Label of the sector of activity.
    #[schema(required = true, examples("Etablissement Public de santé"))]
    activity_segment_name: Option<String>,
    /// Number in the street, as text.
    #[schema(required = true, examples("2"))]
    building_number: Option<String>,
    /// Kind and name of the street.
    #[schema(required = true, examples("Faubourg des Moulins"))]
    street: Option<String>,
    /// Postcode.
    #[schema(required = true, examples("25300"))]
    postcode: Option<String>,
    /// Town.
    #[schema(required = true, examples("Valmont-sur-Doubs"))]
    city: Option<String>,
    /// Department: two characters, or three overseas.
    #[schema(required = true, examples("25"))]
    department: Option<String>,
    /// Telephone number.
    #[schema(required = true)]
    phone_number: Option<String>,
    /// E-mail address.
    #[schema(required = true)]
    email: Option<String>,
}

/// A registered organization with its first ten workers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Organization {
    #[serde(flatten)]
    facts: OrganizationFacts,
    /// When it was registered.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Who registered it.
    #[schema(examples("token:planning-prod"))]
    created_by: String,
    /// Its first ten workers, by name.
    #[schema(max_items = 10)]
    workers: Vec<OrganizationWorker>,
    /// How many workers it has.
    workers_total: u64,
}

/// One of a worker's organizations.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WorkerOrganization {
    #[serde(flatten)]
    facts: OrganizationFacts,
    /// The link between the two.
    affiliation: Affiliation,
}

impl From<organization::Organization> for OrganizationFacts {
    fn from(facts: organization::Organization) -> Self {
        Self {
            finess: facts.finess.into(),
            name: facts.name,
            finess_justice: facts.finess_justice,
            ident_tech_structure: facts.ident_tech_structure,
            activity_segment_code: facts.activity_segment_code,
            activity_segment_name: facts.activity_segment_name,
            building_number: facts.building_number,
            street: facts.street,
            postcode: facts.postcode,
            city: facts.city,
            department: facts.department,
            phone_number: facts.phone_number,
            email: facts.email,
        }
    }
}

impl From<OrganizationRow> for Organization {
    fn from(row: OrganizationRow) -> Self {
        Self {
            created_at: moment(row.organization.created_at),
            created_by: row.organization.created_by,
            facts: row.organization.facts.into(),
            workers: row.workers.into_iter().map(OrganizationWorker::from).collect(),
            workers_total: row.workers_total,
        }
    }
}

impl From<Affiliated<organization::Organization>> for WorkerOrganization {
    fn from(affiliated: Affiliated<organization::Organization>) -> Self {
        Self { affiliation: Affiliation::of(&affiliated), facts: affiliated.facts.into() }
    }
}
