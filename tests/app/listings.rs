//! The filters and orders of `/organizations` and `/workers`.

use super::organizations::through_all_pages;
use crate::support::{
    door::Door,
    fixture::{CLINIC, CROWD, CROWD_AT_THE_CLINIC, CROWD_NAME, HOSPITAL},
};

const NAME: &str = "main article h2";

/// A door with the crowd, some of them at the clinic, and one more person at the hospital.
async fn filled() -> Door {
    let door = Door::with_one_registered().await;
    let crowd = door.visitor.get(&format!("/?q={CROWD_NAME}&size=100")).await;
    door.register_all(&crowd).await;
    door
}

#[tokio::test]
async fn filters_are_a_form_whose_address_can_be_kept() {
    let door = filled().await;
    let page = door.visitor.get("/organizations").await;
    let form = page.form(".search button").with("department", "25");
    let found = door.visitor.submit(&form).await;
    assert_eq!((found.status, found.texts(NAME)), (200, vec![HOSPITAL.name.to_owned()]));
    assert_eq!(found.attribute("#department option[selected]", "value"), "25");
    assert!(found.has("#filters[open]") && !page.has("#filters[open]"));
    let all = door.visitor.click(&found, "#filters a").await;
    assert!(all.texts(NAME).len() > 1);
    let kept = door.visitor.get("/workers?department=25&lang=en").await;
    let kept = door.visitor.follow(&kept).await;
    assert_eq!(kept.texts(NAME), ["DUBREUIL Claire"]);
    assert_eq!(kept.text(".found p:first-child"), "1 professional");
}

#[tokio::test]
async fn a_profession_a_sector_a_day_and_a_person_narrow_too() {
    let door = filled().await;
    let everyone = door.visitor.get("/workers").await.text(".found p:first-child");
    for query in ["since=2020-01-01", "by=local", "by=local&since=2020-01-01&sort=date"] {
        let found = door.visitor.get(&format!("/workers?{query}")).await;
        assert_eq!(found.text(".found p:first-child"), everyone, "{query}");
    }
    for query in ["since=2999-01-01", "by=zoe@example.fr", "profession=zz", "sector=SA99", "department=99"] {
        for listing in ["organizations", "workers"] {
            let none = door.visitor.get(&format!("/{listing}?{query}")).await;
            assert!(none.has(".empty") && none.has("#filters[open]"), "{listing} {query}: {}", none.words());
        }
    }
    door.home.database.change(
        "update workers set profession_code = '93', created_by = 'zoe@example.fr' where last_name = 'DUBREUIL'",
    );
    for query in ["profession=93", "by=zoe%40example.fr"] {
        assert_eq!(door.visitor.get(&format!("/workers?{query}")).await.texts(NAME), ["DUBREUIL Claire"]);
    }
    let of_hers = door.visitor.get("/organizations?profession=93").await;
    assert_eq!(of_hers.texts(NAME), [HOSPITAL.name]);
    let actors = door.visitor.get("/workers").await.texts("#by option");
    assert_eq!(actors, ["Tout le monde", "sans compte", "zoe@example.fr"]);
    for day in ["12/03/2026", "2026-13-01", "hier"] {
        let refused = door.visitor.get(&format!("/workers?since={day}")).await;
        assert_eq!(refused.status, 400);
        assert!(refused.words().contains("2026-11-22"), "{}", refused.words());
    }
}

#[tokio::test]
async fn each_order_shows_everyone_once_and_keeps_the_filters() {
    let door = filled().await;
    let page = door.visitor.get("/organizations?department=75").await;
    let by_town = door.visitor.click(&page, ".found a").await;
    assert_eq!(by_town.attribute("#department option[selected]", "value"), "75");
    assert_eq!(by_town.text(".found [aria-current]"), "ville");
    let by_name = through_all_pages(&door, "/organizations", NAME).await;
    for sort in ["town", "date"] {
        let mut sorted = through_all_pages(&door, &format!("/organizations?sort={sort}"), NAME).await;
        assert_ne!(sorted, by_name, "{sort}");
        sorted.sort();
        let mut all = by_name.clone();
        all.sort();
        assert_eq!(sorted, all, "{sort}");
    }
    let newest = through_all_pages(&door, "/workers?sort=date", NAME).await;
    assert_eq!((newest.len(), newest.last().map(String::as_str)), (CROWD + 1, Some("DUBREUIL Claire")));
    let refused = door.visitor.get("/organizations?sort=date&after=750000018.pharmacie").await;
    assert_eq!(refused.status, 400);
    assert!(by_name.iter().any(|name| name == CLINIC.name));
}

