//! `carnet directory import`: from a file, from standard input, or from where it is published.

use std::{
    error::Error,
    io::{self, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use clap::{Args, ValueEnum};
use jiff::{Timestamp, civil::Date};

use super::{
    progress::Display,
    words::{named, write_counts},
};
use crate::{
    config::DataDir,
    directory::index::{
        import::{self, ImportRequest, Input, Memory, Report},
        status::Kind,
    },
};

/// What to import, and how.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// PS_LibreAcces_Personne_activite as published: text, .gz or .zip; `-` is standard input
    file: PathBuf,
    /// The day of the directory, where the file's name bears no stamp
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<Date>,
    /// Import a file that holds far fewer rows than the directory loaded
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
    text.parse().map_err(|_| "write the day as in 2026-11-24")
}

/// Imports, and reports what was done.
///
/// # Errors
/// A sentence that says what failed and what to do next.
pub fn run(args: ImportArgs) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let mut display = Display::new();
    let report = import::run(ImportRequest {
        input: input(&args.file),
        name: None,
        date: args.date,
        kind: Kind::National,
        publication: None,
        force: args.force,
        memory: args.memory.into(),
        data_dir: &args.data.data_dir,
        now: Timestamp::now().as_second(),
        watcher: &mut |progress| display.show(progress),
    });
    display.end();
    write_report(&mut io::stdout().lock(), &report?, began.elapsed().as_secs_f64())?;
    Ok(())
}

fn input(file: &Path) -> Input<'_> {
    if file == Path::new("-") { Input::Stream(Box::new(io::stdin())) } else { Input::File(file) }
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
