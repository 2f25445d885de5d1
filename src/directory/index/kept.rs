//! Answers that were long to find, kept for whoever asks the same.
//!
//! Every search begins with the same few letters, and each of them finds a good part of the country.
//! What is kept is where the entries stand, not the entries: some hundred bytes an answer.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::search::PlacedHits;
use crate::domain::search::SearchRequest;

/// Who finds fewer entries than this has found them soon enough.
const WIDE: u64 = 5_000;

/// Pages larger than this are seldom asked for twice.
const LARGEST_PAGE: u32 = 50;

/// So many answers are kept, in some megabytes; then begins anew.
const MOST: usize = 2_000;

/// The answers kept of one index.
#[derive(Default)]
pub(super) struct Kept {
    answers: Mutex<HashMap<SearchRequest, Arc<PlacedHits>>>,
}

impl Kept {
    /// The answer to that very request, where it was kept.
    pub(super) fn get(&self, request: &SearchRequest) -> Option<Arc<PlacedHits>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).get(request).cloned()
    }

    /// Keeps an answer if it was long to find.
    pub(super) fn keep(&self, request: &SearchRequest, answer: &Arc<PlacedHits>) {
        if answer.found < WIDE || request.size > LARGEST_PAGE {
            return;
        }
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(request.clone(), Arc::clone(answer));
    }
}
