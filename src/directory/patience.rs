//! How long an answer is waited for: as long as whoever asked is there.

use std::sync::{Arc, Weak};

/// Whoever waits for an answer: kept beside the request, it is gone when the request is.
#[derive(Debug, Default)]
pub struct Asker(Arc<()>);

/// What long work looks at now and then to see whether its answer is still waited for.
///
/// The default is endless.
#[derive(Debug, Clone, Default)]
pub struct Patience(Option<Weak<()>>);

impl Asker {
    /// The patience of whoever asks.
    pub fn patience(&self) -> Patience {
        Patience(Some(Arc::downgrade(&self.0)))
    }
}

impl Patience {
    /// Whether the answer is still waited for.
    pub fn lasts(&self) -> bool {
        self.0.as_ref().is_none_or(|asker| asker.strong_count() > 0)
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
        drop(asker);
        assert!(!patience.lasts());
    }
}
