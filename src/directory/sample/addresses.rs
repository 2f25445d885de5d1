//! Addresses of organizations.

use super::dice::Dice;
use super::plan::Place;

/// A street: code and label of its kind, and its name, which may hold the kind itself.
type Street = (&'static str, &'static str, &'static str);

const STREETS: [Street; 36] = [
    ("R", "Rue", "DE LA REPUBLIQUE"),
    ("R", "Rue", "DES LILAS"),
    ("R", "Rue", "DU MOULIN"),
    ("R", "Rue", "DE L'EGLISE"),
    ("R", "Rue", "PASTEUR"),
    ("R", "Rue", "VICTOR HUGO"),
    ("R", "Rue", "DES ECOLES"),
    ("R", "Rue", "DU STADE"),
    ("R", "Rue", "SAINT MARTIN"),
    ("R", "Rue", "DE LA GARE"),
    ("R", "Rue", "DES TILLEULS"),
    ("R", "Rue", "NATIONALE"),
    ("R", "Rue", "DU CHATEAU D'EAU"),
    ("R", "Rue", "DE LA PAIX"),
    ("R", "Rue", "PRINCIPALE"),
    ("R", "Rue", "DE VERDUN"),
    ("AV", "Avenue", "DE LA LIBERATION"),
    ("AV", "Avenue", "JEAN JAURES"),
    ("AV", "Avenue", "DES PLATANES"),
    ("AV", "Avenue", "DU PARC"),
    ("BD", "Boulevard", "VOLTAIRE"),
    ("BD", "Boulevard", "DE L'EUROPE"),
    ("BD", "Boulevard", "DES CAPUCINS"),
    ("PL", "Place", "DU MARCHE"),
    ("PL", "Place", "DE LA MAIRIE"),
    ("PL", "Place", "D'ARMES"),
    ("RTE", "Route", "DE LA FORET"),
    ("RTE", "Route", "DEPARTEMENTALE 12"),
    ("CHE", "Chemin", "DES VIGNES"),
    ("CHE", "Chemin", "DE LA FONTAINE"),
    ("ALL", "Allée", "DES CHENES"),
    ("FG", "Faubourg", "SAINT JACQUES"),
    ("", "", "GRANDE RUE"),
    ("", "", "ALL DU LEVANT"),
    ("", "", "QUAI DES BRUMES"),
    ("R", "", "DU PUITS NEUF"),
];

/// Postcode, line, code and label of country (INSEE codes of foreign states).
const FOREIGN: [(&str, &str, &str, &str); 4] = [
    ("1440", "1440 BRAINE LE CHATEAU", "99131", "Belgique"),
    ("GL", "GL50 CHELTENHAM", "99132", "Royaume-Uni"),
    ("1205", "1205 GENEVE", "99140", "Suisse"),
    ("98000", "98000 MONACO", "99138", "Monaco"),
];

/// An address in the columns of the file.
#[derive(Debug, Clone)]
pub struct Address {
    /// Number in the street, which is not always a number.
    pub number: String,
    /// `B`, `T` or `BIS`.
    pub repetition: &'static str,
    /// Code and label of the kind of street, and its name.
    pub street: Street,
    /// `BP 139`, `CS 10329`.
    pub distribution: String,
    /// Postcode and town, or a CEDEX line.
    pub post_line: String,
    /// Postcode.
    pub postcode: String,
    /// INSEE code and name of the commune, both often empty.
    pub commune: (&'static str, &'static str),
    /// INSEE code and name of the country, both empty for most French addresses.
    pub country: (&'static str, &'static str),
}

/// How completely addresses of a kind of organization are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// With a FINESS number: the commune is always given.
    Registered,
    /// A large one, which besides often has its own CEDEX postcode.
    Large,
    /// Without: the commune is given in some two cases of five.
    Declared,
}

impl Address {
    /// An address in this town.
    pub fn invent(place: &Place, care: Care, dice: &mut Dice) -> Self {
        let postcode = (*dice.one_of(place.town.postcodes)).to_owned();
        let known = care != Care::Declared || dice.chance(4_000);
        let commune = if known { (place.town.commune, place.town.name) } else { ("", "") };
        let number = match dice.below(100) {
            0..8 => String::new(),
            8 => "P".to_owned(),
            _ => (1 + dice.below(180)).to_string(),
        };
        let repetition = if dice.chance(400) { *dice.one_of(&["B", "T", "BIS"]) } else { "" };
        let country = if dice.chance(100) { ("99000", "France") } else { ("", "") };
        let mut address = Self {
            number,
            repetition,
            street: *dice.one_of(&STREETS),
            distribution: String::new(),
            post_line: format!("{postcode} {}", place.postal),
            postcode,
            commune,
            country,
        };
        if care == Care::Large && dice.chance(2_000) {
            address.move_to_cedex(place, dice);
        }
        address
    }

    /// A foreign address, with neither department nor commune.
    pub fn abroad(dice: &mut Dice) -> Self {
        let (postcode, line, code, name) = *dice.one_of(&FOREIGN);
        Self {
            number: (1 + dice.below(90)).to_string(),
            repetition: "",
            street: ("", "", "STATION ROAD"),
            distribution: String::new(),
            post_line: line.to_owned(),
            postcode: postcode.to_owned(),
            commune: ("", ""),
            country: (code, name),
        }
    }

    /// A postcode of its own, the town's one with another last digit, and a post box. Towns whose
    /// postcodes are those of districts keep them: another digit would be another district.
    fn move_to_cedex(&mut self, place: &Place, dice: &mut Dice) {
        let district = dice.below(9) + 1;
        self.distribution = format!("{} {}", dice.one_of(&["BP", "CS"]), 100 + dice.below(40_000));
        if self.postcode.ends_with("00") {
            self.postcode.replace_range(4.., &(4 + dice.below(6)).to_string());
        }
        let ending = if dice.chance(3_000) { format!(" {district}") } else { String::new() };
        self.post_line = format!("{} {} CEDEX{ending}", self.postcode, place.postal);
    }
}
