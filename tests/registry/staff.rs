use carnet::{
    domain::staff::{Email, Role, Staff},
    registry::{
        Registry,
        invitations::{self, Invitation, Welcomed},
        sessions,
        staff::{self, By, Change},
    },
};
use tokio::task::JoinSet;

use crate::harness::{Fresh, NOON};

const BY: By<'static> = By { actor: "cli", now: NOON };

fn somebody(number: usize, role: Role) -> Staff {
    let email = Email::parse(&format!("somebody{number}@carnet.example")).unwrap();
    Staff { email, name: format!("Somebody {number}"), role, language: None }
}

async fn add(registry: &Registry, one: &Staff) {
    let one = one.clone();
    assert!(registry.write(move |db| staff::add(db, &one, "hash", BY)).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_admins_who_remove_each_other_leave_one() {
    let fresh = Fresh::new();
    let registries = [fresh.open(), fresh.open()];
    for round in 0..10 {
        let admins = [somebody(2 * round, Role::Admin), somebody(2 * round + 1, Role::Admin)];
        for admin in &admins {
            add(&registries[0], admin).await;
        }
        let mut tasks = JoinSet::new();
        for (registry, admin) in registries.iter().zip(&admins) {
            let (registry, email) = (registry.clone(), admin.email.clone());
            tasks
                .spawn(async move { registry.write(move |db| staff::remove(db, &email, BY)).await.unwrap() });
        }
        let mut changes = tasks.join_all().await;
        changes.sort_by_key(|change| *change == Change::LastAdmin);
        assert_eq!(changes, [Change::Done, Change::LastAdmin], "round {round}");
        let left = registries[0].read(staff::all).await.unwrap();
        let (email, other) = (left[0].staff.email.clone(), somebody(1_000 + round, Role::Admin));
        add(&registries[0], &other).await;
        registries[0].write(move |db| staff::set_role(db, &email, Role::Staff, BY)).await.unwrap();
        let own = other.email;
        let refused =
            registries[0].write(move |db| staff::set_role(db, &own, Role::Staff, BY)).await.unwrap();
        assert_eq!(refused, Change::LastAdmin);
        fresh.database.change("delete from staff");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn links_used_by_many_at_once_make_one_first_admin() {
    let fresh = Fresh::new();
    let registries = [fresh.open(), fresh.open()];
    for number in 0..4 {
        let hash = format!("{number:064}");
        registries[0].write(move |db| invitations::invite(db, &hash, None, Role::Admin, BY)).await.unwrap();
    }
    let mut tasks = JoinSet::new();
    for number in 0..16 {
        let registry = registries[number % 2].clone();
        tasks.spawn(async move {
            let (hash, one) = (format!("{:064}", number % 4), somebody(number, Role::Staff));
            let work = move |db: &mut _| {
                invitations::accept(db, &hash, (Some(&one.email), &one.name, None), "hash", NOON)
            };
            registry.write(work).await.unwrap()
        });
    }
    let welcomed = tasks.join_all().await;
    assert_eq!(welcomed.iter().filter(|one| matches!(one, Welcomed::Done(..))).count(), 1, "{welcomed:?}");
    let accounts = registries[0].read(staff::all).await.unwrap();
    assert_eq!((accounts.len(), accounts[0].staff.role), (1, Role::Admin));
}

#[tokio::test]
async fn an_invitation_is_good_once_for_its_address_and_for_a_day() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    add(&registry, &somebody(1, Role::Admin)).await;
    let (hash, invited) = ("a".repeat(64), somebody(2, Role::Staff));
    let (own, email) = (hash.clone(), invited.email.clone());
    registry.write(move |db| invitations::invite(db, &own, Some(&email), Role::Staff, BY)).await.unwrap();
    let good = |now| {
        let hash = hash.clone();
        registry.read(move |db| invitations::find(db, &hash, now))
    };
    let expected = Invitation::Account(invited.email.clone(), Role::Staff);
    assert_eq!(good(NOON + invitations::GOOD_FOR - 1).await.unwrap(), Some(expected));
    assert_eq!(good(NOON + invitations::GOOD_FOR).await.unwrap(), None);
    let (own, other) = (hash.clone(), somebody(3, Role::Admin));
    let accepted = registry
        .write(move |db| invitations::accept(db, &own, (Some(&other.email), "Somebody", None), "hash", NOON));
    let Welcomed::Done(made, _) = accepted.await.unwrap() else { unreachable!("the link is good") };
    assert_eq!((made.email, made.role), (invited.email, Role::Staff), "whatever the form says");
    assert_eq!(good(NOON).await.unwrap(), None);
}

#[tokio::test]
async fn a_session_begins_only_with_the_password_that_was_checked() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let one = somebody(1, Role::Admin);
    add(&registry, &one).await;
    let begin = |token: char, hash: &'static str| {
        let (email, token) = (one.email.clone(), token.to_string().repeat(64));
        registry.write(move |db| sessions::begin(db, &token, (&email, hash), "Firefox", NOON))
    };
    assert!(begin('a', "hash").await.unwrap());
    let email = one.email.clone();
    assert!(registry.write(move |db| staff::set_password(db, &email, "other")).await.unwrap());
    assert_eq!(fresh.database.count("sessions"), 0);
    assert!(!begin('b', "hash").await.unwrap(), "the password was changed meanwhile");
    assert!(begin('c', "other").await.unwrap());
}

#[tokio::test]
async fn links_go_with_the_account_the_password_and_the_admin_that_they_belong_to() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let [head, other, one] =
        [(1, Role::Admin), (2, Role::Admin), (3, Role::Staff)].map(|(number, role)| somebody(number, role));
    for account in [&head, &other, &one] {
        add(&registry, account).await;
    }
    let invite = |token: char, email: &Email, by: &Email| {
        let (hash, email, by) = (token.to_string().repeat(64), email.clone(), by.clone());
        registry.write(move |db| {
            invitations::invite(db, &hash, Some(&email), Role::Admin, By { actor: by.as_str(), now: NOON })
        })
    };
    let good = |token: char| {
        let hash = token.to_string().repeat(64);
        registry.read(move |db| Ok(invitations::find(db, &hash, NOON)?.is_some()))
    };
    let stranger = somebody(4, Role::Staff).email;
    invite('a', &one.email, &head.email).await.unwrap();
    invite('b', &stranger, &other.email).await.unwrap();
    let email = one.email.clone();
    registry.write(move |db| staff::set_password(db, &email, "other")).await.unwrap();
    assert!(!good('a').await.unwrap() && good('b').await.unwrap(), "a password was chosen meanwhile");
    invite('c', &one.email, &head.email).await.unwrap();
    let email = one.email.clone();
    registry.write(move |db| staff::remove(db, &email, BY)).await.unwrap();
    assert!(!good('c').await.unwrap() && good('b').await.unwrap(), "it would let them in again");
    let email = other.email.clone();
    registry.write(move |db| staff::set_role(db, &email, Role::Staff, BY)).await.unwrap();
    assert!(!good('b').await.unwrap(), "an admin no more has invited nobody");
    invite('d', &stranger, &other.email).await.unwrap();
    invite('e', &stranger, &head.email).await.unwrap();
    let email = other.email.clone();
    registry.write(move |db| staff::remove(db, &email, BY)).await.unwrap();
    assert!(!good('d').await.unwrap() && good('e').await.unwrap());
}

#[tokio::test]
async fn a_session_is_prolonged_by_use_and_bounded() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let one = somebody(1, Role::Admin);
    add(&registry, &one).await;
    let (email, token) = (one.email.clone(), "a".repeat(64));
    let own = token.clone();
    assert!(registry.write(move |db| sessions::begin(db, &own, (&email, "hash"), "", NOON)).await.unwrap());
    let at = |now: i64| {
        let token = token.clone();
        registry.read(move |db| Ok(sessions::of_token(db, &token, now)?.map(|(session, _)| session)))
    };
    let mut now = NOON;
    for _ in 0..20 {
        assert_eq!(at(now + sessions::IDLE).await.unwrap(), None, "unused");
        let Some(session) = at(now + sessions::IDLE - 1).await.unwrap() else { break };
        now += sessions::IDLE - 1;
        registry.write(move |db| sessions::renew(db, &session, now)).await.unwrap();
    }
    assert!(now > NOON + sessions::LONGEST - sessions::IDLE, "{}", now - NOON);
    assert!(at(NOON + sessions::LONGEST - 1).await.unwrap().is_some());
    assert_eq!(at(NOON + sessions::LONGEST).await.unwrap(), None, "used all the time");
}
