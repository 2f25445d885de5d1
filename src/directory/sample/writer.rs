//! The sample as a stream of rows.

use std::io::{self, BufWriter, Write};

use super::addresses::Address;
use super::dice::Dice;
use super::header::COLUMNS;
use super::numbers::MOST_PEOPLE;
use super::people::Person;
use super::plan::{Plan, Purpose};
use super::row::Line;
use super::work::{self, Work};

/// The most rows that one sample can hold: the RPPS numbers kept for it may not run out.
pub const MOST_ROWS: u64 = MOST_PEOPLE;

/// Writes invented rows in the layout of the national file of 2026: 56 columns, no trailing pipe,
/// UTF-8, lines ended by LF.
///
/// The same `rows` and `seed` give the same bytes on every machine. Rows are made one by one, so
/// that memory does not grow with their number.
///
/// # Errors
/// [`io::ErrorKind::InvalidInput`] for more than [`MOST_ROWS`] rows, and whatever `out` answers.
pub fn write(rows: u64, seed: u64, out: &mut impl Write) -> io::Result<()> {
    if rows > MOST_ROWS {
        let sentence = format!("A sample has at most {MOST_ROWS} rows; ask for fewer.");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, sentence));
    }
    let mut out = BufWriter::with_capacity(1 << 16, out);
    writeln!(out, "{}", COLUMNS.join("|"))?;
    let plan = Plan::new(rows, seed);
    let mut line = Line::default();
    let (mut left, mut number) = (rows, 0);
    while left > 0 {
        left -= write_person(&plan, number, left, &mut line, &mut out)?;
        number += 1;
    }
    out.flush()
}

/// Writes the rows of one person, at most `most`, and answers how many.
fn write_person(
    plan: &Plan,
    number: u64,
    most: u64,
    line: &mut Line,
    out: &mut impl Write,
) -> io::Result<u64> {
    let mut dice = plan.dice(Purpose::Person, number, 0);
    let person = Person::invent(plan, number, &mut dice);
    let mut written = 0;
    for mut work in work::of(&person, plan, &mut dice) {
        spoil(&mut work, &mut dice);
        line.write(&person, &work);
        let copies = if dice.chance(10) { 2 } else { 1 };
        for _ in 0..copies.min(most - written) {
            writeln!(out, "{}", line.as_str())?;
            written += 1;
        }
    }
    Ok(written)
}

/// Puts in the faults of the real file, as often as `annuaire.md` §6 advises: a stray quote in
/// one of 2,000 rows, a foreign address in one of 5,000. Exact duplicates are made where rows are
/// written, one in a thousand.
fn spoil(work: &mut Work, dice: &mut Dice) {
    let Some(organization) = &mut work.organization else { return };
    if dice.chance(7) {
        organization.name = organization.name.replacen(' ', " \"", 1);
    } else if dice.chance(6) && organization.finess.is_empty() {
        organization.address = Address::abroad(dice);
    }
}
