//! `/selections/new`: completing an entry whose mandatory facts are missing (rules 3, 4 and 7).

use crate::support::{
    answer::Answer,
    door::{Door, SELECT},
    fixture::{
        AT_THE_NAMELESS, AT_THE_UNNAMED_CLINIC, CLINIC, COMPLETE, HEALTH_CENTRE, HOSPITAL, OTHER_HOSPITAL,
        PHARMACY, WITHOUT_ANYTHING, WITHOUT_FINESS, WITHOUT_FIRST_NAME, WITHOUT_PLACE, WITHOUT_PROFESSION,
    },
    rows::Person,
};

/// The button that registers what was completed.
const REGISTER: &str = "form.completion p button";
/// Any button of the form.
const COMPLETION: &str = "form.completion button";
/// The button that searches for an organization.
const SEARCH: &str = "form.completion button[formaction]";

/// The completion form of a person's first place.
async fn completion_of(door: &Door, person: &Person<'_>) -> Answer {
    let page = door.visitor.get(&door.completion_path(person).await).await;
    assert_eq!(page.status, 200, "{}", page.words());
    page
}

/// The organizations offered, by FINESS number.
fn offered(page: &Answer) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.body);
    let radios = crate::support::answer::selector("input[name=organization]");
    html.select(&radios).map(|radio| radio.attr("value").unwrap().to_owned()).collect()
}

#[tokio::test]
async fn facts_that_are_missing_are_named_and_nothing_is_written() {
    let door = Door::open().await;
    for (person, missing) in [
        (WITHOUT_FINESS, &["FINESS manquant"][..]),
        (WITHOUT_FIRST_NAME, &["prénom manquant"]),
        (WITHOUT_PROFESSION, &["profession manquante"]),
        (AT_THE_UNNAMED_CLINIC, &["nom de l’organisation manquant"]),
        (WITHOUT_ANYTHING, &["FINESS manquant", "prénom manquant", "profession manquante"]),
    ] {
        let form = completion_of(&door, &person).await.form(COMPLETION).posted_to("/selections");
        let form = form.with("organization", "");
        let answer = door.visitor.submit(&form).await;
        assert_eq!(answer.status, 422, "{}", person.last_name);
        let alert = answer.text("[role=alert]");
        for fact in missing {
            assert!(alert.contains(fact), "{fact} in {alert}");
        }
        assert!(alert.contains("Rien n’a encore été enregistré"), "{alert}");
        assert!(answer.has(COMPLETION), "the page completes");
    }
    assert_eq!(door.home.database.counts(), [0; 4]);
}

#[tokio::test]
async fn an_organization_at_the_same_address_is_offered_first() {
    let door = Door::open().await;
    let page = completion_of(&door, &WITHOUT_FINESS).await;
    assert_eq!(page.text("h1"), "Compléter avant d’enregistrer");
    assert_eq!(offered(&page), [HEALTH_CENTRE.finess]);
    assert!(page.text(".choices legend").contains("À la même adresse"));

    let form = page.form(REGISTER).with("organization", HEALTH_CENTRE.finess);
    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert_eq!(page.text("h1"), HEALTH_CENTRE.name);
    assert!(page.text("#notice").contains("marqué dans l’historique"), "{}", page.text("#notice"));
    assert!(page.text("table").contains("complété à la main"));
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
    let history = door.visitor.get("/history").await.words();
    assert!(history.contains("(complété à la main : FINESS)"), "{history}");

    door.select(&COMPLETE).await;
    let at_one = format!("&who=local&organization={}", HEALTH_CENTRE.finess);
    for more in ["", &at_one] {
        let completed = door.visitor.get(&format!("/history?kind=completed_by_hand{more}")).await;
        let lines = completed.texts("ul.history > li");
        assert!(lines.len() == 1 && lines[0].contains("(complété à la main"), "{more}: {lines:?}");
        assert_eq!(completed.text("#kind option[selected]"), "complété à la main");
    }

    let results = door.visitor.search(WITHOUT_FINESS.number).await;
    assert!(results.text("#results .place").contains("déjà au carnet"), "{}", results.words());
}

