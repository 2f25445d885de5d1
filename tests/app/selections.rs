//! `/selections`: registering one entry (rules 1, 2, 5, 6, 7 and 10 of selecting).

use crate::support::{
    door::{Door, SELECT},
    fixture::{
        AT_THE_PHARMACY, COMPLETE, DOUBTFUL, DOUBTFUL_CLINIC, FILE_NAME, HEALTH_CENTRE, HOSPITAL, NAMESAKE,
        OTHER_HOSPITAL, PHARMACY, TWO_HOSPITALS, TWO_WITHOUT_FINESS, WITHOUT_FINESS, WITHOUT_RPPS,
        later_file,
    },
};

/// What the register holds after one complete selection: an event for each thing created.
const ONE_SELECTION: [i64; 4] = [1, 1, 1, 3];

#[tokio::test]
async fn one_click_registers_and_says_what_was_created() {
    let door = Door::open().await;
    let page = door.select(&COMPLETE).await;
    assert_eq!(page.path, "/organizations/259900017");
    assert_eq!(page.text("h1"), HOSPITAL.name);
    assert!(
        page.text("#notice")
            .contains("DUBREUIL Claire et Hôpital des Trois-Rivières entrent au carnet, avec leur lien."),
        "{}",
        page.text("#notice")
    );
    assert!(page.text("table").contains("DUBREUIL Claire"));
    assert_eq!(door.home.database.counts(), ONE_SELECTION);
    assert!(!door.visitor.get(&page.path).await.has("#notice"), "a notice is shown once");
}

#[tokio::test]
async fn what_was_known_is_said() {
    let door = Door::with_one_registered().await;
    let results = door.visitor.search(&format!("{} {}", TWO_HOSPITALS.number, HOSPITAL.town)).await;
    let page = door.visitor.follow(&door.visitor.press(&results, SELECT).await).await;
    assert!(page.text("#notice").contains("Trois-Rivières, déjà au carnet"), "{}", page.text("#notice"));
    let page = door.select(&TWO_HOSPITALS).await;
    assert_eq!(page.path, format!("/organizations/{}", OTHER_HOSPITAL.finess));
    assert!(page.text("#notice").contains("LEVANTIN Marc, déjà au carnet"), "{}", page.text("#notice"));
    assert_eq!(door.home.database.counts(), [2, 2, 3, 7]);
}

#[tokio::test]
async fn a_known_organization_is_named_as_the_register_names_it() {
    let door = Door::with_one_registered().await;
    door.home.database.change("update organizations set name = 'Hôpital Neuf'");
    let results = door.visitor.search(&format!("{} {}", TWO_HOSPITALS.number, HOSPITAL.town)).await;
    let page = door.visitor.follow(&door.visitor.press(&results, SELECT).await).await;
    assert_eq!(page.text("h1"), "Hôpital Neuf");
    assert!(page.text("#notice").contains("Hôpital Neuf, déjà au carnet"), "{}", page.text("#notice"));
}

#[tokio::test]
async fn selecting_twice_changes_nothing_and_says_so() {
    let door = Door::open().await;
    let results = door.visitor.search(COMPLETE.number).await;
    door.visitor.press(&results, SELECT).await;
    let again = door.visitor.press(&results, SELECT).await;
    let page = door.visitor.follow(&again).await;
    assert!(page.text("#notice").contains("Rien n’a changé"), "{}", page.text("#notice"));
    assert!(!page.has("#notice form"), "nothing to undo");
    assert_eq!(door.home.database.counts(), ONE_SELECTION);
}

