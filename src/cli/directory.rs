//! `carnet directory`: load the directory, tell what is loaded, write an invented one.

use std::{
    error::Error,
    io::{self, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use clap::{Args, Subcommand};
use indicatif::HumanCount;
use jiff::{Timestamp, civil::Date};

use super::{progress::Display, sample};
use crate::{
    config::DataDir,
    directory::{
        index::{
            import::{self, ImportRequest, Report},
            shelf::Shelf,
            status::{Kind, Status},
        },
        sample::{DEMONSTRATION_ROWS, DEMONSTRATION_SEED, MOST_ROWS},
    },
};

/// What to do with the directory.
#[derive(Debug, Subcommand)]
pub enum DirectoryCommand {
    /// Load the national file or a company's own documents; a running server takes them up
    Import(ImportArgs),
    /// Tell what is loaded, from when, how many
    Status(DataDir),
    /// Write invented rows in the layout of the national file
    Sample(SampleArgs),
}

/// What to import.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// PS_LibreAcces_Personne_activite as published, or document batches in JSON; plain, .gz or .zip
    file: PathBuf,
    /// Let the file replace a directory of the other kind, or documents loaded before
    #[arg(long)]
    replace: bool,
    /// The day of the directory, where the file's name bears no stamp
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<Date>,
    #[command(flatten)]
    data: DataDir,
}

fn date(text: &str) -> Result<Date, &'static str> {
    text.parse().map_err(|_| "write the day as in 2026-11-24")
}

/// What to invent.
#[derive(Debug, Args)]
pub struct SampleArgs {
    /// How many rows
    #[arg(long, value_name = "N", default_value_t = DEMONSTRATION_ROWS,
        value_parser = clap::value_parser!(u64).range(..=MOST_ROWS))]
    rows: u64,
    /// The same rows and seed give the same file
    #[arg(long, value_name = "S", default_value_t = DEMONSTRATION_SEED)]
    seed: u64,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs a command.
///
/// # Errors
/// A sentence that says what failed and what to do next.
pub fn run(command: DirectoryCommand) -> Result<(), Box<dyn Error>> {
    match command {
        DirectoryCommand::Import(args) => import(&args),
        DirectoryCommand::Status(data) => status(&data.data_dir),
        DirectoryCommand::Sample(args) => invent(&args),
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
        replace: args.replace,
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
        let what = if is_company(status) { "documents" } else { "rows" };
        writeln!(
            out,
            "The {what} refused, each with its line and the reason, are in {}.",
            refused.display()
        )?;
    }
    match &report.replaced {
        Some(_) if report.was_applied => writeln!(out, "It was applied to the documents loaded before."),
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

fn invent(args: &SampleArgs) -> Result<(), Box<dyn Error>> {
    let place =
        args.out.as_ref().map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
    let failed =
        |error| format!("could not write to {place}: {error}. Check the path and the room on the disk.");
    Ok(sample::run(args.rows, args.seed, args.out.as_deref()).map_err(failed)?)
}

/// What an index holds, in words.
pub fn named(status: &Status) -> String {
    let kind = status.kind;
    match (kind, status.date) {
        (_, Some(date)) => format!("{kind} of {date}"),
        (Kind::National, None) => format!("{kind} of an unknown date"),
        (Kind::Company | Kind::Demo, None) => kind.to_string(),
    }
}

fn is_company(status: &Status) -> bool {
    status.kind == Kind::Company
}

fn write_counts(out: &mut impl Write, status: &Status) -> io::Result<()> {
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
