//! What is loaded, from when, how many: a small file that stands in the index's own folder.

use std::{fmt, fs, io, path::Path};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{publication::Publication, refused::Refused};
use crate::domain::{abilities::Abilities, entry::Coded, selection::Source};

const FILE: &str = "status.json";

/// Which directory the index holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Invented people, until a real directory is imported.
    Demo,
    /// The national directory.
    National,
    /// A company's own.
    Company,
}

impl Kind {
    /// As what its entries are registered.
    pub fn source(self) -> Source {
        if self == Self::Demo { Source::Demo } else { Source::Index }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Demo => "the demonstration directory",
            Self::National => "the national directory",
            Self::Company => "a company's own directory",
        })
    }
}

/// What an index holds, and the import that made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Which directory.
    pub kind: Kind,
    /// The day of the directory: the file's stamp, else the day given; none when unknown.
    pub date: Option<Date>,
    /// When it was imported, in seconds since 1970-01-01 UTC.
    pub imported_at: i64,
    /// Name of the imported file.
    pub file_name: String,
    /// What was downloaded; none where a file was given.
    #[serde(default)]
    pub publication: Option<Publication>,
    /// Rows of the file, the header and empty lines not counted: kept, duplicate and refused.
    pub rows_read: u64,
    /// Rows that went into entries.
    pub rows_kept: u64,
    /// Rows that stood in the file word for word before.
    pub rows_duplicate: u64,
    /// Rows that could not be read.
    pub rows_refused: u64,
    /// Those by reason.
    #[serde(default)]
    pub refusals: Vec<Refused>,
    /// Persons at places.
    pub entries: u64,
    /// Persons.
    pub people: u64,
    /// Whether some entry says if it is among the company's clients.
    pub has_clients: bool,
    /// Whether some entry tells an address in the secure messaging system.
    #[serde(default)]
    pub has_secure_emails: bool,
    /// Whether some entry tells an ADELI number.
    #[serde(default)]
    pub has_adeli: bool,
    /// Professions with their number of entries, most frequent first.
    pub professions: Vec<(Coded, u64)>,
    /// Sectors of activity with their number of entries, most frequent first.
    pub segments: Vec<(Coded, u64)>,
    /// Departments with their number of entries, in the order of their codes.
    pub departments: Vec<(String, u64)>,
}

impl Status {
    /// What an index that holds this can be asked.
    pub fn abilities(&self) -> Abilities {
        Abilities {
            knows_clients: self.has_clients,
            knows_secure_emails: self.has_secure_emails,
            knows_adeli: self.has_adeli,
            ..Abilities::FULL
        }
    }

    /// Reads the status of the index in that folder.
    ///
    /// # Errors
    /// The file is missing, unreadable, or not of this version of Carnet.
    pub fn read(folder: &Path) -> io::Result<Self> {
        Ok(serde_json::from_slice(&fs::read(folder.join(FILE))?)?)
    }

    /// Writes it beside the index in that folder.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        fs::write(folder.join(FILE), serde_json::to_vec(self)?)
    }
}
