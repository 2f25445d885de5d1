//! `/organizations`: the listing, one organization with its workers.

use std::collections::BTreeSet;

use crate::support::{
    answer::Answer,
    door::{Door, SELECT},
    fixture::{CLINIC, COMPLETE, CROWD, CROWD_AT_THE_CLINIC, CROWD_NAME, HOSPITAL, TWO_HOSPITALS},
};

const NAME: &str = "main article h2";

/// A door with the whole crowd registered.
async fn with_crowd() -> Door {
    let door = Door::open().await;
    let crowd = door.visitor.get(&format!("/?q={CROWD_NAME}&size=100")).await;
    door.register_all(&crowd).await;
    door
}

/// What a selector finds on every page of a listing, in order.
pub async fn through_all_pages(door: &Door, first: &str, css: &str) -> Vec<String> {
    let mut page = door.visitor.get(first).await;
    let mut found = page.texts(css);
    while page.has(".more a[rel=next]") {
        page = door.visitor.click(&page, ".more a[rel=next]").await;
        assert_eq!(page.status, 200);
        found.extend(page.texts(css));
    }
    found
}

#[tokio::test]
async fn an_empty_register_leads_to_the_search() {
    let door = Door::open().await;
    for path in ["/organizations", "/workers"] {
        let page = door.visitor.get(path).await;
        assert!(page.words().contains("Le carnet est encore vide"), "{}", page.words());
        let found = door.visitor.submit(&page.form("main button").with("q", "dubreuil")).await;
        assert!(found.text("#results h2").contains("DUBREUIL"), "{}", found.words());
    }
}

#[tokio::test]
async fn a_worker_of_two_organizations_stands_under_both() {
    let door = Door::open().await;
    door.select(&COMPLETE).await;
    let both = door.visitor.search(TWO_HOSPITALS.number).await;
    door.register_all(&both).await;
    let page = door.visitor.get("/organizations").await;
    let cards = page.texts("main article");
    assert_eq!(cards.len(), 2, "{cards:?}");
    assert!(cards.iter().all(|card| card.contains("LEVANTIN Marc")), "{cards:?}");
    assert_eq!(cards.iter().filter(|card| card.contains("DUBREUIL Claire")).count(), 1);
    assert!(page.text(".found").contains("2 organisations"));
}

#[tokio::test]
async fn the_listing_is_searched_and_filtered() {
    let door = with_crowd().await;
    door.select(&COMPLETE).await;
    for query in [
        "q=trois+rivieres",
        "q=hop+valm",
        "q=val",
        "q=dub",
        "q=259+900+017",
        "q=259900017",
        "department=25",
        "q=TROIS&department=25",
    ] {
        assert_eq!(
            door.visitor.get(&format!("/organizations?{query}")).await.text(NAME),
            HOSPITAL.name,
            "{query}"
        );
    }
    let found = door.visitor.get("/organizations?q=trois").await;
    assert!(found.text(".found").contains("1 organisation"), "{}", found.words());
    let unread = door.visitor.get("/organizations?q=trois&since=2026-02-30").await;
    assert_eq!((unread.status, unread.attribute("#q", "value").as_str()), (400, "trois"));
    assert!(unread.has("#filters[open]") && unread.has("#problem[role=alert]"), "{}", unread.words());
    let elsewhere = format!("/organizations?sort=town&after={}.hopital", HOSPITAL.finess);
    assert_eq!(door.visitor.get(&elsewhere).await.status, 400, "a place among names is none among towns");
    for typed in ["zzzyyy", "zzz", "%3F%21", "%2C"] {
        let none = door.visitor.get(&format!("/organizations?q={typed}")).await;
        assert!(none.words().contains("Aucune organisation du carnet ne correspond"), "{typed}");
    }
    for department in ["%00", "75'", "zz"] {
        let page = door.visitor.get(&format!("/organizations?department={department}")).await;
        assert_eq!(page.status, 200, "{department}");
        assert!(!page.has(NAME), "{department}");
    }
    for typed in ["%25", "'", "%22", "*", "NEAR(", "a+OR+b", "-", "_", "%5C", "%00"] {
        assert_eq!(door.visitor.get(&format!("/organizations?q={typed}")).await.status, 200, "{typed}");
        assert_eq!(door.visitor.get(&format!("/workers?q={typed}")).await.status, 200, "{typed}");
    }
}

#[tokio::test]
async fn pages_show_each_organization_once_in_order() {
    let door = with_crowd().await;
    let names = through_all_pages(&door, "/organizations", NAME).await;
    assert_eq!(names.len(), CROWD - CROWD_AT_THE_CLINIC + 1);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    assert_eq!(names.last().map(String::as_str), Some(CLINIC.name));
    let offices = &names[..names.len() - 1];
    assert!(offices.is_sorted(), "{offices:?}");
    let filtered = through_all_pages(&door, "/organizations?q=cabinet&department=75", NAME).await;
    assert_eq!(filtered, offices);
}

#[tokio::test]
async fn a_large_organization_shows_its_first_workers_and_leads_to_all() {
    let door = with_crowd().await;
    let listing = door.visitor.get("/organizations?q=parc+cerfs").await;
    assert_eq!(listing.texts(".members li").len(), 10);
    assert!(listing.words().contains("et 2 autres professionnels"), "{}", listing.words());
    let page: Answer = door.visitor.click(&listing, &format!("{NAME} a")).await;
    assert_eq!(page.texts("table tbody tr").len(), CROWD_AT_THE_CLINIC);
    assert!(page.text(".found").contains("12 professionnels"));
}

#[tokio::test]
async fn an_organization_shows_its_facts_and_history() {
    let door = Door::with_one_registered().await;
    let page = door.visitor.get("/organizations/259900017").await;
    let facts = page.text("aside dl");
    for fact in ["259900017", "Etablissement", "25300 Valmont-sur-Doubs", "aujourd’hui"] {
        assert!(facts.to_lowercase().contains(&fact.to_lowercase()), "{fact} in {facts}");
    }
    assert!(page.text("ul.history").contains("Organisation enregistrée"));
    let whole = "aside a[href='/history?organization=259900017']";
    assert!(!page.has(whole), "all of it is here");
    door.home.database.change(
        "with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < 30) \
         insert into events (id, at, actor, kind, finess) \
         select 'raw' || cast(i as text), i, 'raw', 'organization_created', '259900017' from numbers",
    );
    let page = door.visitor.get("/organizations/259900017").await;
    assert_eq!(page.texts("ul.history > li").len(), 20);
    let whole = door.visitor.click(&page, whole).await;
    assert_eq!(whole.texts("ul.history > li").len(), 32);
    assert_eq!(door.visitor.get("/organizations/259%20900%20017").await.status, 200);
    for missing in ["/organizations/259900025", "/organizations/zzz"] {
        assert_eq!(door.visitor.get(missing).await.status, 404, "{missing}");
    }
    assert!(!door.visitor.get("/").await.has(SELECT));
}
