//! How long an answer is waited for: as long as whoever asked is there, and no longer than is fair.

use std::{
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

/// Whoever waits for an answer: kept beside the request, it is gone when the request is.
#[derive(Debug, Default)]
pub struct Asker(Arc<()>);

/// What long work looks at now and then to see whether its answer is still waited for.
///
/// The default is endless.
#[derive(Debug, Clone, Default)]
pub struct Patience {
    asker: Option<Weak<()>>,
    until: Option<Instant>,
}

impl Asker {
    /// The patience of whoever asks.
    pub fn patience(&self) -> Patience {
        Patience { asker: Some(Arc::downgrade(&self.0)), until: None }
    }
}

impl Patience {
    /// The same, for at most so long from now.
    pub fn for_at_most(self, time: Duration) -> Self {
        Self { until: Some(Instant::now() + time), ..self }
    }

    /// Whether the answer is still waited for, and has not taken too long.
    pub fn lasts(&self) -> bool {
        let is_there = self.asker.as_ref().is_none_or(|asker| asker.strong_count() > 0);
        is_there && !self.is_out_of_time()
    }

    /// Whether the answer has taken too long.
    pub fn is_out_of_time(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() >= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_ends_with_the_asker() {
        let asker = Asker::default();
        let patience = asker.patience();
        assert!(patience.lasts() && Patience::default().lasts());
        let hurried = patience.clone().for_at_most(Duration::ZERO);
        assert!(!hurried.lasts() && hurried.is_out_of_time());
        drop(asker);
        assert!(!patience.lasts() && !patience.is_out_of_time());
    }
}
