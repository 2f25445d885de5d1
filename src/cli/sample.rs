//! `carnet directory sample`: invented rows in the layout of the national file.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::directory::sample;

/// Writes `rows` invented rows to the file `out`, or to standard output when there is none.
///
/// A reader that closes the pipe early has what it wanted: that is no error.
///
/// # Errors
/// [`ErrorKind::InvalidInput`] for more than [`sample::MOST_ROWS`] rows, and what writing fails with.
pub fn run(rows: u64, seed: u64, out: Option<&Path>) -> io::Result<()> {
    match out {
        Some(path) => sample::write(rows, seed, &mut File::create(path)?),
        None => match sample::write(rows, seed, &mut io::stdout().lock()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written,
        },
    }
}
