//! Patience with those who guess: after some failures, each further try has to wait.
//!
//! Failures are counted for the account and for the address that they come from, and apart for each
//! browser in which the account's owner has signed in before: whoever guesses elsewhere slows nobody
//! down there. Kept in memory: a process that starts anew begins with full patience.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The longest that a try has to wait, in seconds.
const LONGEST: i64 = 60;

/// Seconds without a failure after which all is forgotten.
const FORGOTTEN_AFTER: i64 = 60 * 60;

/// How many are remembered before those that failed longest ago are let go.
const REMEMBERED: usize = 50_000;

/// For whom failures are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Guesser {
    /// Whoever tries this account, which need not exist.
    Account(String),
    /// A browser in which the account's owner has signed in: the hash of what it carries, and the
    /// account.
    Browser(String, String),
    /// Whoever tries from there.
    Address(IpAddr),
}

impl Guesser {
    /// Whoever tries from an address; of a long one the half that one customer has (RFC 6177).
    pub fn at(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(long) => {
                let [a, b, c, d, ..] = long.segments();
                Self::Address(IpAddr::from([a, b, c, d, 0, 0, 0, 0]))
            }
            short @ IpAddr::V4(_) => Self::Address(short),
        }
    }

    /// How many failures are nobody's business; many people may share an address.
    fn free(&self) -> u32 {
        match self {
            Self::Account(_) | Self::Browser(..) => 5,
            Self::Address(_) => 30,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    /// The last one: seconds since 1970.
    last: i64,
}

impl Failures {
    /// When a next try may be made.
    fn over(self, free: u32) -> i64 {
        let wait = match self.count.saturating_sub(free) {
            _ if self.count < free => 0,
            beyond => 2_i64.saturating_pow(beyond).min(LONGEST),
        };
        self.last.saturating_add(wait)
    }
}

/// Who has failed how often.
#[derive(Default)]
pub struct Patience(Mutex<HashMap<Guesser, Failures>>);

impl Patience {
    /// Lets a try be made, counted as a failure until [`Patience::succeeded`] says otherwise, so that
    /// many at once are no way around. `now` is in seconds since 1970.
    ///
    /// # Errors
    /// The seconds to wait, where it is too early; such a try is not counted.
    pub fn try_now(&self, guessers: &[Guesser], now: i64) -> Result<(), u32> {
        let mut failures = self.failures();
        let over = guessers.iter().filter_map(|who| Some(failures.get(who)?.over(who.free()))).max();
        if let Some(wait) = over.map(|over| over.saturating_sub(now)).filter(|wait| *wait > 0) {
            return Err(u32::try_from(wait).unwrap_or(u32::MAX));
        }
        if failures.len() >= REMEMBERED {
            let mut last: Vec<i64> = failures.values().map(|one| one.last).collect();
            let (_, middle, _) = last.select_nth_unstable(REMEMBERED / 2);
            let (middle, old) = (*middle, now - FORGOTTEN_AFTER);
            failures.retain(|_, one| one.last > middle.max(old));
        }
        for guesser in guessers {
            let one = failures.entry(guesser.clone()).or_insert(Failures { count: 0, last: now });
            let count = if now - one.last > FORGOTTEN_AFTER { 0 } else { one.count };
            *one = Failures { count: count.saturating_add(1), last: now };
        }
        Ok(())
    }

    /// Takes back the try that was no failure; what an account or its browser failed before is
    /// forgotten, what its address did is not.
    pub fn succeeded(&self, guessers: &[Guesser]) {
        let mut failures = self.failures();
        for guesser in guessers {
            match guesser {
                Guesser::Account(_) | Guesser::Browser(..) => drop(failures.remove(guesser)),
                Guesser::Address(_) => {
                    if let Some(one) = failures.get_mut(guesser) {
                        one.count = one.count.saturating_sub(1);
                    }
                }
            }
        }
    }

    fn failures(&self) -> MutexGuard<'_, HashMap<Guesser, Failures>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_767_268_800;

    fn account() -> Guesser {
        Guesser::Account("lea@carnet.example".to_owned())
    }

    /// Fails as often as it may at that moment.
    fn exhaust(patience: &Patience, who: &Guesser, now: i64) -> u32 {
        (0..).find(|_| patience.try_now(std::slice::from_ref(who), now).is_err()).unwrap()
    }

    #[test]
    fn after_some_failures_each_try_waits_longer_up_to_a_minute() {
        let patience = Patience::default();
        assert_eq!(exhaust(&patience, &account(), NOW), 5);
        let mut now = NOW;
        let mut waits = Vec::new();
        for _ in 0..8 {
            let wait = patience.try_now(&[account()], now).unwrap_err();
            waits.push(wait);
            now += i64::from(wait);
            assert_eq!(patience.try_now(&[account()], now), Ok(()));
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(exhaust(&patience, &account(), now + FORGOTTEN_AFTER + 1), 5, "all is forgotten");
    }

    #[test]
    fn what_succeeds_is_no_failure() {
        let patience = Patience::default();
        let from = Guesser::at("192.0.2.1".parse().unwrap());
        for _ in 0..100 {
            assert_eq!(patience.try_now(&[account(), from.clone()], NOW), Ok(()));
            patience.succeeded(&[account(), from.clone()]);
        }
        assert_eq!(exhaust(&patience, &from, NOW), 30);
    }

    #[test]
    fn guessing_elsewhere_does_not_hold_up_the_owner() {
        let patience = Patience::default();
        exhaust(&patience, &account(), NOW);
        let own = Guesser::Browser("hash".to_owned(), "lea@carnet.example".to_owned());
        assert_eq!(patience.try_now(&[own], NOW), Ok(()));
    }

    #[test]
    fn one_customer_is_one_address() {
        let at = |text: &str| Guesser::at(text.parse().unwrap());
        assert_eq!(at("2001:db8:1:2:3::4"), at("2001:db8:1:2:ffff::1"));
        assert_ne!(at("2001:db8:1:2::1"), at("2001:db8:1:3::1"));
        assert_eq!(at("::ffff:192.0.2.1"), at("192.0.2.1"));
    }

    #[test]
    fn memory_is_bounded() {
        let patience = Patience::default();
        for number in 0..(REMEMBERED as i64 + 10) {
            patience.try_now(&[Guesser::Account(number.to_string())], NOW + number).unwrap();
        }
        assert!(patience.failures().len() <= REMEMBERED / 2 + 10);
    }
}
