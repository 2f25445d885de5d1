//! An invented register of any size.

use std::env;

use carnet::{
    domain::{
        identifiers::{Finess, Rpps},
        organization::Organization,
        selection::{Selection, Source},
        worker::Worker,
    },
    registry::{Registry, registered::Stamp, selections::Asked},
};
use tokio::{runtime::Runtime, task::JoinSet};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// How many organizations are read among; [`LARGE`] for the figures that have a target.
pub const ORGANIZATIONS: &str = "CARNET_BENCH_ORGANIZATIONS";

/// As many as show that the benchmark works.
const FEW: u32 = 10_000;

/// What the targets are of, with 1,000,000 workers and 1,200,000 affiliations.
pub const LARGE: u32 = 300_000;

/// Organizations of the register that the large one is compared with.
pub const SMALL: u32 = 1_000;

/// How many selections are made at the same time.
const TOGETHER: u32 = 1_000;

const KINDS: [&str; 8] = [
    "Pharmacie",
    "Cabinet médical",
    "Maison de santé",
    "Clinique",
    "Hôpital",
    "Laboratoire",
    "Cabinet infirmier",
    "Centre de soins",
];
const PLACES: [&str; 16] = [
    "du Moulin",
    "des Tilleuls",
    "du Port",
    "de l’Étang",
    "des Arcades",
    "du Belvédère",
    "de la Gare",
    "des Remparts",
    "du Lavoir",
    "de l’Église",
    "des Vignes",
    "du Pont",
    "de la Source",
    "des Acacias",
    "du Marché",
    "de la Colline",
];
const TOWNS: [&str; 8] = [
    "Valmont-sur-Doubs",
    "Montclair-le-Haut",
    "Saint-Éloi-les-Bains",
    "Rochebrune",
    "Lormeau",
    "Pont-d’Arvel",
    "Haute-Combe",
    "Brésilles",
];
const SECTORS: [(&str, &str); 4] = [
    ("SA07", "Cabinet individuel"),
    ("SA08", "Cabinet de groupe"),
    ("SA33", "Pharmacie d’officine"),
    ("SA25", "Laboratoire de biologie médicale"),
];
const PROFESSIONS: [(&str, &str); 4] =
    [("60", "Infirmier"), ("10", "Médecin"), ("21", "Pharmacien"), ("70", "Masseur-kinésithérapeute")];

/// One in so many workers has the profession that few have.
const RARE: u32 = 1_000;
const RARE_PROFESSION: (&str, &str) = ("81", "Orthoptiste");

/// So many people register, one after the other.
const STAFF: u32 = 50;

/// When the first selection was made; each comes a second after the one before.
const BEGUN: i64 = 1_767_268_800;

const FIRST_NAMES: [&str; 16] = [
    "Anne", "Bruno", "Chloé", "David", "Elsa", "Franck", "Gaëlle", "Hervé", "Inès", "Jules", "Karine", "Léo",
    "Maud", "Noé", "Odile", "Paul",
];
const BEGINNINGS: [&str; 16] = [
    "Mart", "Dub", "Tremb", "Quer", "Vaub", "Lar", "Orv", "Galt", "Brun", "Kerv", "Jasm", "Tass", "Sorb",
    "Abad", "Peup", "Moul",
];
const ENDINGS: [&str; 32] = [
    "in", "ois", "lanc", "sin", "ert", "mier", "al", "ier", "elot", "adec", "ine", "ineau", "ien", "oux",
    "leraie", "inet", "ard", "eau", "ot", "on", "et", "ac", "aud", "eur", "and", "ic", "el", "as", "ey",
    "oy", "un", "is",
];

/// How many organizations are asked for.
pub fn organizations() -> u32 {
    env::var(ORGANIZATIONS).map_or(FEW, |number| number.parse().unwrap())
}

/// One line about the size: targets are of the large one.
pub fn size_line(organizations: u32) -> String {
    let hint = format!("; targets are of {LARGE}: {ORGANIZATIONS}={LARGE}");
    let hint = if organizations < LARGE { hint.as_str() } else { "" };
    format!(
        "{organizations} organizations, {} workers, {} affiliations{hint}",
        workers(organizations),
        links(organizations)
    )
}

fn workers(organizations: u32) -> u32 {
    organizations / 3 * 10
}

/// How many workers the largest organization, the first, has.
pub fn largest(organizations: u32) -> u32 {
    organizations / 15
}

/// How many selections fill a register of that size.
pub fn links(organizations: u32) -> u32 {
    organizations * 4
}

