//! A consistent copy of an SQLite register that may be in use.

use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use diesel::result::Error as QueryError;

use super::{
    address::Address,
    database::{self, Database},
    private_file,
};

/// Why no copy was made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The register is in PostgreSQL, which has its own tool.
    #[error(
        "this register is in PostgreSQL, which makes its own copies of a database in use: \
         pg_dump --format=custom --file=FILE URL, and pg_restore to read one back"
    )]
    Postgres,
    /// A file of that name is there.
    #[error("{0} is there already; give another name, or remove it first")]
    Exists(PathBuf),
    /// The file could not be written.
    #[error("the copy {0} could not be written: {1}; check the folder and the room on the disk")]
    File(PathBuf, io::Error),
    /// The database could not be read, or not be written out.
    #[error("the copy could not be made: {0}; check the folder and the room on the disk, then try again")]
    Database(#[from] QueryError),
}

/// Whether the register is in a database of which a copy is made here, before it is so much as opened.
///
/// # Errors
/// [`BackupError::Postgres`]
pub fn check_kind(url: &str) -> Result<(), BackupError> {
    match Address::parse(url) {
        Ok(Address::Postgres(_)) => Err(BackupError::Postgres),
        // What is no address at all is told by whoever opens it.
        Ok(Address::Sqlite(_)) | Err(_) => Ok(()),
    }
}

/// Copies the register as it is at one moment, while others go on using it. The file appears whole
/// and durable, or not at all.
///
/// # Errors
/// [`BackupError`]
pub fn backup(db: &mut Database, file: &Path) -> Result<(), BackupError> {
    if matches!(db, Database::Postgres(_)) {
        return Err(BackupError::Postgres);
    }
    if file.exists() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let failed = |error| BackupError::File(file.to_owned(), error);
    let partial = beside(file, ".partial");
    remove(&partial).map_err(failed)?;
    remove(&journal(&partial)).map_err(failed)?;
    let made = copy(db, &partial).and_then(|()| publish(&partial, file).map_err(failed));
    if made.is_err() {
        // What is left of it is of no use, and the error already says what failed.
        let _removed = remove(&partial).and(remove(&journal(&partial)));
    }
    made
}

/// Where SQLite notes what it writes to a file, until that is whole.
fn journal(file: &Path) -> PathBuf {
    beside(file, "-journal")
}

/// The file beside one whose name goes on so.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}

fn copy(db: &mut Database, partial: &Path) -> Result<(), BackupError> {
    let Some(name) = partial.to_str() else {
        let unreadable = io::Error::new(io::ErrorKind::InvalidInput, "its name is not text");
        return Err(BackupError::File(partial.to_owned(), unreadable));
    };
    private_file::make(partial).map_err(|error| BackupError::File(partial.to_owned(), error))?;
    Ok(database::run(db, &format!("VACUUM INTO '{}'", name.replace('\'', "''")))?)
}

/// Makes the file durable under its name.
fn publish(partial: &Path, file: &Path) -> io::Result<()> {
    File::open(partial)?.sync_all()?;
    fs::rename(partial, file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
