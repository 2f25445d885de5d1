//! Accounts: `carnet staff`, `/staff`, `/account`, and the first one.

use std::process::Output;

use reqwest::Method;

use crate::support::{
    door::{Door, SELECT},
    fixture::COMPLETE,
    home::Home,
    program::new_token,
    staff::{ADMIN, OTHER_PASSWORD, PASSWORD, STAFF},
    visitor::Visitor,
};

fn said(output: &Output) -> String {
    String::from_utf8([output.stdout.as_slice(), output.stderr.as_slice()].concat()).unwrap()
}

/// The path of a link to this site.
fn path(link: &str) -> String {
    let (_, rest) = link.split_once("://").unwrap();
    rest[rest.find('/').unwrap()..].to_owned()
}

#[test]
fn accounts_are_added_listed_and_removed_from_the_terminal() {
    let home = Home::empty();
    home.add(&ADMIN);
    let again = home.told(&["staff", "add", "ODILE@carnet.example", "--name", "Odile"], PASSWORD);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).contains("has an account already"), "{}", said(&again));
    home.add(&STAFF);
    let list = home.command(&["staff", "list"]).output().unwrap();
    assert_eq!(
        said(&list),
        "lea@carnet.example\tstaff\tLéa Brindamour\nodile@carnet.example\tadmin\tOdile Maréchaux\n"
    );
    let last = home.command(&["staff", "remove", ADMIN.email]).output().unwrap();
    assert_eq!(last.status.code(), Some(1));
    assert!(said(&last).contains("is the last admin"), "{}", said(&last));
    let removed = home.command(&["staff", "remove", STAFF.email]).output().unwrap();
    assert!(removed.status.success(), "{}", said(&removed));
    let gone = home.command(&["staff", "remove", STAFF.email]).output().unwrap();
    assert!(said(&gone).contains("has no account"), "{}", said(&gone));
    assert_eq!(home.database.count("events where kind like 'staff%' and actor = 'cli'"), 3);
}

#[test]
fn a_password_that_is_short_or_easily_guessed_is_refused() {
    let home = Home::empty();
    for (password, words) in
        [("brève", "too short"), ("lea.brindamour", "easily guessed"), ("motdepasse12", "easily guessed")]
    {
        let refused =
            home.told(&["staff", "add", STAFF.email, "--name", STAFF.name, "--role", "admin"], password);
        assert_eq!(refused.status.code(), Some(1), "{password}");
        assert!(said(&refused).contains(words) && !said(&refused).contains(password), "{}", said(&refused));
    }
    let first = home.told(&["staff", "add", STAFF.email, "--name", STAFF.name], PASSWORD);
    assert!(said(&first).contains("must be an admin's"), "{}", said(&first));
    let email = home.told(&["staff", "add", "lea", "--name", STAFF.name], PASSWORD);
    assert!(said(&email).contains("lea@carnet.example"), "{}", said(&email));
    assert_eq!(home.database.count("staff"), 0);
}

#[tokio::test]
async fn a_new_password_from_the_terminal_ends_the_sessions() {
    let door = Door::closed(&STAFF).await;
    let changed = door.home.told(&["staff", "password", STAFF.email], OTHER_PASSWORD);
    assert!(changed.status.success(), "{}", said(&changed));
    assert_eq!(door.visitor.get("/").await.location(), "/sign-in");
    assert_eq!(door.visitor.try_sign_in(STAFF.email, PASSWORD, "/").await.status, 422);
    assert_eq!(door.visitor.try_sign_in(STAFF.email, OTHER_PASSWORD, "/").await.status, 303);
}

