//! `/oidc`: signing in at another site.

use crate::support::{
    answer::Answer,
    door::Door,
    home::Home,
    issuer::{Issuer, Lie},
    staff::{ADMIN, PASSWORD, STAFF},
    visitor::Visitor,
};

/// A server whose staff may sign in elsewhere, and that other site.
async fn both() -> (Issuer, Door) {
    let issuer = Issuer::start().await;
    let home = issuer.of(Home::with_directory());
    home.add(&ADMIN);
    home.add(&STAFF);
    (issuer, Door::at(home).await)
}

/// Leaves for the other site, which lets them in, and comes back.
async fn through(issuer: &Issuer, visitor: &Visitor, email: &str, lie: Lie) -> Answer {
    let page = visitor.get("/sign-in?to=/workers").await;
    let left = visitor.click(&page, "a[href^='/oidc/sign-in']").await;
    assert_eq!(left.status, 303, "{}", left.words());
    visitor.get(&issuer.let_in(&left.location(), email, lie)).await
}

#[tokio::test]
async fn whoever_the_other_site_vouches_for_signs_in_to_their_account() {
    let (issuer, door) = both().await;
    let back = through(&issuer, &door.visitor, "Lea@Carnet.Example", Lie::None).await;
    assert_eq!((back.status, back.location().as_str()), (303, "/workers"));
    let page = door.visitor.follow(&back).await;
    assert!(page.text("header .me").contains(STAFF.name), "{}", page.words());
    assert_eq!(door.home.database.count("sessions where email = 'lea@carnet.example'"), 1);
    assert_eq!(
        door.server.visitor().try_sign_in(STAFF.email, PASSWORD, "/").await.status,
        303,
        "as before too"
    );
}

#[tokio::test]
async fn what_is_not_right_lets_nobody_in() {
    let (issuer, door) = both().await;
    for (email, lie, words) in [
        ("nobody@carnet.example", Lie::None, "n’a pas de compte"),
        (STAFF.email, Lie::Unverified, "n’a pas de compte"),
        (STAFF.email, Lie::NoEmail, "n’a pas de compte"),
        (STAFF.email, Lie::Nonce, "n’a pas abouti"),
        (STAFF.email, Lie::NoNonce, "n’a pas abouti"),
        (STAFF.email, Lie::Symmetric, "n’a pas abouti"),
        (STAFF.email, Lie::Unsigned, "n’a pas abouti"),
        (STAFF.email, Lie::Audience, "n’a pas abouti"),
        (STAFF.email, Lie::Issuer, "n’a pas abouti"),
        (STAFF.email, Lie::Expired, "n’a pas abouti"),
        (STAFF.email, Lie::Signature, "n’a pas abouti"),
        (STAFF.email, Lie::AccessToken, "n’a pas abouti"),
    ] {
        let back = through(&issuer, &door.visitor, email, lie).await;
        assert_eq!(back.location(), "/sign-in?to=%2Fworkers", "{lie:?}");
        let page = door.visitor.follow(&back).await;
        assert!(page.text("#notice").contains(words), "{lie:?}: {}", page.words());
        assert_eq!(door.visitor.get("/").await.status, 303, "{lie:?}");
    }
    assert_eq!(door.home.database.count("sessions"), 0);
    assert!(!door.server.log().contains("tide-and-lantern"), "{}", door.server.log());
}

#[tokio::test]
async fn another_browser_cannot_come_back_in_ones_place_nor_twice() {
    let (issuer, door) = both().await;
    let left = door.visitor.get("/oidc/sign-in").await;
    let callback = issuer.let_in(&left.location(), STAFF.email, Lie::None);
    let thief = door.server.visitor();
    assert!(thief.get(&callback).await.location().starts_with("/sign-in"), "it had not left");
    thief.get("/oidc/sign-in").await;
    assert!(thief.get(&callback).await.location().starts_with("/sign-in"), "its state is another");
    assert_eq!(door.visitor.get(&callback).await.location(), "/");
    door.visitor.post("/session/removal", &[]).await;
    assert!(door.visitor.get(&callback).await.location().starts_with("/sign-in"), "once");
    for path in ["/oidc/callback", "/oidc/callback?error=access_denied&state=x", "/oidc/callback?code=x"] {
        assert!(door.visitor.get(path).await.location().starts_with("/sign-in"), "{path}");
    }
    door.visitor.get("/oidc/sign-in").await;
    door.visitor.get("/oidc/callback?error=x%0A2026-11-22T08:00:00Z%20INFO%20signed%20in").await;
    let log = door.server.log();
    assert!(
        log.contains(r#""x\n2026-11-22T08:00:00Z INFO signed in""#),
        "a word of an address is one: {log}"
    );
}

#[tokio::test]
async fn a_site_that_is_down_leaves_the_password() {
    let (issuer, door) = both().await;
    issuer.stop();
    let back = door.visitor.get("/oidc/sign-in?to=//evil.example").await;
    assert_eq!(back.location(), "/sign-in");
    let page = door.visitor.follow(&back).await;
    assert!(page.text("#notice").contains("ne répond pas"), "{}", page.words());
    door.visitor.sign_in(&STAFF).await;
}

#[tokio::test]
async fn where_it_is_off_there_is_no_trace_of_it() {
    let door = Door::closed(&STAFF).await;
    let stranger = door.server.visitor();
    assert!(!stranger.get("/sign-in").await.has("a[href^='/oidc']"));
    assert_eq!(stranger.get("/oidc/sign-in").await.status, 404);
    assert_eq!(stranger.get("/oidc/callback").await.location(), "/sign-in");
}
