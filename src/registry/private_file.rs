//! Files that hold the register: whoever is not their owner reads nothing of them.

use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
};

/// Makes an empty file that its owner alone may read. SQLite fills an empty file as it does a new one,
/// and gives what it writes beside it the same permissions.
///
/// # Errors
/// The file cannot be made; [`io::ErrorKind::AlreadyExists`] where it is there.
pub fn make(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}
