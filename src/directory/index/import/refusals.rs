//! What an import refuses: a line each in a file, and all of it told in short.

use std::{
    fmt::Display,
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use crate::directory::index::refused::{self, Flaw, Refused};

/// Name of the file of refused rows.
pub const REFUSED: &str = "refused.tsv";

/// The file under way, and what stands in it so far.
pub struct Refusals {
    file: BufWriter<File>,
    told: Told,
}

/// What was refused, in short.
#[derive(Default)]
pub struct Told {
    /// How many.
    pub count: u64,
    /// Place and reason of the first one: the end of a sentence.
    pub first: Option<String>,
    /// All by reason.
    pub by_reason: Vec<Refused>,
}

impl Refusals {
    /// Begins the file, whose columns have these names.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn create(aside: &Path, columns: &str) -> io::Result<Self> {
        let mut file = BufWriter::new(File::create(aside.join(REFUSED))?);
        writeln!(file, "{columns}")?;
        Ok(Self { file, told: Told::default() })
    }

    /// Adds one that stands on a line of the source: the row of the file, and the place and reason in words.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, flaw: Flaw, line: u64, row: impl Display, words: impl Display) -> io::Result<()> {
        writeln!(self.file, "{row}")?;
        self.told.count += 1;
        refused::add(&mut self.told.by_reason, flaw, line);
        self.told.first.get_or_insert_with(|| words.to_string());
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(mut self) -> io::Result<Told> {
        self.file.flush()?;
        Ok(self.told)
    }
}
