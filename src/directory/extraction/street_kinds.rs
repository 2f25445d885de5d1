//! The kinds of street whose label a row may leave out (national table R35; `annuaire.md` §1.3).

const KINDS: [(&str, &str); 40] = [
    ("ALL", "Allée"),
    ("AV", "Avenue"),
    ("BD", "Boulevard"),
    ("CAR", "Carrefour"),
    ("CHE", "Chemin"),
    ("CHS", "Chaussée"),
    ("CITE", "Cité"),
    ("COR", "Corniche"),
    ("CRS", "Cours"),
    ("DOM", "Domaine"),
    ("DSC", "Descente"),
    ("ESP", "Esplanade"),
    ("FG", "Faubourg"),
    ("GR", "Grande Rue"),
    ("HAM", "Hameau"),
    ("HLE", "Halle"),
    ("IMP", "Impasse"),
    ("LD", "Lieu-dit"),
    ("LOT", "Lotissement"),
    ("MAR", "Marché"),
    ("MTE", "Montée"),
    ("PAS", "Passage"),
    ("PL", "Place"),
    ("PLN", "Plaine"),
    ("PLT", "Plateau"),
    ("PRO", "Promenade"),
    ("PRV", "Parvis"),
    ("QUA", "Quartier"),
    ("QUAI", "Quai"),
    ("R", "Rue"),
    ("RES", "Résidence"),
    ("RLE", "Ruelle"),
    ("ROC", "Rocade"),
    ("RPT", "Rond-point"),
    ("RTE", "Route"),
    ("RUE", "Rue"),
    ("SEN", "Sentier"),
    ("SQ", "Square"),
    ("TRA", "Traverse"),
    ("VLA", "Villa"),
];

/// The label of a kind of street.
pub fn name(code: &str) -> Option<&'static str> {
    KINDS.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}
