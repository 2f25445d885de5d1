use carnet::{
    domain::text,
    registry::{
        Registry, affiliations, export,
        listing::{Cursor, Listing, Page, filters::Filters},
        organizations::{self, OrganizationRow},
        workers,
    },
};
use diesel::{RunQueryDsl, sql_query};

use crate::harness::{Fresh, NOON, finess, name, organization, pair, register, rpps, selection, worker};

async fn page(registry: &Registry, words: &str, after: Option<Cursor>, size: usize) -> Page<OrganizationRow> {
    let listing = Listing { words: words.to_owned(), after, size, ..Listing::default() };
    registry.read(move |db| organizations::page(db, &listing)).await.unwrap()
}

async fn found(registry: &Registry, words: &str) -> Vec<String> {
    page(registry, words, None, 50).await.rows.iter().map(|row| name(&row.organization)).collect()
}

/// Names that sort otherwise by bytes, by folded bytes and in French.
const NAMES: [&str; 8] = ["Zénith", "a-c", "ab", "Éole", "A B", "eolienne", "Ab", "1 rue"];
const IN_ORDER: [&str; 8] = ["1 rue", "A B", "a-c", "ab", "Ab", "Éole", "eolienne", "Zénith"];

#[tokio::test]
async fn the_order_is_that_of_the_folded_names_on_every_database() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    for (number, name) in (1..).zip(NAMES) {
        register(&registry, selection(organization(number, name), worker(1, "Un")), name).await;
    }
    assert_eq!(found(&registry, "").await, IN_ORDER);
    let of_worker = registry.read(|db| workers::organizations(db, &rpps(1), None, 50)).await.unwrap();
    let of_worker: Vec<String> = of_worker.rows.into_iter().map(|one| one.facts.name).collect();
    assert_eq!(of_worker, IN_ORDER);
}

#[tokio::test]
async fn walking_the_pages_visits_each_row_once_while_others_are_added() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    for number in 0..23 {
        // Three bear each name, so that the key decides between them.
        let one = organization(number, &format!("Maison {:02}", number / 3));
        register(&registry, selection(one, worker(number, "Un")), &format!("s{number}")).await;
    }
    let (mut seen, mut after, mut added) = (Vec::new(), None, 100);
    loop {
        let rows = page(&registry, "maison", after, 5).await;
        seen.extend(rows.rows.iter().map(|row| row.organization.facts.finess.clone()));
        let Some(next) = rows.next else { break };
        // One before the place reached, which must move nothing.
        let one = organization(added, "Maison 00");
        register(&registry, selection(one, worker(1, "Un")), &format!("s{added}")).await;
        added += 1;
        after = Some(Cursor::parse(&next.to_string()).unwrap());
    }
    let all: Vec<_> = (0..23).map(finess).collect();
    assert_eq!(seen, all);
}

#[tokio::test]
async fn every_word_begins_a_word_of_the_row() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let mut corsican = organization(1, "Pharmacie de l’Œillet");
    corsican.finess = carnet::domain::identifiers::Finess::parse("2A0000154").unwrap();
    register(&registry, selection(corsican, worker(1, "Un")), "one").await;
    register(&registry, selection(organization(2, "Cabinet du Port 1e5 l'ét"), worker(1, "Un")), "two").await;
    let first = ["pharm", "OEILLET", "oeil phar", "2a 000 0154", "2a0000", "saint-eloi oeil", "99120 pha"];
    for words in first {
        assert_eq!(found(&registry, words).await, ["Pharmacie de l’Œillet"], "{words}");
    }
    for words in ["1e5", "cab 1e", "99 000 0002", "Port, (ét*)"] {
        assert_eq!(found(&registry, words).await, ["Cabinet du Port 1e5 l'ét"], "{words}");
    }
    for words in ["%", "\"'\\", "* & | ! <-> :*", "\0"] {
        assert!(found(&registry, words).await.is_empty(), "{words:?}");
    }
    for words in ["", " ", "saint"] {
        assert_eq!(found(&registry, words).await.len(), 2, "{words:?}");
    }
    let hard = [
        "harmacie",
        "a%",
        "OR oeillet",
        "NOT zzz",
        "NEAR(pharmacie)",
        "finess:2A",
        "-pharmacie x",
        "''; drop",
    ];
    for words in hard {
        assert!(found(&registry, words).await.len() < 2, "{words}");
    }
    assert!(found(&registry, &"x".repeat(9000)).await.is_empty());
    assert!(found(&registry, &"port ".repeat(900)).await.len() == 1);
}