#[tokio::test]
async fn none_or_two_entries_are_refused() {
    let door = Door::open().await;
    let results = door.visitor.search(TWO_HOSPITALS.number).await;
    let entry = results.form(SELECT).value("entry").unwrap().to_owned();
    let other = door.visitor.search(COMPLETE.number).await.form(SELECT).value("entry").unwrap().to_owned();
    for fields in [
        &[][..],
        &[("entry", "")],
        &[("rpps_number", COMPLETE.number)],
        &[("entry", entry.as_str()), ("entry", other.as_str())],
        &[("entry", entry.as_str()), ("entry", entry.as_str())],
    ] {
        let answer = door.visitor.post("/selections", fields).await;
        assert_eq!(answer.status, 400, "{fields:?}");
        assert!(answer.has("h1") && answer.has("main a[href='/']"));
    }
    assert_eq!(door.home.database.counts(), [0; 4]);
}

#[tokio::test]
async fn nothing_that_a_form_forges_is_registered() {
    let door = Door::open().await;
    let results = door.visitor.search(COMPLETE.number).await;
    let form = results.form(SELECT);
    let forged = form
        .with("last_name", "FORGE")
        .with("first_name", "Jean")
        .with("name", "Forge")
        .with("profession_code", "21")
        .with("organization", PHARMACY.finess)
        .with("rpps_number", NAMESAKE.number)
        .with("finess", PHARMACY.finess);
    let page = door.visitor.follow(&door.visitor.submit(&forged).await).await;
    assert_eq!(page.path, "/organizations/259900017");
    let table = page.text("table");
    assert!(table.contains("DUBREUIL Claire") && table.contains("Médecin"), "{table}");
    assert!(!table.contains("complété à la main"), "{table}");
    assert_eq!(door.home.database.counts(), ONE_SELECTION);
}

#[tokio::test]
async fn an_entry_known_under_another_id_is_found_by_person_and_place() {
    let door = Door::open().await;
    let gone = [("entry", "p0"), ("source", "index"), ("rpps_number", TWO_HOSPITALS.number)];
    let fields = [&gone[..], &[("finess", OTHER_HOSPITAL.finess)]].concat();
    let page = door.visitor.follow(&door.visitor.post("/selections", &fields).await).await;
    assert_eq!(page.text("h1"), OTHER_HOSPITAL.name);

    let none = door.visitor.post("/selections", &[&gone[..], &[("finess", PHARMACY.finess)]].concat()).await;
    assert_eq!(none.status, 404);
    let person = door.visitor.click(&none, "main a[href*=q]").await;
    assert!(person.text("#results article.person h2").contains(TWO_HOSPITALS.last_name));

    let several = [("entry", "p0"), ("rpps_number", TWO_WITHOUT_FINESS.number), ("finess", "")];
    let page = door.visitor.post("/selections", &several).await;
    assert_eq!(page.texts("article.person .place").len(), 2, "{}", page.words());
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
}

#[tokio::test]
async fn what_left_the_directory_is_gone_and_what_exists_is_not_rewritten() {
    let door = Door::open().await;
    let old = door.visitor.search(TWO_HOSPITALS.number).await;
    let results = door.visitor.search(COMPLETE.number).await;
    door.visitor.press(&results, SELECT).await;
    door.home.import(FILE_NAME, &later_file());
    door.until_found("clarisse").await;

    let gone = door.visitor.press(&old, SELECT).await;
    assert_eq!(gone.status, 404, "{}", gone.words());
    assert!(gone.text("main").contains("Rien n’a été enregistré"));
    let again = door.visitor.follow(&door.visitor.press(&results, SELECT).await).await;
    assert!(again.text("table").contains("DUBREUIL Claire"), "{}", again.text("table"));
    assert_eq!(door.home.database.counts(), ONE_SELECTION);
}