#[tokio::test]
async fn the_link_of_the_start_makes_the_first_admin_once() {
    let mut door = Door::open().await;
    let line = door.server.next_line().await;
    assert!(line.starts_with("Anyone on this machine may use Carnet"), "{line}");
    let link = path(line.rsplit_once(' ').unwrap().1);
    assert_eq!(door.visitor.get("/organizations").await.status, 200, "open until then");
    let other_start = door.home.serve().await;
    let page = door.visitor.get(&link).await;
    assert_eq!(page.text("h1"), "Créer votre compte");
    let filled = page.form("main form button").with("email", "Odile@Carnet.Example").with("name", ADMIN.name);
    for (password, again, words) in [
        ("brève", "brève", "12 caractères"),
        ("odile-marechaux", "odile-marechaux", "se devine"),
        (PASSWORD, OTHER_PASSWORD, "ne sont pas les mêmes"),
    ] {
        let refused =
            door.visitor.submit(&filled.clone().with("password", password).with("again", again)).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text("#problem").contains(words), "{}", refused.words());
        assert_eq!(refused.form("main form button").value("name"), Some(ADMIN.name), "what was typed stays");
        assert_eq!(refused.form("main form button").value("password"), Some(""));
    }
    let filled = filled.with("password", PASSWORD).with("again", PASSWORD);
    let made = door.visitor.submit(&filled).await;
    let page = door.visitor.follow(&made).await;
    assert!(page.text("#notice").contains("Bienvenue, Odile Maréchaux"), "{}", page.words());
    assert!(page.has("a[href='/staff']"));
    let stranger = door.server.visitor();
    assert_eq!(stranger.get("/organizations").await.location(), "/sign-in?to=%2Forganizations");
    assert_eq!(stranger.get(&link).await.status, 404, "it is good once");
    assert_eq!(stranger.submit(&filled.with("email", "eve@carnet.example")).await.status, 404);
    assert_eq!(other_start.visitor().get("/organizations").await.status, 303, "other processes see it too");
    assert_eq!(door.home.database.count("staff"), 1);
    drop(other_start);
    let (_, printed) = door.home.serve().await.interrupt().await;
    assert_eq!(printed, [""; 0], "no link where there is an account");
}

#[tokio::test]
async fn an_old_link_and_a_guessed_one_are_not_good() {
    let mut door = Door::open().await;
    let link = door.first_link().await;
    door.home.database.change("update invitations set until = 1");
    for path in [link.as_str(), "/welcome", "/welcome?token=", &format!("/welcome?token={}", "0".repeat(64))]
    {
        let page = door.visitor.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.text("main").contains("n’est plus bon"), "{}", page.words());
    }
}

#[tokio::test]
async fn an_admin_invites_by_a_link_that_is_shown_once() {
    let door = Door::closed(&ADMIN).await;
    let page = door.visitor.get("/staff").await;
    let form = page.form("section form button").with("email", "Marc@carnet.example").with("role", "admin");
    let shown = door.visitor.submit(&form).await;
    let link = path(&shown.text("#notice .link"));
    assert!(!door.visitor.get("/staff").await.body.contains(&link), "shown once");
    let marc = door.server.visitor();
    let page = marc.get(&link).await;
    assert_eq!(page.attribute("input[type=email]", "value"), "marc@carnet.example");
    let form = page.form("main form button").with("name", "Marc Ovide");
    let form = form.with("email", "other@carnet.example").with("password", PASSWORD).with("again", PASSWORD);
    let page = marc.follow(&marc.submit(&form).await).await;
    assert!(page.text("#notice").contains("Marc Ovide"), "{}", page.words());
    assert_eq!(marc.get("/staff").await.status, 200, "an admin, as invited");
    assert_eq!(door.home.database.count("staff where email = 'marc@carnet.example'"), 1);
    assert_eq!(marc.get(&link).await.status, 404);
    let wrong = door.visitor.post("/staff/invitations", &[("email", "nobody")]).await;
    assert_eq!((wrong.status, wrong.attribute("section input", "value").as_str()), (422, "nobody"));
}

