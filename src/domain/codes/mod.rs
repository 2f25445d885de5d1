//! The national code tables, as published by the Agence du Numérique en Santé (`annuaire.md` §4).
//!
//! Labels change between releases and the file abbreviates them, so that a code is read here
//! first, and the file's own label serves only where a table does not hold the code.
//!
//! ```
//! use carnet::domain::codes;
//!
//! assert_eq!(codes::label(&codes::PROFESSIONS, "28"), Some("Opticien-Lunetier"));
//! assert_eq!(codes::label(&codes::SECTORS, "SA00"), None);
//! ```

mod activity;
mod people;
mod sectors;
mod skills;
mod table;

pub use activity::{ACTIVITY_KINDS, MODES, ROLES, SECTIONS};
pub use people::{CATEGORIES, CIVILITIES, PRACTICE_CIVILITIES, PROFESSIONS};
pub use sectors::SECTORS;
pub use skills::{SKILL_KINDS, SKILLS};
pub use table::{Table, label, numbered};

#[cfg(test)]
mod tests {
    use super::{
        ACTIVITY_KINDS, CATEGORIES, CIVILITIES, MODES, PRACTICE_CIVILITIES, PROFESSIONS, ROLES, SECTIONS,
        SECTORS, SKILL_KINDS, SKILLS, Table, label,
    };

    const ALL: [(&Table, usize); 11] = [
        (&PROFESSIONS, 29),
        (&CATEGORIES, 3),
        (&CIVILITIES, 3),
        (&PRACTICE_CIVILITIES, 6),
        (&MODES, 3),
        (&ACTIVITY_KINDS, 14),
        (&ROLES, 59),
        (&SECTIONS, 17),
        (&SECTORS, 69),
        (&SKILL_KINDS, 11),
        (&SKILLS, 110),
    ];

    #[test]
    fn every_code_of_every_table_finds_its_own_label() {
        for (table, size) in ALL {
            assert_eq!(table.rows().len(), size, "{:?}", table.rows()[0]);
            for (code, name) in table.rows() {
                assert_eq!(label(table, code), Some(*name), "{code} is out of order or stands twice");
            }
        }
    }

    #[test]
    fn labels_are_written_out_and_carry_no_notes() {
        for (code, name) in ALL.iter().flat_map(|(table, _)| table.rows()) {
            assert!(!name.is_empty() && name.trim() == *name, "{code}");
            for mark in ["[", "(ended", " opt ", "\t"] {
                assert!(!name.contains(mark), "{code} {name}");
            }
        }
    }

    #[test]
    fn a_code_that_no_table_holds_has_no_label() {
        for code in ["", "1", "10 ", "SM", "SM999", "é"] {
            assert!(ALL.iter().all(|(table, _)| label(table, code).is_none()), "{code}");
        }
    }

    #[test]
    fn labels_are_those_of_the_published_tables() {
        assert_eq!(label(&PROFESSIONS, "93"), Some("Psychologue"));
        assert_eq!(label(&SKILLS, "SM53"), Some("Spécialiste en Médecine générale"));
        assert_eq!(label(&ROLES, "FON-33"), Some("Salarié en poste fixe"));
        assert_eq!(label(&SECTIONS, "G"), Some("Pharmacien biologiste"));
    }
}