#[tokio::test]
async fn a_wrong_check_digit_of_the_directory_is_accepted_with_a_warning() {
    let door = Door::open().await;
    let results = door.visitor.search(DOUBTFUL.last_name).await;
    let card = results.text("#results article.person");
    assert!(card.contains("FINESS à vérifier") && card.contains("RPPS à vérifier"), "{card}");
    let page = door.visitor.follow(&door.visitor.press(&results, SELECT).await).await;
    assert_eq!(page.text("h1"), DOUBTFUL_CLINIC.name);
    let notice = page.text("#notice");
    assert!(notice.contains("FINESS 139 900 055") && notice.contains("RPPS 19 900 000 099"), "{notice}");
    for (path, chips) in [
        (page.path.as_str(), 2),
        (&format!("/workers/{}", DOUBTFUL.number), 2),
        ("/organizations", 2),
        ("/workers", 2),
    ] {
        let page = door.visitor.get(path).await;
        let doubts = page.texts(".state").into_iter().filter(|chip| chip == "à vérifier").count();
        assert_eq!(doubts, chips, "{path}: {}", page.words());
    }
    assert_eq!(door.home.database.counts(), ONE_SELECTION);
}

#[tokio::test]
async fn an_entry_without_an_rpps_is_not_registered() {
    let door = Door::open().await;
    let results = door.visitor.search(COMPLETE.number).await;
    let id_of_complete = results.form(SELECT).value("entry").unwrap().to_owned();
    let clinic = door.visitor.search(WITHOUT_RPPS.last_name).await;
    let name_link = clinic.texts("#results article.person h2 a");
    assert!(name_link.is_empty(), "{name_link:?}");
    let numbered = [("entry", id_of_complete.as_str()), ("rpps_number", "123")];
    assert_eq!(
        door.visitor.post("/selections", &numbered).await.status,
        303,
        "the entry's own number counts"
    );
    assert_eq!(door.home.database.counts(), ONE_SELECTION);
}

#[tokio::test]
async fn the_page_before_a_click_says_what_it_would_do() {
    let door = Door::open().await;
    let results = door.visitor.search(AT_THE_PHARMACY.number).await;
    let page = door.visitor.click(&results, "#results h2 a").await;
    assert_eq!(page.text("h1"), "Enregistrer ce professionnel");
    assert!(page.words().contains("organisation nouvelle"));
    assert!(page.text("dl.details").contains(PHARMACY.sector.1), "{}", page.words());
    let back = format!("/?q={}", AT_THE_PHARMACY.number);
    assert!(page.has(&format!("main a[href='{back}']")), "a way back to the search");
    let page = door.visitor.follow(&door.visitor.press(&page, "button[name=entry]").await).await;
    assert_eq!(page.text("h1"), PHARMACY.name);
}

#[tokio::test]
async fn an_entry_completed_before_is_not_asked_about_again() {
    let door = Door::open().await;
    let page = door.visitor.get(&door.completion_path(&WITHOUT_FINESS).await).await;
    let form = page.form("form.completion p button");
    let answer = door.visitor.submit(&form.clone().with("organization", HEALTH_CENTRE.finess)).await;
    assert_eq!(answer.status, 303);
    let counts = door.home.database.counts();
    let again = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert!(again.text("#notice").contains("Rien n’a changé"), "{}", again.words());
    assert_eq!(door.home.database.counts(), counts);
}

#[tokio::test]
async fn a_place_completed_before_is_linked_elsewhere_only_on_purpose() {
    let door = Door::open().await;
    let page = door.visitor.get(&door.completion_path(&WITHOUT_FINESS).await).await;
    let form = page.form("form.completion p button");
    door.visitor.submit(&form.clone().with("organization", HEALTH_CENTRE.finess)).await;
    let counts = door.home.database.counts();
    let question = door.visitor.submit(&form.with("organization", HOSPITAL.finess)).await;
    assert_eq!(question.status, 409, "{}", question.words());
    assert!(question.text("main").contains(HEALTH_CENTRE.name), "{}", question.words());
    assert_eq!(door.home.database.counts(), counts);
    let linked = door.visitor.press(&question, "main button[name=also]").await;
    assert_eq!(door.visitor.follow(&linked).await.text("h1"), HOSPITAL.name);
    assert_eq!(door.home.database.counts()[..3], [2, 1, 2]);
}
