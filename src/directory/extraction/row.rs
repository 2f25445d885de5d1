//! One row of the national file, checked: the number of fields and the shape of identifiers.
//!
//! A wrong check digit refuses nothing (`annuaire.md` §0 rule 9).

use std::fmt;

use super::columns::{Column, Layout};
use crate::domain::identifiers::{Finess, Rpps};

/// A row whose fields can be read by column.
pub struct Row<'a> {
    fields: Vec<&'a str>,
    layout: &'a Layout,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The line is longer than [`super::lines::LONGEST_LINE`].
    TooLong,
    /// The row has not as many fields as the header.
    FieldCount {
        /// How many it has.
        found: usize,
        /// How many the header names.
        wanted: usize,
    },
    /// The identifier is neither an RPPS nor an ADELI number.
    IdentifierType(String),
    /// An RPPS number has 11 digits.
    Rpps(String),
    /// An ADELI number has 9 characters, digits but for Corsica's A and B.
    Adeli(String),
    /// A FINESS number has 9 characters: digits, or `2A`/`2B` and 7 digits.
    Finess(String),
}

/// Who a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person<'a> {
    /// The RPPS number.
    Rpps(&'a str),
    /// The ADELI number, which old files have for professions that had no RPPS number yet.
    Adeli(&'a str),
}

impl Person<'_> {
    /// The national identifier: the type and the number.
    pub fn national_id(self) -> String {
        match self {
            Self::Rpps(number) => format!("8{number}"),
            Self::Adeli(number) => format!("0{number}"),
        }
    }
}

impl<'a> Row<'a> {
    /// Cuts a line into fields, as many as the header names.
    ///
    /// A delimiter may trail only where the layout has it: elsewhere it tells of a value that
    /// holds one and has shifted the row.
    ///
    /// # Errors
    /// [`Refusal::FieldCount`].
    pub fn split(line: &'a str, layout: &'a Layout) -> Result<Self, Refusal> {
        let line = if layout.trailing() { line.strip_suffix('|').unwrap_or(line) } else { line };
        let mut fields: Vec<&str> = Vec::with_capacity(layout.width());
        fields.extend(line.split('|'));
        if fields.len() == layout.width() {
            Ok(Self { fields, layout })
        } else {
            Err(Refusal::FieldCount { found: fields.len(), wanted: layout.width() })
        }
    }

    /// The value of a column without the spaces around it; none where it is empty.
    pub fn get(&self, column: Column) -> Option<&'a str> {
        let value = self.fields[self.layout.position(column)?].trim();
        (!value.is_empty()).then_some(value)
    }

    /// Checks the shapes of the identifiers and tells who the row is about.
    ///
    /// # Errors
    /// The first identifier of a wrong shape.
    pub fn check(&self) -> Result<Person<'a>, Refusal> {
        for column in [Column::Finess, Column::LegalFiness] {
            if let Some(number) = self.get(column) {
                finess(number).ok_or_else(|| Refusal::Finess(number.to_owned()))?;
            }
        }
        self.person()
    }

    /// Who the row is about.
    ///
    /// # Errors
    /// The person's identifier where its shape is wrong.
    pub fn person(&self) -> Result<Person<'a>, Refusal> {
        let number = self.get(Column::Identifier).unwrap_or_default();
        match self.get(Column::IdentifierType).unwrap_or_default() {
            "8" if Rpps::parse(number).is_ok_and(|rpps| rpps.as_str() == number) => Ok(Person::Rpps(number)),
            "8" => Err(Refusal::Rpps(number.to_owned())),
            "0" if is_adeli(number) => Ok(Person::Adeli(number)),
            "0" => Err(Refusal::Adeli(number.to_owned())),
            other => Err(Refusal::IdentifierType(other.to_owned())),
        }
    }

    /// The FINESS number of the site, else the one that the technical identifier holds.
    pub fn finess(&self) -> Option<Finess> {
        let of_structure = || self.get(Column::StructureId).filter(|id| id.starts_with('F'));
        finess(self.get(Column::Finess).or_else(of_structure)?)
    }

    /// The FINESS number of the legal entity.
    pub fn legal_finess(&self) -> Option<Finess> {
        finess(self.get(Column::LegalFiness)?)
    }
}

/// A FINESS number, which may follow an `F` (`annuaire.md` §0 rule 7).
fn finess(text: &str) -> Option<Finess> {
    Finess::parse(text.strip_prefix(['F', 'f']).unwrap_or(text)).ok()
}

fn is_adeli(number: &str) -> bool {
    number.len() == 9 && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'A' | b'B'))
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => out.write_str("the line is too long to be a row"),
            Self::FieldCount { found, wanted } => {
                let fields = if *found == 1 { "field" } else { "fields" };
                write!(out, "{found} {fields} where the header names {wanted}")
            }
            Self::IdentifierType(kind) => {
                write!(out, "the type of identifier is “{kind}”, neither 8 (RPPS) nor 0 (ADELI)")
            }
            Self::Rpps(number) => write!(out, "the RPPS number “{number}” does not have 11 digits"),
            Self::Adeli(number) => write!(out, "the ADELI number “{number}” does not have 9 digits"),
            Self::Finess(number) => {
                write!(out, "the FINESS number “{number}” does not have 9 digits (or 2A or 2B and 7 digits)")
            }
        }
    }
}

impl std::error::Error for Refusal {}
