use std::time::Duration;

use carnet::{
    domain::token::{Scope, TokenName},
    registry::{Registry, carry, check, existing, secret::Secret, staff::By, tokens},
};

use crate::harness::{Fresh, NOON};

const BY: By<'static> = By { actor: "cli", now: NOON };

fn name(text: &str) -> TokenName {
    TokenName::parse(text).unwrap()
}

async fn added(registry: &Registry, named: &str, scope: Scope) -> Secret {
    let (secret, named) = (Secret::new().unwrap(), name(named));
    let given = secret.clone();
    let is_new = registry.write(move |db| tokens::add(db, &named, scope, &given, BY)).await.unwrap();
    assert!(is_new);
    secret
}

#[tokio::test]
async fn a_token_is_found_by_its_secret_alone() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let reader = added(&registry, "reader", Scope::Read).await;
    let writer = added(&registry, "Writer", Scope::Write).await;
    let found = registry.token(&reader, NOON).await.unwrap().unwrap();
    assert_eq!((found.name, found.scope, found.last_used_at), (name("reader"), Scope::Read, None));
    assert_eq!(registry.token(&writer, NOON).await.unwrap().unwrap().scope, Scope::Write);
    let of_hash = Secret::parse(&format!("carnet_{}", reader.hash())).unwrap();
    for other in [Secret::new().unwrap(), of_hash] {
        assert_eq!(registry.token(&other, NOON).await.unwrap(), None);
    }
    let another = Secret::new().unwrap();
    let twice = registry.write(move |db| tokens::add(db, &name("reader"), Scope::Write, &another, BY));
    assert!(!twice.await.unwrap(), "a name is given once");
    let listed = registry.read(tokens::list).await.unwrap();
    assert_eq!(listed.iter().map(|token| token.name.as_str()).collect::<Vec<_>>(), ["Writer", "reader"]);
    assert!(registry.write(|db| tokens::remove(db, &name("reader"), BY)).await.unwrap());
    assert!(!registry.write(|db| tokens::remove(db, &name("reader"), BY)).await.unwrap());
    assert_eq!(registry.token(&reader, NOON).await.unwrap(), None);
}

#[tokio::test]
async fn a_use_is_written_once_a_minute_and_never_back() {
    let fresh = Fresh::new();
    let registry = fresh.open();
    let secret = added(&registry, "reader", Scope::Read).await;
    for (now, written) in [(NOON, NOON), (NOON + 59, NOON), (NOON + 60, NOON + 60), (NOON + 1, NOON + 60)] {
        registry.token(&secret, now).await.unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
        let listed = registry.read(tokens::list).await.unwrap();
        assert_eq!(listed[0].last_used_at, Some(written), "{}", now - NOON);
    }
}

#[tokio::test]
async fn tokens_are_carried_and_checked() {
    let (from, to) = (Fresh::new(), Fresh::new());
    let registry = from.open();
    let secret = added(&registry, "reader", Scope::Read).await;
    added(&registry, "writer", Scope::Write).await;
    let other = to.open();
    let mut here = existing::open(&from.database.url).unwrap();
    let mut there = existing::open(&to.database.url).unwrap();
    assert_eq!(carry::carry(&mut here, &mut there, &mut |_| {}).unwrap(), 4, "and their events");
    assert_eq!(other.token(&secret, NOON).await.unwrap().unwrap().name, name("reader"));
    to.database.change("update tokens set name = 'a b' where name = 'writer'");
    let faults = check::check(&mut there).unwrap().faults;
    assert!(faults.len() == 1 && faults[0].starts_with("tokens: "), "{faults:?}");
}
