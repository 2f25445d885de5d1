//! How fast one program may ask: a runaway one must not take the server from everyone else.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::domain::token::TokenName;

/// Seconds' worth of requests that may come at once.
const AT_ONCE: f64 = 5.0;

/// The pace of every token, in this process. Clones share it.
#[derive(Clone)]
pub struct Pace {
    a_second: f64,
    left: Arc<Mutex<HashMap<TokenName, (f64, Instant)>>>,
}

impl Pace {
    /// So many requests a second for each token.
    pub fn new(a_second: u32) -> Self {
        Self { a_second: f64::from(a_second), left: Arc::default() }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// How long to wait, where it comes too soon; then it is not counted.
    pub fn count(&self, name: &TokenName, now: Instant) -> Result<(), Duration> {
        let most = self.a_second * AT_ONCE;
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, since) = all.get(name).copied().unwrap_or((most, now));
        let left = (left + now.saturating_duration_since(since).as_secs_f64() * self.a_second).min(most);
        let is_in_time = left >= 1.0;
        all.insert(name.clone(), (if is_in_time { left - 1.0 } else { left }, now));
        if is_in_time { Ok(()) } else { Err(Duration::from_secs_f64((1.0 - left) / self.a_second)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_token_has_its_own_pace() {
        let (pace, began) = (Pace::new(2), Instant::now());
        let [one, other] = ["one", "other"].map(|name| TokenName::parse(name).unwrap());
        for _ in 0..10 {
            assert_eq!(pace.count(&one, began), Ok(()));
        }
        assert_eq!(pace.count(&one, began), Err(Duration::from_millis(500)));
        assert_eq!(pace.count(&other, began), Ok(()));
        assert_eq!(pace.count(&one, began + Duration::from_millis(400)), Err(Duration::from_millis(100)));
        assert_eq!(pace.count(&one, began + Duration::from_millis(500)), Ok(()));
        assert!(pace.count(&one, began + Duration::from_millis(500)).is_err());
        let later = began + Duration::from_secs(3600);
        assert_eq!((0..99).filter(|_| pace.count(&one, later).is_ok()).count(), 10);
    }
}