/// Fills an empty register: each worker at one place, a fifth at a second one, and the largest
/// organization.
pub fn fill(runtime: &Runtime, registry: &Registry, organizations: u32) {
    for begin in (0..links(organizations)).step_by(TOGETHER as usize) {
        let end = links(organizations).min(begin + TOGETHER);
        let mut selecting = JoinSet::new();
        for Asked { selection, stamp } in (begin..end).map(|number| link(number, organizations)) {
            let registry = registry.clone();
            selecting.spawn_on(async move { registry.select(selection, stamp).await }, runtime.handle());
        }
        let outcomes = runtime.block_on(selecting.join_all());
        assert!(outcomes.iter().all(Result::is_ok));
    }
}

/// The selection of that number in a register of that size.
fn link(number: u32, organizations: u32) -> Asked {
    let (workers, largest) = (workers(organizations), largest(organizations));
    let (at, who) = match number {
        number if number < largest => (0, scattered(number, workers)),
        number if number < workers => (1 + scattered(number, organizations - 1), scattered(number, workers)),
        number => (1 + scattered(number * 7 + 3, organizations - 1), scattered(number * 3, workers)),
    };
    asked(at, who, number)
}

/// A number below `below`, near to none of its neighbours, yet each once for the first `below`.
fn scattered(number: u32, below: u32) -> u32 {
    // A prime larger than any register shares no factor with its size.
    (u64::from(number) * 2_147_483_647 % u64::from(below)) as u32
}

/// The selection of that worker at that organization, made at that place in the order of all.
pub fn asked(at: u32, who: u32, number: u32) -> Asked {
    let worker = worker(who);
    let selection = Selection {
        entry_id: format!("p{at}-{who}"),
        organization: organization(at),
        worker,
        mode: Some("Salarié".to_owned()),
        role: None,
        source: Source::Index,
        completed_by_hand: Vec::new(),
    };
    let (now, actor) = (BEGUN + i64::from(number), staff(number));
    Asked { selection, stamp: Stamp { now, actor, selection_id: uuid::Uuid::now_v7().to_string() } }
}

/// Who makes the selection of that number.
fn staff(number: u32) -> String {
    format!("staff{}@carnet.example", number % STAFF)
}

/// The FINESS number of an organization.
pub fn finess(at: u32) -> Finess {
    Finess::parse(&format!("99{at:07}")).unwrap()
}

/// The RPPS number of a worker.
pub fn rpps(who: u32) -> Rpps {
    Rpps::parse(&format!("199{who:08}")).unwrap()
}

/// An organization, one of many of its name.
pub fn organization(at: u32) -> Organization {
    let name = format!("{} {} {}", pick(&KINDS, at), pick(&PLACES, at / 8), at / 128 % 500);
    let (sector, sector_name) = pick(&SECTORS, drawn(at, Fact::Sector));
    let department = drawn(at, Fact::Department) % 95 + 1;
    Organization {
        finess: finess(at),
        name,
        finess_justice: None,
        ident_tech_structure: Some(format!("F99{at:07}")),
        activity_segment_code: Some(sector.to_owned()),
        activity_segment_name: Some(sector_name.to_owned()),
        building_number: Some((at % 90 + 1).to_string()),
        street: Some(format!("rue {}", pick(&PLACES, at / 3))),
        postcode: Some(format!("{department:02}{:03}", at % 800)),
        city: Some(pick(&TOWNS, drawn(at, Fact::Town)).to_owned()),
        department: Some(format!("{department:02}")),
        phone_number: None,
        email: None,
    }
}

/// A worker, one of many of that name.
pub fn worker(who: u32) -> Worker {
    let simple = |at: u32| format!("{}{}", pick(&BEGINNINGS, at), pick(&ENDINGS, at / 16));
    let last_name = match who % 3 {
        0 => format!("{}-{}", simple(who / 3), simple(who / 1536)),
        _ => simple(who / 3),
    };
    let profession = match who % RARE {
        0 => RARE_PROFESSION,
        _ => pick(&PROFESSIONS, drawn(who, Fact::Profession)),
    };
    Worker {
        rpps_number: rpps(who),
        last_name,
        first_name: pick(&FIRST_NAMES, drawn(who, Fact::FirstName)).to_owned(),
        profession_name: profession.1.to_owned(),
        profession_code: Some(profession.0.to_owned()),
        gender: None,
        skills: Vec::new(),
        phone_number: None,
        email: None,
        secure_email: Vec::new(),
    }
}

/// What is drawn for somebody without regard to the rest: a name tells nothing of a profession.
#[derive(Clone, Copy)]
enum Fact {
    Sector,
    Department,
    Town,
    Profession,
    FirstName,
}

fn drawn(number: u32, fact: Fact) -> u32 {
    xxh3_64_with_seed(&number.to_le_bytes(), fact as u64) as u32
}

fn pick<T: Copy>(list: &[T], at: u32) -> T {
    list[at as usize % list.len()]
}
