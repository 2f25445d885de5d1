//! `carnet forget`: removes a person for good.

use std::{
    error::Error,
    io::{self, IsTerminal, Write},
};

use clap::Args;
use jiff::Timestamp;

use crate::{
    config::args::RegisterArgs,
    domain::identifiers::Rpps,
    registry::{
        database, existing,
        forget::{self, Known},
        workers,
    },
};

/// Who forgets, as the history tells it.
const ACTOR: &str = "cli";

/// Whom to forget.
#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// The person's RPPS number
    #[arg(value_parser = parsed)]
    rpps: Rpps,
    /// Do not ask first
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    register: RegisterArgs,
}

fn parsed(text: &str) -> Result<Rpps, String> {
    Rpps::parse(text).map_err(|error| error.to_string())
}

/// Forgets a person.
///
/// # Errors
/// A sentence, where nobody was forgotten, or traces may be left.
pub fn run(args: &ForgetArgs) -> Result<(), Box<dyn Error>> {
    let mut db = existing::open(&args.register.url()?)?;
    let known = forget::known(&mut db, &args.rpps)?;
    let mut out = io::stdout().lock();
    if known.is_nothing() {
        // Given again because traces were left, the command has only these to do.
        forget::wipe(&mut db)?;
        return Ok(writeln!(out, "Nothing in the register or its history is about {}.", args.rpps)?);
    }
    let name = workers::find(&mut db, &args.rpps)?.map(|worker| worker.facts.display_name());
    if !args.yes && !is_meant(&args.rpps, name.as_deref(), known)? {
        return Err("nobody was forgotten".into());
    }
    let now = Timestamp::now().as_second();
    let forgotten = database::write(&mut db, |db| forget::forget(db, &args.rpps, ACTOR, now))?;
    forget::wipe(&mut db)?;
    writeln!(out, "Forgotten, with {}. Backups made before still hold it.", counted(forgotten))?;
    Ok(())
}

fn is_meant(rpps: &Rpps, name: Option<&str>, known: Known) -> Result<bool, Box<dyn Error>> {
    if !io::stdin().is_terminal() {
        return Err("there is no terminal to ask on; give --yes as well if this person is meant".into());
    }
    let name = name.unwrap_or("no longer registered");
    eprint!("Forget {rpps} ({name}), with {}? This cannot be undone. [yes/no] ", counted(known));
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}

fn counted(known: Known) -> String {
    let links = match known.affiliations {
        1 => "1 link".to_owned(),
        links => format!("{links} links"),
    };
    let lines = match known.events {
        1 => "1 line of history tells".to_owned(),
        lines => format!("{lines} lines of history tell"),
    };
    format!("{links} and what {lines}")
}
