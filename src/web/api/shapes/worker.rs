//! A worker's facts, and a worker as an organization's.

use serde::Serialize;
use utoipa::ToSchema;

use super::affiliation::Affiliation;
use crate::{domain::worker, registry::registered::Affiliated};

/// What is known of a health-care worker.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WorkerFacts {
    /// RPPS number, the key.
    #[schema(pattern = r"^[0-9]{11}$", examples("19900000019"))]
    rpps_number: String,
    /// Last name in practice.
    #[schema(examples("DUBREUIL"))]
    last_name: String,
    /// First name in practice.
    #[schema(examples("Claire"))]
    first_name: String,
    /// Label of the profession.
    #[schema(examples("Médecin"))]
    profession_name: String,
    /// Code of the profession.
    #[schema(required = true, examples("10"))]
    profession_code: Option<String>,
    /// `M` or `F`.
    #[schema(required = true)]
    gender: Option<String>,
    /// Labels of the skills.
    #[schema(examples(json!(["Cardiologie et maladies vasculaires"])))]
    skills: Vec<String>,
    /// Telephone number.
    #[schema(required = true)]
    phone_number: Option<String>,
    /// E-mail address.
    #[schema(required = true)]
    email: Option<String>,
    /// Addresses in the secure health messaging system.
    secure_email: Vec<String>,
}

/// One of an organization's workers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OrganizationWorker {
    #[serde(flatten)]
    facts: WorkerFacts,
    /// The link between the two.
    affiliation: Affiliation,
}

impl From<worker::Worker> for WorkerFacts {
    fn from(facts: worker::Worker) -> Self {
        Self {
            rpps_number: facts.rpps_number.into(),
            last_name: facts.last_name,
            first_name: facts.first_name,
            profession_name: facts.profession_name,
            profession_code: facts.profession_code,
            gender: facts.gender,
            skills: facts.skills,
            phone_number: facts.phone_number,
            email: facts.email,
            secure_email: facts.secure_email,
        }
    }
}

impl From<Affiliated<worker::Worker>> for OrganizationWorker {
    fn from(affiliated: Affiliated<worker::Worker>) -> Self {
        Self { affiliation: Affiliation::of(&affiliated), facts: affiliated.facts.into() }
    }
}
