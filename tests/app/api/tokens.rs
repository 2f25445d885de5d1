//! `carnet token`.

use std::process::Output;

use crate::support::{
    door::Door,
    home::Home,
    program::{Program, new_token, until_use_is_written},
};

/// Exit code, standard output and standard error.
fn run(home: &Home, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = home.command(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

#[tokio::test]
async fn a_token_is_shown_once_kept_as_a_hash_and_good_until_it_is_removed() {
    let door = Door::open().await;
    let printed = new_token(&door.home, "planning-prod", "read");
    let token = printed.strip_suffix('\n').unwrap();
    assert!(token.starts_with("carnet_") && token.len() == 71, "alone on standard output: {printed:?}");
    let database = &door.home.database;
    let kept = format!("tokens where name = '{token}' or hash like '%{}%'", &token[7..]);
    assert_eq!((database.count("tokens"), database.count(&kept)), (1, 0), "the secret is not kept");

    let (code, listed, _) = run(&door.home, &["token", "list"]);
    assert_eq!(code, Some(0));
    let line = listed.lines().nth(1).unwrap();
    assert!(line.starts_with("planning-prod  read "), "{listed}");
    assert!(line.ends_with("never") && !listed.contains(&token[7..]), "{listed}");

    let program = Program::with(&door, Some(token));
    assert_eq!(program.get("/api/organizations").await.status, 200);
    until_use_is_written(database).await;
    let (_, listed, _) = run(&door.home, &["token", "list"]);
    assert!(!listed.contains("never"), "{listed}");

    let (code, printed, _) = run(&door.home, &["token", "remove", "planning-prod"]);
    assert_eq!((code, printed.as_str()), (Some(0), ""));
    program.get("/api/organizations").await.problem(401, "unauthorized");
    for kind in ["token_added", "token_removed"] {
        let told = format!("events where kind = '{kind}' and actor = 'cli'");
        assert_eq!(database.count(&told), 1, "{kind}");
    }
    assert_eq!(database.count(&format!("events where after like '%{}%'", &token[7..])), 0);
    assert!(!door.server.log().contains(&token[7..]), "no log holds it");
}

#[tokio::test]
async fn a_wrong_command_says_what_to_do() {
    let door = Door::open().await;
    new_token(&door.home, "planning", "write");
    for (arguments, code, words) in [
        (&["token", "add", "planning", "--scope", "read"][..], 1, "carnet token remove planning"),
        (&["token", "add", "a b", "--scope", "read"], 2, "letters without accents"),
        (&["token", "add", "other", "--scope", "all"], 2, "give read or write"),
        (&["token", "add", "other"], 2, "--scope"),
        (&["token", "remove", "nobody"], 1, "carnet token list"),
    ] {
        let (found, printed, told) = run(&door.home, arguments);
        assert_eq!((found, printed.as_str()), (Some(code), ""), "{arguments:?}: {told}");
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
    assert_eq!(door.home.database.count("tokens"), 1);
}

#[test]
fn a_register_that_is_not_there_is_not_made() {
    let home = Home::empty();
    let (code, printed, told) = run(&home, &["token", "add", "planning", "--scope", "read"]);
    assert_eq!((code, printed.as_str()), (Some(1), ""), "{told}");
    assert!(!home.file("carnet.sqlite3").exists());
}
