//! `carnet directory export`: what is loaded, as Amazon CloudSearch takes it.

use std::{
    error::Error,
    io::{self, Write},
    path::PathBuf,
};

use clap::Args;
use indicatif::HumanCount;

use super::progress::Display;
use crate::{
    config::args::DataDir,
    directory::{
        export::{self, Report},
        index::embedded::EmbeddedIndex,
    },
};

/// What to export, and where to.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// A new folder for the batches and the definitions of the index's fields
    #[arg(long, value_name = "DIR")]
    cloudsearch: PathBuf,
    #[command(flatten)]
    data: DataDir,
}

/// Exports, and reports what was written.
///
/// # Errors
/// A sentence that says what failed and what to do next.
pub fn run(args: &ExportArgs) -> Result<(), Box<dyn Error>> {
    let index = EmbeddedIndex::new(&args.data.data_dir);
    index.refresh()?;
    if index.status().is_none() {
        return Err("no directory is loaded; load one with: carnet directory import FILE".into());
    }
    let mut display = Display::new();
    let report = export::run(&index, &args.cloudsearch, &mut |progress| display.show(progress));
    display.end();
    Ok(write_report(&mut io::stdout().lock(), &report?, args)?)
}

fn write_report(out: &mut impl Write, report: &Report, args: &ExportArgs) -> io::Result<()> {
    let folder = args.cloudsearch.display();
    let counts = [
        ("Documents", report.documents),
        ("  left out", report.left_out),
        ("Batches", report.batches),
        ("Fields", report.fields as u64),
    ];
    for (what, count) in counts {
        writeln!(out, "{what:<12}{:>12}", HumanCount(count).to_string())?;
    }
    if let Some((id, refusal)) = &report.first_left_out {
        writeln!(out, "What the service would refuse is left out; the first is {id}: {refusal}.")?;
    }
    writeln!(out, "Written to {folder}: documents-*.json, index-fields.json, define-index-fields.sh.")
}
