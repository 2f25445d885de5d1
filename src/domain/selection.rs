//! A selection: an entry that has all mandatory facts, ready to register.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    entry::{Coded, Entry},
    organization::Organization,
    worker::Worker,
};

/// Where an entry came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The company's gateway.
    Gateway,
    /// The embedded index, holding a real directory.
    Index,
    /// The embedded index, holding the demonstration directory.
    Demo,
}

impl Source {
    /// The source that a word names; none where it names none.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Gateway, Self::Index, Self::Demo].into_iter().find(|source| source.as_str() == word)
    }

    /// The word under which it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gateway => "gateway",
            Self::Index => "index",
            Self::Demo => "demo",
        }
    }
}

/// A mandatory fact, named as the directory names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// FINESS number of the organization.
    Finess,
    /// Name of the organization.
    RegisteredName,
    /// RPPS number of the worker.
    RppsNumber,
    /// Last name of the worker.
    LastName,
    /// First name of the worker.
    FirstName,
    /// Profession of the worker.
    ProfessionName,
}

impl Fact {
    /// The directory's name of the fact.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Finess => "finess",
            Self::RegisteredName => "registered_name",
            Self::RppsNumber => "rpps_number",
            Self::LastName => "last_name",
            Self::FirstName => "first_name",
            Self::ProfessionName => "profession_name",
        }
    }

    /// Whether a person can complete it; without a worker's key or last name, nobody can.
    pub fn can_be_completed(self) -> bool {
        !matches!(self, Self::RppsNumber | Self::LastName)
    }
}

/// What staff add to an entry whose mandatory facts are missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The organization chosen among those registered or found in the directory.
    pub organization: Option<Organization>,
    /// The first name typed.
    pub first_name: Option<String>,
    /// Code and label of the profession chosen.
    pub profession: Option<Coded>,
}

/// What the registry already holds for the entry's keys: such facts are not missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The organization.
    pub organization: Option<Organization>,
    /// The worker.
    pub worker: Option<Worker>,
}

/// An entry that has all mandatory facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The organization.
    pub organization: Organization,
    /// The worker.
    pub worker: Worker,
    /// Mode of practice at this place, as the directory labels it.
    pub mode: Option<String>,
    /// Role at this place, as the directory labels it.
    pub role: Option<String>,
    /// The directory's identifier of the entry.
    pub entry_id: String,
    /// Where the entry came from.
    pub source: Source,
    /// The facts that a person completed by hand.
    pub completed_by_hand: Vec<Fact>,
}

impl Selection {
    /// Makes a selection of an entry, of what staff completed, and of what is registered.
    ///
    /// A completion never overrides the directory: it counts only where the fact is missing.
    ///
    /// # Errors
    /// The mandatory facts that are missing everywhere.
    pub fn from_entry(
        entry: &Entry,
        source: Source,
        completion: &Completion,
        known: &Known,
    ) -> Result<Self, Vec<Fact>> {
        let mut completed_by_hand = Vec::new();
        let organization = organization(entry, completion, known, &mut completed_by_hand);
        let worker = worker(entry, completion, known, &mut completed_by_hand);
        match (organization, worker) {
            (Ok(organization), Ok(worker)) => Ok(Self {
                organization,
                worker,
                mode: labels(&entry.modes),
                role: labels(&entry.roles),
                entry_id: entry.id.clone(),
                source,
                completed_by_hand,
            }),
            (organization, worker) => {
                Err([organization.err(), worker.err()].into_iter().flatten().flatten().collect())
            }
        }
    }
}

/// The organization of the entry, else the registered one, else the one chosen by hand.
fn organization(
    entry: &Entry,
    completion: &Completion,
    known: &Known,
    by_hand: &mut Vec<Fact>,
) -> Result<Organization, Vec<Fact>> {
    if let Some(organization) = of_entry(entry) {
        return Ok(organization);
    }
    if let (Some(_), Some(organization)) = (entry.finess(), &known.organization) {
        return Ok(organization.clone());
    }
    let missing = if entry.finess().is_some() { Fact::RegisteredName } else { Fact::Finess };
    match &completion.organization {
        Some(chosen) if missing == Fact::Finess || Some(&chosen.finess) == entry.finess().as_ref() => {
            by_hand.push(missing);
            Ok(chosen.clone())
        }
        _ => Err(vec![missing]),
    }
}

