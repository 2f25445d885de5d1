//! Simultaneous selections from two processes on one database (rule 6).

use std::collections::BTreeSet;

use tokio::task::JoinSet;

use crate::support::{
    answer::Answer,
    door::SELECT,
    fixture::{CLINIC, COMPLETE, CROWD_AT_THE_CLINIC, CROWD_NAME, TWO_HOSPITALS},
    form::Form,
    home::Home,
    visitor::Visitor,
};

/// How many requests are under way at once.
const SIMULTANEOUS: usize = 16;

/// Sends the forms all at once, each to the next of the servers.
async fn all_at_once(servers: &[&str], forms: &[Form]) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for (at, form) in forms.iter().enumerate() {
        let visitor = Visitor::new(servers[at % servers.len()], "fr");
        let form = form.clone();
        tasks.spawn(async move {
            let answer = visitor.submit(&form).await;
            visitor.follow(&answer).await
        });
    }
    tasks.join_all().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_entry_selected_at_once_is_created_once() {
    same_entry_at_once().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn overlapping_entries_selected_at_once_leave_exact_counts() {
    overlapping_entries_at_once().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long form, 25 rounds"]
async fn simultaneous_selections_stay_exact_round_after_round() {
    for _ in 0..25 {
        same_entry_at_once().await;
        overlapping_entries_at_once().await;
    }
}

async fn same_entry_at_once() {
    let home = Home::with_directory();
    let (one, two) = (home.serve().await, home.serve().await);
    let form = one.visitor().search(COMPLETE.number).await.form(SELECT);
    let answers = all_at_once(&[&one.url, &two.url], &vec![form; SIMULTANEOUS]).await;
    let created = answers.iter().filter(|page| page.text("#notice").contains("entrent au carnet")).count();
    let unchanged = answers.iter().filter(|page| page.text("#notice").contains("Rien n’a changé")).count();
    assert_eq!((created, unchanged), (1, SIMULTANEOUS - 1));
    assert_eq!(home.database.counts(), [1, 1, 1, 3]);
}

async fn overlapping_entries_at_once() {
    let home = Home::with_directory();
    let (one, two) = (home.serve().await, home.serve().await);
    let visitor = one.visitor();
    let crowd = visitor.get(&format!("/?q={CROWD_NAME}+{}&size=100", CLINIC.postcode)).await;
    let mut forms = crowd.forms(SELECT);
    assert_eq!(forms.len(), CROWD_AT_THE_CLINIC, "{}", crowd.words());
    forms.truncate(6);
    forms.extend(visitor.search(TWO_HOSPITALS.number).await.forms(SELECT));
    let forms = [forms.clone(), forms].concat();
    assert_eq!(forms.len(), SIMULTANEOUS);
    let answers = all_at_once(&[&one.url, &two.url, &two.url], &forms).await;
    let paths: BTreeSet<&str> = answers.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(paths.len(), 3);
    assert_eq!(home.database.counts(), [3, 7, 8, 3 + 7 + 8]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_start_at_once_on_an_empty_database() {
    let home = Home::with_directory();
    let (one, two, three) = tokio::join!(home.serve(), home.serve(), home.serve());
    for server in [&one, &two, &three] {
        assert_eq!(server.visitor().get("/organizations").await.status, 200);
    }
}
