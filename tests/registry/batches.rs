use std::{fs, time::Duration};

use carnet::registry::{Registry, error::Error, registered::Written::Created, selections::Outcome};
use diesel::{Connection, PgConnection, SqliteConnection, connection::SimpleConnection};
use tokio::task::JoinSet;

use crate::{
    database::Database,
    harness::{Fresh, pair, stamp},
};

/// How many are under way at once.
const MANY: u32 = 40;

/// Long enough for all of them to wait.
const A_WHILE: Duration = Duration::from_millis(300);

/// A connection that keeps everybody from writing until it is dropped.
enum Held {
    Sqlite { _held: SqliteConnection },
    Postgres { _held: PgConnection },
}

fn hold(database: &Database) -> Held {
    match database.url.strip_prefix("sqlite:") {
        Some(file) => {
            let mut held = SqliteConnection::establish(file).unwrap();
            held.batch_execute("begin immediate").unwrap();
            Held::Sqlite { _held: held }
        }
        None => {
            let mut held = PgConnection::establish(&database.url).unwrap();
            held.batch_execute("begin; lock table organizations in exclusive mode").unwrap();
            Held::Postgres { _held: held }
        }
    }
}

/// How many transactions have written links so far; on SQLite, anything.
fn commits(database: &Database) -> usize {
    let Some(file) = database.url.strip_prefix("sqlite:") else {
        let transactions = database.count("(select distinct xmin::text from affiliations) as transactions");
        return usize::try_from(transactions).unwrap();
    };
    // The log has a header of 32 bytes, then pages after 24 bytes of their own, of which the
    // second four are zero but for the last page of a commit (sqlite.org/fileformat2.html §4.1).
    let log = fs::read(format!("{file}-wal")).unwrap();
    let page = u32::from_be_bytes(log[8..12].try_into().unwrap()) as usize;
    log[32..].chunks_exact(24 + page).filter(|frame| frame[4..8] != [0; 4]).count()
}

/// What became of selections that waited together.
struct Together {
    /// In how many transactions they were written.
    commits: usize,
    /// In the order of their numbers.
    answers: Vec<Result<Outcome, Error>>,
    /// Kept open, for the last to close an SQLite file locks it.
    _registry: Registry,
}

/// Selections made at once while nobody may write.
async fn all_at_once(fresh: &Fresh, of: fn(u32) -> (u32, u32)) -> Together {
    let registry = fresh.open();
    let held = hold(&fresh.database);
    let before = commits(&fresh.database);
    let mut tasks = JoinSet::new();
    for number in 0..MANY {
        let (registry, (at, who)) = (registry.clone(), of(number));
        let mut selection = pair(at, who);
        if at == BAD {
            selection.organization.name = " ".to_owned();
        }
        tasks.spawn(async move { (number, registry.select(selection, stamp(&format!("s{number}"))).await) });
    }
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(commits(&fresh.database), before, "nothing is answered before it is written");
    drop(held);
    let mut answers = tasks.join_all().await;
    answers.sort_by_key(|(number, _)| *number);
    Together {
        commits: commits(&fresh.database) - before,
        answers: answers.into_iter().map(|(_, answer)| answer).collect(),
        _registry: registry,
    }
}

/// The number of an organization that the database refuses.
const BAD: u32 = 666;

#[tokio::test(flavor = "multi_thread")]
async fn those_that_wait_share_a_commit() {
    let fresh = Fresh::new();
    let together = all_at_once(&fresh, |number| (number, number)).await;
    assert!(together.answers.into_iter().all(|answer| answer.unwrap().affiliation == Created));
    let many = i64::from(MANY);
    assert_eq!(fresh.database.counts(), [many, many, many, 3 * many]);
    // The first may have found nobody writing and gone alone.
    assert!((1..=2).contains(&together.commits), "{} commits", together.commits);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_batch_each_is_created_once_and_undone_by_who_created_it() {
    let fresh = Fresh::new();
    let together = all_at_once(&fresh, |number| (number % 2, number % 3)).await;
    let answers: Vec<Outcome> = together.answers.into_iter().map(Result::unwrap).collect();
    let created = |pick: fn(&Outcome) -> bool| answers.iter().filter(|one| pick(one)).count();
    assert_eq!(created(|one| one.organization == Created), 2);
    assert_eq!(created(|one| one.worker == Created), 3);
    assert_eq!(created(|one| one.affiliation == Created), 6);
    assert_eq!(fresh.database.counts(), [2, 3, 6, 11]);
    for (number, answer) in answers.iter().enumerate() {
        let has_created = [answer.organization, answer.worker, answer.affiliation].contains(&Created);
        assert_eq!(answer.selection_id, has_created.then(|| format!("s{number}")));
        let links = fresh.database.count(&format!("affiliations where selection_id = 's{number}'"));
        assert_eq!(links, i64::from(answer.affiliation == Created), "s{number}");
        let told = fresh
            .database
            .count(&format!("events where selection_id = 's{number}' and kind = 'organization_created'"));
        assert_eq!(told, i64::from(answer.organization == Created), "s{number}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_the_database_refuses_takes_no_other_with_it() {
    let fresh = Fresh::new();
    let together = all_at_once(&fresh, |number| (if number == 20 { BAD } else { number }, number)).await;
    for (number, answer) in together.answers.into_iter().enumerate() {
        assert_eq!(answer.is_ok(), number != 20, "{number}: {answer:?}");
    }
    let rest = i64::from(MANY) - 1;
    assert_eq!(fresh.database.counts(), [rest, rest, rest, 3 * rest]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_away_while_waiting_registers_nothing() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let held = hold(&fresh.database);
    let mut tasks = JoinSet::new();
    for number in 0..3 {
        let registry = registry.clone();
        tasks.spawn(async move { registry.select(pair(number, number), stamp(&format!("s{number}"))).await });
        tokio::time::sleep(A_WHILE / 10).await;
    }
    // The first may have begun, and is then finished for nobody; the others have not.
    tasks.shutdown().await;
    drop(held);
    registry.select(pair(9, 9), stamp("s9")).await.unwrap();
    assert_eq!(fresh.database.count("affiliations where selection_id in ('s1', 's2')"), 0);
    assert_eq!(fresh.database.count("affiliations where selection_id = 's9'"), 1);
}