/// Names of one word that all have, in their order, which no five letters alone tell.
const BEARERS: [&str; 14] = [
    "1 Port",
    "Ab Port",
    "Abélia du Port",
    "Abélia Port",
    "Abeliane Port",
    "Abelias Port",
    "Port",
    "Port 10",
    "Port 2",
    "Portail port",
    "Ports",
    "zz port",
    "αα port",
    "βα port",
];

#[tokio::test]
async fn what_is_found_is_walked_by_name_whatever_the_names_begin_with() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    for (number, name) in (1..).zip(BEARERS.iter().rev().chain(&["Abelia", "Quai"])) {
        let person = worker(number, name);
        register(&registry, selection(organization(number, name), person), name).await;
    }
    for size in [1, 2, 5, 50] {
        let (mut places, mut people) = (Vec::new(), Vec::new());
        let (mut after_place, mut after_person) = (None, None);
        loop {
            let rows = page(&registry, "port saint", after_place, size).await;
            places.extend(rows.rows.iter().map(|row| name(&row.organization)));
            after_place = rows.next;
            if after_place.is_none() {
                break;
            }
        }
        loop {
            let asked =
                Listing { words: "port zel".to_owned(), after: after_person, size, ..Listing::default() };
            let rows = registry.read(move |db| workers::page(db, &asked)).await.unwrap();
            people.extend(rows.rows.iter().map(|row| row.worker.facts.last_name.clone()));
            after_person = rows.next;
            if after_person.is_none() {
                break;
            }
        }
        let mut with_first_name = BEARERS;
        with_first_name.sort_by_key(|name| text::fold(&format!("{name} Zélie")));
        assert_eq!(
            (places, people),
            (BEARERS.map(str::to_owned).into(), with_first_name.map(str::to_owned).into())
        );
    }
}

#[tokio::test]
async fn the_first_names_come_first_though_all_begin_alike_and_were_registered_later() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    for (number, name) in (1..).zip(["Portail B", "Portail C", "Portail A", "Portail D"]) {
        register(&registry, selection(organization(number, name), worker(1, "Un")), name).await;
    }
    for size in [1, 2, 3, 4] {
        let rows = page(&registry, "portail", None, size).await.rows;
        let names: Vec<String> = rows.iter().map(|row| name(&row.organization)).collect();
        assert_eq!(names, ["Portail A", "Portail B", "Portail C", "Portail D"][..size]);
    }
}

#[tokio::test]
async fn the_search_follows_what_is_removed_and_renamed() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(1, 1), "one").await;
    register(&registry, pair(2, 1), "two").await;
    let changed = registry.write(|db| {
        affiliations::remove(db, &finess(1), &rpps(1), "local", NOON)?;
        organizations::remove(db, &finess(1), "local", NOON)?;
        sql_query("update organizations set search_text = 'moulin' where finess = '990000002'").execute(db)
    });
    assert_eq!(changed.await.unwrap(), 1);
    assert!(found(&registry, "pharmacie 2").await.is_empty());
    assert_eq!(found(&registry, "moul").await, ["Pharmacie 2"]);
}

#[tokio::test]
async fn a_large_organization_shows_its_first_ten_and_their_number() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    for number in (0..13).rev() {
        register(
            &registry,
            selection(organization(1, "Grande"), worker(number, &format!("N{number:02}"))),
            &format!("s{number}"),
        )
        .await;
    }
    register(&registry, pair(2, 3), "other").await;
    let rows = page(&registry, "", None, 10).await.rows;
    let last_names: Vec<&str> = rows[0].workers.iter().map(|one| one.facts.last_name.as_str()).collect();
    let expected: Vec<String> = (0..10).map(|number| format!("N{number:02}")).collect();
    assert_eq!((last_names, rows[0].workers_total), (expected.iter().map(String::as_str).collect(), 13));
    assert_eq!((rows[1].workers.len(), rows[1].workers_total), (1, 1));
    let first = registry.read(|db| organizations::workers(db, &finess(1), None, 10)).await.unwrap();
    let next = first.next.unwrap();
    let rest =
        registry.read(move |db| organizations::workers(db, &finess(1), Some(&next), 10)).await.unwrap();
    let rest: Vec<String> = rest.rows.into_iter().map(|one| one.facts.last_name).collect();
    assert_eq!(rest, ["N10", "N11", "N12"]);
    let listing = Listing { words: "n03 zel".to_owned(), size: 10, ..Listing::default() };
    let people = registry.read(move |db| workers::page(db, &listing)).await.unwrap().rows;
    assert_eq!((people.len(), people[0].organizations_total), (1, 2));
}

