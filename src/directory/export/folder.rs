//! A folder that appears under its name when all of it is written, or not at all.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::error::ExportError;

/// Held by the process that writes; what one that died left behind is cleared by the next.
const LOCK: &str = ".lock";

/// A folder being written beside the one that it is to be; goes when it is dropped.
#[derive(Debug)]
pub struct Draft {
    wanted: PathBuf,
    folder: PathBuf,
    _lock: File,
}

impl Drop for Draft {
    fn drop(&mut self) {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, "an unfinished export could not be removed; the next one does it");
            }
            _ => {}
        }
    }
}

impl Draft {
    /// Begins a folder, which must not exist yet, or be empty.
    ///
    /// # Errors
    /// [`ExportError`].
    pub fn begin(wanted: &Path) -> Result<Self, ExportError> {
        let shown = || wanted.display().to_string();
        let unwritable = |reason| ExportError::Write { place: shown(), reason };
        let Some(name) = wanted.file_name() else { return Err(ExportError::NoName(shown())) };
        if !is_free(wanted).map_err(unwritable)? {
            return Err(ExportError::Taken(shown()));
        }
        let folder = wanted.with_file_name(format!(".{}.partial", name.to_string_lossy()));
        fs::create_dir_all(&folder).map_err(unwritable)?;
        let lock = File::create(folder.join(LOCK)).map_err(unwritable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(ExportError::Busy(shown())),
            Err(TryLockError::Error(error)) => return Err(unwritable(error)),
        }
        clear(&folder).map_err(unwritable)?;
        Ok(Self { wanted: wanted.to_owned(), folder, _lock: lock })
    }

    /// The folder in which to write.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a small file.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn write(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let mut file = File::create(self.folder.join(name))?;
        file.write_all(content)?;
        file.sync_all()
    }

    /// Gives the folder its name, once all that is in it is on disk.
    ///
    /// # Errors
    /// The folder cannot be written, or something stands in its place meanwhile.
    pub fn publish(self) -> io::Result<()> {
        fs::remove_file(self.folder.join(LOCK))?;
        File::open(&self.folder)?.sync_all()?;
        fs::rename(&self.folder, &self.wanted)?;
        let parent = self.wanted.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(parent.unwrap_or(Path::new(".")))?.sync_all()
    }
}

/// Whether nothing is in the place of a folder.
fn is_free(folder: &Path) -> io::Result<bool> {
    match fs::metadata(folder) {
        Ok(what) => Ok(what.is_dir() && fs::read_dir(folder)?.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn clear(folder: &Path) -> io::Result<()> {
    for item in fs::read_dir(folder)? {
        let item = item?;
        if item.file_name() != LOCK {
            fs::remove_file(item.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_whole_or_not_there() {
        let place = tempfile::tempdir().unwrap();
        let wanted = place.path().join("out");
        let draft = Draft::begin(&wanted).unwrap();
        draft.write("a", b"1").unwrap();
        assert!(!wanted.exists());
        assert!(matches!(Draft::begin(&wanted), Err(ExportError::Busy(_))));
        draft.publish().unwrap();
        let names: Vec<_> = fs::read_dir(&wanted).unwrap().map(|item| item.unwrap().file_name()).collect();
        assert_eq!(names, ["a"]);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "nothing else is left");
        assert!(matches!(Draft::begin(&wanted), Err(ExportError::Taken(_))));
        assert!(matches!(Draft::begin(&wanted.join("a")), Err(ExportError::Taken(_))));
        assert!(matches!(Draft::begin(&wanted.join("a/b")), Err(ExportError::Write { .. })));
        assert!(matches!(Draft::begin(Path::new("..")), Err(ExportError::NoName(_))));
    }

    #[test]
    fn what_another_left_behind_is_cleared() {
        let place = tempfile::tempdir().unwrap();
        let wanted = place.path().join("out");
        fs::create_dir(place.path().join(".out.partial")).unwrap();
        fs::write(place.path().join(".out.partial/old"), "x").unwrap();
        let draft = Draft::begin(&wanted).unwrap();
        assert!(!draft.folder().join("old").exists());
        drop(draft);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
