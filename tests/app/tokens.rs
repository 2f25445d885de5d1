//! `/tokens`: an admin makes and removes the tokens of programs.

use crate::support::{
    door::Door,
    program::{Program, new_token, until_use_is_written},
    staff::{ADMIN, STAFF},
    visitor::Visitor,
};

#[tokio::test]
async fn a_token_is_made_shown_once_listed_and_removed_with_a_question() {
    let door = Door::closed(&ADMIN).await;
    let empty = door.visitor.get("/tokens").await;
    assert!(empty.text("main").contains("Aucun programme n’a de jeton"), "{}", empty.words());
    let form = empty.form("section form button").with("name", " planning-prod ").with("scope", "write");
    let made = door.visitor.submit(&form).await;
    let token = made.text("#notice .link");
    assert!(token.starts_with("carnet_") && token.len() == 71, "{token}");
    assert_eq!(made.header("cache-control"), Some("no-store"));
    let program = Program::with(&door, Some(&token));
    assert_eq!(program.get("/api/organizations").await.status, 200);
    until_use_is_written(&door.home.database).await;

    let listed = door.visitor.get("/tokens").await;
    assert!(!listed.body.contains(&token[7..]), "shown once");
    let row = listed.text("tbody tr");
    for part in ["planning-prod", "lire et enregistrer", ADMIN.email] {
        assert!(row.contains(part), "{part} in {row}");
    }
    assert!(!row.contains("jamais"), "{row}");
    let question = door.visitor.click(&listed, "tbody a").await;
    assert!(question.text("h1").contains("planning-prod"), "{}", question.words());
    assert!(question.text("dl").contains("token:planning-prod"), "{}", question.words());
    assert_eq!(door.home.database.count("tokens"), 1, "a question changes nothing");
    let done = door.visitor.follow(&door.visitor.press(&question, "button.danger").await).await;
    assert!(done.text("#notice").contains("refusé désormais"), "{}", done.words());
    program.get("/api/organizations").await.problem(401, "unauthorized");
    assert_eq!(door.visitor.get("/tokens/planning-prod/removal").await.status, 404);
    assert_eq!(door.visitor.post("/tokens/planning-prod/removal", &[]).await.status, 404);

    let history = door.visitor.get("/history").await.words();
    for line in
        ["Jeton créé pour un programme : planning-prod", "Jeton d’un programme retiré : planning-prod"]
    {
        assert!(history.contains(line), "{line} in {history}");
    }
    let told = "events where kind in ('token_added', 'token_removed') and actor = 'odile@carnet.example'";
    assert_eq!(door.home.database.count(told), 2);
    assert!(!door.server.log().contains(&token[7..]), "no log holds it");
}

#[tokio::test]
async fn what_a_token_cannot_be_called_is_said_at_the_form() {
    let door = Door::closed(&ADMIN).await;
    new_token(&door.home, "planning", "read");
    for (name, words) in [
        ("", "ne convient pas"),
        ("..", "ne convient pas"),
        ("a b", "ne convient pas"),
        ("planning", "porte déjà ce nom"),
    ] {
        let refused = door.visitor.post("/tokens", &[("name", name), ("scope", "write")]).await;
        assert_eq!(refused.status, 422, "{name}");
        assert!(refused.text("#problem").contains(words), "{}", refused.words());
        let form = refused.form("section form button");
        assert_eq!(
            (form.value("name"), form.value("scope")),
            (Some(name), Some("write")),
            "what was typed stays"
        );
        assert!(!refused.has("#notice"));
    }
    let narrowest = door.visitor.post("/tokens", &[("name", "import"), ("scope", "all")]).await;
    assert_eq!(narrowest.status, 200);
    assert_eq!(door.home.database.count("tokens where scope = 'read'"), 2);
}

#[tokio::test]
async fn an_admin_finds_the_tokens_and_staff_do_not() {
    let door = Door::closed(&ADMIN).await;
    for page in ["/", "/api/docs"] {
        assert!(door.visitor.get(page).await.has("a[href='/tokens']"), "{page}");
    }
    let english = Visitor::new(&door.server.url, "en");
    english.sign_in(&ADMIN).await;
    assert_eq!(english.get("/tokens").await.text("h1"), "Tokens of programs");
    let staff = door.signed_in(&STAFF).await;
    for page in ["/", "/api/docs"] {
        assert!(!staff.get(page).await.has("a[href='/tokens']"), "{page}");
    }
    for path in ["/tokens", "/tokens/planning/removal"] {
        assert_eq!(staff.get(path).await.status, 403, "{path}");
    }
    assert_eq!(staff.post("/tokens", &[("name", "eve"), ("scope", "write")]).await.status, 403);
    assert_eq!(door.home.database.count("tokens"), 0);
}

#[tokio::test]
async fn whoever_removes_an_account_is_told_of_the_tokens_that_it_made() {
    let door = Door::closed(&ADMIN).await;
    door.visitor.post(&format!("/staff/{}/administration", STAFF.email), &[]).await;
    let lea = door.signed_in(&STAFF).await;
    let path = format!("/staff/{}/removal", STAFF.email);
    assert!(!door.visitor.get(&path).await.text("dl").contains("jetons"));
    for name in ["planning", "import"] {
        lea.post("/tokens", &[("name", name)]).await;
    }
    let question = door.visitor.get(&path).await;
    assert!(question.text("dl").contains("import, planning"), "{}", question.words());
    door.visitor.press(&question, "button.danger").await;
    assert_eq!(door.home.database.count("tokens"), 2, "no program stops by itself");
}