#[tokio::test]
async fn a_department_narrows_both_listings() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(1, 1), "one").await;
    let mut elsewhere = pair(2, 2);
    elsewhere.organization.department = Some("2A".to_owned());
    register(&registry, elsewhere, "two").await;
    for (department, expected) in [("99", 1), ("2A", 1), ("2A\0", 1), ("'", 0)] {
        let filters = Filters { department: Some(department.to_owned()), ..Filters::default() };
        let listing = Listing { filters, size: 10, ..Listing::default() };
        let counted = registry.read(move |db| {
            Ok((organizations::page(db, &listing)?.rows.len(), workers::page(db, &listing)?.rows.len()))
        });
        assert_eq!(counted.await.unwrap(), (expected, expected), "{department:?}");
    }
}

#[tokio::test]
async fn known_keys_are_told_by_pair_and_by_the_entry_that_was_completed() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(1, 1), "one").await;
    register(&registry, pair(2, 2), "two").await;
    let keys = registry.read(|db| {
        let people: Vec<_> = (0..2500).map(rpps).collect();
        let places: Vec<_> = (0..2500).map(finess).collect();
        affiliations::known(db, &people, &places, &[format!("p{}", rpps(1))])
    });
    let keys = keys.await.unwrap();
    assert!(keys.has_worker(&rpps(1)) && keys.has_organization(&finess(2)) && !keys.has_worker(&rpps(3)));
    assert_eq!(keys.affiliation(&rpps(1), Some(&finess(1)), "other"), Some((finess(1), NOON)));
    assert_eq!(keys.affiliation(&rpps(1), Some(&finess(2)), "other"), None);
    assert_eq!(keys.affiliation(&rpps(1), None, &format!("p{}", rpps(1))), Some((finess(1), NOON)));
    assert_eq!(keys.affiliation(&rpps(2), None, &format!("p{}", rpps(1))), None);
}

#[tokio::test]
async fn organizations_of_one_place_are_told_by_structure_then_by_address() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    register(&registry, pair(1, 1), "one").await;
    register(&registry, pair(2, 1), "two").await;
    let told = registry.read(|db| {
        let counted = |found: Vec<_>| found.len();
        Ok([
            organizations::same_place(db, Some("F1"), Some(("99120", "RUE DE L'ETANG"))).map(counted)?,
            organizations::same_place(db, Some("none"), Some(("99120", "12 rue de l'étang"))).map(counted)?,
            organizations::same_place(db, None, Some(("99120", "14 rue de l'étang"))).map(counted)?,
            organizations::same_place(db, None, None).map(counted)?,
        ])
    });
    assert_eq!(told.await.unwrap(), [1, 2, 0, 0]);
}

#[tokio::test]
async fn who_works_at_a_very_large_organization_is_handed_over_in_parts_without_gap_or_repetition() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    const MANY: u32 = 510;
    let links = (0..MANY).map(|number| (2, number)).chain([(1, 1), (1, 2), (3, 1), (3, MANY)]);
    for (place, number) in links {
        let person = worker(number, &format!("N{number:03}"));
        let selected = selection(organization(place, &format!("Maison {place}")), person);
        register(&registry, selected, &format!("s{place}-{number}")).await;
    }
    let parts = registry.read(|db| {
        let mut parts = Vec::new();
        export::affiliations(db, &Listing::default(), &mut |some| {
            parts.push(some);
            true
        })?;
        Ok(parts)
    });
    let parts = parts.await.unwrap();
    let of_part = |part: &Vec<export::Staffed>| part.iter().map(|(_, workers)| workers.len()).sum::<usize>();
    assert!(parts.iter().map(of_part).all(|workers| workers <= 500), "as few are kept in memory at a time");
    let handed_over = parts.iter().flatten().flat_map(|(place, workers)| {
        let finess = place.facts.finess.clone();
        workers.iter().map(move |one| (finess.clone(), one.facts.rpps_number.clone()))
    });
    let expected = (1..=2).map(|number| (1, number)).chain((0..MANY).map(|number| (2, number)));
    let expected = expected.chain([(3, 1), (3, MANY)]).map(|(place, number)| (finess(place), rpps(number)));
    assert_eq!(handed_over.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}
