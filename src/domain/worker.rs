//! A health-care worker.

use serde::{Deserialize, Serialize};

use super::{identifiers::Rpps, text};

/// What is known of a worker; the RPPS number is the key, both names and the profession are
/// mandatory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worker {
    /// RPPS number, the key.
    pub rpps_number: Rpps,
    /// Last name in practice.
    pub last_name: String,
    /// First name in practice; may be empty in the national file.
    pub first_name: String,
    /// Label of the profession.
    pub profession_name: String,
    /// Code of the profession (`annuaire.md` §4).
    pub profession_code: Option<String>,
    /// `M` or `F`.
    pub gender: Option<String>,
    /// Labels of the skills.
    pub skills: Vec<String>,
    /// Telephone number.
    pub phone_number: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Addresses in the secure health messaging system.
    pub secure_email: Vec<String>,
}

impl Worker {
    /// What workers are sorted by: last name, then first name, folded.
    pub fn sort_name(&self) -> String {
        text::fold(&format!("{} {}", self.last_name, self.first_name))
    }

    /// The name as it stands in lists: last name, then first name.
    pub fn display_name(&self) -> String {
        format!("{} {}", self.last_name, self.first_name)
    }
}
