//! The embedded index as a server begins with it: opened and watched, and made where nothing was
//! ever imported.

use std::{
    error::Error,
    fs, io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use jiff::Timestamp;

use crate::directory::{
    index::{
        embedded::EmbeddedIndex,
        import::{self, ImportError, ImportRequest, Input, Memory},
        shelf::Shelf,
        status::Kind,
    },
    sample,
};

/// How often the server looks for a newly imported directory.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How long another Carnet may take to make the demonstration directory.
const OTHERS_TURN: Duration = Duration::from_secs(120);

/// The embedded index, or why there is none.
type Made = Result<EmbeddedIndex, Box<dyn Error + Send + Sync>>;

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
    clear_remains(data_dir);
    let index = EmbeddedIndex::new(data_dir);
    if let Err(error) = index.refresh() {
        tracing::error!("the directory cannot be opened: {error}");
    }
    index.watch(LOOK_EVERY)?;
    Ok(index)
}

/// The embedded index, with a demonstration directory where nothing was ever imported; none when
/// Ctrl-C ends that before.
///
/// # Errors
/// A sentence that says why the demonstration directory cannot be made.
pub fn imported_or_demonstration(data_dir: &Path) -> Result<Option<EmbeddedIndex>, Box<dyn Error>> {
    unless_interrupted(embedded_index, data_dir)
}

/// Does what may take seconds; none when Ctrl-C ends it before.
fn unless_interrupted(
    make: fn(&Path) -> Made,
    data_dir: &Path,
) -> Result<Option<EmbeddedIndex>, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let folder = data_dir.to_owned();
    let made = runtime.block_on(async {
        let making = tokio::task::spawn_blocking(move || make(&folder));
        tokio::select! {
            made = making => Some(made),
            _ = tokio::signal::ctrl_c() => None,
        }
    });
    runtime.shutdown_background();
    match made {
        None => {
            let _removed = fs::remove_file(demonstration_file(data_dir));
            Ok(None)
        }
        Some(made) => Ok(Some(made?.map_err(|error| error as Box<dyn Error>)?)),
    }
}

/// The file of invented rows, of this process alone.
fn demonstration_file(data_dir: &Path) -> PathBuf {
    data_dir.join(format!("demonstration-{}.txt", std::process::id()))
}

/// The embedded index; a demonstration directory is made where nothing was ever imported.
fn embedded_index(data_dir: &Path) -> Made {
    clear_remains(data_dir);
    let index = EmbeddedIndex::new(data_dir);
    if let Err(error) = index.refresh() {
        tracing::error!("the directory cannot be opened: {error}");
    } else if index.status().is_none() {
        demonstrate(data_dir, &index)?;
    }
    index.watch(LOOK_EVERY)?;
    Ok(index)
}

/// Makes the demonstration directory.
fn demonstrate(data_dir: &Path, index: &EmbeddedIndex) -> Result<(), Box<dyn Error + Send + Sync>> {
    eprintln!("Making a demonstration directory of invented people…");
    let file = demonstration_file(data_dir);
    write_sample(&file).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    let made = import_sample(&file, data_dir);
    let _removed = fs::remove_file(&file);
    match made {
        Err(ImportError::Busy { .. }) => wait_for_the_other(index),
        made => made.map_err(Box::from),
    }?;
    index.refresh()?;
    Ok(())
}

/// Another Carnet that started at the same moment is making it.
fn wait_for_the_other(index: &EmbeddedIndex) -> Result<(), Box<dyn Error + Send + Sync>> {
    for _ in 0..OTHERS_TURN.as_secs() {
        thread::sleep(LOOK_EVERY);
        index.refresh()?;
        if index.status().is_some() {
            return Ok(());
        }
    }
    Err("another import runs in this data folder and does not end; wait for it, then start again".into())
}

fn write_sample(file: &Path) -> io::Result<()> {
    let mut out = io::BufWriter::new(fs::File::create(file)?);
    sample::write(sample::DEMONSTRATION_ROWS, sample::DEMONSTRATION_SEED, &mut out)?;
    out.into_inner()?.sync_all()
}

fn import_sample(file: &Path, data_dir: &Path) -> Result<(), ImportError> {
    import::run(ImportRequest {
        input: Input::File(file),
        name: None,
        date: None,
        kind: Kind::Demo,
        replace: false,
        publication: None,
        force: false,
        memory: Memory::Normal,
        data_dir,
        now: Timestamp::now().as_second(),
        watcher: &mut |_| {},
    })?;
    Ok(())
}
