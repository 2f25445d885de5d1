//! The folder of the directory's indexes, and the one step in which a new one becomes current.
//!
//! `directory/` in the data folder holds `index-N/` (finished, never changed again), `CURRENT`
//! (the name of the one to use), `index-N.tmp/` (being built) and `import.lock`. A new index is
//! renamed into place and written to disk before `CURRENT` names it, so that whatever dies leaves
//! the old one or the new one, never half of one.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

const CURRENT: &str = "CURRENT";
const LOCK: &str = "import.lock";
const PREFIX: &str = "index-";
const UNFINISHED: &str = ".tmp";

/// The folder of the indexes.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

/// The right to build and publish an index; released when dropped, also by the system when the
/// process dies.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a process being started at this moment still has the file open.
        if let Err(error) = self.file.unlock() {
            tracing::warn!(%error, "the lock of the directory is released only when this process ends");
        }
    }
}

/// An index being built; publishing it gives it its place, dropping it removes it.
#[derive(Debug)]
pub struct Draft {
    number: u64,
    folder: PathBuf,
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Err(error) = remove(&self.folder) {
            tracing::warn!(%error, "an unfinished index could not be removed; the next import does it");
        }
    }
}

impl Draft {
    /// The folder in which to build.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Shelf {
    /// The shelf in a data folder.
    pub fn of(data_dir: &Path) -> Self {
        Self { folder: data_dir.join("directory") }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of an index.
    pub fn index(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{PREFIX}{number}"))
    }

    /// The number of the current index, none before the first import.
    ///
    /// # Errors
    /// `CURRENT` cannot be read, or names no index.
    pub fn current(&self) -> io::Result<Option<u64>> {
        let text = match fs::read_to_string(self.folder.join(CURRENT)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let number = number(text.trim_end());
        number.map(Some).ok_or_else(|| io::Error::other(format!("{CURRENT} names no index: {text:?}")))
    }

    /// Makes the folder where there is none and takes the lock; none while another import has it.
    ///
    /// # Errors
    /// The folder cannot be made or written.
    pub fn lock(&self) -> io::Result<Option<Lock>> {
        fs::create_dir_all(&self.folder)?;
        let file = File::options().create(true).truncate(false).write(true).open(self.folder.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Begins a new index, after removing what earlier imports left behind.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn draft(&self, _lock: &Lock) -> io::Result<Draft> {
        let current = self.current()?;
        self.clear(current)?;
        let number = current.unwrap_or_default() + 1;
        let folder = self.folder.join(format!("{PREFIX}{number}{UNFINISHED}"));
        fs::create_dir(&folder)?;
        Ok(Draft { number, folder })
    }

    /// Removes what imports that died left behind, unless one is running now.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn clear_remains(&self) -> io::Result<()> {
        if !self.folder.exists() {
            return Ok(());
        }
        match self.lock()? {
            Some(_lock) => self.clear(self.current()?),
            None => Ok(()),
        }
    }

    /// Removes all but the current index: unfinished ones, and whole ones that were never named.
    fn clear(&self, current: Option<u64>) -> io::Result<()> {
        for name in self.names()? {
            let is_current = current.is_some() && number(&name) == current;
            if name.ends_with(UNFINISHED) || (number(&name).is_some() && !is_current) {
                remove(&self.folder.join(name))?;
            }
        }
        Ok(())
    }

    /// Makes the draft the current index, on disk before anyone can see it.
    ///
    /// # Errors
    /// What writing met; the index that was current still is.
    pub fn publish(&self, _lock: &Lock, draft: Draft) -> io::Result<()> {
        for file in fs::read_dir(&draft.folder)? {
            File::open(file?.path())?.sync_all()?;
        }
        sync_folder(&draft.folder)?;
        fs::rename(&draft.folder, self.index(draft.number))?;
        sync_folder(&self.folder)?;
        let written = self.folder.join(format!(".{CURRENT}{UNFINISHED}"));
        let mut file = File::create(&written)?;
        writeln!(file, "{PREFIX}{}", draft.number)?;
        file.sync_all()?;
        fs::rename(&written, self.folder.join(CURRENT))?;
        sync_folder(&self.folder)
    }

    /// Removes the indexes older than that one; readers that still hold one go on undisturbed.
    ///
    /// # Errors
    /// The folder cannot be read or written.
    pub fn remove_older(&self, than: u64) -> io::Result<()> {
        for name in self.names()? {
            if number(&name).is_some_and(|number| number < than) {
                remove(&self.folder.join(name))?;
            }
        }
        Ok(())
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let names = fs::read_dir(&self.folder)?.map(|file| Ok(file?.file_name().into_string().ok()));
        Ok(names.collect::<io::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

fn number(name: &str) -> Option<u64> {
    name.strip_prefix(PREFIX)?.parse().ok()
}

/// Removes a file or a folder; one that another process removed meanwhile is no error.
fn remove(path: &Path) -> io::Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes the names in a folder to disk, where the system has folders that can be opened.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(shelf: &Shelf) {
        let lock = shelf.lock().unwrap().unwrap();
        let draft = shelf.draft(&lock).unwrap();
        fs::write(draft.folder().join("file"), "").unwrap();
        shelf.publish(&lock, draft).unwrap();
    }

    #[test]
    fn a_published_index_is_current_and_the_one_before_stays_until_the_next() {
        let data = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(data.path());
        assert_eq!(shelf.current().unwrap(), None);
        publish(&shelf);
        publish(&shelf);
        assert_eq!(shelf.current().unwrap(), Some(2));
        assert!(shelf.index(1).exists());
        publish(&shelf);
        assert!(!shelf.index(1).exists());
        shelf.remove_older(3).unwrap();
        assert!(!shelf.index(2).exists() && shelf.index(3).exists());
    }

    #[test]
    fn an_import_that_died_leaves_the_old_index_and_its_remains_are_cleared() {
        let data = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(data.path());
        publish(&shelf);
        fs::create_dir(data.path().join("directory/index-2")).unwrap();
        fs::create_dir(data.path().join("directory/index-3.tmp")).unwrap();
        assert_eq!(shelf.current().unwrap(), Some(1));
        publish(&shelf);
        assert_eq!(shelf.current().unwrap(), Some(2));
        assert!(shelf.index(2).join("file").exists());
        assert!(!data.path().join("directory/index-3.tmp").exists());
    }

    #[test]
    fn only_one_at_a_time_builds() {
        let data = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(data.path());
        let lock = shelf.lock().unwrap();
        assert!(lock.is_some() && shelf.lock().unwrap().is_none());
        // As a process that is being started inherits it.
        let _inherited = lock.as_ref().unwrap().file.try_clone().unwrap();
        drop(lock);
        assert!(shelf.lock().unwrap().is_some());
    }
}
