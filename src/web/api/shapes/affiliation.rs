//! The link between an organization and a worker.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{domain::selection, registry::registered::Affiliated};

/// Where an entry came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The company's gateway.
    Gateway,
    /// The imported directory.
    Index,
    /// The demonstration directory, whose people are invented.
    Demo,
}

/// A mandatory fact, named as the directory names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
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

/// The link between an organization and a worker.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Affiliation {
    /// Mode of practice at this place, as the directory labels it.
    #[schema(required = true, examples("Salarié"))]
    mode: Option<String>,
    /// Role at this place, as the directory labels it.
    #[schema(required = true)]
    role: Option<String>,
    /// The directory's identifier of the entry that was selected.
    #[schema(examples("p7k3n2d5q4h6m8r1t0v9w2x5y3z"))]
    entry: String,
    /// Where that entry came from.
    source: Source,
    /// The facts that were completed by hand.
    completed_by_hand: Vec<Fact>,
    /// When they were linked.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Who linked them.
    #[schema(examples("token:planning-prod"))]
    created_by: String,
}

impl Affiliation {
    /// The link of an affiliated organization or worker.
    pub fn of<T>(affiliated: &Affiliated<T>) -> Self {
        Self {
            mode: affiliated.mode.clone(),
            role: affiliated.role.clone(),
            entry: affiliated.entry_id.clone(),
            source: affiliated.source.into(),
            completed_by_hand: affiliated.completed_by_hand.iter().copied().map(Fact::from).collect(),
            created_at: moment(affiliated.since),
            created_by: affiliated.by.clone(),
        }
    }
}

/// A moment, of seconds since 1970.
pub fn moment(at: i64) -> Timestamp {
    Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH)
}

impl Source {
    /// The word under which the directory knows it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gateway => selection::Source::Gateway.as_str(),
            Self::Index => selection::Source::Index.as_str(),
            Self::Demo => selection::Source::Demo.as_str(),
        }
    }
}

impl From<selection::Source> for Source {
    fn from(source: selection::Source) -> Self {
        match source {
            selection::Source::Gateway => Self::Gateway,
            selection::Source::Index => Self::Index,
            selection::Source::Demo => Self::Demo,
        }
    }
}

impl From<selection::Fact> for Fact {
    fn from(fact: selection::Fact) -> Self {
        match fact {
            selection::Fact::Finess => Self::Finess,
            selection::Fact::RegisteredName => Self::RegisteredName,
            selection::Fact::RppsNumber => Self::RppsNumber,
            selection::Fact::LastName => Self::LastName,
            selection::Fact::FirstName => Self::FirstName,
            selection::Fact::ProfessionName => Self::ProfessionName,
        }
    }
}
