//! The columns of the national file, found by name in its first line (`annuaire.md` §1.3).
//!
//! Layouts have grown from 48 columns to 56, always at the end, so that the columns of the later
//! ones are optional and unknown ones are passed over.

use crate::domain::text;

/// A column that Carnet reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// `8` for an RPPS number, `0` for an ADELI number.
    IdentifierType,
    /// RPPS or ADELI number of the person.
    Identifier,
    /// Title of address, which tells the gender.
    Title,
    /// Last name in practice.
    LastName,
    /// First name in practice.
    FirstName,
    /// Code of the profession.
    ProfessionCode,
    /// Label of the profession.
    ProfessionName,
    /// Code of the professional category.
    CategoryCode,
    /// Label of the professional category.
    CategoryName,
    /// Code of the skill.
    SkillCode,
    /// Label of the skill.
    SkillName,
    /// Code of the mode of practice.
    ModeCode,
    /// Label of the mode of practice.
    ModeName,
    /// SIRET number of the site.
    Siret,
    /// FINESS number of the site.
    Finess,
    /// FINESS number of the legal entity.
    LegalFiness,
    /// Technical identifier of the structure.
    StructureId,
    /// Registered name of the site.
    RegisteredName,
    /// Trade name of the site.
    TradeName,
    /// Complement of the addressee, which often repeats the trade name.
    Addressee,
    /// Number in the street.
    StreetNumber,
    /// What follows the number, such as `BIS`.
    StreetRepetition,
    /// Code of the kind of street.
    StreetKindCode,
    /// Label of the kind of street.
    StreetKindName,
    /// Name of the street.
    StreetName,
    /// Post box or the like.
    PostBox,
    /// Postcode and town in one line.
    PostOffice,
    /// Postcode.
    Postcode,
    /// INSEE code of the commune.
    CommuneCode,
    /// Name of the commune.
    CommuneName,
    /// Code of the country.
    CountryCode,
    /// Name of the country.
    CountryName,
    /// Telephone number of the structure.
    Phone,
    /// Second telephone number of the structure.
    SecondPhone,
    /// E-mail address of the structure.
    Email,
    /// Code of the sector of activity.
    SectorCode,
    /// Label of the sector of activity.
    SectorName,
    /// Code of the pharmacists' section.
    SectionCode,
    /// Label of the pharmacists' section.
    SectionName,
    /// Code of the role.
    RoleCode,
    /// Label of the role.
    RoleName,
    /// Code of the kind of activity.
    ActivityKindCode,
    /// Label of the kind of activity.
    ActivityKindName,
}

/// Every column with its published name, and whether the oldest layout has it already; in the
/// order of [`Column`].
const COLUMNS: [(Column, &str, bool); 43] = [
    (Column::IdentifierType, "Type d'identifiant PP", true),
    (Column::Identifier, "Identifiant PP", true),
    (Column::Title, "Code civilité", true),
    (Column::LastName, "Nom d'exercice", true),
    (Column::FirstName, "Prénom d'exercice", true),
    (Column::ProfessionCode, "Code profession", true),
    (Column::ProfessionName, "Libellé profession", true),
    (Column::CategoryCode, "Code catégorie professionnelle", true),
    (Column::CategoryName, "Libellé catégorie professionnelle", true),
    (Column::SkillCode, "Code savoir-faire", true),
    (Column::SkillName, "Libellé savoir-faire", true),
    (Column::ModeCode, "Code mode exercice", true),
    (Column::ModeName, "Libellé mode exercice", true),
    (Column::Siret, "Numéro SIRET site", true),
    (Column::Finess, "Numéro FINESS site", true),
    (Column::LegalFiness, "Numéro FINESS établissement juridique", true),
    (Column::StructureId, "Identifiant technique de la structure", true),
    (Column::RegisteredName, "Raison sociale site", true),
    (Column::TradeName, "Enseigne commerciale site", true),
    (Column::Addressee, "Complément destinataire (coord. structure)", true),
    (Column::StreetNumber, "Numéro Voie (coord. structure)", true),
    (Column::StreetRepetition, "Indice répétition voie (coord. structure)", true),
    (Column::StreetKindCode, "Code type de voie (coord. structure)", true),
    (Column::StreetKindName, "Libellé type de voie (coord. structure)", true),
    (Column::StreetName, "Libellé Voie (coord. structure)", true),
    (Column::PostBox, "Mention distribution (coord. structure)", true),
    (Column::PostOffice, "Bureau cedex (coord. structure)", true),
    (Column::Postcode, "Code postal (coord. structure)", true),
    (Column::CommuneCode, "Code commune (coord. structure)", true),
    (Column::CommuneName, "Libellé commune (coord. structure)", true),
    (Column::CountryCode, "Code pays (coord. structure)", true),
    (Column::CountryName, "Libellé pays (coord. structure)", true),
    (Column::Phone, "Téléphone (coord. structure)", true),
    (Column::SecondPhone, "Téléphone 2 (coord. structure)", true),
    (Column::Email, "Adresse e-mail (coord. structure)", true),
    (Column::SectorCode, "Code secteur d'activité", false),
    (Column::SectorName, "Libellé secteur d'activité", false),
    (Column::SectionCode, "Code section tableau pharmaciens", false),
    (Column::SectionName, "Libellé section tableau pharmaciens", false),
    (Column::RoleCode, "Code rôle", false),
    (Column::RoleName, "Libellé rôle", false),
    (Column::ActivityKindCode, "Code genre activité", false),
    (Column::ActivityKindName, "Libellé genre activité", false),
];

