//! What was refused of a file, by reason: how often, and where first.

use serde::{Deserialize, Serialize};

use crate::directory::extraction::row::Refusal;

/// Why something is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// The line is too long to be a row.
    TooLong,
    /// The row has not as many fields as the header.
    FieldCount,
    /// The person's identifier is of no known kind.
    IdentifierType,
    /// The RPPS number has another shape.
    Rpps,
    /// The ADELI number has another shape.
    Adeli,
    /// A FINESS number has another shape.
    Finess,
    /// It is no operation on a document.
    Document,
}

impl From<&Refusal> for Flaw {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::TooLong => Self::TooLong,
            Refusal::FieldCount { .. } => Self::FieldCount,
            Refusal::IdentifierType(_) => Self::IdentifierType,
            Refusal::Rpps(_) => Self::Rpps,
            Refusal::Adeli(_) => Self::Adeli,
            Refusal::Finess(_) => Self::Finess,
        }
    }
}

/// What was refused for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The reason.
    pub flaw: Flaw,
    /// How often.
    pub count: u64,
    /// The line of the first one in the file.
    pub first_line: u64,
}

/// Counts one more at a line; reasons stand in the order in which they were first met.
pub fn add(refused: &mut Vec<Refused>, flaw: Flaw, line: u64) {
    match refused.iter_mut().find(|known| known.flaw == flaw) {
        Some(known) => known.count += 1,
        None => refused.push(Refused { flaw, count: 1, first_line: line }),
    }
}
