//! What a gateway turns out to know, beyond the fields that every one has.
//!
//! It is asked once it is needed, and again from time to time, for what is loaded there may change.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::{sync, time::timeout_at};

use crate::domain::{
    abilities::Abilities,
    criteria,
    entry::ADELI,
    search::{Hits, SearchError, SearchRequest},
};

/// How long what was learned is taken as it is.
const VALID: Duration = Duration::from_secs(600);

/// How long after nothing could be learned it is tried again.
const BETWEEN_TRIALS: Duration = Duration::from_secs(10);

/// What is known of a gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// What it can be asked.
    pub abilities: Abilities,
    /// Whether it keeps texts as they are spelt beside their stems.
    pub keeps_spelling: bool,
}

/// What was learned so far.
#[derive(Default)]
pub struct Knowledge {
    state: Mutex<State>,
    /// Held for as long as something is being learned.
    learning: Arc<sync::Mutex<()>>,
}

#[derive(Default)]
struct State {
    known: Option<Known>,
    tried: Option<Instant>,
}

/// The leave to learn: one at a time.
pub type Turn = sync::OwnedMutexGuard<()>;

/// What a gateway answers to one of [`questions`].
pub type Answer = Result<Hits, SearchError>;

/// What to ask: for an entry whose department it knows, in fields of the national file; for one that is
/// a client or is none; for one with an ADELI number; for a text kept as it is spelt.
pub fn questions() -> [SearchRequest; 4] {
    let found = |fq: &str, options: Option<&str>| SearchRequest {
        q: criteria::EVERYTHING.to_owned(),
        fq: Some(fq.to_owned()),
        options: options.map(str::to_owned),
        ..SearchRequest::default()
    };
    [
        found(
            "(or (range field=department ['0',}) (and siret:'0' department:'0' mode_code:'0'))",
            Some(r#"{"fields":["last_name","skill_name"]}"#),
        ),
        found("bimedoc_client:[0,1]", None),
        found(&format!("(range field={ADELI} ['0',}})"), None),
        // The stem of the word is another, shorter one.
        found("(and profession_name:'infirmier' (prefix field=profession_name 'infirmier'))", None),
    ]
}

impl Known {
    /// What is asked of a gateway of which nothing is known: what every one has.
    const LEAST: Self = Self { abilities: Abilities::GATEWAY, keeps_spelling: false };

    /// What the answers to [`questions`] tell; none where it answers none of them.
    ///
    /// A field that it does not know is refused, or fails in whatever way; one that it has never filled
    /// is as good as none.
    pub fn of(answers: [Answer; 4]) -> Option<Self> {
        let is_answered = answers.iter().any(|answer| matches!(answer, Ok(_) | Err(SearchError::Refused(_))));
        let [has_national_fields, knows_clients, knows_adeli, keeps_spelling] =
            answers.map(|answer| answer.is_ok_and(|hits| hits.found > 0));
        let abilities = Abilities { has_national_fields, knows_clients, knows_adeli, ..Abilities::GATEWAY };
        is_answered.then_some(Self { abilities, keeps_spelling })
    }
}

impl Knowledge {
    /// What is known so far, or the least that every gateway knows.
    pub fn known(&self) -> Known {
        self.state().known.unwrap_or(Known::LEAST)
    }

    /// The leave to learn, where it is time to and nobody else does.
    pub fn turn(&self) -> Option<Turn> {
        let turn = Arc::clone(&self.learning).try_lock_owned().ok()?;
        let mut state = self.state();
        let lasts = if state.known.is_some() { VALID } else { BETWEEN_TRIALS };
        if state.tried.is_some_and(|tried| tried.elapsed() < lasts) {
            return None;
        }
        state.tried = Some(Instant::now());
        Some(turn)
    }

    /// Keeps what was learned; what was known before stays where nothing was.
    pub fn keep(&self, learned: Option<Known>, turn: Turn) {
        let mut state = self.state();
        state.known = learned.or(state.known);
        drop(state);
        drop(turn);
    }

    /// Waits until something is known that was not, at most until a moment.
    pub async fn learned_by(&self, by: Instant) {
        if self.state().known.is_none() {
            let learning = self.learning.lock();
            // Where it takes too long, the least is known.
            _ = timeout_at(by.into(), learning).await;
        }
    }

    /// Has what is known learned anew: a search was refused that relied on it.
    pub fn doubt(&self) {
        let mut state = self.state();
        if state.tried.is_some_and(|tried| tried.elapsed() >= BETWEEN_TRIALS) {
            *state = State::default();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_counts_where_some_entry_has_it() {
        let found = |found| Ok(Hits { found, ..Hits::default() });
        let refused = || Err(SearchError::Refused(String::new()));
        let silent = || Err(SearchError::Unavailable(String::new()));
        let known = Known::of([found(3), found(0), found(1), refused()]).unwrap();
        assert!(known.abilities.has_national_fields && !known.abilities.knows_clients);
        assert!(known.abilities.knows_adeli && !known.keeps_spelling);
        assert_eq!(Known::of([silent(), silent(), silent(), silent()]), None);
        assert!(Known::of([silent(), found(1), silent(), silent()]).unwrap().abilities.knows_clients);
    }

    #[test]
    fn it_is_asked_again_only_after_a_while() {
        let knowledge = Knowledge::default();
        let turn = knowledge.turn().unwrap();
        assert!(knowledge.turn().is_none(), "it is being asked");
        knowledge.keep(None, turn);
        assert!(knowledge.turn().is_none(), "it was asked just now");
        assert_eq!(knowledge.known(), Known::LEAST);
    }
}