#[tokio::test]
async fn an_organization_is_searched_by_name_town_or_number() {
    let door = Door::open().await;
    let page = completion_of(&door, &WITHOUT_PLACE).await;
    for typed in ["trois-rivieres", "hopital valmont", HOSPITAL.finess, "259 900 017"] {
        let found = door.visitor.submit(&page.form(SEARCH).with("place", typed)).await;
        assert_eq!(found.status, 200);
        assert_eq!(
            offered(&found).first().map(String::as_str),
            Some(HOSPITAL.finess),
            "{typed}: {}",
            found.words()
        );
    }
    let nothing = door.visitor.submit(&page.form(SEARCH).with("place", "zzzyyy")).await;
    assert!(nothing.words().contains("Aucune organisation ne correspond"), "{}", nothing.words());

    let found = door.visitor.submit(&page.form(SEARCH).with("place", "clinique lyon")).await;
    let form = found.form(REGISTER).with("organization", CLINIC.finess);
    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert_eq!(page.text("h1"), CLINIC.name);
}

#[tokio::test]
async fn a_number_without_a_name_is_completed_by_the_name_that_others_give_it() {
    let door = Door::open().await;
    let page = completion_of(&door, &AT_THE_UNNAMED_CLINIC).await;
    assert_eq!(offered(&page), [CLINIC.finess]);
    assert!(!page.has(SEARCH), "another organization cannot be meant");
    let form = page.form(REGISTER).with("organization", HOSPITAL.finess);
    assert_eq!(door.visitor.submit(&form).await.status, 422, "nor chosen");
    assert_eq!(door.home.database.counts(), [0; 4]);

    let page = door.visitor.follow(&door.visitor.submit(&page.form(REGISTER)).await).await;
    assert_eq!(page.text("h1"), CLINIC.name);
    assert!(page.text("table").contains("complété à la main"), "{}", page.text("table"));
}

#[tokio::test]
async fn a_number_that_nobody_names_cannot_be_completed() {
    let door = Door::open().await;
    let page = completion_of(&door, &AT_THE_NAMELESS).await;
    assert_eq!(page.text("h1"), "Enregistrement impossible");
    assert!(page.words().contains("aucun autre professionnel de ce lieu"), "{}", page.words());
    assert!(!page.has(COMPLETION));
    let path = door.completion_path(&AT_THE_NAMELESS).await;
    let entry = path.split(['=', '&']).nth(1).unwrap();
    let forged = [("entry", entry), ("organization", HOSPITAL.finess)];
    assert_eq!(door.visitor.post("/selections", &forged).await.status, 422);
    assert_eq!(door.home.database.counts(), [0; 4]);
}

#[tokio::test]
async fn a_registered_organization_is_offered_as_known() {
    let door = Door::with_one_registered().await;
    let page = completion_of(&door, &WITHOUT_PLACE).await;
    let found = door.visitor.submit(&page.form(SEARCH).with("place", "trois rivieres")).await;
    assert_eq!(offered(&found), [HOSPITAL.finess]);
    assert!(found.text(".choices").contains("organisation connue"));
}

#[tokio::test]
async fn a_number_typed_with_a_wrong_check_digit_is_refused() {
    let door = Door::open().await;
    let page = completion_of(&door, &WITHOUT_PLACE).await;
    let found = door.visitor.submit(&page.form(SEARCH).with("place", "259900018")).await;
    assert!(found.text(".warning").contains("clé de contrôle est fausse"), "{}", found.words());
    assert!(offered(&found).is_empty());
}

#[tokio::test]
async fn an_organization_that_nobody_knows_cannot_be_chosen() {
    let door = Door::open().await;
    let form = completion_of(&door, &WITHOUT_PLACE).await.form(SEARCH).posted_to("/selections");
    for finess in ["259900991", "abc", "2599", "Mon cabinet"] {
        let answer = door.visitor.submit(&form.clone().with("organization", finess)).await;
        assert_eq!(answer.status, 422, "{finess}");
    }
    assert_eq!(door.home.database.counts(), [0; 4]);
}

