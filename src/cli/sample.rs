//! `carnet directory sample`: invented rows in the layout of the national file.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::directory::sample;

/// Writes `rows` invented rows to the file `out`, or to standard output when there is none. A file made
/// for it that cannot be written whole is removed.
///
/// A reader that closes the pipe early has what it wanted: that is no error.
///
/// # Errors
/// [`ErrorKind::InvalidInput`] for more than [`sample::MOST_ROWS`] rows, and what writing fails with.
pub fn run(rows: u64, seed: u64, out: Option<&Path>) -> io::Result<()> {
    match out {
        Some(path) => {
            let (mut file, is_new) = begun(path)?;
            let written = sample::write(rows, seed, &mut file);
            if written.is_err() && is_new && file.metadata().is_ok_and(|file| file.is_file()) {
                // That it could not be written is told; that it stays adds nothing.
                _ = fs::remove_file(path);
            }
            written
        }
        None => match sample::write(rows, seed, &mut io::stdout().lock()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written,
        },
    }
}

/// The file, empty, and whether it was not there before.
fn begun(path: &Path) -> io::Result<(File, bool)> {
    match File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok((File::create(path)?, false)),
        made => Ok((made?, true)),
    }
}
