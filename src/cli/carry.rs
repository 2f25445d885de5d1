//! `carnet move`: carries the register to another database.

use std::{
    error::Error,
    fmt,
    io::{self, IsTerminal},
};

use clap::Args;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use crate::registry::{
    Registry,
    carry::{self, Progress},
    existing,
};

/// From where to where.
#[derive(Args)]
pub struct MoveArgs {
    /// The database that holds the register: `sqlite:FILE` or `postgres://…`
    #[arg(long, value_name = "URL")]
    from: String,
    /// A database without a register, or a file that is not there yet
    #[arg(long, value_name = "URL")]
    to: String,
}

/// The addresses may hold passwords.
impl fmt::Debug for MoveArgs {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("MoveArgs").finish_non_exhaustive()
    }
}

/// Carries the register; the one it comes from stays as it is.
///
/// # Errors
/// A sentence that says what failed and what to do.
pub fn run(args: &MoveArgs) -> Result<(), Box<dyn Error>> {
    let mut from = existing::open(&args.from)?;
    drop(Registry::open(&args.to)?);
    let mut to = existing::open(&args.to)?;
    let mut display = Display::new();
    let carried = carry::carry(&mut from, &mut to, &mut |progress| display.show(progress));
    display.end();
    let rows = match carried? {
        1 => "1 row is".to_owned(),
        rows => format!("{} rows are", HumanCount(rows)),
    };
    println!("{rows} carried over. Set CARNET_DATABASE_URL to the new database; the old one is as it was.");
    Ok(())
}

/// A bar on a terminal, else a line for each table.
struct Display {
    bar: Option<ProgressBar>,
    table: &'static str,
}

impl Display {
    fn new() -> Self {
        let style = ProgressStyle::with_template("{prefix:<13} [{bar:30}] {percent:>3} %  {eta} left");
        let bar = match style {
            Ok(style) if io::stderr().is_terminal() => Some(ProgressBar::new(0).with_style(style)),
            _ => None,
        };
        Self { bar, table: "" }
    }

    fn show(&mut self, progress: Progress) {
        let is_new = std::mem::replace(&mut self.table, progress.table) != progress.table;
        match &self.bar {
            Some(bar) => {
                bar.set_length(progress.of);
                bar.set_prefix(progress.table);
                bar.set_position(progress.done);
            }
            None if is_new => eprintln!("Carrying {}…", progress.table),
            None => {}
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
