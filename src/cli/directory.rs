//! `carnet directory`: load the directory, write it elsewhere, search it, tell what is loaded, invent one.

use std::{
    error::Error,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};

use super::{
    export::{self, ExportArgs},
    import::{self, ImportArgs},
    sample,
    search::{self, SearchArgs},
    words::{moment, named, write_counts},
};
use crate::{
    config::args::DataDir,
    directory::{
        attempts::{Attempts, Outcome},
        index::{import::loaded, shelf::Shelf},
        sample::{DEMONSTRATION_ROWS, DEMONSTRATION_SEED, MOST_ROWS},
    },
};

/// What to do with the directory.
#[derive(Debug, Subcommand)]
pub enum DirectoryCommand {
    /// Load the national file or a company's own documents; a running server takes them up
    Import(ImportArgs),
    /// Write what is loaded as document batches for Amazon CloudSearch
    Export(ExportArgs),
    /// Tell what is loaded, from when, how many
    Status(DataDir),
    /// Search what is loaded as the page does, a line for each place
    Search(SearchArgs),
    /// Write invented rows in the layout of the national file
    Sample(SampleArgs),
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
        DirectoryCommand::Import(args) => import::run(args),
        DirectoryCommand::Export(args) => export::run(&args),
        DirectoryCommand::Status(data) => status(&data.data_dir),
        DirectoryCommand::Search(args) => search::run(&args),
        DirectoryCommand::Sample(args) => invent(&args),
    }
}

fn status(data_dir: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    let Some(status) = loaded(&Shelf::of(data_dir))? else {
        writeln!(out, "No directory is loaded. Load one with: carnet directory import --download")?;
        write_last_try(&mut out, data_dir)?;
        return Ok(());
    };
    let imported = moment(status.imported_at);
    writeln!(out, "Loaded: {}, from {}, imported {imported}.", named(&status), status.file_name)?;
    write_counts(&mut out, &status)?;
    write_last_try(&mut out, data_dir)?;
    Ok(())
}

/// What came of the last try to load a directory, where it was not the one loaded.
fn write_last_try(out: &mut impl Write, data_dir: &Path) -> io::Result<()> {
    let Some(last) = Attempts::of(data_dir).newest_first().into_iter().next() else { return Ok(()) };
    let when = moment(last.at);
    match last.outcome {
        Outcome::Loaded { .. } => Ok(()),
        Outcome::NothingNew => writeln!(out, "Last try: {when}. Nothing was new."),
        Outcome::Failed { sentence, .. } => writeln!(out, "Last try: {when}. It failed: {sentence}"),
    }
}

fn invent(args: &SampleArgs) -> Result<(), Box<dyn Error>> {
    let place =
        args.out.as_ref().map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
    let failed =
        |error| format!("could not write to {place}: {error}. Check the path and the room on the disk.");
    Ok(sample::run(args.rows, args.seed, args.out.as_deref()).map_err(failed)?)
}
