//! Signing in, sessions, signing out.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use reqwest::Method;

use crate::support::{
    answer::Answer,
    door::{Door, SELECT},
    fixture::{COMPLETE, HOSPITAL, PHARMACY, WITHOUT_PLACE},
    home::Home,
    server::Server,
    staff::{ADMIN, OTHER_PASSWORD, PASSWORD, STAFF},
    visitor::Visitor,
};

/// A cookie that an answer sets, by the beginning of its name.
fn cookie<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let all = answer.headers.get_all("set-cookie").into_iter().map(|value| value.to_str().unwrap());
    let mut found = all.filter(|cookie| cookie.starts_with(&format!("{name}=")));
    found.next().unwrap_or_else(|| panic!("no {name}: {:?}", answer.headers))
}

#[tokio::test]
async fn signing_in_leads_to_the_page_asked_for_and_signing_out_ends_it() {
    let door = Door::closed(&ADMIN).await;
    let visitor = door.server.visitor();
    let sent = visitor.get("/organizations?q=a&department=69").await;
    assert_eq!(sent.location(), "/sign-in?to=%2Forganizations%3Fq%3Da%26department%3D69");
    let page = visitor.follow(&sent).await;
    assert!(!page.has("nav, footer, .banner"), "a stranger sees nothing of it: {}", page.body);
    let form = page.form("main form button").with("email", " LEA@Carnet.example ").with("password", PASSWORD);
    let answer = visitor.submit(&form).await;
    assert_eq!(answer.location(), "/organizations?q=a&department=69");
    let session = cookie(&answer, "carnet");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(session.contains(part), "{part} in {session}");
    }
    assert!(!session.contains("Secure") && !session.contains("Max-Age"), "{session}");
    let page = visitor.follow(&answer).await;
    assert!(page.text("header .me").contains(STAFF.name), "{}", page.words());
    assert_eq!(visitor.get("/sign-in?to=/workers").await.location(), "/workers", "signed in already");
    let out = visitor.press(&page, "header .me button").await;
    assert!(cookie(&out, "carnet").contains("Max-Age=0"));
    let page = visitor.follow(&out).await;
    assert!(page.text("#notice").contains("déconnecté"), "{}", page.words());
    visitor.keep("carnet", session.split(['=', ';']).nth(1).unwrap());
    assert_eq!(visitor.get("/").await.status, 303, "the session is over, whoever still has its cookie");
}

#[tokio::test]
async fn over_tls_the_cookies_are_the_hosts_own() {
    let home = Home::with_directory().with("CARNET_PUBLIC_URL", "https://carnet.example");
    home.add(&ADMIN);
    home.add(&STAFF);
    let server = Server::start_published(&home, "https://carnet.example").await;
    let visitor = server.visitor();
    let request = visitor
        .request(Method::POST, "/session")
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("email", STAFF.email), ("password", PASSWORD)]);
    let answer = visitor.send(request).await;
    for name in ["__Host-carnet", "__Host-carnet-browser"] {
        let cookie = cookie(&answer, name);
        assert!(
            cookie.contains("Secure") && cookie.contains("Path=/") && !cookie.contains("Domain"),
            "{cookie}"
        );
    }
    assert!(cookie(&visitor.get("/?lang=en").await, "carnet-lang").contains("; Secure"));
    let done = visitor.post("/account", &[("name", STAFF.name), ("language", "fr")]).await;
    assert!(cookie(&done, "carnet-notice").contains("; Secure"));
    let page = visitor.get("/organizations").await;
    assert_eq!(page.status, 200);
    assert!(page.header("strict-transport-security").unwrap().starts_with("max-age=31536000"));
}

#[tokio::test]
async fn a_published_site_without_accounts_is_closed() {
    let home = Home::with_directory().with("CARNET_PUBLIC_URL", "https://carnet.example");
    let mut server = Server::start_published(&home, "https://carnet.example").await;
    let line = server.next_line().await;
    assert!(line.starts_with(
        "Nobody may use Carnet until the first account is made: https://carnet.example/welcome"
    ));
    assert_eq!(server.visitor().get("/").await.location(), "/sign-in");
}

