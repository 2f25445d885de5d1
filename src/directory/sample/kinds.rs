//! Kinds of organizations: their sector, how many there are, how they are called.

/// A kind of organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Public hospital.
    Hospital,
    /// Private hospital, not for profit.
    NonProfitHospital,
    /// Private hospital, for profit.
    Clinic,
    /// Health centre.
    HealthCentre,
    /// Medical laboratory.
    Laboratory,
    /// Pharmacy.
    Pharmacy,
    /// Home for people with disabilities.
    DisabilityHome,
    /// Home for the elderly.
    ElderlyHome,
    /// Several professions under one roof (maison de santé).
    HealthHouse,
    /// Practice of one person, who is its only worker.
    SoloPractice,
    /// Practice of several people.
    GroupPractice,
    /// Practice run as a company.
    Company,
    /// Shop that fits devices: glasses, hearing aids, orthoses.
    Shop,
    /// School or university.
    School,
    /// Maker of medicines or devices.
    Industry,
    /// Mother and child protection.
    ChildProtection,
    /// Local authority.
    Authority,
}

/// What is true of all organizations of one kind.
#[derive(Debug)]
pub struct Facts {
    /// Code of its sector of activity (R02).
    pub sector: &'static str,
    /// Whether it has a FINESS number.
    pub finess: bool,
    /// How many there are for each million rows of the file.
    pub per_million: u64,
    /// Beginnings of its name; none for a practice that is called after its owner.
    pub titles: &'static [&'static str],
    /// Who registers the place where the profession has no order of its own.
    pub registered_by: &'static str,
    /// Whether people there are mostly employed, rather than on their own account.
    pub employs: bool,
}

impl Kind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Self; 17] = [
        Self::Hospital,
        Self::NonProfitHospital,
        Self::Clinic,
        Self::HealthCentre,
        Self::Laboratory,
        Self::Pharmacy,
        Self::DisabilityHome,
        Self::ElderlyHome,
        Self::HealthHouse,
        Self::SoloPractice,
        Self::GroupPractice,
        Self::Company,
        Self::Shop,
        Self::School,
        Self::Industry,
        Self::ChildProtection,
        Self::Authority,
    ];

    /// The facts of this kind.
    ///
    /// Where `annuaire.md` §6 counts the sites of a kind, `per_million` is that count over the 2.29
    /// million rows; the others are estimates that give each place a plausible number of workers.
    pub fn facts(self) -> &'static Facts {
        match self {
            Self::Hospital => &HOSPITAL,
            Self::NonProfitHospital => &NON_PROFIT_HOSPITAL,
            Self::Clinic => &CLINIC,
            Self::HealthCentre => &HEALTH_CENTRE,
            Self::Laboratory => &LABORATORY,
            Self::Pharmacy => &PHARMACY,
            Self::DisabilityHome => &DISABILITY_HOME,
            Self::ElderlyHome => &ELDERLY_HOME,
            Self::HealthHouse => &HEALTH_HOUSE,
            Self::SoloPractice => &SOLO_PRACTICE,
            Self::GroupPractice => &GROUP_PRACTICE,
            Self::Company => &COMPANY,
            Self::Shop => &SHOP,
            Self::School => &SCHOOL,
            Self::Industry => &INDUSTRY,
            Self::ChildProtection => &CHILD_PROTECTION,
            Self::Authority => &AUTHORITY,
        }
    }
}

const fn care(sector: &'static str, per_million: u64, titles: &'static [&'static str]) -> Facts {
    Facts { sector, finess: true, per_million, titles, registered_by: "ARS", employs: true }
}

const fn practice(sector: &'static str, per_million: u64, titles: &'static [&'static str]) -> Facts {
    Facts { sector, finess: false, per_million, titles, registered_by: "CPAM", employs: false }
}

const fn employer(sector: &'static str, per_million: u64, titles: &'static [&'static str]) -> Facts {
    Facts { sector, finess: false, per_million, titles, registered_by: "Variable", employs: true }
}

static HOSPITAL: Facts =
    care("SA01", 900, &["CENTRE HOSPITALIER", "HOPITAL", "CH", "GROUPE HOSPITALIER", "CENTRE HOSPITALIER"]);
static NON_PROFIT_HOSPITAL: Facts = care("SA03", 260, &["HOPITAL", "CENTRE DE READAPTATION", "INSTITUT"]);
static CLINIC: Facts = care("SA04", 500, &["CLINIQUE", "POLYCLINIQUE", "HOPITAL PRIVE"]);
static HEALTH_CENTRE: Facts = care("SA05", 1_570, &["CENTRE DE SANTE", "CENTRE DENTAIRE", "CENTRE MEDICAL"]);
static LABORATORY: Facts = care("SA25", 1_990, &["LABORATOIRE", "LBM", "LABORATOIRE DE BIOLOGIE MEDICALE"]);
static PHARMACY: Facts =
    care("SA33", 8_700, &["PHARMACIE", "GRANDE PHARMACIE", "PHARMACIE", "SELARL PHARMACIE"]);
static DISABILITY_HOME: Facts = care("SA16", 2_320, &["MAS", "IME", "SESSAD", "FOYER D'ACCUEIL MEDICALISE"]);
static ELDERLY_HOME: Facts = care("SA17", 4_320, &["EHPAD", "RESIDENCE", "EHPAD RESIDENCE"]);
static HEALTH_HOUSE: Facts = care("SA52", 1_410, &["MAISON DE SANTE", "POLE DE SANTE", "MSP"]);
static SOLO_PRACTICE: Facts = practice("SA07", 0, &[]);
static GROUP_PRACTICE: Facts =
    practice("SA08", 17_000, &["CABINET", "CABINET MEDICAL", "CABINET PARAMEDICAL", "SCM"]);
static COMPANY: Facts = practice("SA09", 6_500, &["SELARL", "SELAS", "SCP"]);
static SHOP: Facts = employer("SA42", 9_200, &["OPTIQUE", "AUDITION", "SARL", "ESPACE OPTIQUE"]);
static SCHOOL: Facts =
    employer("SA14", 900, &["COLLEGE", "INSTITUT DE FORMATION", "SERVICE DE SANTE UNIVERSITAIRE"]);
static INDUSTRY: Facts = employer("SA32", 300, &["LABORATOIRES", "SOCIETE", "PHARMA"]);
static CHILD_PROTECTION: Facts = employer("SA15", 500, &["PMI", "CENTRE DE PLANIFICATION"]);
static AUTHORITY: Facts = employer("SA27", 700, &["CONSEIL DEPARTEMENTAL", "SERVICE SOCIAL", "MAIRIE"]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_listed_in_the_order_of_their_numbers() {
        for (number, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, number);
        }
    }
}