/// Where each column stands in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    positions: [Option<usize>; COLUMNS.len()],
    width: usize,
    trailing: bool,
}

impl Layout {
    /// Finds the columns in the header line; case, accents and apostrophes do not matter.
    ///
    /// # Errors
    /// The published names of the required columns that are missing.
    pub fn find(header: &str) -> Result<Self, Vec<&'static str>> {
        let mut names: Vec<String> = header.split('|').map(text::fold).collect();
        let trailing = names.last().is_some_and(String::is_empty);
        if trailing {
            names.pop();
        }
        let positions = COLUMNS.map(|(_, wanted, _)| {
            let wanted = text::fold(wanted);
            names.iter().position(|name| *name == wanted)
        });
        let missing: Vec<&str> = COLUMNS
            .iter()
            .zip(&positions)
            .filter(|((_, _, required), position)| *required && position.is_none())
            .map(|((_, name, _), _)| *name)
            .collect();
        if missing.is_empty() { Ok(Self { positions, width: names.len(), trailing }) } else { Err(missing) }
    }

    /// Takes the rows' word for whether a delimiter trails, where the first of them leaves no doubt that
    /// the header does otherwise (`annuaire.md` §0 rule 3).
    pub fn settle(&mut self, first_row: &str) {
        let (fields, is_trailed) = (first_row.split('|').count(), first_row.ends_with('|'));
        if is_trailed && fields == self.width + 1 {
            self.trailing = true;
        } else if !is_trailed && fields == self.width {
            self.trailing = false;
        }
    }

    /// How many columns the file has, a trailing delimiter not counted.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether each row ends with one more delimiter (`annuaire.md` §0 rule 3).
    pub fn trailing(&self) -> bool {
        self.trailing
    }

    /// Where the column stands; none where the file's layout is older than the column.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.positions[column as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(columns: impl Iterator<Item = (Column, &'static str, bool)>) -> String {
        columns.map(|(_, name, _)| name).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn every_column_stands_at_its_own_place() {
        for (place, (column, name, _)) in COLUMNS.into_iter().enumerate() {
            assert_eq!(column as usize, place, "{name}");
        }
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let layout = Layout::find(&header(COLUMNS.into_iter().rev())).unwrap();
        assert_eq!(layout.position(Column::ActivityKindName), Some(0));
        assert_eq!(layout.position(Column::IdentifierType), Some(42));
        assert_eq!(layout.width(), 43);
    }

    #[test]
    fn case_accents_and_apostrophes_do_not_matter_and_a_trailing_pipe_is_no_column() {
        let header = header(COLUMNS.into_iter()).to_uppercase().replace('\'', "’").replace('É', "E") + "|";
        let layout = Layout::find(&header).unwrap();
        assert_eq!((layout.width(), layout.trailing()), (43, true));
    }

    #[test]
    fn rows_may_trail_otherwise_than_their_header() {
        let row = vec!["x"; COLUMNS.len()].join("|");
        for (header_ends, row_ends) in [("", "|"), ("|", "")] {
            let mut layout = Layout::find(&(header(COLUMNS.into_iter()) + header_ends)).unwrap();
            layout.settle(&(row.clone() + row_ends));
            assert_eq!(layout.trailing(), row_ends == "|");
            layout.settle("x|");
            assert_eq!(layout.trailing(), row_ends == "|", "a broken row tells nothing");
        }
    }

    #[test]
    fn the_oldest_layout_lacks_what_came_later() {
        let layout = Layout::find(&header(COLUMNS.into_iter().filter(|column| column.2))).unwrap();
        assert_eq!(layout.position(Column::RoleCode), None);
    }

    #[test]
    fn missing_columns_are_named() {
        let without = COLUMNS.into_iter().filter(|(column, _, _)| *column != Column::Finess);
        assert_eq!(Layout::find(&header(without)), Err(vec!["Numéro FINESS site"]));
    }
}
