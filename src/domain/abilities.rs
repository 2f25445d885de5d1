//! What a directory can be asked.

/// What a directory can be asked beyond the fields that every directory knows.
///
/// A request for what it cannot do would be refused, or worse, find nothing: `staff_query` says it
/// in another way, or leaves it out where a page can do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    /// Whether it knows the fields that the national file adds to the company's:
    /// `activity_kind_code`, `department`, `mode_code`, `siret`, `skill_name`.
    pub has_national_fields: bool,
    /// Whether its entries tell the company's clients apart (`bimedoc_client`).
    pub knows_clients: bool,
    /// Whether some of its entries tell an address in the secure messaging system.
    pub knows_secure_emails: bool,
    /// Whether some of its entries tell an ADELI number ([`super::entry::ADELI`]).
    pub knows_adeli: bool,
    /// Whether it hears what stands beyond the five parameters (`SearchRequest::beyond`).
    pub hears_beyond: bool,
    /// The most values that one request may offer as alternatives.
    pub most_alternatives: usize,
}

impl Abilities {
    /// All that the embedded index can, whatever it holds: requests of up to 10,240 characters. ADELI numbers
    /// are asked for only where there are some, for elsewhere they are no field.
    pub const FULL: Self = Self {
        has_national_fields: true,
        knows_clients: true,
        knows_secure_emails: true,
        knows_adeli: false,
        hears_beyond: true,
        most_alternatives: 300,
    };

    /// Those of the company's gateway: a request is an address, of which lines longer than 4,000
    /// characters have been refused (`cloudsearch.md` §6.2).
    pub const GATEWAY: Self = Self {
        has_national_fields: false,
        knows_clients: true,
        knows_secure_emails: true,
        knows_adeli: false,
        hears_beyond: false,
        most_alternatives: 60,
    };
}
