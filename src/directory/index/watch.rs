//! A thread that notices a new index and takes it up while the server runs.

use std::{
    io,
    sync::{Arc, Weak},
    thread,
    time::Duration,
};

use super::embedded::{EmbeddedIndex, Shared};

/// How long questions are answered beforehand at each look: a part of one processor's time, which
/// those who search now leave to it.
const FORESEEING: Duration = Duration::from_millis(300);

impl EmbeddedIndex {
    /// Looks for a new index every `interval` and answers beforehand what is asked of it most, on a thread that ends with the last clone.
    ///
    /// # Errors
    /// The thread cannot be started.
    pub fn watch(&self, interval: Duration) -> io::Result<()> {
        let shared = Arc::downgrade(self.shared());
        thread::Builder::new().name("directory".to_owned()).spawn(move || look(&shared, interval))?;
        Ok(())
    }
}

/// A failure is told once, not at every look.
fn look(weak: &Weak<Shared>, interval: Duration) {
    let mut told = String::new();
    loop {
        let Some(shared) = weak.upgrade() else { return };
        match shared.refresh() {
            Ok(true) => tracing::info!("a new directory is loaded"),
            Ok(false) => told.clear(),
            Err(error) => {
                let error = error.to_string();
                if error != told {
                    tracing::error!(%error, "the new directory cannot be loaded; the one before stays in use");
                    told = error;
                }
            }
        }
        drop(shared);
        thread::sleep(interval);
        if let Some(shared) = weak.upgrade() {
            shared.foresee(FORESEEING);
        }
    }
}