#[tokio::test]
async fn a_first_name_is_typed_once() {
    let door = Door::open().await;
    let page = completion_of(&door, &WITHOUT_FIRST_NAME).await;
    let blank = door.visitor.submit(&page.form(REGISTER).with("first_name", "   ")).await;
    assert_eq!(blank.status, 422);
    let form = page.form(REGISTER).with("first_name", " Émile ");
    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert!(page.text("table").contains("ABADOUX Émile"), "{}", page.text("table"));

    let results = door.visitor.search(WITHOUT_FIRST_NAME.number).await;
    assert_eq!(results.text(SELECT), "Lier à cette organisation", "what the register knows is not missing");
    door.visitor.press(&results, SELECT).await;
    assert_eq!(door.home.database.counts(), [2, 1, 2, 5]);
    let other = door.visitor.get(&format!("/organizations/{}", OTHER_HOSPITAL.finess)).await;
    assert!(!other.text("table").contains("complété à la main"), "{}", other.text("table"));
}

#[tokio::test]
async fn a_first_name_that_cannot_be_one_is_refused() {
    let door = Door::open().await;
    let form = completion_of(&door, &WITHOUT_FIRST_NAME).await.form(REGISTER);
    let long = "é".repeat(101);
    for typed in [&*long, "Emi\nle", "Em\u{200B}ile", "\u{202E}elimE", "12"] {
        let refused = door.visitor.submit(&form.clone().with("first_name", typed)).await;
        assert_eq!(refused.status, 422, "{typed:?}");
        assert!(refused.text("#first-name-refused").contains("100 caractères"), "{}", refused.words());
    }
    assert_eq!(door.home.database.counts(), [0; 4]);
}

#[tokio::test]
async fn a_search_for_an_organization_stays_at_its_place_on_the_page() {
    let door = Door::open().await;
    let page = completion_of(&door, &WITHOUT_PLACE).await;
    assert_eq!(page.form(SEARCH).action, "/selections/new#place");
    assert!(page.has("#place"));
    assert!(page.text(".completion .hint").contains("Cherchez l’organisation"), "{}", page.words());
    let found = door.visitor.submit(&page.form(SEARCH).with("place", "clinique")).await;
    assert!(found.text(".completion .hint").contains("Choisissez l’organisation"), "{}", found.words());
}

#[tokio::test]
async fn a_profession_is_chosen_from_the_table() {
    let door = Door::open().await;
    let page = completion_of(&door, &WITHOUT_PROFESSION).await;
    let unknown = door.visitor.submit(&page.form(REGISTER).with("profession_code", "ZZ")).await;
    assert_eq!(unknown.status, 422);
    let professions = page.texts("#profession_code option");
    let place = |name: &str| professions.iter().position(|profession| profession == name).unwrap();
    assert!(place("Orthopédiste-Orthésiste") < place("Orthophoniste"), "accents aside: {professions:?}");
    let form = page.form(REGISTER).with("profession_code", "21");
    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert_eq!(page.text("h1"), PHARMACY.name);
    assert!(page.text("table").contains("Pharmacien"), "{}", page.text("table"));
}

#[tokio::test]
async fn everything_missing_is_completed_at_once_and_kept_when_refused() {
    let door = Door::open().await;
    let page = completion_of(&door, &WITHOUT_ANYTHING).await;
    let half =
        page.form(SEARCH).posted_to("/selections").with("first_name", "Maud").with("profession_code", "60");
    let refused = door.visitor.submit(&half).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attribute("#first_name", "value"), "Maud");
    assert_eq!(refused.attribute("#profession_code option[selected]", "value"), "60");
    let found = door.visitor.submit(&refused.form(SEARCH).with("place", "pharmacie moulin")).await;
    assert_eq!(found.attribute("#first_name", "value"), "Maud");
    let form = found.form(REGISTER).with("organization", PHARMACY.finess);
    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert!(page.text("table").contains("GALTIER-ROUX Maud"), "{}", page.text("table"));
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
}
