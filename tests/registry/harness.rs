use carnet::{
    domain::{
        identifiers::{Finess, Rpps},
        organization::Organization,
        selection::{Selection, Source},
        staff::Actor,
        worker::Worker,
    },
    registry::{
        Registry,
        registered::{Registered, Stamp},
        selections::Outcome,
    },
};
use tempfile::TempDir;

use crate::database::Database;

/// Noon of the day on which the tests register.
pub const NOON: i64 = 1_767_268_800;

/// A database of which nothing is left after the test.
pub struct Fresh {
    pub database: Database,
    _folder: TempDir,
}

impl Fresh {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { database: Database::new(folder.path()), _folder: folder }
    }

    pub fn open(&self) -> Registry {
        Registry::open(&self.database.url).unwrap()
    }
}

pub fn finess(number: u32) -> Finess {
    Finess::parse(&format!("99{number:07}")).unwrap()
}

pub fn rpps(number: u32) -> Rpps {
    Rpps::parse(&format!("199{number:08}")).unwrap()
}

pub fn organization(number: u32, name: &str) -> Organization {
    Organization {
        finess: finess(number),
        name: name.to_owned(),
        finess_justice: None,
        ident_tech_structure: Some(format!("F{number}")),
        activity_segment_code: None,
        activity_segment_name: None,
        building_number: Some("12".to_owned()),
        street: Some("rue de l’Étang".to_owned()),
        postcode: Some("99120".to_owned()),
        city: Some("Saint-Éloi-les-Bains".to_owned()),
        department: Some("99".to_owned()),
        phone_number: None,
        email: None,
    }
}

pub fn worker(number: u32, last_name: &str) -> Worker {
    Worker {
        rpps_number: rpps(number),
        last_name: last_name.to_owned(),
        first_name: "Zélie".to_owned(),
        profession_name: "Pharmacien".to_owned(),
        profession_code: Some("21".to_owned()),
        gender: None,
        skills: vec!["Biologie".to_owned()],
        phone_number: None,
        email: None,
        secure_email: Vec::new(),
    }
}

pub fn selection(organization: Organization, worker: Worker) -> Selection {
    Selection {
        entry_id: format!("p{}", worker.rpps_number),
        organization,
        worker,
        mode: Some("Salarié".to_owned()),
        role: None,
        source: Source::Index,
        completed_by_hand: Vec::new(),
    }
}

/// A selection of which only the two keys matter.
pub fn pair(at: u32, who: u32) -> Selection {
    selection(organization(at, &format!("Pharmacie {at}")), worker(who, &format!("Tremblanc {who}")))
}

pub fn stamp(selection_id: &str) -> Stamp {
    Stamp { now: NOON, actor: "local".to_owned(), selection_id: selection_id.to_owned() }
}

/// Somebody who is no admin.
pub fn somebody(name: &str) -> Actor {
    Actor { name: name.to_owned(), is_admin: false }
}

pub async fn register(registry: &Registry, selection: Selection, id: &str) -> Outcome {
    registry.select(selection, stamp(id)).await.unwrap()
}

/// The names of organizations, as they stand in a listing.
pub fn name(organization: &Registered<Organization>) -> String {
    organization.facts.name.clone()
}
