//! One index as it was opened, with what was learnt of it since, and several questions in a row to it.

use std::{
    cell::RefCell,
    collections::{
        HashMap,
        hash_map::Entry::{Occupied, Vacant},
    },
    sync::{Arc, Mutex},
};

use tantivy::{DocAddress, Searcher};

use super::{
    kept::Kept,
    learnt::Learnt,
    search::{self, PlacedHits},
    status::Status,
};
use crate::{
    directory::patience::Patience,
    domain::{
        abilities::Abilities,
        entry::Entry,
        identifiers::Rpps,
        search::{Hits, SearchError, SearchRequest},
    },
};

/// An opened index.
pub(super) struct Opened {
    /// Its number in the folder of the directory.
    pub number: u64,
    /// What searches it.
    pub searcher: Searcher,
    /// What it holds.
    pub status: Arc<Status>,
    /// Answers that were long to find.
    pub kept: Kept,
    /// What earlier questions have looked up.
    pub learnt: Learnt,
    /// What is still to be answered before anyone asks.
    pub foreseen: Mutex<Vec<SearchRequest>>,
}

/// Several questions in a row to one index, whichever comes meanwhile; what several of them find is read once.
pub struct Sitting {
    opened: Arc<Opened>,
    entries: RefCell<HashMap<DocAddress, Entry>>,
}

impl Opened {
    /// Answers a search for as long as it is waited for.
    ///
    /// # Errors
    /// As [`search::run_while`].
    pub fn search(&self, request: &SearchRequest, patience: &Patience) -> Result<Hits, SearchError> {
        self.placed(request, patience)?.hits(|at| self.entry(at))
    }

    fn placed(&self, request: &SearchRequest, patience: &Patience) -> Result<Arc<PlacedHits>, SearchError> {
        if let Some(answer) = self.kept.get(request) {
            return Ok(answer);
        }
        let answer = Arc::new(search::placed_while(&self.searcher, &self.learnt, request, patience)?);
        self.kept.keep(request, &answer);
        Ok(answer)
    }

    fn entry(&self, at: DocAddress) -> Result<Entry, SearchError> {
        Ok(search::entry(&self.searcher, at)?.with_department())
    }
}

impl Sitting {
    /// At that index.
    pub(super) fn at(opened: Arc<Opened>) -> Self {
        Self { opened, entries: RefCell::default() }
    }

    /// Answers a search for as long as it is waited for.
    ///
    /// # Errors
    /// As [`search::run_while`].
    pub fn search(&self, request: &SearchRequest, patience: &Patience) -> Result<Hits, SearchError> {
        let mut read = self.entries.borrow_mut();
        self.opened.placed(request, patience)?.hits(|at| match read.entry(at) {
            Occupied(known) => Ok(known.get().clone()),
            Vacant(new) => Ok(new.insert(self.opened.entry(at)?).clone()),
        })
    }

    /// Whether it holds more places of a person than so many; where it cannot be read, the search that follows
    /// tells of it.
    pub fn has_more_places(&self, rpps: &Rpps, than: usize) -> bool {
        search::places_of(&self.opened.searcher, rpps).is_none_or(|places| places > than as u64)
    }

    /// What it can be asked.
    pub fn abilities(&self) -> Abilities {
        self.opened.status.abilities()
    }
}
