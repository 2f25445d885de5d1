//! The invented directory that the front-door tests search: each person stands for a case.

use carnet::domain::identifiers::with_check_digit;

use super::rows::{HEADER, Person, Place, row};

/// Name of the file, whose stamp dates the directory.
pub const FILE_NAME: &str = "PS_LibreAcces_Personne_activite_202611220312.txt";

const DOCTOR: (&str, &str) = ("10", "Médecin");
const PHARMACIST: (&str, &str) = ("21", "Pharmacien");
const NURSE: (&str, &str) = ("60", "Infirmier");
const PHYSIOTHERAPIST: (&str, &str) = ("70", "Masseur-Kinésithérapeute");
const NONE: (&str, &str) = ("", "");

const fn person(
    number: &'static str,
    last_name: &'static str,
    first_name: &'static str,
    profession: (&'static str, &'static str),
) -> Person<'static> {
    Person { number, last_name, first_name, profession, skill: NONE, role: NONE }
}

/// All facts are there: the main job.
pub const COMPLETE: Person<'static> = Person {
    skill: ("SM04", "Cardiologie et maladies vasculaires"),
    ..person("19900000019", "DUBREUIL", "Claire", DOCTOR)
};
/// Works at both hospitals.
pub const TWO_HOSPITALS: Person<'static> = person("19900000027", "LEVANTIN", "Marc", PHARMACIST);
/// At a place without a FINESS, at the address of [`HEALTH_CENTRE`].
pub const WITHOUT_FINESS: Person<'static> = person("19900000035", "KERVADEC", "Solène", PHYSIOTHERAPIST);
/// At [`HOSPITAL`] and [`OTHER_HOSPITAL`].
pub const WITHOUT_FIRST_NAME: Person<'static> = person("19900000043", "ABADOUX", "", NURSE);
/// At [`PHARMACY`].
pub const WITHOUT_PROFESSION: Person<'static> = person("19900000050", "TASSINEAU", "Hugo", NONE);
/// Known by an ADELI number alone.
pub const WITHOUT_RPPS: Person<'static> = person("259300012", "BRUNELOT", "Léa", ("93", "Psychologue"));
/// Two people of one name; this one at [`PHARMACY`].
pub const NAMESAKE: Person<'static> = person("19900000068", "MARTINEAU", "Isabelle", PHARMACIST);
/// The other; at [`CLINIC`].
pub const OTHER_NAMESAKE: Person<'static> = person("19900000076", "MARTINEAU", "Isabelle", NURSE);
/// With [`NAMESAKE`] and [`WITHOUT_PROFESSION`] at [`PHARMACY`].
pub const AT_THE_PHARMACY: Person<'static> = person("19900000084", "ORVAL", "Denis", PHARMACIST);
/// An RPPS number whose check digit is wrong; at [`DOUBTFUL_CLINIC`].
pub const DOUBTFUL: Person<'static> = person("19900000099", "QUERSIN", "Paul", DOCTOR);
/// At [`NAMELESS`].
pub const AT_THE_NAMELESS: Person<'static> = person("19900000100", "VAUBERT", "Alice", NURSE);
/// At [`UNNAMED_CLINIC`].
pub const AT_THE_UNNAMED_CLINIC: Person<'static> = person("19900000167", "BLANCHON", "Rémi", NURSE);
/// Told by a role alone; at [`CLINIC`].
pub const TOLD_BY_ROLE: Person<'static> = Person {
    role: ("313", "Aide-soignant"),
    ..person("19900000175", "FERRANDEL", "Maud", ("99", "Acteur caractérisé par un rôle"))
};
/// At no place at all.
pub const WITHOUT_PLACE: Person<'static> = person("19900000118", "SORBIEN", "Noé", DOCTOR);
/// Neither first name nor profession nor FINESS.
pub const WITHOUT_ANYTHING: Person<'static> = person("19900000126", "GALTIER-ROUX", "", NONE);
/// Gives [`HEALTH_CENTRE`] an entry.
pub const AT_THE_HEALTH_CENTRE: Person<'static> = person("19900000134", "JASMIN", "Yves", DOCTOR);
/// At two places without a FINESS.
pub const TWO_WITHOUT_FINESS: Person<'static> = person("19900000159", "LARMIER", "Odile", PHYSIOTHERAPIST);
/// Text that would be markup.
pub const MARKUP: Person<'static> = person("19900000142", "<b>O'NEIL</b> & \"FILS\"", "Zoé", DOCTOR);

const PUBLIC_HOSPITAL: (&str, &str) = ("SA01", "Etablissement Public de santé");
const PRIVATE_CLINIC: (&str, &str) = ("SA04", "Etablissement privé à but lucratif");
const DISPENSARY: (&str, &str) = ("SA33", "Pharmacie d'officine");
const PRACTICE: (&str, &str) = ("SA07", "Cabinet individuel");

