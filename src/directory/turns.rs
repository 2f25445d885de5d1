//! Turns at the embedded index: a search keeps a core busy, and more of them at once than a few for
//! each core only keep each other from ending.

use std::{sync::Arc, thread, time::Duration};

use tokio::{
    sync::{AcquireError, OwnedSemaphorePermit, Semaphore},
    task,
    time::timeout,
};

use super::patience::{Asker, Patience};
use crate::domain::search::SearchError;

/// Searches at once for each core: two, so that a long one does not hold up all short ones.
const FOR_EACH_CORE: usize = 2;

/// How long one waits for one's turn.
const TURN_WITHIN: Duration = Duration::from_secs(3);

/// How long a search may keep its turn: no search that people make takes a tenth of it.
const TURN_FOR: Duration = Duration::from_secs(2);

/// Turns of searches; clones share them.
#[derive(Clone)]
pub struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Self {
        Self::of(FOR_EACH_CORE * thread::available_parallelism().map_or(2, |cores| cores.get()))
    }
}

impl Turns {
    fn of(at_once: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_once)))
    }

    /// Does the work when its turn comes, on a thread that may wait for the disk. It is to give up where
    /// its patience ends, because nobody waits for this future any more or the turn is over.
    ///
    /// # Errors
    /// [`SearchError::Busy`] where the turn does not come in time; else as the work has it.
    pub async fn take<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Patience) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, SearchError> {
        self.take_then(work, |done| done).await
    }

    /// The same, and what follows the work on its thread when the turn is over: to go to another thread takes
    /// as long as many a search.
    ///
    /// # Errors
    /// As [`Turns::take`].
    pub async fn take_then<T, U: Send + 'static>(
        &self,
        work: impl FnOnce(&Patience) -> Result<T, SearchError> + Send + 'static,
        then: impl FnOnce(T) -> U + Send + 'static,
    ) -> Result<U, SearchError> {
        let work = |patience: &Patience| work(&patience.clone().for_at_most(TURN_FOR));
        match timeout(TURN_WITHIN, Arc::clone(&self.0).acquire_owned()).await {
            Ok(turn) => Self::work_in(turn, work, then).await,
            Err(_) => Err(SearchError::Busy),
        }
    }

    /// The same for as long as this future is waited for: the turn comes when it comes, and is kept until
    /// the work is done.
    ///
    /// # Errors
    /// As the work has it.
    pub async fn take_patiently<T: Send + 'static, E: From<SearchError> + Send + 'static>(
        &self,
        work: impl FnOnce(&Patience) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        Self::work_in(Arc::clone(&self.0).acquire_owned().await, work, |done| done).await
    }

    async fn work_in<T, U: Send + 'static, E: From<SearchError> + Send + 'static>(
        turn: Result<OwnedSemaphorePermit, AcquireError>,
        work: impl FnOnce(&Patience) -> Result<T, E> + Send + 'static,
        then: impl FnOnce(T) -> U + Send + 'static,
    ) -> Result<U, E> {
        let Ok(turn) = turn else { return Err(SearchError::Busy.into()) };
        let asker = Asker::default();
        let patience = asker.patience();
        // The turn lasts as long as the work, which may outlast whoever asked.
        let done = task::spawn_blocking(move || {
            let done = work(&patience);
            drop(turn);
            done.map(then)
        });
        let stopped = |error: task::JoinError| Err(SearchError::Unavailable(error.to_string()).into());
        let answer = done.await.unwrap_or_else(stopped);
        drop(asker);
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// Work that goes on until it is waited for no more.
    fn endless(patience: &Patience) -> Result<(), SearchError> {
        while patience.lasts() {
            thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    #[tokio::test]
    async fn whoever_waits_too_long_is_told_and_a_turn_that_ends_is_the_next_ones() {
        let turns = Turns::of(1);
        let (end, told) = mpsc::channel();
        let first = tokio::spawn({
            let turns = turns.clone();
            async move { turns.take(move |_| told.recv().map_err(|_| SearchError::Busy)).await }
        });
        while turns.0.available_permits() > 0 {
            task::yield_now().await;
        }
        assert_eq!(turns.take(|_| Ok(())).await, Err(SearchError::Busy));
        let (next, ()) = tokio::join!(turns.take(|_| Ok(1)), async { end.send(()).unwrap() });
        assert_eq!(next, Ok(1));
        assert_eq!(first.await.unwrap(), Ok(()));
    }

    #[tokio::test]
    async fn whoever_goes_away_leaves_the_turn() {
        let turns = Turns::of(1);
        assert!(timeout(Duration::from_millis(50), turns.take(endless)).await.is_err());
        assert_eq!(turns.take(|_| Ok(1)).await, Ok(1));
    }
    #[tokio::test]
    async fn a_turn_is_over_in_time() {
        assert_eq!(Turns::of(1).take(endless).await, Ok(()));
    }
}
