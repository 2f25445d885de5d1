//! The embedded index as a server holds it: opened, searched, and replaced while searches run.

use std::{
    collections::HashMap,
    io,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use arc_swap::ArcSwapOption;
use tantivy::{
    Index, IndexReader, ReloadPolicy, Searcher, TantivyError, directory::error::OpenDirectoryError,
};
use thiserror::Error;

use super::{
    analysis, foreseen,
    opened::{Opened, Sitting},
    published::Published,
    schema, search,
    shelf::Shelf,
    status::{Kind, Status},
    told,
};
use crate::{
    directory::{language::fields, patience::Patience, turns::Turns},
    domain::{
        abilities::Abilities,
        change::Told,
        entry::Entry,
        search::{Hits, SearchError, SearchRequest},
    },
};

/// The embedded index; cheap to clone, every clone sees the same.
#[derive(Clone)]
pub struct EmbeddedIndex {
    shared: Arc<Shared>,
}

pub(super) struct Shared {
    shelf: Shelf,
    opened: ArcSwapOption<Opened>,
    refreshing: Mutex<()>,
    turns: Turns,
}

/// Why an index cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The file system.
    #[error("the folder of the directory cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The folder of the index.
    #[error("the index cannot be opened: {0}")]
    Folder(#[from] OpenDirectoryError),
    /// The index itself.
    #[error("the index is broken: {0}; import the directory again")]
    Index(#[from] TantivyError),
    /// It has other fields than those of this Carnet.
    #[error("the index was built by another version of Carnet; import the directory again")]
    OtherVersion(Kind),
    /// It does not answer a first question.
    #[error("the index does not answer: {0}; import the directory again")]
    Silent(#[from] SearchError),
}

impl OpenError {
    /// Whether it is the demonstration of another version, which can be made anew.
    pub fn is_outdated_demonstration(&self) -> bool {
        matches!(self, Self::OtherVersion(Kind::Demo))
    }
}

impl EmbeddedIndex {
    /// The index of a data folder, nothing opened yet: see [`EmbeddedIndex::refresh`].
    pub fn new(data_dir: &Path) -> Self {
        let shared = Shared {
            shelf: Shelf::of(data_dir),
            opened: ArcSwapOption::empty(),
            refreshing: Mutex::new(()),
            turns: Turns::default(),
        };
        Self { shared: Arc::new(shared) }
    }

    /// Opens the current index where it is not the opened one; true where it was opened.
    ///
    /// Searches under way go on with the one they began with.
    ///
    /// # Errors
    /// The current index cannot be opened; the one opened before stays in use.
    pub fn refresh(&self) -> Result<bool, OpenError> {
        self.shared.refresh()
    }

    /// What is loaded; none where nothing is.
    pub fn status(&self) -> Option<Arc<Status>> {
        self.shared.opened.load().as_ref().map(|opened| opened.status.clone())
    }

    /// What it can be asked.
    pub fn abilities(&self) -> Abilities {
        self.status().map_or(Abilities::FULL, |status| status.abilities())
    }

    /// The entry with that id.
    ///
    /// # Errors
    /// [`SearchError::Unavailable`] where nothing is loaded or the index cannot be read.
    pub fn entry(&self, id: &str) -> Result<Option<Entry>, SearchError> {
        search::find(&self.opened()?.searcher, id)
    }

    /// Answers a search.
    ///
    /// # Errors
    /// As [`search::run`], and [`SearchError::Unavailable`] where nothing is loaded.
    pub fn search(&self, request: &SearchRequest) -> Result<Hits, SearchError> {
        self.search_while(request, &Patience::default())
    }

    /// The same for as long as it is waited for.
    ///
    /// # Errors
    /// As [`search::run_while`], and [`SearchError::Unavailable`] where nothing is loaded.
    pub fn search_while(&self, request: &SearchRequest, patience: &Patience) -> Result<Hits, SearchError> {
        self.opened()?.search(request, patience)
    }

    /// The index that is loaded now, for several questions in a row.
    ///
    /// # Errors
    /// [`SearchError::Unavailable`] where nothing is loaded.
    pub fn sitting(&self) -> Result<Sitting, SearchError> {
        Ok(Sitting::at(self.opened()?))
    }

    /// What it has of each of these keys, which are values of that field, and what kind of directory it is.
    ///
    /// # Errors
    /// As [`EmbeddedIndex::in_turn`], and [`SearchError::Unavailable`] where nothing is loaded or the
    /// index cannot be read.
    pub async fn told(
        &self,
        field: &'static str,
        keys: Vec<String>,
    ) -> Result<(HashMap<String, Told>, Kind), SearchError> {
        self.in_turn(move |index, patience| {
            let (searcher, status) = index.loaded()?;
            let nothing = || Told { entries: Vec::new(), is_whole: true };
            let mut all: HashMap<String, Told> = keys.into_iter().map(|key| (key, nothing())).collect();
            if let Some(field) = fields::find(field).map(schema::field) {
                for segment in searcher.segment_readers() {
                    told::add(&mut all, segment, field, patience)?;
                }
            }
            Ok((all, status.kind))
        })
        .await
    }

    /// Does some work on the index off the event loop, when its turn comes: searches of all clones
    /// together take turns.
    ///
    /// # Errors
    /// As [`Turns::take`].
    pub async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self, &Patience) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, SearchError> {
        self.in_turn_then(work, |done| done).await
    }

    /// The same, and what follows the work on its thread when the turn is over.
    ///
    /// # Errors
    /// As [`Turns::take`].
    pub async fn in_turn_then<T, U: Send + 'static>(
        &self,
        work: impl FnOnce(&Self, &Patience) -> Result<T, SearchError> + Send + 'static,
        then: impl FnOnce(T) -> U + Send + 'static,
    ) -> Result<U, SearchError> {
        let index = self.clone();
        self.shared.turns.take_then(move |patience| work(&index, patience), then).await
    }

    /// The same for as long as this future is waited for.
    ///
    /// # Errors
    /// As [`Turns::take_patiently`].
    pub async fn in_turn_patiently<T: Send + 'static, E: From<SearchError> + Send + 'static>(
        &self,
        work: impl FnOnce(&Self, &Patience) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let index = self.clone();
        self.shared.turns.take_patiently(move |patience| work(&index, patience)).await
    }

    /// What searches the loaded index, with what is loaded.
    ///
    /// # Errors
    /// [`SearchError::Unavailable`] where nothing is loaded.
    pub fn loaded(&self) -> Result<(Searcher, Arc<Status>), SearchError> {
        let opened = self.opened()?;
        Ok((opened.searcher.clone(), opened.status.clone()))
    }

    fn opened(&self) -> Result<Arc<Opened>, SearchError> {
        let nothing = || SearchError::Unavailable("no directory is loaded".to_owned());
        self.shared.opened.load_full().ok_or_else(nothing)
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }
}

impl Shared {
    pub(super) fn refresh(&self) -> Result<bool, OpenError> {
        let _one_at_a_time = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let Some(current) = self.shelf.current()? else { return Ok(false) };
            if self.opened.load().as_ref().is_some_and(|opened| opened.number == current) {
                return Ok(false);
            }
            match self.open(current) {
                Ok(opened) => {
                    self.opened.store(Some(Arc::new(opened)));
                    self.clear_older(current);
                    return Ok(true);
                }
                // A newer index came meanwhile, and this one may be gone.
                Err(_) if self.shelf.current()? != Some(current) => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn open(&self, number: u64) -> Result<Opened, OpenError> {
        let folder = self.shelf.index(number);
        let status = Arc::new(Status::read(&folder)?);
        let index = Index::open(Published::open(&folder)?)?;
        if index.schema() != schema::schema() {
            return Err(OpenError::OtherVersion(status.kind));
        }
        analysis::register(&index);
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(0)
            .try_into()?;
        let searcher = reader.searcher();
        warm(&searcher)?;
        let foreseen = Mutex::new(foreseen::questions(&status));
        let (kept, learnt) = Default::default();
        Ok(Opened { number, searcher, status, kept, learnt, foreseen })
    }

    /// Answers questions before anyone asks them, for about as long as that.
    pub(super) fn foresee(&self, about: Duration) {
        let Some(opened) = self.opened.load_full() else { return };
        let start = Instant::now();
        while start.elapsed() < about {
            let next = opened.foreseen.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(request) = next else { return };
            let Opened { searcher, learnt, .. } = &*opened;
            match search::placed_while(searcher, learnt, &request, &Patience::default()) {
                Ok(answer) => opened.kept.keep_foreseen(request, answer),
                Err(error) => tracing::warn!(%error, "a question could not be answered beforehand"),
            }
        }
    }

    /// Room on disk is no reason to refuse the new index: what stays is removed by the next import.
    fn clear_older(&self, current: u64) {
        if let Err(error) = self.shelf.remove_older(current) {
            tracing::warn!(%error, "an older index could not be removed");
        }
    }
}

/// Asks a first question, so that the first reader does not wait for the disk.
fn warm(searcher: &Searcher) -> Result<(), SearchError> {
    let question = SearchRequest { q: "martin".to_owned(), size: 1, ..SearchRequest::default() };
    search::run(searcher, &question).map(|_| ())
}
