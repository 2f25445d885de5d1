//! An invented directory in the layout of the national file, for demonstrations and tests.
//!
//! Shares follow `annuaire.md` §6. No person is real: names are put together from public lists,
//! and every number lies where no real one does.
//!
//! # Numbers
//! RPPS numbers begin with `199`, FINESS numbers have a `9` or an `8` as third character, SIRET
//! numbers begin with `0`, telephone numbers are those kept for fiction, e-mail addresses end in
//! `.example`.
//!
//! Order: dice, towns, kinds, names, numbers → professions, skills, activity, plan → addresses,
//! organizations, people → work → row → writer.

mod activity;
mod addresses;
mod dice;
mod header;
mod kinds;
mod names;
mod numbers;
mod organizations;
mod people;
mod plan;
mod professions;
mod row;
mod skills;
mod towns;
mod work;
mod writer;

pub use header::COLUMNS;
pub use writer::{MOST_ROWS, write};

/// Rows of the demonstration directory, which is there before a real one is imported.
pub const DEMONSTRATION_ROWS: u64 = 20_000;

/// Seed of the demonstration directory.
pub const DEMONSTRATION_SEED: u64 = 1;