/// The organization that an entry tells of, when it has both a FINESS number and a name.
pub fn of_entry(entry: &Entry) -> Option<Organization> {
    let segment = entry.activity_segments.first();
    Some(Organization {
        finess: entry.finess()?,
        name: entry.registered_name.clone().filter(|name| !name.trim().is_empty())?,
        finess_justice: entry.finess_justice.clone(),
        ident_tech_structure: entry.ident_tech_structure.clone(),
        activity_segment_code: segment.map(|segment| segment.code.clone()),
        activity_segment_name: segment.map(|segment| segment.name.clone()),
        building_number: entry.building_number.clone(),
        street: entry.street.clone(),
        postcode: entry.postcode.clone(),
        city: entry.city.clone(),
        department: entry.department.clone(),
        phone_number: entry.phone_number.clone(),
        email: entry.email.clone(),
    })
}

/// The mandatory facts that an entry lacks, given whether its keys are registered already.
pub fn missing_facts(entry: &Entry, worker_known: bool, organization_known: bool) -> Vec<Fact> {
    let mut missing = Vec::new();
    if !organization_known {
        match (entry.finess(), given(entry.registered_name.as_deref())) {
            (None, _) => missing.push(Fact::Finess),
            (Some(_), None) => missing.push(Fact::RegisteredName),
            (Some(_), Some(_)) => {}
        }
    }
    if !worker_known {
        missing.extend(entry.rpps().is_none().then_some(Fact::RppsNumber));
        missing.extend(given(entry.last_name.as_deref()).is_none().then_some(Fact::LastName));
        missing.extend(given(entry.first_name.as_deref()).is_none().then_some(Fact::FirstName));
        missing.extend(entry.profession().is_none().then_some(Fact::ProfessionName));
    }
    missing
}

fn worker(
    entry: &Entry,
    completion: &Completion,
    known: &Known,
    by_hand: &mut Vec<Fact>,
) -> Result<Worker, Vec<Fact>> {
    if let (Some(_), Some(worker)) = (entry.rpps(), &known.worker) {
        return Ok(worker.clone());
    }
    let mut missing = Vec::new();
    let rpps = entry.rpps().ok_or(Fact::RppsNumber).map_err(|fact| missing.push(fact)).ok();
    let last_name = given(entry.last_name.as_deref());
    if last_name.is_none() {
        missing.push(Fact::LastName);
    }
    let first_name = given(entry.first_name.as_deref()).or_else(|| {
        let typed = given(completion.first_name.as_deref());
        by_hand.extend(typed.is_some().then_some(Fact::FirstName));
        typed
    });
    if first_name.is_none() {
        missing.push(Fact::FirstName);
    }
    let profession = entry.profession().or_else(|| {
        let chosen = completion.profession.clone();
        by_hand.extend(chosen.is_some().then_some(Fact::ProfessionName));
        chosen
    });
    if profession.is_none() {
        missing.push(Fact::ProfessionName);
    }
    match (rpps, last_name, first_name, profession) {
        (Some(rpps_number), Some(last_name), Some(first_name), Some(profession)) => Ok(Worker {
            rpps_number,
            last_name,
            first_name,
            profession_name: profession.name,
            profession_code: Some(profession.code).filter(|code| !code.is_empty()),
            gender: entry.gender.clone(),
            skills: entry.skill_names().map(str::to_owned).collect(),
            phone_number: entry.phone_number.clone(),
            email: entry.email.clone(),
            secure_email: entry.secure_email.clone(),
        }),
        _ => Err(missing),
    }
}

/// A text that holds more than spaces.
fn given(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The labels joined for the eye, or none.
fn labels(coded: &[Coded]) -> Option<String> {
    let names: Vec<&str> =
        coded.iter().map(|one| one.name.as_str()).filter(|name| !name.is_empty()).collect();
    if names.is_empty() { None } else { Some(names.join(", ")) }
}

impl fmt::Display for Fact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
