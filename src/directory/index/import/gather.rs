//! The first half of an import: the file is read, its rows checked and set aside.

use std::{io, path::Path};

use super::{
    refusals::{Refusals, Told},
    spill::{Parts, Spill},
};
use crate::{
    directory::{
        extraction::{
            columns::Layout,
            identity,
            lines::{Line, Lines},
            row::{Refusal, Row},
            source::{Source, SourceError},
            wrong_file,
        },
        index::{progress::Progress, refused::Flaw},
    },
    domain::search::SearchError,
};

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
    pub refused: Told,
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
        self.read - self.refused.count
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
    refusals: Refusals,
    read: u64,
}

impl Desk {
    fn open(layout: Layout, aside: &Path) -> io::Result<Self> {
        let spill = Spill::create(aside)?;
        let refusals = Refusals::create(aside, "line\treason\trow")?;
        Ok(Self { layout, spill, refusals, read: 0 })
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
        let told = format!("{number}\t{reason}\t{}", row.replace('\t', " "));
        let words = format_args!("line {number}, because {reason}");
        self.refusals.add(Flaw::from(&reason), number, told, words)
    }

    fn close(self) -> io::Result<Gathered> {
        Ok(Gathered {
            parts: self.spill.finish()?,
            form: Form::Rows(Box::new(self.layout)),
            read: self.read,
            refused: self.refusals.finish()?,
        })
    }
}

fn accept(text: &str, layout: &Layout) -> Result<identity::Identity, Refusal> {
    let row = Row::split(text, layout)?;
    let person = row.check()?;
    Ok(identity::of_row(&row, person))
}
