//! Invented selections, and a register to keep them in.

use carnet::{
    domain::{
        entry::{Coded, Entry},
        identifiers::with_check_digit,
        selection::{Completion, Known, Selection, Source},
    },
    registry::{
        Registry,
        registered::Stamp,
        selections::{self, Outcome},
    },
};
use tempfile::TempDir;

use crate::database::Database;

/// A moment in November 2026, in seconds since 1970.
pub const NOW: i64 = 1_795_600_000;

/// A register of its own, and where it is kept.
pub struct Kept {
    /// The register.
    pub registry: Registry,
    /// Its database.
    pub database: Database,
    _folder: TempDir,
}

impl Kept {
    /// An empty one.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::new(folder.path());
        Self { registry: Registry::open(&database.url).unwrap(), database, _folder: folder }
    }

    /// Registers a selection under that number.
    pub async fn register(&self, selection: Selection, id: &str) -> Outcome {
        let stamp = Stamp { now: NOW, actor: "local".to_owned(), selection_id: id.to_owned() };
        self.registry.write(move |db| selections::register(db, &selection, &stamp)).await.unwrap()
    }
}

/// The selection of a worker at an organization, each known by its number.
pub fn selection(worker: u32, organization: u32) -> Selection {
    named(worker, &format!("NOM{worker}"), organization, &format!("Clinique {organization}"))
}

/// The same with their names.
pub fn named(worker: u32, last_name: &str, organization: u32, name: &str) -> Selection {
    let entry = Entry {
        id: format!("p{worker}at{organization}"),
        rpps_number: Some(with_check_digit(&format!("199{worker:07}"))),
        last_name: Some(last_name.to_owned()),
        first_name: Some("Claire".to_owned()),
        profession_name: Some("Médecin".to_owned()),
        registered_name: Some(name.to_owned()),
        finess: Some(with_check_digit(&format!("759{organization:05}"))),
        city: Some("Paris".to_owned()),
        department: Some("75".to_owned()),
        modes: vec![Coded { code: "S".to_owned(), name: "Salarié".to_owned() }],
        ..Entry::default()
    };
    Selection::from_entry(&entry, Source::Index, &Completion::default(), &Known::default()).unwrap()
}
