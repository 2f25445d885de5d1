//! A register, and a later directory that says several things otherwise.

use std::time::Duration;

use tokio::time::sleep;

use super::{
    answer::Answer,
    door::Door,
    fixture::{AT_THE_PHARMACY, COMPLETE, FILE_NAME, HOSPITAL, OTHER_HOSPITAL, TWO_HOSPITALS, file},
    visitor::Visitor,
};

/// The page.
pub const HERE: &str = "/changes";

/// The keys of what [`later`] changes.
pub const FIRST_NAME: &str = "000000000.19900000019.first_name";
pub const PROFESSION: &str = "000000000.19900000027.profession_name";
pub const PERSON: &str = "000000000.19900000084.presence";
pub const NAME: &str = "259900017.00000000000.name";
pub const PLACE: &str = "259900017.00000000000.place";
pub const LINK: &str = "259900025.19900000027.affiliation";

/// A later file: another first name, a hospital with another name that has moved, a person with another
/// profession who left one hospital, and another who is gone.
pub fn later(hospital: &str) -> String {
    let is_there = |line: &&str| {
        let has_left = line.contains(TWO_HOSPITALS.number) && line.contains(OTHER_HOSPITAL.finess);
        !line.contains(AT_THE_PHARMACY.number) && !has_left
    };
    let retrained = |line: &str| {
        if line.contains(TWO_HOSPITALS.number) {
            line.replace("|21|Pharmacien|", "|10|Médecin|")
        } else {
            line.to_owned()
        }
    };
    let lines: Vec<String> = file().lines().filter(is_there).map(retrained).collect();
    let text = lines.join("\n") + "\n";
    text.replace("|Claire|", "|Clarisse|").replace(HOSPITAL.name, hospital).replace("DES MOULINS", "DU CANAL")
}

/// A register whose links come from the invented directory.
pub async fn registered(door: &Door) {
    for person in [COMPLETE, AT_THE_PHARMACY] {
        door.select(&person).await;
    }
    door.register_all(&door.visitor.search(TWO_HOSPITALS.number).await).await;
    assert_eq!(door.home.database.count("affiliations"), 4);
}

/// Imports a directory, in a second of its own, and waits until the register has been compared with it.
pub async fn import(door: &Door, text: &str) {
    until_compared(door).await;
    sleep(Duration::from_millis(1100)).await;
    door.home.database.change("update comparisons set at = 0");
    door.home.import(FILE_NAME, text);
    until_compared(door).await;
}

/// Waits for the end of a comparison.
pub async fn until_compared(door: &Door) {
    for _ in 0..200 {
        if door.home.database.count("comparisons where outcome = 'done' and at > 0") == 1 {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("no comparison ends: {}", door.server.log());
}

/// The page, once the way to it tells so many.
pub async fn until_counted(visitor: &Visitor, count: usize) -> Answer {
    for _ in 0..100 {
        let page = visitor.get(HERE).await;
        if page.has("nav a[href='/changes']") {
            assert_eq!(page.text("nav a[href='/changes']"), format!("Changements ({count})"));
            return page;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("no page leads to the changes");
}
