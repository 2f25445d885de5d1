//! What is acknowledged survives `kill -9` of the server and of the database, at any moment (rule 8).

use std::{sync::Arc, time::Duration};

use tokio::{task::JoinSet, time::sleep};

use crate::support::{
    cluster::Cluster,
    crowd::{self, Crowd},
    database::Database,
    home::Home,
    server::Server,
    visitor::Visitor,
};

/// Connections that select at the same time.
const CLIENTS: usize = 8;

/// People and places of the directory.
const PEOPLE: usize = 500;
const PLACES: usize = 40;

#[tokio::test(flavor = "multi_thread")]
async fn kills_of_the_server_lose_nothing() {
    kill_the_server(10).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long form, 100 kills"]
async fn a_hundred_kills_of_the_server_lose_nothing() {
    kill_the_server(100).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_of_the_database_lose_nothing_and_pages_recover() {
    kill_the_database("kills of the database", 10).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long form, 100 kills"]
async fn a_hundred_kills_of_the_database_lose_nothing() {
    kill_the_database("a hundred kills of the database", 100).await;
}

/// Between 20 and 420 ms, so that kills hit every moment of a selection.
async fn a_random_while() {
    let random = uuid::Uuid::now_v7().as_u128() % 400;
    sleep(Duration::from_millis(20 + random as u64)).await;
}

fn begin(crowd: &Arc<Crowd>, server: &Server, database: &Database) -> JoinSet<()> {
    crowd.begin_again(database);
    let visitors: Vec<Visitor> = (0..CLIENTS).map(|_| server.visitor()).collect();
    let mut clients = JoinSet::new();
    for visitor in visitors {
        let crowd = Arc::clone(crowd);
        clients.spawn(async move { crowd.select(visitor).await });
    }
    clients
}

/// Everything acknowledged is there, and the register is whole.
fn whole(home: &Home, crowd: &Crowd) -> usize {
    let acknowledged = crowd.all_there(&home.database);
    let check = home.command(&["check"]).output().unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    acknowledged
}

async fn kill_the_server(kills: usize) {
    let home = Home::with_index();
    home.import("PS_LibreAcces_Personne_activite_202611220313.txt", &crowd::file(PEOPLE, 2, PLACES));
    let mut server = home.serve().await;
    let crowd = Arc::new(Crowd::of(&server).await);
    let mut acknowledged = 0;
    for _ in 0..kills {
        until_well(&server).await;
        let clients = begin(&crowd, &server, &home.database);
        a_random_while().await;
        server.kill().await;
        crowd.stop();
        clients.join_all().await;
        acknowledged += whole(&home, &crowd);
        server = home.serve().await;
    }
    assert!(acknowledged > kills, "kills hit selections: {acknowledged}");
}

async fn kill_the_database(test: &str, kills: usize) {
    let Some(cluster) = Cluster::start(test) else { return };
    let mut home = Home::with_index();
    home.database = Database::at(&cluster.url());
    home.import("PS_LibreAcces_Personne_activite_202611220313.txt", &crowd::file(PEOPLE, 2, PLACES));
    let server = home.serve().await;
    let crowd = Arc::new(Crowd::of(&server).await);
    let mut acknowledged = 0;
    for round in 0..kills {
        let clients = begin(&crowd, &server, &home.database);
        a_random_while().await;
        if round % 2 == 0 {
            cluster.kill();
        } else {
            cluster.kill_connection();
        }
        until_well(&server).await;
        a_random_while().await;
        crowd.stop();
        clients.join_all().await;
        acknowledged += whole(&home, &crowd);
    }
    cluster.check();
    assert!(acknowledged > kills, "kills hit selections: {acknowledged}");
}

/// The pages come, or come back, by themselves.
async fn until_well(server: &Server) {
    let visitor = server.visitor();
    for _ in 0..300 {
        let answer = visitor.get("/organizations").await;
        if answer.status == 200 {
            return;
        }
        assert_eq!(answer.status, 503, "{}", answer.words());
        sleep(Duration::from_millis(200)).await;
    }
    panic!("the pages do not recover");
}