#[tokio::test]
async fn open_links_are_listed_and_each_can_be_withdrawn() {
    let door = Door::closed(&ADMIN).await;
    assert!(!door.visitor.get("/staff").await.has("#links"));
    let invite = async |email: &str, role: &str| {
        let shown = door.visitor.post("/staff/invitations", &[("email", email), ("role", role)]).await;
        (path(&shown.text("#notice .link")), shown)
    };
    let (marc, shown) = invite("marc@carnet.example", "admin").await;
    assert!(shown.text("#notice").contains("du rôle « Administration »"), "{}", shown.words());
    let (eve, page) = invite("eve@carnet.example", "staff").await;
    let rows = page.texts("#links tbody tr");
    assert_eq!(rows.len(), 2, "{rows:?}");
    for word in ["eve@carnet.example", "Équipe", ADMIN.email] {
        assert!(rows[0].contains(word), "{rows:?}");
    }
    assert!(rows[1].contains("marc@carnet.example Administration"), "{rows:?}");
    assert!(!page.text("#links").contains(&marc[marc.len() - 64..]), "the link itself is shown once");
    let forms = page.forms("#links button");
    let done = door.visitor.follow(&door.visitor.submit(&forms[1]).await).await;
    assert!(done.text("#notice").contains("marc@carnet.example est annulé"), "{}", done.words());
    assert_eq!(done.texts("#links tbody tr").len(), 1);
    let stranger = door.server.visitor();
    assert_eq!((stranger.get(&marc).await.status, stranger.get(&eve).await.status), (404, 200));
    let again = door.visitor.follow(&door.visitor.submit(&forms[1]).await).await;
    assert!(again.text("#notice").contains("n’était déjà plus bon"), "{}", again.words());

    let list = said(&door.home.command(&["staff", "links"]).output().unwrap());
    assert!(list.starts_with("eve@carnet.example\tstaff\todile@carnet.example\t20"), "{list}");
    let withdraw = || door.home.command(&["staff", "withdraw", "eve@carnet.example"]).output().unwrap();
    assert!(withdraw().status.success());
    assert_eq!(stranger.get(&eve).await.status, 404);
    assert!(said(&withdraw()).contains("there is no open link"), "{}", said(&withdraw()));
    let log = door.server.log();
    for words in ["a link was made", "a link was withdrawn"] {
        let line = log.lines().find(|line| line.contains(words));
        assert!(line.is_some_and(|line| line.contains(ADMIN.email) && line.contains("marc@")), "{log}");
    }
}

#[tokio::test]
async fn the_role_of_an_account_is_never_changed_by_a_link_and_the_page_says_so() {
    let door = Door::closed(&ADMIN).await;
    for (email, role, keeps) in [(STAFF.email, "admin", true), (STAFF.email, "staff", false)] {
        let shown = door.visitor.post("/staff/invitations", &[("email", email), ("role", role)]).await;
        let told = shown.text("#notice");
        assert!(told.contains("a déjà un compte, du rôle « Équipe »"), "{told}");
        assert_eq!(told.contains("ne change pas ce rôle"), keeps, "{role}: {told}");
    }
}

#[tokio::test]
async fn what_a_link_was_used_for_is_written_in_the_log() {
    let mut door = Door::open().await;
    let link = door.first_link().await;
    let welcome = async |visitor: &Visitor, link: &str, more: &[(&str, &str)]| {
        let form = visitor.get(link).await.form("main form button");
        let form = more.iter().fold(form, |form, (name, value)| form.with(name, value));
        let sent = visitor.submit(&form.with("password", PASSWORD).with("again", PASSWORD)).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
    };
    welcome(&door.visitor, &link, &[("email", ADMIN.email), ("name", ADMIN.name)]).await;
    for (more, words) in
        [(&[("name", STAFF.name)][..], "an invited account was made"), (&[], "a new password was chosen")]
    {
        let shown = door.visitor.post("/staff/invitations", &[("email", STAFF.email)]).await;
        welcome(&door.server.visitor(), &path(&shown.text("#notice .link")), more).await;
        let log = door.server.log();
        let line = log.lines().find(|line| line.contains(words));
        assert!(line.is_some_and(|line| line.contains(STAFF.email)), "{log}");
    }
    let log = door.server.log();
    let first = log.lines().find(|line| line.contains("the first admin's account was made"));
    assert!(first.is_some_and(|line| line.contains(ADMIN.email)), "{log}");
    assert!(!log.contains(PASSWORD) && !log.contains(&link[link.len() - 64..]), "{log}");
}

