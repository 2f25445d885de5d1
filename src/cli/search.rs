//! `carnet directory search`: what the page would find, a line for each place.

use std::{
    error::Error,
    io::{self, Write},
};

use clap::Args;
use tokio::runtime;

use crate::{
    config::args::DataDir,
    directory::{asking::Asked, index::embedded::EmbeddedIndex, places},
    domain::{entry::Entry, staff_query::StaffSearch},
    web::address,
};

/// Places of one answer.
const PLACES: u32 = 20;

/// What to search for.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// A name, a profession, a town, a department, an RPPS or a FINESS number, in any order
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    #[command(flatten)]
    data: DataDir,
}

/// Searches, and prints the places found: name, profession, RPPS number, organization, address and
/// FINESS number, parted by tabs; those of names spelt nearly so last.
///
/// # Errors
/// A sentence that says what failed and what to do next.
pub fn run(args: &SearchArgs) -> Result<(), Box<dyn Error>> {
    let index = EmbeddedIndex::new(&args.data.data_dir);
    index.refresh()?;
    if index.status().is_none() {
        return Err("no directory is loaded; load one with: carnet directory import FILE".into());
    }
    let search = StaffSearch { text: args.text.join(" "), size: PLACES, ..StaffSearch::default() };
    let waiting = runtime::Builder::new_current_thread().enable_all().build()?;
    let found = waiting.block_on(places::places(&Asked::Index(index), &search))?;
    let (found, entries, near) =
        found.map_or_else(Default::default, |places| (places.found, places.entries, places.near));
    let mut out = io::stdout().lock();
    for entry in entries.iter().chain(&near) {
        writeln!(out, "{}", line(entry))?;
    }
    say(&search.text, found, &entries, &near);
    Ok(())
}

/// What the lines do not tell, on standard error.
fn say(text: &str, found: u64, entries: &[Entry], near: &[Entry]) {
    if entries.is_empty() && near.is_empty() {
        eprintln!("Nothing matches {text:?}.");
    } else if !near.is_empty() {
        eprintln!("The last {} are spelt nearly so.", near.len());
    } else if found > entries.len() as u64 {
        eprintln!("These are {} of {found} places; add a word to narrow the search.", entries.len());
    }
}

fn line(entry: &Entry) -> String {
    let name = [entry.last_name.as_deref(), entry.first_name.as_deref()];
    let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let facts = [
        Some(name),
        Some(entry.occupation()),
        entry.rpps_number.clone(),
        entry.registered_name.clone(),
        address::of_entry(entry),
        entry.finess.clone(),
    ];
    facts.map(|fact| fact.unwrap_or_default().replace(char::is_control, " ")).join("\t")
}
