//! `/`: a result says who it is, and what a click would do.

use reqwest::Method;

use crate::support::{
    directory,
    door::{Door, SELECT},
    fixture::{
        CLINIC, COMPLETE, CROWD, CROWD_NAME, FILE_NAME, HOSPITAL, MARKUP, PHARMACY, TWO_HOSPITALS,
        WITHOUT_FINESS, WITHOUT_FIRST_NAME, WITHOUT_RPPS,
    },
    home::Home,
};

/// The heading of a person's card.
const NAME: &str = "#results article.person h2";

#[tokio::test]
async fn a_result_shows_who_what_and_where() {
    let door = Door::open().await;
    let card = door.visitor.search(COMPLETE.number).await.text("#results article.person");
    for fact in [
        "DUBREUIL Claire",
        "Médecin",
        "Cardiologie",
        HOSPITAL.name,
        "25300",
        "Valmont-sur-Doubs",
        "RPPS 19900000019",
        "FINESS 259900017",
        "exercice salarié",
    ] {
        assert!(card.contains(fact), "{fact} in {card}");
    }
}

#[tokio::test]
async fn the_places_of_one_person_stand_together_each_with_its_button() {
    let door = Door::open().await;
    let page = door.visitor.search(TWO_HOSPITALS.number).await;
    assert_eq!(page.text(NAME), "LEVANTIN Marc");
    assert_eq!(page.texts("#results article.person .place").len(), 2);
    assert_eq!(page.texts(".place button[name=entry]"), ["Enregistrer", "Enregistrer"]);
    let found = page.text("#results .found");
    assert!(found.contains("1 personne") && found.contains("2 lieux d’exercice"), "{found}");
}

#[tokio::test]
async fn namesakes_are_told_apart() {
    let door = Door::open().await;
    let page = door.visitor.search("martineau isabelle").await;
    let cards = page.texts("#results article.person");
    assert_eq!(cards.len(), 2, "{cards:?}");
    assert!(cards.iter().all(|card| card.contains("2 personnes de ce nom")), "{cards:?}");
    let told_apart = |fact: &str| cards.iter().filter(|card| card.contains(fact)).count() == 1;
    for fact in ["Pharmacien", "Infirmier", PHARMACY.town, CLINIC.town, "19900000068", "19900000076"] {
        assert!(told_apart(fact), "{fact} in {cards:?}");
    }
}

#[tokio::test]
async fn a_button_says_what_it_would_do() {
    let door = Door::with_one_registered().await;
    let here = door.visitor.search(COMPLETE.number).await;
    assert!(!here.has(SELECT));
    assert!(here.text("#results .place").contains("déjà au carnet"));
    assert_eq!(here.attribute("#results .place a[role=button]", "href"), "/organizations/259900017");
    assert_eq!(here.attribute(&format!("{NAME} a"), "href"), "/workers/19900000019");

    let page = door.visitor.search(TWO_HOSPITALS.number).await;
    let mut words = page.texts(".place button[name=entry]");
    words.sort();
    assert_eq!(words, ["Ajouter à cette organisation", "Enregistrer"]);
    let states = page.texts(".place").join(" ");
    for state in ["organisation connue", "organisation nouvelle", "personne nouvelle"] {
        assert!(states.contains(state), "{state} in {states}");
    }
    assert!(page.attribute(&format!("{NAME} a"), "href").starts_with("/selections/new?"));

    door.select(&TWO_HOSPITALS).await;
    let page = door.visitor.search(TWO_HOSPITALS.number).await;
    assert_eq!(page.text(SELECT), "Lier à cette organisation");
    assert!(page.texts(".place").join(" ").contains("personne connue"));
}

#[tokio::test]
async fn an_entry_that_lacks_facts_says_so() {
    let door = Door::open().await;
    let without_finess = door.visitor.search(WITHOUT_FINESS.number).await;
    assert!(!without_finess.has(SELECT));
    assert_eq!(without_finess.text(".place a[role=button]"), "Compléter…");
    assert!(without_finess.text(".place").contains("FINESS manquant"));

    let without_first_name = door.visitor.search(WITHOUT_FIRST_NAME.number).await;
    assert!(without_first_name.texts(".place").iter().all(|place| place.contains("prénom manquant")));

    let without_rpps = door.visitor.search(WITHOUT_RPPS.last_name).await;
    assert!(!without_rpps.has(".place button") && !without_rpps.has(".place a"));
    assert!(without_rpps.text(".place").contains("Sans RPPS, pas d’enregistrement possible"));
}

#[tokio::test]
async fn more_shows_the_rest() {
    let door = Door::open().await;
    let mut page = door.visitor.search(CROWD_NAME).await;
    assert!(page.text("#results .found").contains(&format!("{CROWD} lieux d’exercice")));
    let first = page.texts("#results .place").len();
    assert!(first < CROWD, "{first}");
    for _ in 0..10 {
        if page.has("#results .more a") {
            page = door.visitor.click(&page, "#results .more a").await;
        }
    }
    assert_eq!(page.texts("#results .place").len(), CROWD);
    assert!(page.text("#results .found").contains(&format!("{CROWD} personnes")));
}

