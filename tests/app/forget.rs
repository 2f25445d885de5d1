//! `carnet forget`, and the page of an admin: nothing personal of someone stays.

use std::{fs, process::Stdio, time::Duration};

use tokio::time::sleep;

use crate::support::{
    door::{Door, SELECT},
    fixture::{COMPLETE, CROWD_NAME, HOSPITAL, TWO_HOSPITALS},
    staff::{ADMIN, STAFF},
    visitor::Visitor,
};

/// What of [`COMPLETE`] must be found nowhere, as registered and as folded for the search.
const PERSONAL: [&str; 4] = ["DUBREUIL", "dubreuil", "claire", COMPLETE.number];

/// What holds text, on both databases.
const TEXTS: [(&str, &[&str]); 4] = [
    ("organizations", &["name", "search_text", "sort_name", "sort_town"]),
    (
        "workers",
        &["rpps_number", "last_name", "first_name", "search_text", "sort_name", "email", "secure_email"],
    ),
    ("affiliations", &["rpps_number", "worker_sort_name", "entry_id"]),
    ("events", &["rpps_number", "before", "after"]),
];

/// Whether a text is anywhere in the register, or in a file that was its.
fn is_anywhere(door: &Door, text: &str) -> bool {
    let database = &door.home.database;
    let in_rows = TEXTS.iter().any(|(table, columns)| {
        let tests: Vec<String> = columns.iter().map(|column| format!("{column} like '%{text}%'")).collect();
        database.count(&format!("{table} where {}", tests.join(" or "))) > 0
    });
    let file = database.url.strip_prefix("sqlite:");
    let in_files = file.into_iter().flat_map(|file| [file.to_owned(), format!("{file}-wal")]).any(|file| {
        let bytes = fs::read(file).unwrap_or_default();
        bytes.windows(text.len()).any(|some| some == text.as_bytes())
    });
    in_rows || in_files
}

