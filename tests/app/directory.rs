//! `/directory`: what is loaded, how old it is, and what came of the last imports.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::support::{
    company::Company,
    door::Door,
    fixture::{FILE_NAME, file},
    home::Home,
    visitor::Visitor,
};

/// A home with the invented directory, of so many days ago, imported there.
fn of_days_ago(days: i32) -> Home {
    let home = Home::empty();
    let day: Date = Timestamp::now().to_zoned_datetime(TimeZone::get("Europe/Paris").unwrap()).date();
    let stamp = (day - days.days()).strftime("%Y%m%d0312");
    home.import(&format!("PS_LibreAcces_Personne_activite_{stamp}.txt"), &file());
    home
}

#[tokio::test(flavor = "multi_thread")]
async fn it_tells_what_is_loaded_and_counts_lead_to_searches() {
    let door = Door::at(Home::with_index()).await;
    let front = door.visitor.get("/").await;
    let page = door.visitor.click(&front, "footer a").await;
    assert_eq!(page.path, "/directory");
    let facts = page.text("dl");
    for told in ["Annuaire national du 22 novembre 2026", "Personnes82", FILE_NAME] {
        assert!(facts.contains(told), "{told}: {facts}");
    }
    assert_eq!(page.texts(".charts section:first-of-type tbody a")[0], "Infirmier");
    let nurses = &page.texts(".charts section:first-of-type td")[0];
    let found = door.visitor.click(&page, ".charts section:first-of-type tbody a").await;
    assert!(found.text(".found").contains(&format!("{nurses} lieux")), "{nurses}: {}", found.words());
    assert!(page.has(".charts svg rect[width='1000']"));
    assert!(facts.contains("il y a moins d’une heure"), "{facts}");
    assert!(page.text(".attempts li").contains("85 lignes lues"), "{}", page.text(".attempts li"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_older_than_a_week_is_said() {
    let door = Door::at(of_days_ago(8)).await;
    assert!(door.visitor.get("/").await.text(".warning").contains("vieux de 8 jours"));
    assert!(door.visitor.get("/directory").await.text(".warning").contains("--download"));
    let english = Visitor::new(&door.server.url, "en");
    assert!(
        english.get("/").await.text(".warning").contains("8 days old"),
        "{}",
        english.get("/").await.words()
    );
    let door = Door::at(of_days_ago(7)).await;
    for path in ["/", "/directory"] {
        assert!(!door.visitor.get(path).await.has(".warning"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_refused_are_told_by_reason() {
    let home = Home::empty();
    let broken = file().replace("19900000027", "1990");
    home.import(FILE_NAME, &format!("{broken}one field alone\n"));
    let door = Door::at(home).await;
    let told = door.visitor.get("/directory").await.text("dd.refused");
    for reason in ["2 lignes, dont la 3 : le RPPS", "ligne 87 : pas autant de champs", "refused.tsv"] {
        assert!(told.contains(reason), "{reason}: {told}");
    }
    let english = Visitor::new(&door.server.url, "en").get("/directory").await.text("dd.refused");
    assert!(english.contains("2 rows, line 3 among them"), "{english}");
    assert!(!Door::at(Home::with_index()).await.visitor.get("/directory").await.has("dd.refused"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_import_is_told_with_its_reason() {
    let door = Door::at(Home::with_index()).await;
    let missing = door.home.file("missing.txt");
    let output = door.home.command(&["directory", "import", missing.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let page = door.visitor.get("/directory").await;
    assert_eq!(page.texts(".attempts li").len(), 1, "a path mistyped is no attempt");
    let small = door.home.file("small.txt");
    std::fs::write(&small, file().lines().take(5).collect::<Vec<_>>().join("\n")).unwrap();
    let output = door.home.command(&["directory", "import", small.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let page = door.visitor.get("/directory").await;
    let newest = &page.texts(".attempts li")[0];
    assert!(newest.contains("échec") && newest.contains("4 lignes"), "{newest}");
    assert!(newest.contains("fichier fourni · small.txt"), "{newest}");
}

#[tokio::test(flavor = "multi_thread")]
async fn over_a_gateway_it_tells_what_stands_in() {
    let company = Company::open().await;
    let door = Door::at(company.over(Home::with_index())).await;
    let page = door.visitor.get("/directory").await;
    assert!(page.text(".lead").contains("l’annuaire de l’entreprise"), "{}", page.words());
    assert!(page.text("dl").contains("Annuaire national"));
    let door = Door::at(company.over(Home::empty())).await;
    assert!(door.visitor.get("/directory").await.text(".empty").contains("Aucun annuaire"));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_says_what_stands_in_for_a_gateway() {
    let company = Company::open().await;
    for (home, told, untold) in [
        (Home::with_index(), "le remplace quand", "Rien n’est chargé"),
        (Home::empty(), "Rien n’est chargé ici qui le remplacerait", "le remplace quand"),
        (Home::with_index().with("CARNET_DIRECTORY_FALLBACK", "off"), "lui seul", "carnet directory import"),
    ] {
        let door = Door::at(company.over(home)).await;
        let page = door.visitor.get("/directory").await.text("main");
        assert!(page.contains(told) && !page.contains(untold), "{page}");
    }
}
