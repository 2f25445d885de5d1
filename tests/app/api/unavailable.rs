//! What cannot be served for now is said so, with when to ask again.

use serde_json::json;

use crate::support::{
    database::Block,
    door::Door,
    fixture::COMPLETE,
    home::Home,
    program::{Program, new_token, until_use_is_written},
};

#[tokio::test]
async fn a_register_that_does_not_answer_is_said() {
    let door = Door::open().await;
    let writer = Program::new(&door, "write");
    let entry = writer.entries(&COMPLETE).await.remove(0);
    // The database is blocked whole, or not at all.
    until_use_is_written(&door.home.database).await;
    let block = door.home.database.block();
    let refused = writer.select(&json!({"entry": entry})).await;
    refused.problem(503, "unavailable");
    assert_eq!(refused.header("retry-after"), Some("5"));
    if matches!(block, Block::Postgres(..)) {
        writer.get("/api/organizations").await.problem(503, "unavailable");
    }
    drop(block);
    assert_eq!(writer.select(&json!({"entry": entry})).await.status, 201);
}

#[tokio::test]
async fn a_directory_that_does_not_answer_is_said_and_the_register_is_read() {
    let home = Home::with_directory();
    let door = Door::at(home).await;
    let writer = Program::new(&door, "write");
    let entry = writer.entries(&COMPLETE).await.remove(0);
    let Door { server, home, .. } = door;
    server.interrupt().await;
    home.break_directory();
    let door = Door::at(home).await;
    let token = new_token(&door.home, "later", "write");
    let writer = Program::with(&door, Some(token.trim()));
    for reply in [writer.search(&[("q", "dubreuil")]).await, writer.select(&json!({"entry": entry})).await] {
        reply.problem(503, "unavailable");
        assert!(reply.header("retry-after").is_some());
    }
    assert_eq!(writer.get("/api/organizations").await.status, 200);
}

#[tokio::test]
async fn a_fault_of_ours_tells_nothing_of_the_inside() {
    let door = Door::with_one_registered().await;
    let reader = Program::new(&door, "read");
    door.home.database.change("alter table affiliations rename to elsewhere");
    reader.get("/api/organizations/259900017").await.problem(500, "internal");
}
