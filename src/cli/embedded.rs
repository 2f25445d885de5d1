//! The embedded index as a server begins with it: opened and watched, and made in the background
//! where nothing was ever imported.

use std::{
    error::Error,
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use super::demonstration;
use crate::directory::index::{
    embedded::{EmbeddedIndex, OpenError},
    import::ImportError,
    shelf::Shelf,
};

/// How often the server looks for a newly imported directory.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How long another Carnet may take to make the demonstration directory.
const OTHERS_TURN: Duration = Duration::from_secs(120);

/// Removes what an import that was killed left behind; what stays is no reason not to serve.
fn clear_remains(data_dir: &Path) {
    if let Err(error) = Shelf::of(data_dir).clear_remains() {
        tracing::warn!("what an import left behind cannot be removed: {error}");
    }
}

/// The embedded index as it was imported, if ever.
///
/// # Errors
/// The thread that looks for a newer one cannot be started.
pub fn imported(data_dir: &Path) -> io::Result<EmbeddedIndex> {
    open(data_dir).map(|(index, _)| index)
}

/// The embedded index and whether a demonstration directory is still being made for it, which
/// begins where nothing was ever imported, and where the one there is another version's.
///
/// # Errors
/// A thread cannot be started.
pub fn imported_or_demonstration(data_dir: &Path) -> io::Result<(EmbeddedIndex, Arc<AtomicBool>)> {
    demonstration::remove_left_over(data_dir);
    let (index, opened) = open(data_dir)?;
    let is_wanted = match &opened {
        Ok(_) => index.status().is_none(),
        Err(error) => error.is_outdated_demonstration(),
    };
    let preparing = Arc::new(AtomicBool::new(is_wanted));
    if is_wanted {
        let (making, made, folder) = (index.clone(), Arc::clone(&preparing), data_dir.to_owned());
        thread::Builder::new().name("demonstration".to_owned()).spawn(move || {
            if let Err(error) = demonstrate(&folder, &making) {
                tracing::error!("the demonstration directory cannot be made: {error}");
            }
            made.store(false, Ordering::Release);
        })?;
    }
    Ok((index, preparing))
}

/// The index, watched, and how opening what is there went.
fn open(data_dir: &Path) -> io::Result<(EmbeddedIndex, Result<bool, OpenError>)> {
    clear_remains(data_dir);
    let index = EmbeddedIndex::new(data_dir);
    let opened = index.refresh();
    if let Err(error) = &opened
        && !error.is_outdated_demonstration()
    {
        tracing::error!("the directory cannot be opened: {error}");
    }
    index.watch(LOOK_EVERY)?;
    Ok((index, opened))
}

/// Makes the demonstration directory, or waits for another Carnet that is making it.
fn demonstrate(data_dir: &Path, index: &EmbeddedIndex) -> Result<(), Box<dyn Error>> {
    eprintln!("Making a demonstration directory of invented people…");
    match demonstration::make(data_dir) {
        Err(demonstration::Error::Busy | demonstration::Error::Import(ImportError::Busy { .. })) => {
            wait_for_the_other(index)
        }
        made => made.map_err(Box::from),
    }?;
    index.refresh()?;
    tracing::info!("the demonstration directory is ready");
    Ok(())
}

fn wait_for_the_other(index: &EmbeddedIndex) -> Result<(), Box<dyn Error>> {
    for _ in 0..OTHERS_TURN.as_secs() {
        thread::sleep(LOOK_EVERY);
        index.refresh()?;
        if index.status().is_some() {
            return Ok(());
        }
    }
    Err("another import runs in this data folder and does not end; wait for it, then start again".into())
}
