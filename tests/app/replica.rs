//! Reading from a replica: never an old page, and nothing lost where the replica is away.

use std::{process::Output, time::Duration};

use tokio::time::{Instant, sleep};

use crate::support::{
    answer::Answer,
    cluster::Cluster,
    database::Database,
    door::Door,
    fixture::{AT_THE_PHARMACY, COMPLETE, HOSPITAL, NAMESAKE, OTHER_NAMESAKE},
    home::Home,
};

const REPLICA: &str = "CARNET_DATABASE_REPLICA_URL";

/// What the server says once when it no longer reads the replica, and when it does again.
const AWAY: &str = "is not read until it is fit";
const BACK: &str = "is read again";

/// A listing as the statements of PostgreSQL's log tell it.
const LISTING: &str = "FROM organizations";

/// A register in PostgreSQL with a replica, which a server reads.
struct Copied {
    door: Door,
    replica: Cluster,
    server: Cluster,
}

impl Copied {
    /// None, said so, where PostgreSQL is not installed.
    async fn open(test: &str) -> Option<Self> {
        let server = Cluster::start(test)?;
        let replica = server.replica();
        let door = Door::at(home(&server).with(REPLICA, replica.url())).await;
        replica.tell_statements();
        Some(Self { door, replica, server })
    }

    /// How many listings the replica was asked for.
    fn listings(&self) -> usize {
        self.replica.log().matches(LISTING).count()
    }

    async fn page(&self) -> Answer {
        let page = self.door.visitor.get("/organizations").await;
        assert_eq!(page.status, 200, "{}", page.words());
        page
    }

    /// Reads until the replica is asked.
    async fn until_read(&self) {
        let before = self.listings();
        for _ in 0..150 {
            self.page().await;
            if self.listings() > before {
                return;
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("the replica is not read: {}", self.door.server.log());
    }

    /// How often the server has said so.
    fn said(&self, words: &str) -> usize {
        self.door.server.log().matches(words).count()
    }
}

fn home(server: &Cluster) -> Home {
    let mut home = Home::with_index();
    home.database = Database::at(&server.url());
    home
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_read_from_the_replica_and_are_never_old() {
    let Some(copied) = Copied::open("a replica").await else { return };
    copied.until_read().await;
    copied.server.tell_statements();
    let before = copied.server.log().matches(LISTING).count();
    copied.until_read().await;
    copied.until_read().await;
    assert_eq!(copied.server.log().matches(LISTING).count(), before, "the server itself is left in peace");

    let Copied { door, replica, .. } = &copied;
    replica.run("select pg_wal_replay_pause()");
    for person in [COMPLETE, AT_THE_PHARMACY] {
        let page = door.select(&person).await;
        assert!(page.text("table").contains(person.last_name), "one's own selection: {}", page.words());
    }
    assert_eq!(copied.page().await.texts("article").len(), 2);
    let link = format!("/organizations/{}/workers/{}/removal", HOSPITAL.finess, COMPLETE.number);
    let page = door.visitor.follow(&door.visitor.post(&link, &[]).await).await;
    assert!(!page.words().contains("DUBREUIL Claire Médecin") && !page.has("table"), "{}", page.words());

    sleep(Duration::from_secs(6)).await;
    for _ in 0..3 {
        assert_eq!(copied.page().await.texts("article").len(), 2);
    }
    assert_eq!(copied.said(AWAY), 1, "{}", door.server.log());
    replica.run("select pg_wal_replay_resume()");
    copied.until_read().await;
    assert_eq!(copied.said(BACK), 1, "{}", door.server.log());
    assert_eq!(copied.page().await.texts("article").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_stops_or_hangs_is_stepped_around_and_comes_back() {
    let Some(copied) = Copied::open("a replica that stops").await else { return };
    let Copied { door, replica, .. } = &copied;
    copied.until_read().await;
    replica.stop();
    door.select(&COMPLETE).await;
    for _ in 0..3 {
        assert_eq!(copied.page().await.texts("article").len(), 1);
    }
    assert_eq!(copied.said(AWAY), 1, "{}", door.server.log());
    replica.start_again();
    copied.until_read().await;

    replica.freeze();
    let began = Instant::now();
    copied.page().await;
    let first = began.elapsed();
    let began = Instant::now();
    for _ in 0..5 {
        copied.page().await;
    }
    let next = began.elapsed();
    replica.thaw();
    assert!(first < Duration::from_secs(8) && next < Duration::from_secs(2), "{first:?}, {next:?}");
    assert_eq!(copied.said(AWAY), 2, "{}", door.server.log());
    copied.until_read().await;
    assert_eq!(copied.page().await.texts("article").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_takes_the_place_of_the_server_is_none_any_more() {
    let Some(copied) = Copied::open("a replica that is promoted").await else { return };
    copied.until_read().await;
    copied.replica.run("select pg_promote()");
    for person in [NAMESAKE, OTHER_NAMESAKE] {
        let page = copied.door.select(&person).await;
        assert!(page.text("table").contains(person.last_name), "{}", page.words());
    }
    assert_eq!(copied.said(AWAY), 1, "{}", copied.door.server.log());
    assert_eq!(copied.page().await.texts("article").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_is_away_at_the_start_is_read_once_it_is_there() {
    let Some(server) = Cluster::start("a replica away at the start") else { return };
    let replica = server.replica();
    replica.stop();
    let door = Door::at(home(&server).with(REPLICA, replica.url())).await;
    let copied = Copied { door, replica, server };
    copied.door.select(&COMPLETE).await;
    assert_eq!(copied.said(AWAY), 1, "{}", copied.door.server.log());
    copied.replica.start_again();
    copied.replica.tell_statements();
    copied.until_read().await;
    assert_eq!(copied.page().await.texts("article").len(), 1);
}

fn refusal(home: &Home, replica: &str) -> String {
    let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
    let Output { status, stderr, .. } = command.env(REPLICA, replica).output().unwrap();
    assert_eq!(status.code(), Some(1));
    String::from_utf8(stderr).unwrap()
}

#[test]
fn what_is_no_replica_stops_the_start_with_a_sentence() {
    let mut on_sqlite = Home::empty();
    on_sqlite.database = Database::at(&format!("sqlite:{}", on_sqlite.file("carnet.sqlite3").display()));
    for replica in ["postgres://carnet@127.0.0.1:1/carnet", "sqlite:copy.sqlite3"] {
        let said = refusal(&on_sqlite, replica);
        assert!(said.contains(REPLICA) && said.contains("only a register in PostgreSQL"), "{said}");
    }
    assert!(refusal(&on_sqlite, " ").contains("is empty; leave it out"));
    let Some(server) = Cluster::start("what is no replica") else { return };
    let home = home(&server);
    let said = refusal(&home, "nonsense");
    assert!(said.contains("write postgres://") && !said.contains("sqlite"), "{said}");
    for other in [server.url(), Cluster::start("another server").unwrap().replica().url()] {
        let said = refusal(&home, &other);
        assert!(said.contains("no replica of the register"), "{said}");
    }
}
