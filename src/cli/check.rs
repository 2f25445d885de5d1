//! `carnet check`: whether the register is whole.

use std::{
    error::Error,
    io::{self, Write},
};

use indicatif::HumanCount;

use crate::{
    config::args::RegisterArgs,
    registry::{check, existing},
};

/// Checks the register.
///
/// # Errors
/// A sentence, where it cannot be read or is not whole.
pub fn run(args: &RegisterArgs) -> Result<(), Box<dyn Error>> {
    let mut db = existing::open(&args.url()?)?;
    let report = check::check(&mut db)?;
    let mut out = io::stdout().lock();
    for (what, count) in [
        ("Organizations", report.organizations),
        ("Workers", report.workers),
        ("Affiliations", report.affiliations),
        ("Events", report.events),
    ] {
        writeln!(out, "{what:<14}{:>12}", HumanCount(count).to_string())?;
    }
    if report.faults.is_empty() {
        writeln!(out, "The register is whole.")?;
        return Ok(());
    }
    for fault in &report.faults {
        writeln!(out, "Fault: {fault}")?;
    }
    Err("the register is not whole; keep a copy of it as it is, then go back to the last good backup".into())
}
