//! More at once than Carnet can work on: it says so, and goes on.

use std::{sync::Arc, time::Duration};

use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};

use crate::support::{
    company::Company,
    door::Door,
    home::Home,
    program::{Program, Reply},
    upstream::{Deed, Then},
};

/// How many requests are worked on at once.
const AT_ONCE: usize = 256;

/// Most crowds of searches that are sent.
const ROUNDS: usize = 4;

/// Longer than a crowd takes to come in, or to be gone.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program for which nothing goes too fast.
fn hasty(home: Home) -> Home {
    home.with("CARNET_API_RATE", "1000")
}

/// So many searches at once, each another one.
fn searches(program: &Arc<Program>, number: usize) -> JoinSet<Reply> {
    let mut crowd = JoinSet::new();
    for at in 0..number {
        let program = Arc::clone(program);
        crowd.spawn(async move { program.get(&format!("/api/directory?q=-zzzz{at}&size=1000")).await });
    }
    crowd
}

/// Asks for a listing until the answer has that status.
async fn until(status: u16, program: &Program) -> Reply {
    let asking = async {
        loop {
            let reply = program.get("/api/organizations").await;
            if reply.status == status {
                return reply;
            }
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, asking).await.unwrap()
}

#[tokio::test]
async fn beyond_so_many_at_once_the_next_is_told_before_anything_is_looked_up() {
    let company = Company::open().await;
    let home = company.over(hasty(Home::empty())).with("CARNET_DIRECTORY_DEADLINE", "60");
    let door = Door::at(home).await;
    let reader = Arc::new(Program::new(&door, "read"));
    company.upstream.change(|_| Deed::raw("", Then::Hang));
    // Whoever is turned away tries again: every place stays taken.
    let mut crowd = JoinSet::new();
    for _ in 0..AT_ONCE + 8 {
        let reader = Arc::clone(&reader);
        crowd.spawn(async move {
            while reader.get("/api/directory?q=martin").await.status == 503 {
                sleep(Duration::from_millis(200)).await;
            }
        });
    }
    let unknown = Program::with(&door, Some(&format!("carnet_{}", "0".repeat(64))));
    for program in [&*reader, &unknown] {
        let refused = until(503, program).await;
        refused.problem(503, "unavailable");
        assert_eq!(refused.header("retry-after"), Some("1"));
    }
    let page = door.visitor.get("/organizations").await;
    assert_eq!((page.status, page.header("retry-after")), (503, Some("1")), "{}", page.words());
    assert!(page.text("main").contains("Trop de demandes"), "{}", page.words());
    assert_eq!(door.visitor.get("/healthz").await.body, "ok\n");
    drop(crowd);
    until(200, &reader).await;
    let log = door.server.log();
    assert!(log.contains("too many requests at once"), "{log}");
    assert!(!log.contains("the database does not answer"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_of_searches_is_told_and_health_is_good() {
    let door = Door::at(hasty(Home::empty())).await;
    door.server.until_prepared().await;
    let reader = Arc::new(Program::new(&door, "read"));
    let mut statuses = Vec::new();
    // On a machine with much else to do a crowd may come in no faster than it is answered.
    for _ in 0..ROUNDS {
        if !statuses.contains(&503) {
            statuses.extend(crowd_beside_health(&door, &reader).await);
        }
    }
    for status in [200, 503] {
        assert!(statuses.contains(&status), "{statuses:?}");
    }
    assert_eq!(door.visitor.search("martin").await.status, 200);
    let log = door.server.log();
    assert!(log.contains("too many searches at once"), "{log}");
    assert!(!log.contains("does not answer"), "{log}");
}

/// What a crowd of searches is answered, while health is good.
async fn crowd_beside_health(door: &Door, reader: &Arc<Program>) -> Vec<u16> {
    let mut crowd = searches(reader, 300);
    let mut statuses = Vec::new();
    while !crowd.is_empty() {
        let health = door.visitor.get("/healthz").await;
        assert_eq!((health.status, health.body.as_str()), (200, "ok\n"));
        while let Some(reply) = crowd.try_join_next() {
            let reply = reply.unwrap();
            if reply.status != 200 {
                reply.problem(503, "unavailable");
                assert_eq!(reply.header("retry-after"), Some("1"));
            }
            statuses.push(reply.status);
        }
        sleep(Duration::from_millis(50)).await;
    }
    statuses
}
