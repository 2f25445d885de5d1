//! `/`: what a person types finds whom they mean, and says what a click would do.

use reqwest::Method;

use crate::support::{
    directory::{self, of_index},
    door::{Door, SELECT},
    fixture::{
        CLINIC, COMPLETE, CROWD, CROWD_NAME, HOSPITAL, MARKUP, NAMESAKE, PHARMACY, TWO_HOSPITALS,
        WITHOUT_FINESS, WITHOUT_FIRST_NAME, WITHOUT_RPPS,
    },
};

/// The heading of a person's card.
const NAME: &str = "#results article.person h2";

#[tokio::test]
async fn words_in_any_order_without_accents_or_case_find_a_person() {
    let door = Door::open().await;
    for typed in ["claire dubreuil", "DUBREUIL Claire", "dubreuil valmont", "  dubr", "cardiologie dubreuil"]
    {
        let page = door.visitor.search(typed).await;
        assert_eq!(page.texts(NAME).first().map(String::as_str), Some("DUBREUIL Claire"), "{typed}");
    }
    let page = door.visitor.search("kervadec SOLENE").await;
    assert_eq!(page.text(NAME), "KERVADEC Solène");
}

#[tokio::test]
async fn a_person_is_found_as_people_speak() {
    let door = Door::open().await;
    for (typed, name) in [
        ("Dr C Dubreuil", "DUBREUIL Claire"),
        ("kiné kervadec", "KERVADEC Solène"),
        ("kervadec masseuse", "KERVADEC Solène"),
        ("2a kervadec", "KERVADEC Solène"),
        ("69 isabelle martineau", "MARTINEAU Isabelle"),
        ("infirmière alice", "VAUBERT Alice"),
        ("Mme Vaubert infirmiere", "VAUBERT Alice"),
        ("l marc", "LEVANTIN Marc"),
        ("d. claire", "DUBREUIL Claire"),
        ("oneil zoe", "<b>O'NEIL</b> & \"FILS\" Zoé"),
        ("cardiologue valmont", "DUBREUIL Claire"),
    ] {
        let page = door.visitor.search(typed).await;
        assert_eq!(page.texts(NAME).first().map(String::as_str), Some(name), "{typed}");
    }
}

#[tokio::test]
async fn the_number_of_a_department_is_not_taken_for_that_of_a_house() {
    let door = Door::open().await;
    // At 14, rue du Belvédère, in the Doubs.
    let in_the_department = door.visitor.search("infirmier 25").await;
    assert!(in_the_department.texts(NAME).contains(&"ABADOUX".to_owned()), "{}", in_the_department.words());
    let elsewhere = door.visitor.search("infirmier 14").await;
    assert!(!elsewhere.texts(NAME).contains(&"ABADOUX".to_owned()), "{}", elsewhere.words());
    let at_the_house = door.visitor.search("infirmier 14 rue").await;
    assert!(at_the_house.texts(NAME).contains(&"ABADOUX".to_owned()), "{}", at_the_house.words());
}

#[tokio::test]
async fn linking_words_are_optional() {
    let door = Door::open().await;
    let door_of = async |typed: &str| door.visitor.search(typed).await;
    for typed in ["kiné à ajaccio kervadec", "kervadec le kiné"] {
        assert_eq!(door_of(typed).await.texts(NAME)[0], "KERVADEC Solène", "{typed}");
    }
    for typed in ["dubreil médecin de l'hôpital", "dubreil de la cardiologie du valmont"] {
        let page = door_of(typed).await;
        assert!(page.texts(NAME).contains(&"DUBREUIL Claire".to_owned()), "{typed}: {}", page.words());
    }
    let nothing = door_of("dubreuil de zzzyyyxxx").await;
    assert!(!nothing.text("#results .empty").contains("sans « de »"), "{}", nothing.words());
}

#[tokio::test]
async fn a_number_is_found_at_each_digit() {
    let door = Door::open().await;
    for typed in ["199", "1990", "19900", "199000000", "1990000001", "19-900-000-019", "rpps 1990"] {
        let page = door.visitor.search(typed).await;
        let cards = page.texts("#results article.person");
        assert!(!cards.is_empty() && cards.iter().all(|card| card.contains("RPPS 19900")), "{typed}");
        assert!(!page.has("#results .warning"), "{typed}");
    }
    for typed in ["2a9", "2A990", "2A99000", "2A990007", "FINESS 2A9"] {
        assert_eq!(door.visitor.search(typed).await.texts(NAME), ["JASMIN Yves"], "{typed}");
    }
}

