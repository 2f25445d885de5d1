//! The invented directory: same bytes every time, the layout and the shares of the national file.

#![expect(clippy::unwrap_used, reason = "a helper that fails shows where the test failed")]

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use carnet::directory::sample::{DEMONSTRATION_ROWS, DEMONSTRATION_SEED, MOST_ROWS, write};
use carnet::domain::codes;
use carnet::domain::departments;
use carnet::domain::identifiers::{Finess, Rpps, with_check_digit};
use carnet::domain::text::fold;
use xxhash_rust::xxh3::xxh3_64;

/// The header line of today's national file (`annuaire.md` §1.3).
const HEADER: &str = "\
    Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité d'exercice|\
    Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|\
    Code profession|Libellé profession|Code catégorie professionnelle|\
    Libellé catégorie professionnelle|Code type savoir-faire|Libellé type savoir-faire|\
    Code savoir-faire|Libellé savoir-faire|Code mode exercice|Libellé mode exercice|Numéro SIRET site|\
    Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|\
    Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site|\
    Complément destinataire (coord. structure)|Complément point géographique (coord. structure)|\
    Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|\
    Code type de voie (coord. structure)|Libellé type de voie (coord. structure)|\
    Libellé Voie (coord. structure)|Mention distribution (coord. structure)|\
    Bureau cedex (coord. structure)|Code postal (coord. structure)|Code commune (coord. structure)|\
    Libellé commune (coord. structure)|Code pays (coord. structure)|Libellé pays (coord. structure)|\
    Téléphone (coord. structure)|Téléphone 2 (coord. structure)|Télécopie (coord. structure)|\
    Adresse e-mail (coord. structure)|Code Département (structure)|Libellé Département (structure)|\
    Ancien identifiant de la structure|Autorité d'enregistrement|Code secteur d'activité|\
    Libellé secteur d'activité|Code section tableau pharmaciens|Libellé section tableau pharmaciens|\
    Code rôle|Libellé rôle|Code genre activité|Libellé genre activité";

/// Folded last names of the public sample rows, by their hash, for no real name may stand here.
const REAL_NAMES: [u64; 33] = [
    0x03d1b2a2f09f87fa,
    0x0d56e14bc979f75e,
    0x0f5809e921f1581c,
    0x12411f842edd0f61,
    0x161e6c5b81a49d1c,
    0x1d4be7f83059c768,
    0x220b7a758ee48461,
    0x346a172e53b44c87,
    0x397de4874cad0603,
    0x4d078a0b4ddbdb58,
    0x56c131f779f306d0,
    0x5ad4e18abdfbb764,
    0x5aeba4ecf531251b,
    0x5e6f620c0f0c9356,
    0x6af6c22777d57a94,
    0x76b836f85f9afefd,
    0x7822633ea744bbde,
    0x841d692d5663f3d7,
    0x9a246090ea277b0b,
    0xa2efd82d705fdb5e,
    0xa53608aef4096a6e,
    0xabb99bde85002b27,
    0xabbe2b6158bb7519,
    0xca635c0be6ce746e,
    0xcc339be63a4031f6,
    0xcc5bf9039e2b9eef,
    0xcfd57df248f468a2,
    0xdbf73c78e8b9a9b0,
    0xeb97eedb63d93a75,
    0xec1846525759dabc,
    0xee44e72904b17289,
    0xf419ca9799e5b922,
    0xfc33170937506c8a,
];

static DEMONSTRATION: LazyLock<String> = LazyLock::new(|| sample(DEMONSTRATION_ROWS, DEMONSTRATION_SEED));
static ROWS: LazyLock<Vec<Vec<&str>>> =
    LazyLock::new(|| DEMONSTRATION.lines().skip(1).map(|line| line.split('|').collect()).collect());

