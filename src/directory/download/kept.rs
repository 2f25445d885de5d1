//! What of the published file is here already: kept over interruptions, until its index is in place.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::directory::index::publication::Publication;

const LOCK: &str = "lock";
const BODY: &str = "file";
const VERSION: &str = "version.json";
const VERSION_WRITTEN: &str = "version.json.tmp";

/// The folder of one download, held by one process at a time.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    lock: File,
}

impl Drop for Kept {
    fn drop(&mut self) {
        // Closing is not enough: a process being started at this moment still has the file open.
        if let Err(error) = self.lock.unlock() {
            tracing::warn!(%error, "the lock of downloads is released only when this process ends");
        }
    }
}

/// What is being downloaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Which version of the published file.
    pub publication: Publication,
    /// Its length in bytes; none until its end where the server does not say.
    pub length: Option<u64>,
    /// Its name.
    pub name: String,
    /// The day on which it was made, as the server has it.
    pub date: Option<Date>,
}

impl Kept {
    /// Makes the folder where there is none and holds it; none while another process does.
    ///
    /// # Errors
    /// The folder cannot be made or written.
    pub fn hold(folder: &Path) -> io::Result<Option<Self>> {
        fs::create_dir_all(folder)?;
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { folder: folder.to_owned(), lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file, or what of it is here.
    pub fn body(&self) -> PathBuf {
        self.folder.join(BODY)
    }

    /// What is here, whole or in part; none where that cannot be told.
    pub fn version(&self) -> Option<Version> {
        serde_json::from_slice(&fs::read(self.folder.join(VERSION)).ok()?).ok()
    }

    /// How many bytes are here.
    pub fn bytes(&self) -> u64 {
        fs::metadata(self.body()).map_or(0, |body| body.len())
    }

    /// Begins a file, empty; what was here before is gone.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn begin(&self, version: &Version) -> io::Result<File> {
        self.clear()?;
        let body = File::create(self.body())?;
        self.write_version(version)?;
        Ok(body)
    }

    /// The file, to go on at its end.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn go_on(&self) -> io::Result<File> {
        File::options().append(true).open(self.body())
    }

    /// Notes that the file is whole.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn complete(&self, version: &Version) -> io::Result<()> {
        self.write_version(&Version { length: Some(self.bytes()), ..version.clone() })
    }

    /// Removes what is here.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn clear(&self) -> io::Result<()> {
        // The version goes first: bytes that no version tells of are never taken for a file.
        for name in [VERSION, BODY] {
            match fs::remove_file(self.folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn write_version(&self, version: &Version) -> io::Result<()> {
        let written = self.folder.join(VERSION_WRITTEN);
        let mut file = File::create(&written)?;
        file.write_all(&serde_json::to_vec(version)?)?;
        file.sync_all()?;
        fs::rename(written, self.folder.join(VERSION))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_at_a_time_holds_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::hold(folder.path()).unwrap();
        assert!(kept.is_some() && Kept::hold(folder.path()).unwrap().is_none());
        // As a process that is being started inherits it.
        let _inherited = kept.as_ref().unwrap().lock.try_clone().unwrap();
        drop(kept);
        assert!(Kept::hold(folder.path()).unwrap().is_some());
    }
}
