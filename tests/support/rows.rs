//! Rows of the national file, in the layout of its 56 columns (`annuaire.md` §1.3).

/// The header, as published.
pub const HEADER: [&str; 56] = [
    "Type d'identifiant PP",
    "Identifiant PP",
    "Identification nationale PP",
    "Code civilité d'exercice",
    "Libellé civilité d'exercice",
    "Code civilité",
    "Libellé civilité",
    "Nom d'exercice",
    "Prénom d'exercice",
    "Code profession",
    "Libellé profession",
    "Code catégorie professionnelle",
    "Libellé catégorie professionnelle",
    "Code type savoir-faire",
    "Libellé type savoir-faire",
    "Code savoir-faire",
    "Libellé savoir-faire",
    "Code mode exercice",
    "Libellé mode exercice",
    "Numéro SIRET site",
    "Numéro SIREN site",
    "Numéro FINESS site",
    "Numéro FINESS établissement juridique",
    "Identifiant technique de la structure",
    "Raison sociale site",
    "Enseigne commerciale site",
    "Complément destinataire (coord. structure)",
    "Complément point géographique (coord. structure)",
    "Numéro Voie (coord. structure)",
    "Indice répétition voie (coord. structure)",
    "Code type de voie (coord. structure)",
    "Libellé type de voie (coord. structure)",
    "Libellé Voie (coord. structure)",
    "Mention distribution (coord. structure)",
    "Bureau cedex (coord. structure)",
    "Code postal (coord. structure)",
    "Code commune (coord. structure)",
    "Libellé commune (coord. structure)",
    "Code pays (coord. structure)",
    "Libellé pays (coord. structure)",
    "Téléphone (coord. structure)",
    "Téléphone 2 (coord. structure)",
    "Télécopie (coord. structure)",
    "Adresse e-mail (coord. structure)",
    "Code Département (structure)",
    "Libellé Département (structure)",
    "Ancien identifiant de la structure",
    "Autorité d'enregistrement",
    "Code secteur d'activité",
    "Libellé secteur d'activité",
    "Code section tableau pharmaciens",
    "Libellé section tableau pharmaciens",
    "Code rôle",
    "Libellé rôle",
    "Code genre activité",
    "Libellé genre activité",
];

/// A person as the rows name one.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// 11 digits, or 9 for an ADELI number.
    pub number: &'a str,
    pub last_name: &'a str,
    pub first_name: &'a str,
    /// Code and label, both possibly empty.
    pub profession: (&'a str, &'a str),
    /// Code and label, both possibly empty.
    pub skill: (&'a str, &'a str),
    /// Code and label, both possibly empty.
    pub role: (&'a str, &'a str),
}

/// A place as the rows name one; any fact may be empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'a> {
    pub finess: &'a str,
    pub siret: &'a str,
    pub name: &'a str,
    pub number: &'a str,
    pub street: (&'a str, &'a str),
    pub postcode: &'a str,
    pub town: &'a str,
    /// Code and label.
    pub sector: (&'a str, &'a str),
}

/// One row: a person at a place.
pub fn row(person: &Person<'_>, place: &Place<'_>) -> String {
    let mut cells = [const { String::new() }; HEADER.len()];
    let mut put = |column: usize, text: &str| text.clone_into(&mut cells[column]);
    let kind = if person.number.len() == 11 { "8" } else { "0" };
    put(0, kind);
    put(1, person.number);
    put(2, &format!("{kind}{}", person.number));
    put(7, person.last_name);
    put(8, person.first_name);
    put(9, person.profession.0);
    put(10, person.profession.1);
    put(11, "C");
    put(12, "Civil");
    put(15, person.skill.0);
    put(16, person.skill.1);
    put(17, "S");
    put(18, "Salarié");
    put(19, place.siret);
    put(21, place.finess);
    put(23, &structure(place));
    put(24, place.name);
    put(28, place.number);
    put(31, place.street.0);
    put(32, place.street.1);
    put(34, format!("{} {}", place.postcode, place.town.to_uppercase()).trim());
    put(35, place.postcode);
    put(37, place.town);
    put(48, place.sector.0);
    put(49, place.sector.1);
    put(52, person.role.0);
    put(53, person.role.1);
    let kind = if person.profession.0 == "21" {
        ("GENR04", "Activité non soignante")
    } else {
        ("GENR01", "Activité standard de soin ou de pharmacien")
    };
    put(54, kind.0);
    put(55, kind.1);
    cells.join("|")
}

/// The national directory's technical identifier of a place.
fn structure(place: &Place<'_>) -> String {
    match (place.finess, place.siret) {
        ("", "") => String::new(),
        ("", siret) => format!("C{siret}"),
        (finess, _) => format!("F{finess}"),
    }
}

#[test]
fn a_row_has_a_cell_for_each_column() {
    let person = Person {
        number: "19900000015",
        last_name: "A",
        first_name: "B",
        profession: ("10", "Médecin"),
        skill: ("", ""),
        role: ("", ""),
    };
    let row = row(&person, &Place::default());
    assert_eq!(row.split('|').count(), HEADER.len());
    assert!(row.starts_with("8|19900000015|819900000015||||"), "{row}");
}