#[tokio::test]
async fn a_number_with_spaces_inside_is_an_identifier() {
    let door = Door::open().await;
    for typed in [
        "19900000019",
        "19 900 000 019",
        "1 99 00000019",
        "RPPS 19 900 000 019",
        "rpps:19900000019",
        "819900000019",
    ] {
        assert_eq!(door.visitor.search(typed).await.text(NAME), "DUBREUIL Claire", "{typed}");
    }
    for typed in [PHARMACY.finess, "339 900 045", "Finess 339900045"] {
        let mut names = door.visitor.search(typed).await.texts(NAME);
        names.sort();
        assert_eq!(names, ["MARTINEAU Isabelle", "ORVAL Denis", "TASSINEAU Hugo"], "{typed}");
    }
    assert_eq!(door.visitor.search("25300 dubreuil").await.text(NAME), "DUBREUIL Claire");
    let doubtful = door.visitor.search("19900000018").await;
    assert!(doubtful.text(".warning").contains("clé de contrôle est fausse"));
}

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
async fn filters_narrow_and_stay_in_the_address() {
    let door = Door::open().await;
    for filter in ["profession=21", "department=33", "town=Bordeaux", "sector=SA33"] {
        let page = door.visitor.get(&format!("/?q=martineau&{filter}")).await;
        let card = page.text("#results article.person");
        assert!(card.contains("19900000068"), "{filter}: {card}");
        assert_eq!(page.attribute("#q", "value"), NAMESAKE.last_name.to_lowercase());
    }
    let page = door.visitor.get("/?q=martineau&department=33").await;
    assert_eq!(page.attribute("#department option[selected]", "value"), "33");
    let by_filter_alone = door.visitor.get("/?department=25&profession=10").await;
    assert_eq!(by_filter_alone.texts(NAME).len(), 2, "{}", by_filter_alone.words());
    assert!(!page.has("input[name=clients]"), "no entry of this directory tells of clients");
}

#[tokio::test]
async fn each_field_is_searched_by_itself_and_with_the_others() {
    let door = Door::open().await;
    let any = [
        ("identifier=19+900+000+019", "DUBREUIL Claire"),
        ("identifier=259900025&last_name=levantin", "LEVANTIN Marc"),
        ("last_name=Kervad", "KERVADEC Solène"),
        ("last_name=galtier+ro", "GALTIER-ROUX"),
        ("last_name=galtierroux", "GALTIER-ROUX"),
        ("first_name=claire", "DUBREUIL Claire"),
        ("organization=trois-rivi&profession=10", "DUBREUIL Claire"),
        ("street=2+faubourg+des+moul&last_name=dub", "DUBREUIL Claire"),
        ("street=quai+des+pecheurs", "LARMIER Odile"),
        ("postcode=253&profession=10", "DUBREUIL Claire"),
        ("postcode=20000&last_name=larm&first_name=odile", "LARMIER Odile"),
        ("q=valmont&last_name=dubreuil", "DUBREUIL Claire"),
        ("q=martineau&first_name=isabelle&street=place", "MARTINEAU Isabelle"),
    ];
    let skills = [("skill=cardiologue", "DUBREUIL Claire"), ("skill=cardiologie+vasc", "DUBREUIL Claire")];
    for (asked, name) in any.into_iter().chain(of_index(&skills)) {
        let page = door.visitor.get(&format!("/?{asked}")).await;
        assert_eq!(page.texts(NAME).first().map(String::as_str), Some(name), "{asked}: {}", page.words());
    }
    for asked in [
        "first_name=dubreuil",
        "last_name=claire",
        "last_name=dubreuil&postcode=33",
        "q=orval&street=moulins",
    ] {
        let page = door.visitor.get(&format!("/?{asked}")).await;
        assert!(!page.has("#results .found"), "{asked}: {}", page.words());
    }
    let page = door.visitor.get("/?last_name=dubreuil&street=moulins").await;
    assert_eq!(page.attribute("#last_name", "value"), "dubreuil");
    assert!(page.has("#criteria[open] #street"));
    assert!(!door.visitor.search("dubreuil").await.has("#criteria[open]"));
    assert!(page.has("#skill"));
}

#[tokio::test]
async fn a_name_by_itself_may_be_misspelt_too() {
    let door = Door::open().await;
    let page = door.visitor.get("/?last_name=dubreil&first_name=claire").await;
    assert!(page.text(".near").contains("« dubreil claire »"), "{}", page.words());
    assert_eq!(page.texts(NAME)[0], "DUBREUIL Claire");
    let last_names = door.visitor.get("/?last_name=clair").await;
    assert!(!last_names.texts(NAME).contains(&"DUBREUIL Claire".to_owned()), "{}", last_names.words());
    let elsewhere = door.visitor.get("/?last_name=dubreil&postcode=33").await;
    assert!(!elsewhere.texts(NAME).contains(&"DUBREUIL Claire".to_owned()), "{}", elsewhere.words());
}

#[tokio::test]
async fn what_a_directory_does_not_know_is_said() {
    let door = Door::open().await;
    let page = door.visitor.get("/?secure_email=claire@").await;
    assert!(!page.has("#results .found"));
    let no_address = page.words().contains("ne donne aucune adresse de messagerie");
    assert_eq!(no_address, !directory::is_gateway(), "{}", page.words());
}