#[tokio::test]
async fn an_admin_gives_a_new_password_by_a_link() {
    let door = Door::closed(&ADMIN).await;
    let lea = door.signed_in(&STAFF).await;
    let shown = door.visitor.post("/staff/invitations", &[("email", STAFF.email)]).await;
    assert!(shown.text("#notice").contains("a déjà un compte"), "{}", shown.words());
    let visitor = door.server.visitor();
    let page = visitor.get(&path(&shown.text("#notice .link"))).await;
    assert!(!page.has("input[name=name]"));
    let form = page.form("main form button").with("password", OTHER_PASSWORD).with("again", OTHER_PASSWORD);
    assert_eq!(visitor.submit(&form).await.status, 303);
    assert_eq!(lea.get("/").await.status, 303, "the old sessions have ended");
    assert_eq!(visitor.get("/").await.status, 200);
    assert_eq!(door.home.database.count("staff where role = 'staff'"), 1);
}

#[tokio::test]
async fn roles_are_given_and_taken_and_the_last_admin_stays() {
    let door = Door::closed(&ADMIN).await;
    let lea = door.signed_in(&STAFF).await;
    assert_eq!(lea.get("/staff").await.status, 403);
    let own = format!("/staff/{}/administration/removal", ADMIN.email);
    let refused = door.visitor.follow(&door.visitor.post(&own, &[]).await).await;
    assert!(refused.text(".warning").contains("nommez d’abord quelqu’un d’autre"), "{}", refused.words());
    assert!(!refused.has("button.danger"));
    let page = door.visitor.get("/staff").await;
    let made = door.visitor.press(&page, "form[action$=administration] button").await;
    let made = door.visitor.follow(&made).await;
    assert!(made.text("#notice").contains("fait désormais partie"), "{}", made.words());
    assert_eq!(lea.get("/staff").await.status, 200, "at once");
    new_token(&door.home, "planning-prod", "write");
    door.home.database.change("update tokens set created_by = 'odile@carnet.example'");
    let link = format!("a[href='{}']", own.replace('@', "%40"));
    let question = door.visitor.click(&made, &link).await;
    assert_eq!(question.text("h1"), "Retirer l’administration à Odile Maréchaux ?");
    assert!(question.text("dl").contains("planning-prod"), "{}", question.words());
    let taken = door.visitor.press(&question, "button.danger").await;
    assert_eq!(taken.location(), "/");
    assert_eq!(door.home.database.count("tokens"), 1);
    assert_eq!(door.visitor.get("/staff").await.status, 403);
    let question = lea.get(&format!("/staff/{}/removal", STAFF.email)).await;
    assert!(question.has(".warning") && !question.has("button.danger"), "{}", question.words());
    lea.post(&format!("/staff/{}/removal", STAFF.email), &[]).await;
    assert_eq!(lea.get("/staff").await.status, 200, "the last admin stays");
    let history = lea.get("/history").await.words();
    assert!(history.contains("Compte désormais administrateur : Léa Brindamour"), "{history}");
}

#[tokio::test]
async fn a_removed_account_is_signed_out_at_once() {
    let door = Door::closed(&ADMIN).await;
    let lea = door.signed_in(&STAFF).await;
    let page = door.visitor.get(&format!("/staff/{}/removal", STAFF.email)).await;
    let done = door.visitor.follow(&door.visitor.press(&page, "button.danger").await).await;
    assert!(done.text("#notice").contains("ses sessions ont pris fin"), "{}", done.words());
    assert_eq!(lea.get("/").await.location(), "/sign-in");
    assert_eq!(lea.try_sign_in(STAFF.email, PASSWORD, "/").await.status, 422);
    assert_eq!(door.visitor.get("/staff/nobody@carnet.example/removal").await.status, 404);
}

