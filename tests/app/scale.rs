//! Many selections that overlap, from several processes on one database (rule 6).

use std::{collections::BTreeSet, sync::Arc};

use tokio::task::JoinSet;

use crate::support::{
    crowd::{self, Crowd, created, pair},
    home::Home,
    visitor::Visitor,
};

/// Processes, and connections to each.
const SERVERS: usize = 4;
const CONNECTIONS: usize = 16;

#[tokio::test(flavor = "multi_thread")]
async fn overlapping_selections_from_four_processes_are_exact() {
    select_from_four_processes(5_000).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long form, 100,000 selections"]
async fn a_hundred_thousand_overlapping_selections_are_exact() {
    select_from_four_processes(100_000).await;
}

async fn select_from_four_processes(selections: usize) {
    let home = Home::with_index();
    home.import("PS_LibreAcces_Personne_activite_202611220313.txt", &crowd::file(400, 3, 30));
    let servers = [home.serve().await, home.serve().await, home.serve().await, home.serve().await];
    let crowd = Arc::new(Crowd::of(&servers[0]).await);
    assert_eq!(crowd.forms().len(), 1_200);
    let clients = SERVERS * CONNECTIONS;
    // Made before any of them asks: making one takes so long that others would be kept waiting.
    let visitors: Vec<Visitor> = (0..clients).map(|client| servers[client % SERVERS].visitor()).collect();
    let mut tasks = JoinSet::new();
    for (client, visitor) in visitors.into_iter().enumerate() {
        let crowd = Arc::clone(&crowd);
        tasks.spawn(async move {
            let mut done = Vec::new();
            for number in (client..selections).step_by(clients) {
                let form = &crowd.forms()[chosen(number, crowd.forms().len())];
                done.push((pair(form), created(&visitor.submit(form).await)));
            }
            done
        });
    }
    let done = tasks.join_all().await.concat();
    assert_eq!(done.len(), selections);
    let pairs: BTreeSet<_> = done.iter().map(|(pair, _)| pair).collect();
    let organizations: BTreeSet<_> = pairs.iter().map(|(finess, _)| finess).collect();
    let workers: BTreeSet<_> = pairs.iter().map(|(_, rpps)| rpps).collect();
    let expected = [organizations.len(), workers.len(), pairs.len()];
    let told = [0, 1, 2].map(|which| done.iter().filter(|(_, created)| created[which]).count());
    assert_eq!(told, expected, "each is created exactly once over all answers");
    let [organizations, workers, affiliations] = expected.map(|count| count as i64);
    let events = organizations + workers + affiliations;
    assert_eq!(home.database.counts(), [organizations, workers, affiliations, events]);
    let check = home.command(&["check"]).output().unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}

/// Which form the selection of that number sends: often one that others send at the same moment.
fn chosen(number: usize, forms: usize) -> usize {
    number / 5 * 7_919 % forms
}