#[tokio::test]
async fn a_card_holds_all_places_however_short_the_page() {
    let door = Door::open().await;
    let page = door.visitor.get(&format!("/?q={}&size=1", TWO_HOSPITALS.last_name)).await;
    assert_eq!(page.texts("#results .person").len(), 1);
    assert_eq!(page.texts("#results .place").len(), 2, "{}", page.words());
    let crowd = door.visitor.get(&format!("/?q={CROWD_NAME}&size=1")).await;
    assert_eq!(crowd.texts("#results .place").len(), 1, "{}", crowd.words());
}

#[tokio::test]
async fn a_list_that_no_page_holds_says_so() {
    let home = Home::empty();
    let sample = home.command(&["directory", "sample", "--rows", "2500", "--seed", "4"]).output().unwrap();
    home.import(FILE_NAME, std::str::from_utf8(&sample.stdout).unwrap());
    let door = Door::at(home).await;
    let page = door.visitor.get("/?profession=60&size=500").await;
    assert!(page.text("#cut").contains("premiers lieux d’exercice"), "{}", page.words());
    assert!(!page.has("#results .more a"));
    let smaller = door.visitor.get("/?profession=60&size=480").await;
    assert!(!smaller.has("#cut") && smaller.has("#results .more a"));
}

#[tokio::test]
async fn nothing_found_offers_a_way_on() {
    let door = Door::open().await;
    let page = door.visitor.search("dubreuil zzzyyyxxx").await;
    assert!(page.text("#results .empty").contains("Rien ne correspond à « dubreuil zzzyyyxxx »"));
    let found = door.visitor.click(&page, "#results .empty a[href*=dubreuil]").await;
    assert_eq!(found.text(NAME), "DUBREUIL Claire");
    // A gateway is not asked for each word alone.
    if !directory::is_gateway() {
        let unknown = page.text("#results .empty");
        assert!(unknown.contains("Introuvable : « zzzyyyxxx »"), "{unknown}");
        assert_eq!(page.texts("#results .empty a"), ["Chercher sans « zzzyyyxxx »"]);
    }
    let number = door.visitor.search("9912345678").await.text("#results .empty");
    assert!(number.contains("11 chiffres") && !number.contains("Chercher sans"), "{number}");
    assert!(door.visitor.search("?!").await.text("#results .empty").contains("Rien ne correspond à « ?! »"));
    assert!(door.visitor.get("/").await.has("#results .empty"));
}

#[tokio::test]
async fn what_is_offered_where_nothing_was_found_finds_something() {
    if directory::is_gateway() {
        // It is not asked so often.
        return;
    }
    let door = Door::open().await;
    let unknown = door.visitor.get("/?q=zzzyyyxxx&department=25").await.text("#results .empty");
    assert!(unknown.contains("Introuvable : « zzzyyyxxx »"), "{unknown}");
    for (asked, offered) in [
        ("q=dubreuil+lyon+tilleuls", &["Chercher sans « dubreuil »"][..]),
        ("q=dubreuil+solene+lyon+tilleuls", &["Chercher sans « dubreuil solene »"]),
        ("q=zzzyyyxxx&department=25", &["Chercher sans « zzzyyyxxx »"]),
        ("q=dubreil+claire", &["Chercher sans « dubreil »"]),
        ("q=dubreil+claire&department=25", &["Chercher sans « dubreil »"]),
        ("q=martineau&department=974", &["Chercher sans les filtres"]),
    ] {
        let page = door.visitor.get(&format!("/?{asked}")).await;
        assert_eq!(page.texts("#results .empty li a"), offered, "{asked}");
        let found = door.visitor.click(&page, "#results .empty li a").await;
        let unfiltered = offered[0].contains("filtres") || !asked.contains("department");
        assert!(found.has("#results article.person"), "{asked}: {}", found.words());
        assert_eq!(found.has("#department option[value='25'][selected]"), !unfiltered, "{asked}");
    }
}

#[tokio::test]
async fn the_script_gets_the_results_alone() {
    let door = Door::open().await;
    let request = door.visitor.request(Method::GET, "/?q=dubreuil").header("HX-Request", "true");
    let fragment = door.visitor.send(request).await;
    assert_eq!(fragment.status, 200);
    assert!(!fragment.body.contains("<html") && fragment.body.contains("DUBREUIL"), "{}", fragment.body);
    assert!(fragment.header("vary").unwrap().contains("HX-Request"));
}

#[tokio::test]
async fn markup_in_a_name_or_a_search_stays_text() {
    let door = Door::open().await;
    let page = door.visitor.search(MARKUP.number).await;
    assert_eq!(page.text(NAME), format!("{} Zoé", MARKUP.last_name));
    assert!(!page.has("#results b"));
    let page = door.visitor.search("\"><script>alert(1)</script>").await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("<script>alert"));
    for typed in ["'", "\"", "(", "a OR", "*", "-", "+ | ~1 \\", "name:'x'", "\u{0}", "œ", "日本"] {
        assert_eq!(door.visitor.search(typed).await.status, 200, "{typed}");
    }
}
