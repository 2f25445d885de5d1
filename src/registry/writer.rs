//! Selections that wait are written together: one thread, one transaction, one commit.
//!
//! Whoever asks while nobody writes gets the turn and writes at once. Meanwhile others wait; who
//! has the turn goes on with all of them together until none is left. So a lone selection waits
//! for nobody, and a crowd shares what costs most: the commit.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot;

use super::{
    database::{self, Database},
    error::{self, Error},
    kept::Kept,
    selections::{self, Asked, Outcome},
};

/// How many selections share a commit, at most.
const TOGETHER: usize = 256;

/// What became of a selection.
pub type Answer = Result<Outcome, Error>;

/// Where selections wait to be written. Cheap to clone: clones share what waits.
#[derive(Clone, Default)]
pub struct Queue(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    waiting: VecDeque<Waiting>,
    is_turn_taken: bool,
}

/// A selection that waits, and whom to answer.
struct Waiting {
    asked: Asked,
    answer: oneshot::Sender<Answer>,
}

impl Queue {
    /// Adds a selection. With the answer to wait for comes the turn, where nobody has it: then
    /// it must be taken on a thread that may block.
    pub fn add(&self, asked: Asked) -> (oneshot::Receiver<Answer>, Option<Turn>) {
        let (answer, answered) = oneshot::channel();
        let mut state = self.state();
        state.waiting.push_back(Waiting { asked, answer });
        let is_free = !std::mem::replace(&mut state.is_turn_taken, true);
        (answered, is_free.then(|| Turn { queue: self.clone(), is_over: false }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to write, which only one has at a time.
pub struct Turn {
    queue: Queue,
    is_over: bool,
}

impl Turn {
    /// Writes and answers until nothing waits. Blocks.
    pub fn take(mut self, connection: &Kept) {
        while let Some(batch) = self.next() {
            match connection.take() {
                Ok(mut db) => {
                    write(&mut db, batch);
                    connection.put_back(db);
                }
                Err(error) => refuse(batch, &error),
            }
        }
    }

    /// What to write next; none when the turn is over. Who no longer waits is left out.
    fn next(&mut self) -> Option<Vec<Waiting>> {
        let mut state = self.queue.state();
        state.waiting.retain(|one| !one.answer.is_closed());
        if state.waiting.is_empty() {
            state.is_turn_taken = false;
            self.is_over = true;
            return None;
        }
        let size = state.waiting.len().min(TOGETHER);
        Some(state.waiting.drain(..size).collect())
    }
}

impl Drop for Turn {
    /// A turn that ends early leaves nobody waiting for ever: those hear that nobody answers.
    fn drop(&mut self) {
        if !self.is_over {
            let mut state = self.queue.state();
            state.is_turn_taken = false;
            state.waiting.clear();
        }
    }
}

/// Writes a batch in one transaction; where the database refuses it, each by itself, so that a
/// bad one takes no other with it.
fn write(db: &mut Database, batch: Vec<Waiting>) {
    let (asked, answers): (Vec<Asked>, Vec<_>) = batch.into_iter().map(|one| (one.asked, one.answer)).unzip();
    let written = database::write(db, |db| selections::register_all(db, &asked));
    let written = written.map_err(|cause| error::classified(db, &cause));
    let batch = asked.into_iter().zip(answers).map(|(asked, answer)| Waiting { asked, answer });
    match written {
        Ok(outcomes) => batch.zip(outcomes).for_each(|(one, outcome)| one.tell(Ok(outcome))),
        Err(Error::Internal(_)) if batch.len() > 1 => batch.for_each(|one| write(db, vec![one])),
        Err(error) => refuse(batch, &error),
    }
}

fn refuse(batch: impl IntoIterator<Item = Waiting>, error: &Error) {
    batch.into_iter().for_each(|one| one.tell(Err(error.clone())));
}

impl Waiting {
    /// Who no longer listens needs no answer.
    fn tell(self, answer: Answer) {
        let _unheard = self.answer.send(answer);
    }
}
