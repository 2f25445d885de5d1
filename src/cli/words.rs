//! What commands say of a directory, of a moment, and of a folder that cannot be used.

use std::{
    io::{self, Write},
    path::Path,
};

use indicatif::HumanCount;
use jiff::Timestamp;

use crate::directory::index::status::{Kind, Status};

/// What an index holds, in words.
pub fn named(status: &Status) -> String {
    let kind = status.kind;
    match (kind, status.date) {
        (_, Some(date)) => format!("{kind} of {date}"),
        (Kind::National, None) => format!("{kind} of an unknown date"),
        (Kind::Company | Kind::Demo, None) => kind.to_string(),
    }
}

/// Why the data folder cannot be used.
pub fn unusable(folder: &Path, error: &io::Error) -> String {
    match folder.is_file() {
        true => format!("{} is a file; name a folder with --data-dir", folder.display()),
        false => format!("cannot use the data folder {}: {error}", folder.display()),
    }
}

/// Whether an index holds a company's own documents.
pub fn is_company(status: &Status) -> bool {
    status.kind == Kind::Company
}

/// Writes what became of the rows or documents, a line each.
///
/// # Errors
/// What writing meets.
pub fn write_counts(out: &mut impl Write, status: &Status) -> io::Result<()> {
    let counts = [
        (if is_company(status) { "Read" } else { "Rows read" }, status.rows_read),
        ("  kept", status.rows_kept),
        (if is_company(status) { "  overridden" } else { "  duplicate" }, status.rows_duplicate),
        ("  refused", status.rows_refused),
        ("Entries", status.entries),
        ("People", status.people),
    ];
    for (what, count) in counts {
        writeln!(out, "{what:<12}{:>12}", HumanCount(count).to_string())?;
    }
    Ok(())
}

/// A moment (seconds since 1970) as `2026-11-25 12:00 UTC`.
pub fn moment(at: i64) -> String {
    let moment = Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
