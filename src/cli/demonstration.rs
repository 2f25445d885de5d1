//! The demonstration directory: invented rows, written to a file and imported.
//!
//! The file is locked by the process that writes it, so that one which a killed process left
//! behind is told from one in use.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::directory::{
    index::{
        import::{self, ImportError, ImportRequest, Input, Memory},
        status::Kind,
    },
    sample,
};

/// Why the demonstration directory was not made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process is making it.
    #[error("another Carnet is making it")]
    Busy,
    /// The rows cannot be written.
    #[error("cannot write {file}: {cause}")]
    Rows {
        /// The file.
        file: String,
        /// What the file system says.
        cause: io::Error,
    },
    /// The rows cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
}

/// Makes the demonstration directory.
///
/// # Errors
/// See [`Error`].
pub fn make(data_dir: &Path) -> Result<(), Error> {
    let file = file_of(data_dir);
    let unwritten = |cause| Error::Rows { file: file.display().to_string(), cause };
    let rows = OpenOptions::new().write(true).create(true).truncate(false).open(&file).map_err(unwritten)?;
    match rows.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::Busy),
        Err(TryLockError::Error(cause)) => return Err(unwritten(cause)),
    }
    let made = write_rows(&rows).map_err(unwritten).and_then(|()| Ok(import_rows(&file, data_dir)?));
    remove(&file);
    made
}

/// Removes the file that a killed process left behind; one in use stays.
pub fn remove_left_over(data_dir: &Path) {
    let file = file_of(data_dir);
    // Locked until it is removed, so that nobody takes it up meanwhile.
    let Ok(rows) = File::open(&file) else { return };
    if rows.try_lock().is_ok() {
        remove(&file);
    }
}

/// The file of invented rows.
fn file_of(data_dir: &Path) -> PathBuf {
    data_dir.join("demonstration.txt")
}

fn remove(file: &Path) {
    if let Err(error) = fs::remove_file(file) {
        tracing::warn!("cannot remove {}: {error}", file.display());
    }
}

fn write_rows(rows: &File) -> io::Result<()> {
    rows.set_len(0)?;
    let mut out = io::BufWriter::new(rows);
    sample::write(sample::DEMONSTRATION_ROWS, sample::DEMONSTRATION_SEED, &mut out)?;
    out.flush()?;
    rows.sync_all()
}

fn import_rows(file: &Path, data_dir: &Path) -> Result<(), ImportError> {
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