/// A hospital whose facts are all there.
pub const HOSPITAL: Place<'static> = Place {
    finess: "259900017",
    siret: "99000000000017",
    name: "Hôpital des Trois-Rivières",
    number: "2",
    street: ("Faubourg", "DES MOULINS"),
    postcode: "25300",
    town: "Valmont-sur-Doubs",
    sector: PUBLIC_HOSPITAL,
};
/// Another.
pub const OTHER_HOSPITAL: Place<'static> = Place {
    finess: "259900025",
    siret: "99000000000025",
    name: "Hôpital du Haut-Plateau",
    number: "14",
    street: ("Rue", "DU BELVEDERE"),
    postcode: "25500",
    town: "Montclair-le-Haut",
    sector: PUBLIC_HOSPITAL,
};
/// A clinic.
pub const CLINIC: Place<'static> = Place {
    finess: "699900031",
    siret: "99000000000033",
    name: "Clinique du Parc-aux-Cerfs",
    number: "103",
    street: ("Rue", "DES TILLEULS"),
    postcode: "69004",
    town: "Lyon",
    sector: PRIVATE_CLINIC,
};
/// A pharmacy of several people.
pub const PHARMACY: Place<'static> = Place {
    finess: "339900045",
    siret: "99000000000041",
    name: "Pharmacie du Vieux Moulin",
    number: "8",
    street: ("Place", "DU MARCHE"),
    postcode: "33000",
    town: "Bordeaux",
    sector: DISPENSARY,
};
/// A FINESS number whose check digit is wrong.
pub const DOUBTFUL_CLINIC: Place<'static> = Place {
    finess: "139900055",
    siret: "99000000000058",
    name: "Clinique des Calanques",
    number: "5",
    street: ("Avenue", "DU LARGE"),
    postcode: "13008",
    town: "Marseille",
    sector: PRIVATE_CLINIC,
};
/// A FINESS number without a name.
pub const NAMELESS: Place<'static> = Place {
    finess: "259900066",
    siret: "99000000000066",
    name: "",
    postcode: "25000",
    town: "Besançon",
    ..HOSPITAL
};
/// [`CLINIC`] where a row leaves out its name.
pub const UNNAMED_CLINIC: Place<'static> = Place { name: "", ..CLINIC };
/// In Corsica, where a FINESS number holds a letter.
pub const HEALTH_CENTRE: Place<'static> = Place {
    finess: "2A9900073",
    siret: "99000000000074",
    name: "Maison de santé des Arbousiers",
    number: "3",
    street: ("Chemin", "DES ARBOUSIERS"),
    postcode: "20000",
    town: "Ajaccio",
    sector: PRACTICE,
};
/// The same address, without a FINESS.
pub const PRACTICE_WITHOUT_FINESS: Place<'static> =
    Place { finess: "", name: "Cabinet Kervadec", ..HEALTH_CENTRE };
/// Another place without a FINESS.
pub const OTHER_PRACTICE_WITHOUT_FINESS: Place<'static> = Place {
    siret: "99000000000082",
    name: "Cabinet du Port",
    number: "1",
    street: ("Quai", "DES PECHEURS"),
    ..PRACTICE_WITHOUT_FINESS
};
/// No place at all.
pub const NOWHERE: Place<'static> =
    Place { finess: "", siret: "", name: "", number: "", street: NONE, postcode: "", town: "", sector: NONE };

/// The last name that more people bear than a page shows.
pub const CROWD_NAME: &str = "PEUPLERAIE";
/// How many they are.
pub const CROWD: usize = 64;
/// How many of them work at [`CLINIC`], the others each at a place of their own.
pub const CROWD_AT_THE_CLINIC: usize = 12;

/// The whole file.
pub fn file() -> String {
    let places = [
        (COMPLETE, HOSPITAL),
        (TWO_HOSPITALS, HOSPITAL),
        (TWO_HOSPITALS, OTHER_HOSPITAL),
        (WITHOUT_FINESS, PRACTICE_WITHOUT_FINESS),
        (WITHOUT_FIRST_NAME, HOSPITAL),
        (WITHOUT_FIRST_NAME, OTHER_HOSPITAL),
        (TWO_WITHOUT_FINESS, PRACTICE_WITHOUT_FINESS),
        (TWO_WITHOUT_FINESS, OTHER_PRACTICE_WITHOUT_FINESS),
        (WITHOUT_PROFESSION, PHARMACY),
        (WITHOUT_RPPS, CLINIC),
        (NAMESAKE, PHARMACY),
        (OTHER_NAMESAKE, CLINIC),
        (AT_THE_PHARMACY, PHARMACY),
        (DOUBTFUL, DOUBTFUL_CLINIC),
        (AT_THE_NAMELESS, NAMELESS),
        (AT_THE_UNNAMED_CLINIC, UNNAMED_CLINIC),
        (TOLD_BY_ROLE, CLINIC),
        (WITHOUT_PLACE, NOWHERE),
        (WITHOUT_ANYTHING, NOWHERE),
        (AT_THE_HEALTH_CENTRE, HEALTH_CENTRE),
        (MARKUP, OTHER_HOSPITAL),
    ];
    let mut lines = vec![HEADER.join("|")];
    lines.extend(places.iter().map(|(person, place)| row(person, place)));
    lines.extend(crowd());
    lines.join("\n") + "\n"
}

/// The rows of the people who share a last name.
fn crowd() -> impl Iterator<Item = String> {
    const FIRST_NAMES: [&str; 8] = ["Anne", "Bruno", "Chloé", "David", "Elsa", "Franck", "Gaëlle", "Hervé"];
    (0..CROWD).map(|at| {
        let first_name = format!("{}-{}", FIRST_NAMES[at % 8], FIRST_NAMES[at / 8]);
        let number = with_check_digit(&format!("199001{at:04}"));
        let person = Person {
            number: &number,
            last_name: CROWD_NAME,
            first_name: &first_name,
            profession: NURSE,
            skill: NONE,
            role: NONE,
        };
        let finess = with_check_digit(&format!("75990{at:03}"));
        let (siret, name) = (format!("990000001{at:05}"), format!("Cabinet infirmier {at:02}"));
        let own =
            Place { finess: &finess, siret: &siret, name: &name, postcode: "75001", town: "Paris", ..CLINIC };
        row(&person, if at < CROWD_AT_THE_CLINIC { &CLINIC } else { &own })
    })
}

/// A later file in which only one person is left, under another first name.
pub fn later_file() -> String {
    let renamed = Person { first_name: "Clarisse", ..COMPLETE };
    [HEADER.join("|"), row(&renamed, &HOSPITAL)].join("\n") + "\n"
}
