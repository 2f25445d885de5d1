//! What a selection asks, and what it did.

use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr, Schema,
        schema::{ObjectBuilder, SchemaType, Type},
    },
};

use super::{affiliation::Source, organization::OrganizationFacts, worker::WorkerFacts};
use crate::{
    domain::{
        codes,
        identifiers::{Finess, Rpps},
    },
    registry::selections::Outcome,
};

/// The most characters of an entry's identifier.
pub const LONGEST_ENTRY: usize = 512;

/// One entry of the directory to register, and what completes it where mandatory facts are missing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({"entry": "p7k3n2d5q4h6m8r1t0v9w2x5y3z"})))]
pub struct SelectionRequest {
    /// The directory's identifier of the entry.
    #[schema(min_length = 1, max_length = 512, pattern = r"\S")]
    pub entry: String,
    /// Where the entry was found.
    pub source: Option<Source>,
    /// RPPS number of the person, to find the entry again under another identifier.
    #[schema(pattern = r"^[0-9]{11}$")]
    pub rpps_number: Option<String>,
    /// FINESS number of the place, to find the entry again under another identifier. Where the entry
    /// has none, it completes it: of an organization that is registered or in the directory.
    #[schema(pattern = r"^([0-9]{2}|2[AB])[0-9]{7}$")]
    pub finess: Option<String>,
    /// First name, where the entry has none: a letter at least, and nothing that cannot be seen.
    #[schema(min_length = 1, max_length = 100)]
    pub first_name: Option<String>,
    /// Profession, where the entry has none.
    #[schema(value_type = Option<Profession>)]
    pub profession_name: Option<String>,
    /// Whether to link an entry that is registered at one organization to another too.
    #[serde(default)]
    pub also: bool,
}

/// A label of the national table of professions.
pub struct Profession;

impl PartialSchema for Profession {
    fn schema() -> RefOr<Schema> {
        let labels = codes::PROFESSIONS.rows().iter().map(|(_, label)| *label);
        let schema = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
        let described = schema.description(Some("A label of the national table of professions."));
        described.enum_values(Some(labels)).into()
    }
}

impl ToSchema for Profession {}

/// What a selection did.
#[derive(Debug, Serialize, ToSchema)]
pub struct SelectionOutcome {
    organization: SelectedOrganization,
    worker: SelectedWorker,
    affiliation: SelectedAffiliation,
    /// What to look at twice.
    warnings: Vec<Warning>,
}

/// The organization, as registered.
#[derive(Debug, Serialize, ToSchema)]
pub struct SelectedOrganization {
    #[serde(flatten)]
    facts: OrganizationFacts,
    /// Whether this call registered it.
    created: bool,
}

/// The worker, as registered.
#[derive(Debug, Serialize, ToSchema)]
pub struct SelectedWorker {
    #[serde(flatten)]
    facts: WorkerFacts,
    /// Whether this call registered the worker.
    created: bool,
}

/// The link between the two.
#[derive(Debug, Serialize, ToSchema)]
pub struct SelectedAffiliation {
    /// Whether this call made it.
    created: bool,
}

/// Something to look at twice.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// The check digit of the FINESS number is wrong.
    FinessCheckDigit,
    /// The RPPS number does not begin with 1, or its check digit is wrong.
    RppsCheckDigit,
}

impl SelectionOutcome {
    /// What registering did, or nothing where all was there before.
    pub fn new(
        organization: crate::domain::organization::Organization,
        worker: crate::domain::worker::Worker,
        outcome: Option<&Outcome>,
    ) -> Self {
        Self {
            warnings: warnings(&organization.finess, &worker.rpps_number),
            organization: SelectedOrganization {
                facts: organization.into(),
                created: outcome.is_some_and(|outcome| outcome.organization.is_created()),
            },
            worker: SelectedWorker {
                facts: worker.into(),
                created: outcome.is_some_and(|outcome| outcome.worker.is_created()),
            },
            affiliation: SelectedAffiliation {
                created: outcome.is_some_and(|outcome| outcome.affiliation.is_created()),
            },
        }
    }

    /// Whether anything was created.
    pub fn has_created(&self) -> bool {
        self.organization.created || self.worker.created || self.affiliation.created
    }
}

fn warnings(finess: &Finess, rpps: &Rpps) -> Vec<Warning> {
    let finess = (!finess.is_sound()).then_some(Warning::FinessCheckDigit);
    finess.into_iter().chain((!rpps.is_sound()).then_some(Warning::RppsCheckDigit)).collect()
}
