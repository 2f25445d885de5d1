//! What commands say of a directory.

use std::io::{self, Write};

use indicatif::HumanCount;

use crate::directory::index::status::{Kind, Status};

/// Which directory it is, and of which day.
pub fn named(status: &Status) -> String {
    let kind = match status.kind {
        Kind::Demo => "the demonstration directory",
        Kind::National => "the national directory",
    };
    match (status.kind, status.date) {
        (_, Some(date)) => format!("{kind} of {date}"),
        (Kind::National, None) => format!("{kind} of an unknown date"),
        (Kind::Demo, None) => kind.to_owned(),
    }
}

/// Writes what became of the rows, a line each.
///
/// # Errors
/// What writing meets.
pub fn write_counts(out: &mut impl Write, status: &Status) -> io::Result<()> {
    let counts = [
        ("Rows read", status.rows_read),
        ("  kept", status.rows_kept),
        ("  duplicate", status.rows_duplicate),
        ("  refused", status.rows_refused),
        ("Entries", status.entries),
        ("People", status.people),
    ];
    for (what, count) in counts {
        writeln!(out, "{what:<12}{:>12}", HumanCount(count).to_string())?;
    }
    Ok(())
}