#[tokio::test]
async fn where_to_go_afterwards_stays_on_this_site() {
    let door = Door::closed(&ADMIN).await;
    for to in
        ["//evil.example", "https://evil.example", "/\\evil.example", "/sign-in", "", "/\u{9}/evil.example"]
    {
        let answer = door.server.visitor().try_sign_in(STAFF.email, PASSWORD, to).await;
        assert_eq!((answer.status, answer.location().as_str()), (303, "/"), "{to:?}");
    }
    let stranger = door.server.visitor();
    assert_eq!(stranger.get("//evil.example/").await.location(), "/sign-in");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_are_told_alike_after_the_same_time() {
    let door = Door::closed(&ADMIN).await;
    let mut times = [Duration::ZERO; 2];
    let mut words = Vec::new();
    for _ in 0..4 {
        for (who, time) in [STAFF.email, "nobody@carnet.example"].into_iter().zip(&mut times) {
            let visitor = door.server.visitor();
            let began = Instant::now();
            let answer = visitor.try_sign_in(who, OTHER_PASSWORD, "/workers").await;
            *time += began.elapsed();
            assert_eq!(answer.status, 422);
            assert_eq!(answer.form("main form button").value("email"), Some(who));
            assert_eq!(answer.form("main form button").value("to"), Some("/workers"));
            assert!(!answer.body.contains(OTHER_PASSWORD));
            words.push(answer.text("#problem"));
        }
    }
    words.dedup();
    assert_eq!(words, ["L’adresse ou le mot de passe est faux."]);
    let [known, unknown] = times.map(|time| time.as_secs_f64());
    assert!(unknown > known / 3.0 && known > unknown / 3.0, "{known} s and {unknown} s");
}

#[tokio::test]
async fn whoever_guesses_is_slowed_down_and_the_owner_is_not() {
    let door = Door::closed(&STAFF).await;
    let owner = door.signed_in(&STAFF).await;
    owner.post("/session/removal", &[]).await;
    let guesser = door.server.visitor();
    for _ in 0..5 {
        assert_eq!(guesser.try_sign_in(STAFF.email, OTHER_PASSWORD, "/").await.status, 422);
    }
    let began = Instant::now();
    while !guesser.try_sign_in(STAFF.email, OTHER_PASSWORD, "/").await.is_held_up() {
        assert!(began.elapsed() < Duration::from_secs(30), "whoever guesses goes on");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let late = guesser.try_sign_in(STAFF.email, PASSWORD, "/").await;
    assert_eq!((late.status, late.header("retry-after").is_some()), (429, true), "even with the right one");
    assert!(late.text("#problem").contains("Trop d’essais"), "{}", late.words());
    let log = door.server.log();
    for line in ["signing in failed", "signing in is slowed down", "signed in"] {
        let told = log.lines().find(|told| told.contains(line)).unwrap_or_else(|| panic!("{line} in {log}"));
        assert!(told.contains(STAFF.email) && told.contains("127.0.0.1"), "{told}");
    }
    assert!(!log.contains(PASSWORD) && !log.contains(OTHER_PASSWORD), "{log}");
    assert_eq!(
        owner.try_sign_in(STAFF.email, PASSWORD, "/").await.status,
        303,
        "from a browser that is known"
    );
    assert_eq!(
        door.server.visitor().try_sign_in(ADMIN.email, PASSWORD, "/").await.status,
        303,
        "another account"
    );
}

/// Lets the only session be as old as that at this moment, in hours: since it began, since it was used
/// last, and until it ends.
fn age(door: &Door, (begun, used, left): (f64, f64, f64)) {
    let now = now();
    let at = |hours: f64| now + (hours * 3_600.0) as i64;
    let (begun, used, until) = (at(-begun), at(-used), at(left));
    let set = format!("update sessions set begun_at = {begun}, used_at = {used}, until = {until}");
    door.home.database.change(&set);
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64
}

/// Waits until the only session is such a one, for its use is written while the answer is on its way.
async fn until_it_is(door: &Door, condition: &str) -> bool {
    let one = format!("sessions where {condition}");
    for _ in 0..50 {
        if door.home.database.count(&one) == 1 {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    false
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_without_use() {
    let door = Door::closed(&STAFF).await;
    assert_eq!(door.home.database.count("sessions where until - used_at = 43200"), 1, "as it begins");
    age(&door, (11.99, 11.99, 0.01));
    let before = now();
    assert_eq!(door.visitor.get("/").await.status, 200, "just before");
    assert!(until_it_is(&door, &format!("used_at >= {before} and until = used_at + 43200")).await);
    age(&door, (13.0, 12.01, -0.01));
    let sent = door.visitor.get("/history").await;
    assert_eq!((sent.status, sent.location().as_str()), (303, "/sign-in?to=%2Fhistory"), "just after");
    assert_eq!(door.home.database.count("sessions"), 1, "its end alone has ended it");
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(door.visitor.get("/").await.status, 303, "and nothing prolongs it");
    door.visitor.sign_in(&STAFF).await;
    assert_eq!(door.home.database.count("sessions"), 1, "what has expired is removed");
}

#[tokio::test]
async fn a_session_ends_after_seven_days_though_it_is_used() {
    let door = Door::closed(&STAFF).await;
    age(&door, (7.0 * 24.0 - 1.0, 1.0, 11.0));
    assert_eq!(door.visitor.get("/").await.status, 200);
    assert!(until_it_is(&door, "until = begun_at + 604800").await, "use prolongs it no further");
    age(&door, (7.0 * 24.0 + 0.01, 0.2, -0.01));
    assert_eq!(door.visitor.get("/").await.status, 303);
    assert_eq!(door.home.database.count("sessions"), 1);
}

#[tokio::test]
async fn ones_sessions_are_listed_and_each_can_be_ended() {
    let door = Door::closed(&STAFF).await;
    let phone = door.server.visitor();
    let request = phone
        .request(Method::POST, "/session")
        .header("User-Agent", "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0")
        .form(&[("email", STAFF.email), ("password", PASSWORD)]);
    phone.send(request).await;
    let admin = door.signed_in(&ADMIN).await;
    let page = door.visitor.get("/account").await;
    let rows = page.texts("tbody tr");
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows.iter().any(|row| row.contains("Firefox, Android")), "{rows:?}");
    assert_eq!(rows.iter().filter(|row| row.contains("cette session")).count(), 1, "{rows:?}");
    let other = page.forms("tbody button").into_iter().zip(&rows).find(|(_, row)| row.contains("Firefox"));
    let other = other.unwrap().0;
    admin.submit(&other).await;
    assert_eq!(phone.get("/").await.status, 200, "nobody ends another's");
    let done = door.visitor.follow(&door.visitor.submit(&other).await).await;
    assert_eq!(done.texts("tbody tr").len(), 1);
    assert_eq!(phone.get("/").await.status, 303);
    let own = door.visitor.press(&done, "tbody button").await;
    assert_eq!(own.location(), "/sign-in");
    assert_eq!(door.visitor.get("/").await.status, 303);
}

/// Ends everyone's session, as time does.
fn expire(door: &Door) {
    door.home.database.change("update sessions set until = 1");
}

#[tokio::test]
async fn a_selection_is_offered_again_after_signing_in_and_never_done_by_itself() {
    let door = Door::closed(&STAFF).await;
    let form = door.visitor.search(COMPLETE.number).await.form(SELECT);
    expire(&door);
    let sent = door.visitor.submit(&form).await;
    let page = door.visitor.follow(&sent).await;
    assert!(page.words().contains("Rien n’est perdu"), "{}", page.words());
    assert!(!page.body.contains(COMPLETE.last_name), "{}", page.body);
    let form = page.form("main form button").with("email", STAFF.email).with("password", PASSWORD);
    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    assert!(page.path.starts_with("/selections/new"), "{}", page.path);
    assert_eq!(door.home.database.counts()[..3], [0; 3], "nothing by itself");
    let done = door.visitor.press(&page, "button[name=entry]").await;
    assert_eq!(done.location(), format!("/organizations/{}", HOSPITAL.finess));
    assert_eq!(door.home.database.count("affiliations"), 1);
}

#[tokio::test]
async fn what_was_completed_is_not_lost_either() {
    let door = Door::closed(&STAFF).await;
    let page = door.visitor.get(&door.completion_path(&WITHOUT_PLACE).await).await;
    let form = page.form("form.completion p button").with("place", "pharmacie bordeaux");
    let form = form.with("organization", PHARMACY.finess);
    expire(&door);
    let sent = door.visitor.submit(&form).await;
    let page = door.visitor.follow(&sent).await;
    let form = page.form("main form button").with("email", STAFF.email).with("password", PASSWORD);
    let page = door.visitor.follow(&door.visitor.submit(&form).await).await;
    let form = page.form("form.completion p button");
    assert_eq!(form.value("organization"), Some(PHARMACY.finess), "{}", page.body);
    assert_eq!(door.visitor.submit(&form).await.status, 303);
}

#[tokio::test]
async fn other_changes_lead_to_the_page_that_offers_them() {
    let door = Door::closed(&STAFF).await;
    expire(&door);
    for (path, to) in [
        ("/organizations/259900017/removal", "/organizations/259900017/removal"),
        ("/selections/x/undo", "/history"),
        ("/changes/x/taken", "/changes"),
        ("/changes/x/dismissal", "/changes"),
        ("/changes/comparison", "/changes"),
        ("/account/password", "/account"),
        ("/account/sessions/x/removal", "/account"),
        ("/nowhere", "/"),
    ] {
        let sent = door.visitor.post(path, &[]).await;
        let to =
            if to == "/" { "/sign-in".to_owned() } else { format!("/sign-in?to={}", to.replace('/', "%2F")) };
        assert_eq!(sent.location(), to, "{path}");
    }
}

#[tokio::test]
async fn a_part_of_a_page_is_refused_with_a_way_to_sign_in() {
    let door = Door::closed(&STAFF).await;
    expire(&door);
    let request = door.visitor.request(Method::GET, "/?q=dubreuil").header("HX-Request", "true");
    let part = door.visitor.send(request).await;
    assert_eq!(part.status, 401);
    assert!(part.header("www-authenticate").is_some());
    assert!(!part.body.contains("<html") && !part.body.to_lowercase().contains("claire"), "{}", part.body);
    assert_eq!(part.attribute("a[role=button]", "href"), "/sign-in?to=%2F%3Fq%3Ddubreuil");
    let english = Visitor::new(&door.server.url, "en");
    assert_eq!(english.get("/sign-in").await.text("h1"), "Sign in");
}
