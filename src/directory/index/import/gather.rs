//! The first half of an import: the file is read, its rows checked and set aside.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use super::spill::{Parts, Spill};
use crate::directory::index::{
    progress::Progress,
    refused::{self, Flaw, Refused},
};
use crate::{
    directory::extraction::{
        columns::Layout,
        identity,
        lines::{Line, Lines},
        row::{Refusal, Row},
        source::{Source, SourceError},
        wrong_file,
    },
    domain::search::SearchError,
};

/// Name of the file of refused rows.
pub const REFUSED: &str = "refused.tsv";

/// Progress is told after so many rows.
pub const ROWS_BETWEEN_REPORTS: u64 = 4096;

/// What reading a file gave.
pub struct Gathered {
    /// What was accepted, set aside.
    pub parts: Parts,
    /// How it is to be read again.
    pub form: Form,
    /// Rows or operations read, refused ones among them.
    pub read: u64,
    /// Those refused.
    pub refused: u64,
    /// Place and reason of the first one refused: the end of a sentence.
    pub first_refusal: Option<String>,
    /// The same by reason.
    pub refusals: Vec<Refused>,
}

/// How what was set aside is to be read.
pub enum Form {
    /// Rows of the national file, whose columns stand so.
    Rows(Box<Layout>),
    /// Operations on documents, all of them of one directory.
    Documents,
}

impl Gathered {
    /// Rows accepted.
    pub fn accepted(&self) -> u64 {
        self.read - self.refused
    }
}

/// Where reading a file failed.
pub enum GatherError {
    /// Reading it.
    Source(SourceError),
    /// Writing rows aside.
    Write(io::Error),
}

impl From<SearchError> for GatherError {
    /// The index that is added to cannot be read.
    fn from(error: SearchError) -> Self {
        Self::Source(SourceError::Io(io::Error::other(error.to_string())))
    }
}

/// Reads the header and every row of a source.
///
/// Rows accepted go to a folder at `aside`, which must not exist and goes with [`Gathered`]; rows
/// refused to a file in it, with line number and reason.
///
/// # Errors
/// The source is another file or broken, or the folder cannot be written.
pub fn gather(
    source: &mut Source,
    aside: &Path,
    watcher: &mut dyn FnMut(Progress),
) -> Result<Gathered, GatherError> {
    let (of_bytes, position) = (source.size(), source.position());
    let mut lines = Lines::new(source.reader().map_err(GatherError::Source)?);
    let layout = header(&mut lines).map_err(GatherError::Source)?;
    let mut desk = Desk::open(layout, aside).map_err(GatherError::Write)?;
    while let Some(line) = lines.next_line().map_err(|error| GatherError::Source(error.into()))? {
        desk.take(&line).map_err(GatherError::Write)?;
        if desk.read.is_multiple_of(ROWS_BETWEEN_REPORTS) {
            watcher(Progress::Reading { bytes: position.bytes(), of_bytes, rows: desk.read });
        }
    }
    watcher(Progress::Reading { bytes: of_bytes, of_bytes, rows: desk.read });
    desk.close().map_err(GatherError::Write)
}

fn header(lines: &mut Lines<impl io::BufRead>) -> Result<Layout, SourceError> {
    let first = lines.next_line()?;
    Ok(wrong_file::read_header(first.and_then(|line| line.text).as_deref())?)
}

/// Where rows are looked at one by one.
struct Desk {
    layout: Layout,
    spill: Spill,
    refusals: BufWriter<File>,
    read: u64,
    refused: u64,
    first_refusal: Option<String>,
    by_reason: Vec<Refused>,
}

impl Desk {
    fn open(layout: Layout, aside: &Path) -> io::Result<Self> {
        let spill = Spill::create(aside)?;
        let mut refusals = BufWriter::new(File::create(aside.join(REFUSED))?);
        writeln!(refusals, "line\treason\trow")?;
        Ok(Self { layout, spill, refusals, read: 0, refused: 0, first_refusal: None, by_reason: Vec::new() })
    }

    fn take(&mut self, line: &Line<'_>) -> io::Result<()> {
        let text = line.text.as_deref();
        if text.is_some_and(|text| text.trim().is_empty()) {
            return Ok(());
        }
        self.read += 1;
        if let (1, Some(first)) = (self.read, text) {
            self.layout.settle(first);
        }
        match (text, text.ok_or(Refusal::TooLong).and_then(|text| accept(text, &self.layout))) {
            (Some(text), Ok(identity)) => self.spill.push(identity, text),
            (text, Err(reason)) => self.refuse(line.number, reason, text.unwrap_or_default()),
            (None, Ok(_)) => Ok(()),
        }
    }

    fn refuse(&mut self, number: u64, reason: Refusal, row: &str) -> io::Result<()> {
        writeln!(self.refusals, "{number}\t{reason}\t{}", row.replace('\t', " "))?;
        self.refused += 1;
        refused::add(&mut self.by_reason, Flaw::from(&reason), number);
        self.first_refusal.get_or_insert_with(|| format!("line {number}, because {reason}"));
        Ok(())
    }

    fn close(mut self) -> io::Result<Gathered> {
        self.refusals.flush()?;
        Ok(Gathered {
            parts: self.spill.finish()?,
            form: Form::Rows(Box::new(self.layout)),
            read: self.read,
            refused: self.refused,
            first_refusal: self.first_refusal,
            refusals: self.by_reason,
        })
    }
}

fn accept(text: &str, layout: &Layout) -> Result<identity::Identity, Refusal> {
    let row = Row::split(text, layout)?;
    let person = row.check()?;
    Ok(identity::of_row(&row, person))
}