fn sample(rows: u64, seed: u64) -> String {
    let mut out = Vec::new();
    write(rows, seed, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Rows among 10,000 of which this is true.
fn share(is: impl Fn(&Vec<&str>) -> bool) -> usize {
    ROWS.iter().filter(|row| is(row)).count() * 10_000 / ROWS.len()
}

fn people() -> HashMap<&'static str, &'static Vec<&'static str>> {
    ROWS.iter().map(|row| (row[1], row)).collect()
}

#[test]
fn the_same_rows_and_seed_give_the_same_bytes_on_every_machine() {
    assert_eq!(xxh3_64(sample(2_000, 7).as_bytes()), 10176890511933945112);
    assert_ne!(sample(200, 7), sample(200, 8));
}

#[test]
fn exactly_as_many_rows_are_written_as_asked_for() {
    for rows in [0, 1, 2, 999] {
        assert_eq!(sample(rows, 3).lines().count() as u64, rows + 1);
    }
    assert!(write(MOST_ROWS + 1, 1, &mut Vec::new()).is_err());
}

#[test]
fn the_layout_is_that_of_the_national_file() {
    assert_eq!(DEMONSTRATION.lines().next(), Some(HEADER));
    assert!(DEMONSTRATION.ends_with('\n') && !DEMONSTRATION.contains('\r'));
    for row in ROWS.iter() {
        assert_eq!(row.len(), 56, "{row:?}");
        assert_eq!(row[2], format!("8{}", row[1]));
    }
}

#[test]
fn numbers_are_sound_and_nobody_real_bears_them() {
    for row in ROWS.iter() {
        assert!(Rpps::parse(row[1]).unwrap().is_sound() && row[1].starts_with("199"), "{row:?}");
        for finess in [row[21], row[22]].into_iter().filter(|finess| !finess.is_empty()) {
            assert!(
                Finess::parse(finess).unwrap().is_sound() && ["8", "9"].contains(&&finess[2..3]),
                "{row:?}"
            );
        }
        if !row[19].is_empty() {
            assert!(row[19].starts_with('0') && with_check_digit(&row[19][..13]) == row[19], "{row:?}");
        }
        for telephone in [row[40], row[42]].into_iter().filter(|telephone| !telephone.is_empty()) {
            let fictional = ["019900", "026191", "035301", "046571", "053649", "063998"];
            assert!(telephone.len() == 10 && fictional.contains(&&telephone[..6]), "{row:?}");
        }
        assert!(row[43].is_empty() || row[43].ends_with(".example"), "{row:?}");
        let names = row[7].split([' ', '-']).chain([row[7]]);
        assert!(
            names.into_iter().all(|name| !REAL_NAMES.contains(&xxh3_64(fold(name).as_bytes()))),
            "{row:?}"
        );
    }
}

#[test]
fn one_finess_number_is_one_organization() {
    let mut seen: HashMap<&str, (&str, &str)> = HashMap::new();
    for row in ROWS.iter().filter(|row| !row[21].is_empty()) {
        let facts = (row[19], row[35]);
        assert_eq!(*seen.entry(row[21]).or_insert(facts), facts, "{row:?}");
        assert_eq!(
            departments::of_postcode(row[35], None),
            departments::of_postcode("", Some(row[36])),
            "{row:?}"
        );
    }
    assert!(seen.len() > 1_000, "{}", seen.len());
}

#[test]
fn professions_are_as_frequent_as_in_the_national_file() {
    let people = people();
    for (code, percent) in [("60", 32.8), ("10", 20.5), ("93", 6.2), ("70", 6.2), ("21", 4.3), ("40", 3.4)] {
        let count = people.values().filter(|row| row[9] == code).count();
        let found = 100.0 * count as f64 / people.len() as f64;
        assert!((found - percent).abs() < 1.0, "{code}: {found} instead of {percent}");
    }
}

#[test]
fn rows_per_person_and_empty_columns_are_as_in_the_national_file() {
    let rows_per_person = ROWS.len() as f64 / people().len() as f64;
    assert!((1.18..1.21).contains(&rows_per_person), "{rows_per_person}");
    let finess = share(|row| !row[21].is_empty());
    assert!((3_900..4_300).contains(&finess), "{finess}");
    let nowhere = share(|row| row[19..47].iter().all(|field| field.is_empty()));
    assert!((2_300..3_200).contains(&nowhere), "{nowhere}");
    let students = share(|row| row[11] == "E");
    assert!((150..350).contains(&students), "{students}");
    let cedex = share(|row| row[34].contains(" CEDEX"));
    assert!((300..900).contains(&cedex), "{cedex}");
}

#[test]
fn the_faults_of_the_national_file_are_there() {
    let lines: Vec<&str> = DEMONSTRATION.lines().skip(1).collect();
    let different: HashSet<&str> = lines.iter().copied().collect();
    let duplicates = lines.len() - different.len();
    assert!((5..60).contains(&duplicates), "{duplicates}");
    assert!(ROWS.iter().any(|row| row[24].matches('"').count() == 1));
    assert!(ROWS.iter().any(|row| row[38].starts_with("991")));
    assert!(ROWS.iter().any(|row| row[8].is_empty()));
    assert!(ROWS.iter().all(|row| row[44].is_empty() && row[45].is_empty()));
}

#[test]
fn people_share_names_and_places_and_work_at_several() {
    let people = people();
    let namesakes = people.values().filter(|row| row[7..9] == ["MARTIN", "ISABELLE"]).count();
    assert!((10..25).contains(&namesakes), "{namesakes}");

    let mut workers: HashMap<&str, HashSet<&str>> = HashMap::new();
    let mut hospitals: HashMap<&str, HashSet<&str>> = HashMap::new();
    for row in ROWS.iter().filter(|row| !row[21].is_empty()) {
        workers.entry(row[21]).or_default().insert(row[1]);
        if ["SA01", "SA03", "SA04"].contains(&row[48]) {
            hospitals.entry(row[1]).or_default().insert(row[21]);
        }
    }
    assert!(workers.values().filter(|workers| workers.len() > 1).count() > 500);
    assert!(workers.values().any(|workers| workers.len() > 50));
    assert!(hospitals.values().filter(|places| places.len() == 2).count() > 100);
    assert!(hospitals.values().any(|places| places.len() >= 3));
}

#[test]
fn some_rows_differ_only_by_role_or_skill() {
    for (column, label) in [(15, 16), (52, 53)] {
        let mut seen: HashMap<String, HashSet<&str>> = HashMap::new();
        for row in ROWS.iter() {
            let mut rest = row.clone();
            (rest[column], rest[label]) = ("", "");
            seen.entry(rest.join("|")).or_default().insert(row[column]);
        }
        assert!(seen.values().filter(|values| values.len() > 1).count() > 20, "column {column}");
    }
}

#[test]
fn codes_are_those_of_the_national_tables() {
    let tables = [
        (3, &codes::PRACTICE_CIVILITIES),
        (5, &codes::CIVILITIES),
        (9, &codes::PROFESSIONS),
        (11, &codes::CATEGORIES),
        (13, &codes::SKILL_KINDS),
        (15, &codes::SKILLS),
        (17, &codes::MODES),
        (48, &codes::SECTORS),
        (50, &codes::SECTIONS),
        (52, &codes::ROLES),
        (54, &codes::ACTIVITY_KINDS),
    ];
    for row in ROWS.iter() {
        for (column, table) in tables {
            let code = row[column];
            assert!(code.is_empty() || codes::label(table, code).is_some(), "{column}: {row:?}");
            assert_eq!(code.is_empty(), row[column + 1].is_empty(), "{column}: {row:?}");
        }
    }
}

#[test]
fn all_departments_have_people() {
    let found: HashSet<_> =
        ROWS.iter().filter_map(|row| departments::of_postcode(row[35], Some(row[36]))).collect();
    let rare = ["975", "977", "978", "986"];
    for (code, name) in departments::DEPARTMENTS {
        assert!(found.contains(code) || rare.contains(&code), "{name}");
    }
}
