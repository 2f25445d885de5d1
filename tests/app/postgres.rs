//! A PostgreSQL server that hangs, a table that is locked, and how many connections a server makes.

use std::time::Duration;

use diesel::{Connection, PgConnection, connection::SimpleConnection};
use tokio::{task::JoinSet, time::Instant};

use crate::support::{
    cluster::Cluster, database::Database, door::Door, fixture::COMPLETE, home::Home, visitor::Visitor,
};

/// Longer than a page waits for the register, on a busy machine.
const A_PAGE: Duration = Duration::from_secs(20);

async fn door(server: &Cluster) -> Door {
    let mut home = Home::with_index();
    home.database = Database::at(&server.url());
    Door::at(home).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_hangs_is_a_page_until_it_goes_on() {
    let Some(server) = Cluster::start("a server that hangs") else { return };
    let door = door(&server).await;
    door.select(&COMPLETE).await;
    server.freeze();
    let began = Instant::now();
    let (page, health) = tokio::join!(door.visitor.get("/organizations"), door.visitor.get("/healthz"));
    let waited = began.elapsed();
    server.thaw();
    assert_eq!((page.status, health.status), (503, 503), "{}", page.words());
    assert!(waited < A_PAGE, "{waited:?}");
    assert_eq!(door.visitor.get("/organizations").await.status, 200);
    assert_eq!(door.visitor.get("/healthz").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_table_is_a_page_and_nobody_waits_for_ever() {
    let Some(server) = Cluster::start("a locked table") else { return };
    let door = door(&server).await;
    let form = door.visitor.search(COMPLETE.number).await.form("#results button[name=entry]");
    let mut other = PgConnection::establish(&server.url()).unwrap();
    other.batch_execute("begin; lock table events in access exclusive mode").unwrap();
    let began = Instant::now();
    let (page, selected) = tokio::join!(door.visitor.get("/history"), door.visitor.submit(&form));
    let waited = began.elapsed();
    assert_eq!((page.status, selected.status), (503, 503), "{} {}", page.words(), selected.words());
    assert!(waited < A_PAGE, "{waited:?}");
    assert_eq!(door.visitor.get("/organizations").await.status, 200, "what needs no lock goes on");
    other.batch_execute("rollback").unwrap();
    assert_eq!(door.visitor.submit(&form).await.status, 303);
    assert_eq!(door.visitor.get("/history").await.status, 200);
    assert_eq!(door.home.database.counts(), [1, 1, 1, 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_shares_few_connections_that_bear_a_name() {
    let Some(server) = Cluster::start("connections") else { return };
    for (set, most) in [(None, 9), (Some("1"), 3)] {
        let mut home = Home::with_index();
        home.database = Database::at(&server.url());
        let door = match set {
            None => Door::at(home).await,
            Some(set) => Door::at(home.with("CARNET_DATABASE_CONNECTIONS", set)).await,
        };
        let connections = after_a_crowd(&door).await;
        assert!((1..=most).contains(&connections), "{connections} connections, {most} at most");
    }
}

/// How many connections a server has after many came at once.
async fn after_a_crowd(door: &Door) -> i64 {
    let visitors: Vec<Visitor> = (0..64).map(|_| door.server.visitor()).collect();
    let mut pages = JoinSet::new();
    for visitor in visitors {
        pages.spawn(async move { visitor.get("/organizations").await.status });
    }
    assert!(pages.join_all().await.into_iter().all(|status| status == 200));
    door.home.database.count("pg_stat_activity where application_name = 'carnet'")
}