#[tokio::test]
async fn one_changes_ones_own_password_and_the_other_sessions_end() {
    let door = Door::closed(&STAFF).await;
    let elsewhere = door.signed_in(&STAFF).await;
    let page = door.visitor.get("/account").await;
    let form = page.form("form[action='/account/password'] button").with("password", OTHER_PASSWORD);
    let form = form.with("again", OTHER_PASSWORD);
    let wrong = door.visitor.submit(&form.clone().with("current", "wrong wrong wrong")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text("#problem").contains("actuel est faux"), "{}", wrong.words());
    assert_eq!(elsewhere.get("/").await.status, 200);
    let with_the_old_cookies = door.visitor.request(Method::GET, "/");
    let done = door.visitor.follow(&door.visitor.submit(&form.with("current", PASSWORD)).await).await;
    assert!(done.text("#notice").contains("est changé"), "{}", done.words());
    assert_eq!(elsewhere.get("/").await.status, 303);
    assert_eq!(door.visitor.get("/").await.status, 200);
    let thief = door.server.visitor().send(with_the_old_cookies).await;
    assert_eq!(thief.status, 303, "whoever has copied the session is out");
}

#[tokio::test]
async fn whoever_guesses_the_current_password_waits() {
    let door = Door::closed(&STAFF).await;
    let guess = [("current", "wrong wrong wrong"), ("password", OTHER_PASSWORD), ("again", OTHER_PASSWORD)];
    for _ in 0..5 {
        assert_eq!(door.visitor.post("/account/password", &guess).await.status, 422);
    }
    let mut refused = door.visitor.post("/account/password", &guess).await;
    while !refused.is_held_up() {
        refused = door.visitor.post("/account/password", &guess).await;
    }
    assert!(refused.text("#problem").contains("Trop d’essais"), "{}", refused.words());
}

#[tokio::test]
async fn the_name_and_the_language_are_the_accounts() {
    let door = Door::closed(&STAFF).await;
    let page = door.visitor.get("/account").await;
    let form = page
        .form("form[action='/account'] button")
        .with("name", " Léa Quintefeuille ")
        .with("language", "en");
    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert_eq!(page.attribute("html", "lang"), "en");
    assert!(page.text("header .me a").contains("Léa Quintefeuille"), "{}", page.words());
    let elsewhere = Visitor::new(&door.server.url, "fr");
    elsewhere.sign_in(&STAFF).await;
    assert_eq!(elsewhere.get("/").await.attribute("html", "lang"), "en");
    let bad = door.visitor.post("/account", &[("name", " ")]).await;
    assert_eq!(bad.status, 422);
}

#[tokio::test]
async fn every_event_names_who_and_an_admin_undoes_what_staff_did() {
    let door = Door::closed(&STAFF).await;
    door.visitor.press(&door.visitor.search(COMPLETE.number).await, SELECT).await;
    assert_eq!(door.home.database.count("events where actor = 'lea@carnet.example'"), 3);
    assert!(door.visitor.get("/history").await.words().contains(STAFF.email));
    let admin = door.signed_in(&ADMIN).await;
    let history = admin.get("/history").await;
    let page = admin.follow(&admin.press(&history, "ul.history form button").await).await;
    assert!(page.text("#notice").contains("est retiré"), "{}", page.words());
    assert_eq!(door.home.database.count("events where actor = 'odile@carnet.example'"), 3);
    admin.press(&admin.search(COMPLETE.number).await, SELECT).await;
    assert!(!door.visitor.get("/history").await.has("ul.history form"), "what an admin did is theirs");
}
