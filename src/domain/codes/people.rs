//! Who somebody is: profession, category, civility (`annuaire.md` §4).

use super::table::Table;

/// Professions: the tables G15, R94, R95 and R291, which share one column of the file.
///
/// Under `99` the role says what the person does.
pub static PROFESSIONS: Table = Table::new(&[
    ("10", "Médecin"),
    ("21", "Pharmacien"),
    ("26", "Audioprothésiste"),
    ("28", "Opticien-Lunetier"),
    ("31", "Assistant dentaire"),
    ("32", "Physicien médical"),
    ("40", "Chirurgien-Dentiste"),
    ("41", "Assistant de service social"),
    ("50", "Sage-Femme"),
    ("60", "Infirmier"),
    ("70", "Masseur-Kinésithérapeute"),
    ("71", "Ostéopathe"),
    ("72", "Psychothérapeute"),
    ("73", "Chiropracteur"),
    ("80", "Pédicure-Podologue"),
    ("81", "Orthoprothésiste"),
    ("82", "Podo-Orthésiste"),
    ("83", "Orthopédiste-Orthésiste"),
    ("84", "Oculariste"),
    ("85", "Epithésiste"),
    ("86", "Technicien de laboratoire médical"),
    ("91", "Orthophoniste"),
    ("92", "Orthoptiste"),
    ("93", "Psychologue"),
    ("94", "Ergothérapeute"),
    ("95", "Diététicien"),
    ("96", "Psychomotricien"),
    ("98", "Manipulateur ERM"),
    ("99", "Acteur caractérisé par un rôle"),
]);

/// Professional categories (R09).
pub static CATEGORIES: Table = Table::new(&[("C", "Civil"), ("E", "Etudiant"), ("M", "Agent public")]);

/// Civilities (R81).
pub static CIVILITIES: Table = Table::new(&[("M", "Monsieur"), ("MLLE", "Mademoiselle"), ("MME", "Madame")]);

/// Civilities in practice (R11), which most professions leave empty.
pub static PRACTICE_CIVILITIES: Table = Table::new(&[
    ("DR", "Docteur"),
    ("MC", "Médecin chef"),
    ("MG", "Médecin général"),
    ("PC", "Pharmacien chef"),
    ("PG", "Pharmacien général"),
    ("PR", "Professeur"),
]);
