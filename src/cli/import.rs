//! `carnet directory import`: from a file, from standard input, or from where it is published.

use std::{
    error::Error,
    io::{self, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use clap::{Args, ValueEnum};
use jiff::{Timestamp, civil::Date, tz::Offset};

use super::{
    progress::Display,
    words::{is_company, named, write_counts},
};
use crate::{
    config::args::{DataDir, DirectorySource},
    directory::{
        attempts::{Attempt, Attempts, Outcome},
        download::{
            Patience,
            address::{Address, PUBLISHED},
        },
        index::{
            import::{self, ImportError, ImportRequest, Input, Memory, Report},
            status::Kind,
        },
        refresh::{self, RefreshRequest, Refreshed},
    },
};

/// Where a day begins first: whatever clock dates the file, no day is later.
const EASTERNMOST: Offset = Offset::constant(14);

/// What to import, and how.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// PS_LibreAcces_Personne_activite as published, or document batches in JSON; plain, .gz or .zip;
    /// `-` is standard input
    #[arg(required_unless_present = "download", conflicts_with = "download")]
    file: Option<PathBuf>,
    /// Download the file from where it is published, unless it is the one loaded
    #[arg(long, conflicts_with = "date")]
    download: bool,
    #[command(flatten)]
    source: DirectorySource,
    /// Let the file replace a directory of the other kind, or documents loaded before
    #[arg(long)]
    replace: bool,
    /// The day of the directory, where the file's name bears no stamp
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<Date>,
    /// Import a file that holds far fewer rows than the directory loaded, or that is not new
    #[arg(long)]
    force: bool,
    /// How much memory to take
    #[arg(long, value_enum, value_name = "SIZE", default_value_t = MemoryArg::Normal)]
    memory: MemoryArg,
    #[command(flatten)]
    data: DataDir,
}

/// [`Memory`] as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum MemoryArg {
    /// Two threads that share 200 MB
    Normal,
    /// One thread with 100 MB
    Small,
}

impl From<MemoryArg> for Memory {
    fn from(memory: MemoryArg) -> Self {
        match memory {
            MemoryArg::Normal => Self::Normal,
            MemoryArg::Small => Self::Small,
        }
    }
}

fn date(text: &str) -> Result<Date, &'static str> {
    let day: Date = text.parse().map_err(|_| "write the day as in 2026-11-24")?;
    if day > EASTERNMOST.to_datetime(Timestamp::now()).date() {
        return Err("this day is still to come: write the day on which the file was made");
    }
    Ok(day)
}

/// Imports, and reports what was done.
///
/// # Errors
/// A sentence that says what failed and what to do next.
pub fn run(args: ImportArgs) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let mut display = Display::new();
    let report = match &args.file {
        Some(file) => import_file(file, &args, &mut display).map(Some).map_err(Box::from),
        None => download(&args, &mut display),
    };
    display.end();
    let mut out = io::stdout().lock();
    match report? {
        Some(report) => write_report(&mut out, &report, began.elapsed().as_secs_f64())?,
        None => writeln!(out, "Nothing is new: the directory loaded is the one published.")?,
    }
    Ok(())
}

fn import_file(file: &Path, args: &ImportArgs, display: &mut Display) -> Result<Report, ImportError> {
    let (began, now) = (Instant::now(), Timestamp::now().as_second());
    let imported = import::run(ImportRequest {
        input: input(file),
        name: None,
        date: args.date,
        kind: Kind::National,
        replace: args.replace,
        publication: None,
        force: args.force,
        memory: args.memory.into(),
        data_dir: &args.data.data_dir,
        now,
        watcher: &mut |progress| display.show(progress),
    });
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    if let Some(outcome) = Outcome::of_import(imported.as_ref(), &name) {
        let seconds = began.elapsed().as_secs();
        let attempts = Attempts::of(&args.data.data_dir);
        attempts.add(&Attempt { at: now, seconds, is_download: false, outcome });
    }
    imported
}

fn input(file: &Path) -> Input<'_> {
    if file == Path::new("-") { Input::Stream(Box::new(io::stdin())) } else { Input::File(file) }
}

/// Downloads and imports; none where nothing is new.
fn download(args: &ImportArgs, display: &mut Display) -> Result<Option<Report>, Box<dyn Error>> {
    let address = Address::parse(args.source.directory_source.as_deref().unwrap_or(PUBLISHED))?;
    let refreshed = refresh::run(RefreshRequest {
        address: &address,
        data_dir: &args.data.data_dir,
        replace: args.replace,
        force: args.force,
        memory: args.memory.into(),
        patience: Patience::default(),
        now: Timestamp::now().as_second(),
        watcher: &mut |progress| display.show(progress),
    });
    match refreshed? {
        Refreshed::NothingNew => Ok(None),
        Refreshed::Loaded(report) => Ok(Some(*report)),
    }
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
    for member in &report.passed_over {
        writeln!(out, "The archive also holds {member}, which was not read; to import it, unpack it first.")?;
    }
    match &report.replaced {
        Some(_) if report.was_applied => writeln!(out, "It was applied to the documents loaded before."),
        Some(replaced) => writeln!(out, "It replaces {}.", named(replaced)),
        None => writeln!(out, "Nothing was loaded before."),
    }
}