#[tokio::test]
async fn whoever_works_there_leads_to_an_organization_and_the_other_way_round() {
    let door = filled().await;
    for (here, there, words, name) in [
        ("/organizations", "/workers", "dubreuil+cla", HOSPITAL.name),
        ("/organizations", "/workers", "19900000019", HOSPITAL.name),
        ("/workers", "/organizations", "trois+rivieres", "DUBREUIL Claire"),
        ("/workers", "/organizations", HOSPITAL.finess, "DUBREUIL Claire"),
    ] {
        for filter in ["", "&department=25", "&sort=date&by=local"] {
            let found = door.visitor.get(&format!("{here}?q={words}{filter}")).await;
            assert_eq!(found.texts(NAME), [name], "{here}: {words}{filter}");
            assert!(found.text("main section").contains("ne s’appelle ainsi"), "{}", found.words());
            assert!(found.text(".files").starts_with("1 "), "{}", found.text(".files"));
        }
        let file = door.visitor.get(&format!("{here}.csv?q={words}")).await.body;
        assert_eq!(file.lines().count(), 2, "{file}");
        let elsewhere = door.visitor.get(&format!("{here}?q={words}&department=69")).await;
        assert!(elsewhere.texts(NAME).is_empty(), "{}", elsewhere.words());
        let listed = door.visitor.click(&elsewhere, &format!(".empty a[href^='{there}?q=']")).await;
        assert_eq!(listed.texts(NAME).len(), 1, "{}", listed.words());
    }
    let all = through_all_pages(&door, "/organizations", NAME).await;
    let theirs = through_all_pages(&door, &format!("/organizations?q={CROWD_NAME}"), NAME).await;
    let others: Vec<String> = all.into_iter().filter(|name| name != HOSPITAL.name).collect();
    assert_eq!(theirs, others, "page by page");
    let first = format!("/organizations?q={CROWD_NAME}");
    let second = door.visitor.click(&door.visitor.get(&first).await, ".more a[rel=next]").await;
    assert_eq!(second.attribute(".more a[rel=first]", "href"), first);
    let own = door.visitor.get("/workers?q=dubreuil").await;
    assert!(!own.words().contains("ne s’appelle ainsi"), "{}", own.words());
}

#[tokio::test]
async fn part_of_the_words_may_be_whose_place_it_is() {
    let door = filled().await;
    let at_the_clinic = format!("{CROWD_NAME}+cerfs");
    for (path, names) in [
        ("/workers?q=dubreuil+rivieres", 1),
        ("/workers?q=valmont+claire+trois", 1),
        ("/workers?q=medecin+25300&department=25", 1),
        ("/workers?q=medecin+25300&department=69", 0),
        ("/organizations?q=rivieres+dubreuil", 1),
        ("/organizations?q=dub+valmont&sort=date", 1),
        (&format!("/workers?q={at_the_clinic}"), CROWD_AT_THE_CLINIC),
        (&format!("/organizations?q={at_the_clinic}"), 1),
        ("/workers?q=dubreuil+cerfs", 0),
        ("/organizations?q=dubreuil+zzz", 0),
    ] {
        let found = door.visitor.get(path).await;
        assert_eq!(found.texts(NAME).len(), names, "{path}: {}", found.words());
        assert_eq!(found.has(".empty"), names == 0, "{path}: {}", found.words());
        assert_eq!(found.words().contains("Une partie des mots est celle"), names > 0, "{path}");
    }
    let file = door.visitor.get("/workers.csv?q=dubreuil+rivieres").await.body;
    assert_eq!(file.lines().count(), 2, "{file}");
}

#[tokio::test]
async fn what_is_called_so_stands_beside_what_is_linked_to_it() {
    let door = filled().await;
    let told = "ne s’appellent pas ainsi";
    let clinic = format!("where finess = '{}'", CLINIC.finess);
    let both = "/organizations?q=dubreuil";
    door.home
        .database
        .change(&format!("update organizations set search_text = search_text || ' dubreuil' {clinic}"));
    let found = door.visitor.get(both).await;
    assert_eq!(found.texts(NAME), [CLINIC.name, HOSPITAL.name]);
    assert!(found.words().contains(told), "{}", found.words());
    assert!(found.text(".files").starts_with("2 organisations"), "{}", found.text(".files"));
    let narrowed = door.visitor.get(&format!("{both}&department=69")).await;
    assert_eq!(narrowed.texts(NAME), [CLINIC.name]);
    assert!(!narrowed.words().contains(told), "{}", narrowed.words());
    // Whoever works there must be called so: a doctor's profession is no name.
    door.home
        .database
        .change(&format!("update organizations set search_text = search_text || ' medecin' {clinic}"));
    assert_eq!(door.visitor.get("/organizations?q=medecin").await.texts(NAME), [CLINIC.name]);
    for order in ["", "&sort=town", "&sort=date"] {
        let file = door.visitor.get(&format!("/organizations.csv?q=dubreuil{order}")).await.body;
        assert_eq!(file.lines().count(), 3, "{file}");
    }
}

#[tokio::test]
async fn too_many_of_one_name_are_not_followed_to_their_places_which_is_said() {
    let door = filled().await;
    door.home.database.change(
        "with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < 1100) \
         insert into workers (rpps_number, last_name, first_name, profession_name, skills, secure_email, \
         sort_name, search_text, selection_id, created_at, created_by) \
         select cast(19955000000 + i as text), 'PLOUVIER', 'Ada', 'Médecin', '[]', '[]', \
         'plouvier ada', 'plouvier ada medecin', 'raw', 1, 'raw' from numbers",
    );
    door.home.database.change(&format!(
        "insert into affiliations (finess, rpps_number, organization_sort_name, worker_sort_name, entry_id, \
         source, completed_by_hand, selection_id, created_at, created_by) \
         select o.finess, w.rpps_number, o.sort_name, w.sort_name, 'raw', 'index', '[]', 'raw', 1, 'raw' \
         from organizations o, workers w where o.finess = '{}' and w.last_name = 'PLOUVIER'",
        HOSPITAL.finess
    ));
    for words in ["plouvier", "plouvier+ada", "plouvier+rivieres+valmont"] {
        let found = door.visitor.get(&format!("/organizations?q={words}")).await;
        assert!(found.text(".empty").contains("Trop de professionnels"), "{words}: {}", found.words());
        assert!(!found.text(".empty").contains("ne correspond"), "{words}: {}", found.words());
        let listed = door.visitor.click(&found, ".empty a[href^='/workers?q=']").await;
        assert!(!listed.has(".empty"), "{words}: {}", listed.words());
    }
    let nobody = door.visitor.get("/organizations?q=plouvier+zzz").await;
    assert!(!nobody.text(".empty").contains("Trop de"), "{}", nobody.words());
}
