//! Organizations: each is worked out again from its numbers wherever it is needed, so that none
//! has to be kept.

use super::addresses::{Address, Care};
use super::dice::Dice;
use super::kinds::Kind;
use super::numbers::{self, FinessOf};
use super::plan::{Place, Plan, Purpose, Sites};

/// What organizations are called after; half of them after nothing that exists.
const NAMESAKES: [&str; 48] = [
    "DU MARCHE",
    "DE LA GARE",
    "DES HALLES",
    "DU PONT",
    "DE LA MAIRIE",
    "DU THEATRE",
    "DES TILLEULS",
    "DE LA FONTAINE",
    "DU CENTRE",
    "DES LILAS",
    "DU PARC",
    "DES QUATRE VENTS",
    "DE LA PLACE",
    "DU LAC",
    "DES GLYCINES",
    "DE L'HORLOGE",
    "DU BEFFROI",
    "DES ARCADES",
    "DU CANAL",
    "DES MIMOSAS",
    "DU VIEUX MOULIN",
    "DE LA LICORNE",
    "DES REMPARTS",
    "DU SOLEIL",
    "DES OLIVIERS",
    "DE LA COLLINE",
    "DU BELVEDERE",
    "DES ACACIAS",
    "DE L'AVENIR",
    "DU GRAND LARGE",
    "DES TROIS CHENES",
    "DE LA ROSERAIE",
    "DU VAL FLEURI",
    "DES PEUPLIERS",
    "DE L'ETOILE",
    "DU PHARE",
    "DES CEDRES",
    "DE LA SALAMANDRE",
    "DU PRE VERT",
    "DES CAMELIAS",
    "DE LA SOURCE",
    "DU CLOCHER",
    "DES JONQUILLES",
    "DE L'ALOUETTE",
    "DU HERON BLANC",
    "DES MARRONNIERS",
    "DE LA PASSERELLE",
    "DU JARDIN D'HIVER",
];

/// An organization in the columns of the file.
#[derive(Debug, Clone)]
pub struct Organization {
    /// Its kind.
    pub kind: Kind,
    /// SIRET number, may be empty.
    pub siret: String,
    /// FINESS number of the site, empty for kinds without.
    pub finess: String,
    /// FINESS number of the legal entity, empty for kinds without.
    pub legal_entity: String,
    /// Technical identifier of the structure.
    pub technical: String,
    /// Former identifier of the structure.
    pub former: String,
    /// Name.
    pub name: String,
    /// Trade name, mostly empty.
    pub trade_name: String,
    /// Where it is.
    pub address: Address,
    /// Telephone number, may be empty.
    pub telephone: String,
    /// Fax number, mostly empty.
    pub fax: String,
    /// E-mail address, mostly empty.
    pub email: String,
}

/// The owner of a practice.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// Number of the person.
    pub number: u64,
    /// RPPS number.
    pub rpps: &'a str,
    /// Name as it stands on the door, after the word for a practice.
    pub name: &'a str,
}

impl Organization {
    /// An organization of this kind in this town; the first ones are the largest.
    pub fn shared(plan: &Plan, place: &Place, kind: Kind, dice: &mut Dice) -> Self {
        let sites = place.sites(kind);
        let number = dice.below(sites.count).min(dice.below(sites.count));
        let mut own = plan.dice(Purpose::Organization, sites.overall, number);
        let name = shared_name(plan, kind, &mut own);
        let mut organization = Self::at(place, kind, name, &mut own);
        organization.number(place, sites, number, &mut own);
        organization
    }

    /// The practice of one person.
    pub fn own(place: &Place, owner: Owner<'_>, dice: &mut Dice) -> Self {
        let kind = Kind::SoloPractice;
        let name = format!("CABINET {}", owner.name);
        let mut organization = Self::at(place, kind, name, dice);
        if dice.chance(5_500) {
            organization.take_siret(numbers::own_siret(owner.number));
        } else {
            organization.technical = format!("R1991{:010}", owner.number);
            organization.former = format!("4{}01", owner.rpps);
        }
        organization
    }

    fn at(place: &Place, kind: Kind, name: String, dice: &mut Dice) -> Self {
        let mut telephone = |of_ten_thousand| {
            let number = dice.below(10_000);
            let given = dice.chance(of_ten_thousand);
            if given { numbers::telephone(place.department, number) } else { String::new() }
        };
        let (telephone, fax) = (telephone(5_500), telephone(1_500));
        let care = match kind {
            Kind::Hospital | Kind::NonProfitHospital => Care::Large,
            _ if kind.facts().finess => Care::Registered,
            _ => Care::Declared,
        };
        let email = if dice.chance(1_300) { email(&name, place) } else { String::new() };
        let trade_name = if dice.chance(800) { name.clone() } else { String::new() };
        Self {
            kind,
            siret: String::new(),
            finess: String::new(),
            legal_entity: String::new(),
            technical: String::new(),
            former: String::new(),
            trade_name,
            address: Address::invent(place, care, dice),
            telephone,
            fax,
            email,
            name,
        }
    }

    /// Gives the numbers that a shared organization of its kind has. The sites of the hospitals of
    /// one town belong to one legal entity, every other site to its own.
    fn number(&mut self, place: &Place, sites: Sites, number: u64, dice: &mut Dice) {
        let siret = numbers::shared_siret(sites.overall + number);
        if self.kind.facts().finess {
            let one_entity = self.kind == Kind::Hospital;
            let serial = sites.in_department + number;
            let entity = if one_entity { sites.in_department } else { serial };
            self.finess = numbers::finess(place.department, FinessOf::Site, serial);
            self.legal_entity = numbers::finess(place.department, FinessOf::LegalEntity, entity);
            self.technical = format!("F{}", self.finess);
            self.former = format!("1{}", self.finess);
            self.siret = siret;
        } else if self.kind == Kind::GroupPractice && dice.chance(3_000) {
            self.technical = format!("R1990{:010}", sites.overall + number);
        } else {
            self.take_siret(siret);
        }
    }

    fn take_siret(&mut self, siret: String) {
        self.technical = format!("C{siret}");
        self.former = format!("3{siret}");
        self.siret = siret;
    }
}

/// A title with what the organization is called after: a thing of the town or a last name.
fn shared_name(plan: &Plan, kind: Kind, dice: &mut Dice) -> String {
    let title = dice.one_of(kind.facts().titles);
    if dice.chance(5_000) {
        format!("{title} {}", dice.one_of(&NAMESAKES))
    } else {
        format!("{title} {}", plan.names.last(dice))
    }
}

/// An address under `.example`, which nobody can ever register (RFC 2606).
fn email(name: &str, place: &Place) -> String {
    let host = crate::domain::text::fold(name).replace(' ', "-");
    format!("contact@{host}.{}.example", place.postal.to_lowercase().replace(' ', "-"))
}
