//! Listings as files.

use std::io::{Cursor, Read};

use reqwest::{Method, Response};

use crate::support::{
    door::{Door, SELECT},
    fixture::{CLINIC, COMPLETE, CROWD, CROWD_AT_THE_CLINIC, CROWD_NAME, HOSPITAL},
    home::Home,
};

async fn filled() -> Door {
    let door = Door::with_one_registered().await;
    let crowd = door.visitor.get(&format!("/?q={CROWD_NAME}&size=100")).await;
    assert!(crowd.has(SELECT));
    door.register_all(&crowd).await;
    door
}

async fn file(door: &Door, path: &str) -> Response {
    let response = door.visitor.request(Method::GET, path).send().await.unwrap();
    assert_eq!(response.status(), 200, "{path}");
    response
}

/// The rows of a CSV file, its column names first.
async fn csv(door: &Door, path: &str) -> Vec<Vec<String>> {
    let text = file(door, path).await.text().await.unwrap();
    assert!(text.ends_with("\r\n") && !text.starts_with('\u{feff}'), "{path}");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// One of the parts of a workbook.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn what_is_filtered_is_what_comes() {
    let door = filled().await;
    let everyone = csv(&door, "/workers.csv").await;
    assert_eq!((everyone.len(), everyone[0][0].as_str()), (CROWD + 2, "rpps_number"));
    for (path, rows) in [
        (format!("/workers.csv?q={CROWD_NAME}"), CROWD),
        ("/workers.csv?department=25".to_owned(), 1),
        ("/workers.csv?department=25&sort=date".to_owned(), 1),
        (format!("/organizations.csv?q={}", HOSPITAL.finess), 1),
        ("/organizations.csv?since=2999-01-01".to_owned(), 0),
        ("/organizations.csv?q=%3F".to_owned(), 0),
        ("/affiliations.csv".to_owned(), CROWD + 1),
        ("/affiliations.csv?department=25".to_owned(), 1),
    ] {
        assert_eq!(csv(&door, &path).await.len(), rows + 1, "{path}");
    }
    let link = &csv(&door, "/affiliations.csv?department=25").await[1];
    assert_eq!((link[0].as_str(), link[4].as_str()), (HOSPITAL.finess, COMPLETE.number));
    let sorted = csv(&door, "/organizations.csv?sort=town").await;
    let page = door.visitor.get("/organizations?sort=town").await;
    assert_eq!(
        page.texts("main article h2"),
        sorted[1..=50].iter().map(|row| row[1].clone()).collect::<Vec<_>>()
    );
    for path in ["/workers.csv?since=x", "/organizations.xlsx?after=%27"] {
        assert_eq!(door.visitor.get(path).await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn a_file_has_a_name_with_the_day_and_the_page_says_how_many_rows() {
    let door = filled().await;
    let page = door.visitor.get("/workers?department=25").await;
    assert!(page.text(".files").starts_with("1 professionnel · Télécharger"), "{}", page.text(".files"));
    let path = page.attribute(".files a[href*='.csv']", "href");
    assert_eq!(path, "/workers.csv?department=25");
    let response = file(&door, &path).await;
    let name = response.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(name.starts_with("attachment; filename=\"carnet-professionnels-20"), "{name}");
    assert!(
        name.ends_with(".csv\"") && response.headers()["content-type"].to_str().unwrap().contains("utf-8")
    );
    let clinic = door.visitor.get("/organizations?q=parc+cerfs").await;
    let clinic = door.visitor.click(&clinic, "main article h2 a").await;
    assert!(clinic.text(".files").contains("12 professionnels"));
    let workers = csv(&door, &clinic.attribute(".files a[href$='.csv']", "href")).await;
    assert_eq!(workers.len(), CROWD_AT_THE_CLINIC + 1);
    assert_eq!(door.visitor.get("/organizations/259900025/workers.csv").await.status, 404);
}

#[tokio::test]
async fn the_page_says_how_many_links_come_and_those_of_a_profession_come_alone() {
    let door = filled().await;
    let at_the_clinic = format!("q={}", CLINIC.finess);
    let everyone = format!("{} liens", CROWD + 1);
    let at_the_clinic_alone = format!("{CROWD_AT_THE_CLINIC} liens");
    for (query, links) in
        [("", everyone.as_str()), ("department=25", "1 lien"), (&at_the_clinic, &at_the_clinic_alone)]
    {
        let page = door.visitor.get(&format!("/organizations?{query}")).await;
        let files = page.text(".files");
        assert!(files.contains(&format!(" · {links} : CSV Excel")), "{query}: {files}");
    }
    door.home.database.change(&format!(
        "update workers set profession_code = '93' where rpps_number = \
         (select min(rpps_number) from affiliations where finess = '{}')",
        CLINIC.finess
    ));
    let page = door.visitor.get("/organizations?profession=93").await;
    assert!(page.text(".files").contains(" · 1 lien : "), "{}", page.text(".files"));
    let links = csv(&door, "/affiliations.csv?profession=93").await;
    assert_eq!((links.len(), links[1][0].as_str()), (2, CLINIC.finess));
}

#[tokio::test]
async fn a_formula_is_none_and_odd_texts_come_whole() {
    let door = Door::with_one_registered().await;
    door.home.database.change(
        "update organizations set name = '=1+1', street = 'rue \"des, \nPrés\"', phone_number = '0102030405'",
    );
    let row = &csv(&door, "/organizations.csv").await[1];
    assert_eq!(
        (row[1].as_str(), row[5].as_str(), row[9].as_str()),
        ("'=1+1", "rue \"des, \nPrés\"", "0102030405")
    );
    let book = file(&door, "/organizations.xlsx").await.bytes().await.unwrap();
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<t>=1+1</t>") && !sheet.contains("<f>"), "{sheet}");
    assert!(sheet.contains("<t>0102030405</t>") && sheet.contains(&format!("<t>{}</t>", HOSPITAL.finess)));
    assert!(sheet.contains("Au carnet depuis") && !sheet.contains("created_at"), "{sheet}");
    assert!(part(&book, "xl/workbook.xml").contains("name=\"Organisations\""));
}

#[tokio::test]
async fn a_workbook_has_every_row() {
    let door = filled().await;
    for (path, rows) in [
        ("/workers.xlsx".to_owned(), CROWD + 1),
        ("/affiliations.xlsx".to_owned(), CROWD + 1),
        (format!("/organizations/{}/workers.xlsx", HOSPITAL.finess), 1),
    ] {
        let book = file(&door, &path).await.bytes().await.unwrap();
        assert_eq!(part(&book, "xl/worksheets/sheet1.xml").matches("<row ").count(), rows + 1, "{path}");
    }
}

#[tokio::test]
async fn a_workbook_that_cannot_begin_is_told_by_a_page() {
    let door = Door::at(Home::with_index().with("TMPDIR", "/nonexistent")).await;
    door.select(&COMPLETE).await;
    let page = door.visitor.get("/organizations.xlsx").await;
    assert_eq!(page.status, 503);
    assert!(page.words().contains("fichiers temporaires"), "{}", page.words());
    assert_eq!(csv(&door, "/organizations.csv").await.len(), 2, "which needs no such folder");
}