#[tokio::test]
async fn a_count_leads_to_a_narrower_search_and_back() {
    let door = Door::open().await;
    let page = door.visitor.search("martineau").await;
    if !directory::is_gateway() {
        let kinds = page.texts(".counts a[href*='kind=']");
        assert_eq!(kinds.len(), 2, "{kinds:?}");
        let narrowed = door.visitor.click(&page, ".counts a[href*='kind=GENR04']").await;
        assert_eq!(narrowed.texts("#results article.person").len(), 1);
        assert!(narrowed.text("#results article.person").contains("Pharmacien"));
        assert!(!narrowed.has(".counts a[href*='kind=']"));
        assert_eq!(narrowed.attribute("#kind option[selected]", "value"), "GENR04");
        let chosen = narrowed.text(".chosen a");
        assert!(chosen.contains("Genre d’activité : Activité non soignante"), "{chosen}");
        let back = door.visitor.click(&narrowed, ".chosen a").await;
        assert_eq!(back.texts("#results article.person").len(), 2);
    }
    let page = door.visitor.get("/?q=martineau&profession=21&town=Bordeaux&last_name=martineau").await;
    assert_eq!(page.texts(".chosen a").len(), 3);
    let wider =
        door.visitor.click(&page, ".chosen a[href='/?q=martineau&town=Bordeaux&last_name=martineau']").await;
    assert_eq!(wider.texts(".chosen a").len(), 2);
    let nothing = door.visitor.get("/?q=martineau&department=974").await;
    assert_eq!(door.visitor.click(&nothing, ".chosen a").await.texts("#results article.person").len(), 2);
}

#[tokio::test]
async fn whom_a_role_tells_is_found_by_it_and_shown_with_it() {
    let door = Door::open().await;
    for typed in
        of_index(&["aide soignante lyon", "aide-soignant", "aidesoignante", "ferrandel aide soignant"])
    {
        let page = door.visitor.search(typed).await;
        assert_eq!(page.texts(NAME).first().map(String::as_str), Some("FERRANDEL Maud"), "{typed}");
    }
    let page = door.visitor.search("ferrandel").await;
    let card = page.text("#results article.person");
    assert!(card.contains("Aide-soignant") && !card.contains("Acteur"), "{card}");
}

#[tokio::test]
async fn everyday_words_may_be_misspelt() {
    let door = Door::open().await;
    for (typed, name) in of_index(&[
        ("infirmere vaubert", "VAUBERT Alice"),
        ("cardiolgue valmont", "DUBREUIL Claire"),
        ("pharmacein orval", "ORVAL Denis"),
    ]) {
        let page = door.visitor.search(typed).await;
        assert!(page.texts(NAME).contains(&name.to_owned()), "{typed}: {}", page.words());
    }
}

#[tokio::test]
async fn words_beside_a_number_empty_no_search() {
    let door = Door::open().await;
    for typed in ["orval 1er", "8 bis place du marche orval", "orval 8ter place"] {
        let page = door.visitor.search(typed).await;
        assert_eq!(
            page.texts(NAME).first().map(String::as_str),
            Some("ORVAL Denis"),
            "{typed}: {}",
            page.words()
        );
    }
}

#[tokio::test]
async fn more_near_spellings_are_shown_when_asked_for() {
    let door = Door::open().await;
    let mut page = door.visitor.search("peupleraye").await;
    assert!(page.has(".near"), "{}", page.words());
    let first = page.texts("#results .place").len();
    assert!((10..20).contains(&first), "{first}");
    page = door.visitor.click(&page, "#results .more a").await;
    assert!(page.texts("#results .place").len() > first);
    let shown = page.texts("#results .place").len();
    assert!((1..=shown).all(|number| page.has(&format!("#place-{number}"))), "each has its own number");
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
async fn a_near_spelling_is_found_under_its_own_line() {
    let door = Door::open().await;
    let page = door.visitor.search("dubreil claire").await;
    assert!(page.text(".near").contains("Orthographe proche de « dubreil claire »"));
    assert!(page.texts(NAME).contains(&"DUBREUIL Claire".to_owned()));
    let sounds = [
        ("dubruile claire", "DUBREUIL Claire"),
        ("qervadek solen", "KERVADEC Solène"),
        ("izabel martino", "MARTINEAU Isabelle"),
        ("laivantin marc", "LEVANTIN Marc"),
        ("dub clai", "DUBREUIL Claire"),
        ("peuplrai bruno", "PEUPLERAIE Bruno-Anne"),
    ];
    for (typed, name) in of_index(&sounds) {
        let page = door.visitor.search(typed).await;
        assert!(page.texts(NAME).contains(&name.to_owned()), "{typed}: {}", page.words());
    }
}

#[tokio::test]
async fn a_misspelt_name_does_not_pass_for_one_in_an_organization_s_name() {
    let door = Door::open().await;
    // "Cabinet Kervadec" has the same stem, and so has a stranger who works there.
    for typed in ["kervadece", "kervadecs"] {
        let page = door.visitor.search(typed).await;
        assert!(page.has(".near") && !page.has("#results .found"), "{typed}: {}", page.words());
        assert_eq!(page.texts(NAME).first().map(String::as_str), Some("KERVADEC Solène"), "{typed}");
    }
    assert!(!door.visitor.search("infirmiers").await.has(".near"));
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