#[tokio::test]
async fn nothing_personal_stays_in_the_register_its_history_or_its_files() {
    let door = Door::with_one_registered().await;
    for search in [CROWD_NAME, TWO_HOSPITALS.number] {
        let others = door.visitor.get(&format!("/?q={search}&size=100")).await;
        assert!(others.has(SELECT));
        door.register_all(&others).await;
    }
    // Removed and registered anew, so that the history tells more than once of the same person.
    let link = format!("/organizations/{}/workers/{}/removal", HOSPITAL.finess, COMPLETE.number);
    for path in [link, format!("/workers/{}/removal", COMPLETE.number)] {
        assert_eq!(door.visitor.post(&path, &[]).await.status, 303);
    }
    door.select(&COMPLETE).await;
    assert!(PERSONAL.iter().all(|text| is_anywhere(&door, text)));
    let [organizations, workers, affiliations, events] = door.home.database.counts();

    let done = door.home.command(&["forget", COMPLETE.number, "--yes"]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    for text in PERSONAL {
        assert!(!is_anywhere(&door, text), "{text} is still there");
    }
    let left = door.home.database.counts();
    assert_eq!(left, [organizations, workers - 1, affiliations - 1, events + 1]);
    let checked = door.home.command(&["check"]).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    let history = door.visitor.get("/history").await;
    assert!(history.words().contains("Une personne a été oubliée"), "{}", history.words());
    let told = door.visitor.get("/history?kind=affiliation_created").await;
    assert!(told.words().contains(&format!("une personne oubliée, {}", HOSPITAL.name)), "{}", told.words());
    assert!(door.visitor.get("/workers?q=dubreuil").await.has(".empty"));
    assert!(!door.visitor.get(&format!("/workers?q={CROWD_NAME}")).await.has(".empty"));
    assert_eq!(door.visitor.get(&format!("/workers/{}", COMPLETE.number)).await.status, 404);

    let again = door.home.command(&["forget", COMPLETE.number, "--yes"]).output().unwrap();
    assert!(again.status.success() && String::from_utf8_lossy(&again.stdout).starts_with("Nothing"));
    assert_eq!(door.home.database.counts(), left);
}

#[tokio::test]
async fn it_asks_first_and_forgets_nobody_unasked() {
    let door = Door::with_one_registered().await;
    let before = door.home.database.counts();
    let unasked = door.home.command(&["forget", COMPLETE.number]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(unasked.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unasked.stderr).contains("--yes"));
    let wrong = door.home.command(&["forget", "123", "--yes"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(door.home.database.counts(), before);
}

/// The question about [`COMPLETE`].
const QUESTION: &str = "/workers/19900000019/forgetting";

#[tokio::test]
async fn an_admin_forgets_a_person_on_a_page_after_a_question() {
    let door = Door::closed(&ADMIN).await;
    door.select(&COMPLETE).await;
    let worker = format!("/workers/{}", COMPLETE.number);
    let question = door.visitor.click(&door.visitor.get(&worker).await, "a[href$='/forgetting']").await;
    assert_eq!(question.text("h1"), "Oublier DUBREUIL Claire ?");
    let words = question.words();
    for said in ["C’est définitif", "avec 1 organisation", "dans 2 lignes", "Les sauvegardes"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert_eq!(door.home.database.counts(), [1, 1, 1, 5], "asking changes nothing");
    let page = door.visitor.follow(&door.visitor.press(&question, "main form button").await).await;
    assert!(page.text("#notice").starts_with("La personne est oubliée"), "{}", page.words());
    assert_eq!(door.home.database.counts(), [1, 0, 0, 6]);
    for text in PERSONAL {
        until_nowhere(&door, text).await;
    }
    assert!(!door.server.log().contains(COMPLETE.last_name), "{}", door.server.log());
    let line = door.visitor.get("/history").await.texts("ul.history li").remove(0);
    assert!(line.contains("Une personne a été oubliée") && line.contains(ADMIN.email), "{line}");
    assert_eq!(door.visitor.get(QUESTION).await.status, 404);
    assert_eq!(door.visitor.post(QUESTION, &[]).await.status, 404);
    assert_eq!(door.home.database.count("events where kind = 'worker_forgotten'"), 1);
    let checked = door.home.command(&["check"]).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

/// What files hold is overwritten soon, which nobody waits for.
async fn until_nowhere(door: &Door, text: &str) {
    for _ in 0..100 {
        if !is_anywhere(door, text) {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("{text} is still there: {}", door.server.log());
}

#[tokio::test]
async fn the_page_is_for_admins_alone_and_knows_who_was_removed_before() {
    let door = Door::closed(&STAFF).await;
    door.select(&COMPLETE).await;
    let worker = format!("/workers/{}", COMPLETE.number);
    assert!(!door.visitor.get(&worker).await.has("a[href$='/forgetting']"));
    let before = door.home.database.counts();
    let refused = [door.visitor.get(QUESTION).await, door.visitor.post(QUESTION, &[]).await];
    assert_eq!(refused.map(|answer| answer.status), [403, 403]);
    let stranger = door.server.visitor();
    assert_eq!(
        stranger.post(QUESTION, &[]).await.location(),
        format!("/sign-in?to={}", QUESTION.replace('/', "%2F"))
    );
    assert_eq!(door.home.database.counts(), before);

    let admin = Visitor::new(&door.server.url, "en");
    admin.sign_in(&ADMIN).await;
    for path in [format!("/organizations/{}{worker}/removal", HOSPITAL.finess), format!("{worker}/removal")] {
        assert_eq!(admin.post(&path, &[]).await.status, 303);
    }
    let question = admin.get(QUESTION).await;
    assert_eq!(question.text("h1"), "Forget RPPS 19 900 000 019?");
    assert!(question.words().contains("nobody can undo it"), "{}", question.words());
    let page = admin.follow(&admin.press(&question, "main form button").await).await;
    assert!(page.text("#notice").starts_with("The person is forgotten"), "{}", page.words());
    assert_eq!(door.home.database.count("events where rpps_number is not null"), 0);
}

#[tokio::test]
async fn while_there_are_no_accounts_nobody_is_forgotten_on_a_page() {
    let door = Door::with_one_registered().await;
    assert!(!door.visitor.get(&format!("/workers/{}", COMPLETE.number)).await.has("a[href$='/forgetting']"));
    assert_eq!(door.visitor.post(QUESTION, &[]).await.status, 404);
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
}
