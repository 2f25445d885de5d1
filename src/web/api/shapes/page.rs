//! Pages of the listings, and a worker as one stands in them.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    affiliation::moment,
    organization::{Organization, WorkerOrganization},
    worker::{OrganizationWorker, WorkerFacts},
};
use crate::{
    domain::{organization, worker},
    registry::{
        listing::{Page, Reach, Way},
        organizations::OrganizationRow,
        registered::Affiliated,
        workers::WorkerRow,
    },
};

/// A registered worker with the first ten organizations.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Worker {
    #[serde(flatten)]
    facts: WorkerFacts,
    /// When the worker was registered.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Who registered the worker.
    #[schema(examples("token:planning-prod"))]
    created_by: String,
    /// The first ten organizations, by name.
    #[schema(max_items = 10)]
    organizations: Vec<WorkerOrganization>,
    /// How many organizations there are.
    organizations_total: u64,
}

/// How the rows of a page were found: by their own words, or by none (`words`), by what they are linked to
/// (`links`), some so and some so (`words_and_links`), by some of the words, what they are linked to bearing the
/// others (`parts`), or by their own words alone, for too much that they are linked to bears them (`words_alone`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FoundBy {
    /// `words`
    Words,
    /// `links`
    Links,
    /// `words_and_links`
    WordsAndLinks,
    /// `parts`
    Parts,
    /// `words_alone`
    WordsAlone,
}

impl From<&Reach> for FoundBy {
    fn from(reach: &Reach) -> Self {
        match reach {
            Reach::Own => Self::Words,
            Reach::TooWide => Self::WordsAlone,
            Reach::Through(through) => match through.way {
                Way::Linked => Self::Links,
                Way::Also => Self::WordsAndLinks,
                Way::InParts => Self::Parts,
            },
        }
    }
}

/// A page of organizations, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Organizations {
    organizations: Vec<Organization>,
    /// How they were found, where words were asked for.
    found_by: FoundBy,
    /// What `after` asks for the next page with; null on the last one.
    #[schema(required = true, examples("259900017.hopital-des-trois-rivieres"))]
    next: Option<String>,
}

/// A page of workers, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Workers {
    workers: Vec<Worker>,
    /// How they were found, where words were asked for.
    found_by: FoundBy,
    /// What `after` asks for the next page with; null on the last one.
    #[schema(required = true, examples("19900000019.dubreuil-claire"))]
    next: Option<String>,
}

/// A page of one organization's workers, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationWorkers {
    workers: Vec<OrganizationWorker>,
    /// What `after` asks for the next page with; null on the last one.
    #[schema(required = true, examples("19900000019.dubreuil-claire"))]
    next: Option<String>,
}

/// A page of one worker's organizations, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkerOrganizations {
    organizations: Vec<WorkerOrganization>,
    /// What `after` asks for the next page with; null on the last one.
    #[schema(required = true, examples("259900017.hopital-des-trois-rivieres"))]
    next: Option<String>,
}

impl From<WorkerRow> for Worker {
    fn from(row: WorkerRow) -> Self {
        Self {
            created_at: moment(row.worker.created_at),
            created_by: row.worker.created_by,
            facts: row.worker.facts.into(),
            organizations: row.organizations.into_iter().map(WorkerOrganization::from).collect(),
            organizations_total: row.organizations_total,
        }
    }
}

impl From<Page<OrganizationRow>> for Organizations {
    fn from(page: Page<OrganizationRow>) -> Self {
        let (found_by, next) = (FoundBy::from(&page.reach), page.next.map(|next| next.to_string()));
        Self { organizations: told(page.rows), found_by, next }
    }
}

impl From<Page<WorkerRow>> for Workers {
    fn from(page: Page<WorkerRow>) -> Self {
        let (found_by, next) = (FoundBy::from(&page.reach), page.next.map(|next| next.to_string()));
        Self { workers: told(page.rows), found_by, next }
    }
}

impl From<Page<Affiliated<worker::Worker>>> for OrganizationWorkers {
    fn from(page: Page<Affiliated<worker::Worker>>) -> Self {
        Self { workers: told(page.rows), next: page.next.map(|next| next.to_string()) }
    }
}

impl From<Page<Affiliated<organization::Organization>>> for WorkerOrganizations {
    fn from(page: Page<Affiliated<organization::Organization>>) -> Self {
        Self { organizations: told(page.rows), next: page.next.map(|next| next.to_string()) }
    }
}

fn told<Row, Shape: From<Row>>(rows: Vec<Row>) -> Vec<Shape> {
    rows.into_iter().map(Shape::from).collect()
}
