//! `carnet directory`: load the directory, tell what is loaded.

use std::{
    error::Error,
    io::{self, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use clap::{Args, Subcommand};
use indicatif::HumanCount;
use jiff::{Timestamp, civil::Date};

use super::progress::Display;
use crate::{
    config::DataDir,
    directory::index::{
        import::{self, ImportRequest, Report},
        shelf::Shelf,
        status::{Kind, Status},
    },
};

/// What to do with the directory.
#[derive(Debug, Subcommand)]
pub enum DirectoryCommand {
    /// Load the national file; it replaces what was loaded, and a running server takes it up
    Import(ImportArgs),
    /// Tell what is loaded, from when, how many
    Status(DataDir),
}

/// What to import.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// PS_LibreAcces_Personne_activite as published: text, .gz or .zip
    file: PathBuf,
    /// The day of the directory, where the file's name bears no stamp
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    #[command(flatten)]
    data: DataDir,
}

/// Runs a command.
///
/// # Errors
/// A sentence that says what failed and what to do next.
pub fn run(command: DirectoryCommand) -> Result<(), Box<dyn Error>> {
    match command {
        DirectoryCommand::Import(args) => import(&args),
        DirectoryCommand::Status(data) => status(&data.data_dir),
    }
}

fn import(args: &ImportArgs) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let mut display = Display::new();
    let report = import::run(ImportRequest {
        source: &args.file,
        name: None,
        date: args.date,
        kind: Kind::National,
        data_dir: &args.data.data_dir,
        now: Timestamp::now().as_second(),
        watcher: &mut |progress| display.show(progress),
    });
    display.end();
    write_report(&mut io::stdout().lock(), &report?, started.elapsed().as_secs_f64())?;
    Ok(())
}

fn write_report(out: &mut impl Write, report: &Report, seconds: f64) -> io::Result<()> {
    let status = &report.status;
    writeln!(out, "Loaded {} from {} in {seconds:.1} s.", named(status), status.file_name)?;
    write_counts(out, status)?;
    if let Some(refused) = &report.refused_file {
        writeln!(out, "The rows refused, each with its line and the reason, are in {}.", refused.display())?;
    }
    match &report.replaced {
        Some(replaced) => writeln!(out, "It replaces {}.", named(replaced)),
        None => writeln!(out, "Nothing was loaded before."),
    }
}

fn status(data_dir: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    let Some(status) = import::loaded(&Shelf::of(data_dir))? else {
        writeln!(out, "No directory is loaded. Load one with: carnet directory import FILE")?;
        return Ok(());
    };
    let imported = Timestamp::from_second(status.imported_at)?.strftime("%Y-%m-%d %H:%M UTC");
    writeln!(out, "Loaded: {}, from {}, imported {imported}.", named(&status), status.file_name)?;
    write_counts(&mut out, &status)?;
    Ok(())
}

fn named(status: &Status) -> String {
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

fn write_counts(out: &mut impl Write, status: &Status) -> io::Result<()> {
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
