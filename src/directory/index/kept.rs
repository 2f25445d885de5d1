//! Answers that were long to find, kept for whoever asks the same.
//!
//! Every search begins with the same few letters, and each of them finds a good part of the country.
//! What is kept is where the entries stand, not the entries: some hundred bytes an answer.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::search::PlacedHits;
use crate::domain::search::SearchRequest;

/// Who finds fewer entries than this has found them soon enough.
const WIDE: u64 = 5_000;

/// Pages larger than this are seldom asked for twice.
const LARGEST_PAGE: u32 = 50;

/// So many answers are kept besides those foreseen, in some megabytes; then begins anew.
const MOST: usize = 2_000;

/// The answers kept of one index.
#[derive(Default)]
pub(super) struct Kept {
    answers: Mutex<Answers>,
}

#[derive(Default)]
struct Answers {
    /// Those that were found before anyone asked, kept as long as the index.
    foreseen: HashMap<SearchRequest, Arc<PlacedHits>>,
    asked: HashMap<SearchRequest, Arc<PlacedHits>>,
}

impl Kept {
    /// The answer to that very request, where it was kept.
    pub(super) fn get(&self, request: &SearchRequest) -> Option<Arc<PlacedHits>> {
        let answers = self.answers();
        answers.foreseen.get(request).or_else(|| answers.asked.get(request)).cloned()
    }

    /// Keeps an answer if it was long to find.
    pub(super) fn keep(&self, request: &SearchRequest, answer: &Arc<PlacedHits>) {
        if answer.found < WIDE || request.size > LARGEST_PAGE {
            return;
        }
        let mut answers = self.answers();
        if answers.asked.len() >= MOST {
            answers.asked.clear();
        }
        answers.asked.insert(request.clone(), Arc::clone(answer));
    }

    /// Keeps an answer that nobody has asked for yet, if it was long to find.
    pub(super) fn keep_foreseen(&self, request: SearchRequest, answer: PlacedHits) {
        if answer.found >= WIDE {
            self.answers().foreseen.insert(request, Arc::new(answer));
        }
    }

    fn answers(&self) -> MutexGuard<'_, Answers> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(q: &str) -> SearchRequest {
        SearchRequest { q: q.to_owned(), size: 20, ..SearchRequest::default() }
    }

    #[test]
    fn only_what_finds_many_is_kept_and_for_that_very_request() {
        let kept = Kept::default();
        let answer = |found| Arc::new(PlacedHits::nowhere(found));
        kept.keep(&request("m"), &answer(WIDE));
        kept.keep(&request("dubreuil"), &answer(WIDE - 1));
        kept.keep(&SearchRequest { size: LARGEST_PAGE + 1, ..request("p") }, &answer(WIDE));
        assert_eq!(kept.get(&request("m")).map(|answer| answer.found), Some(WIDE));
        for other in [request("dubreuil"), request("p"), SearchRequest { size: 40, ..request("m") }] {
            assert!(kept.get(&other).is_none(), "{other:?}");
        }
    }

    #[test]
    fn memory_is_bounded() {
        let kept = Kept::default();
        kept.keep_foreseen(request("m"), PlacedHits::nowhere(WIDE));
        for number in 0..=MOST {
            kept.keep(&request(&number.to_string()), &Arc::new(PlacedHits::nowhere(WIDE)));
        }
        assert_eq!(kept.answers().asked.len(), 1);
        assert!(kept.get(&request("m")).is_some(), "what was foreseen stays");
    }
}
