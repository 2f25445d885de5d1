//! The first half of an import of documents: operations are read, checked and set aside, after the
//! entries that they are applied to.

use std::{io, path::Path};

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::{
    former::Former,
    gather::{Form, GatherError, Gathered, ROWS_BETWEEN_REPORTS},
    refusals::Refusals,
    spill::Spill,
};
use crate::{
    directory::{
        documents::{
            batch::{Batch, BatchError, Item},
            operation::{self, Operation},
            rules::{LARGEST_DOCUMENT, Refusal},
        },
        extraction::{
            identity::Identity,
            source::{Source, SourceError},
        },
        index::{progress::Progress, refused::Flaw},
    },
    domain::entry::Entry,
};

/// How much of a refused operation is kept with the reason, in characters.
const SHOWN: usize = 500;

/// What an operation set aside is: its number among all, then what it does to its entry.
///
/// Those of one entry come back sorted, so that the last decides.
pub struct SetAside<'l> {
    /// Its number, from 1; 0 for an entry that was loaded before.
    pub number: u64,
    /// The entry as JSON, none where it is removed.
    pub entry: Option<&'l str>,
}

impl<'l> SetAside<'l> {
    /// Reads a line that was set aside.
    pub fn read(line: &'l str) -> Option<Self> {
        let (number, entry) = line.split_at_checked(NUMBER)?;
        Some(Self {
            number: u64::from_str_radix(number, 16).ok()?,
            entry: Some(entry).filter(|entry| !entry.is_empty()),
        })
    }
}

/// Digits of a number that is set aside.
const NUMBER: usize = 16;

/// Reads every operation of a source; the entries loaded `before` stand first.
///
/// # Errors
/// The source is broken, or the folder cannot be written.
pub fn gather(
    source: &mut Source,
    before: Option<Former>,
    aside: &Path,
    watcher: &mut dyn FnMut(Progress),
) -> Result<Gathered, GatherError> {
    let (of_bytes, position) = (source.size(), source.position());
    let mut desk = Desk::open(aside).map_err(GatherError::Write)?;
    if let Some(former) = before {
        former.each(|entry| desk.push(0, &entry.id, Some(&entry)))?;
    }
    let mut batch = Batch::new(source.reader().map_err(GatherError::Source)?);
    while let Some(item) = batch.next_item().map_err(unreadable)? {
        desk.take(item).map_err(GatherError::Write)?;
        if item.number.is_multiple_of(ROWS_BETWEEN_REPORTS) {
            watcher(Progress::Reading { bytes: position.bytes(), of_bytes, rows: item.number });
        }
    }
    watcher(Progress::Reading { bytes: of_bytes, of_bytes, rows: desk.read });
    desk.close().map_err(GatherError::Write)
}

fn unreadable(error: BatchError) -> GatherError {
    GatherError::Source(match error {
        BatchError::Io(error) => SourceError::Io(error),
        broken @ (BatchError::Broken { .. } | BatchError::CutOff { .. }) => {
            SourceError::Io(io::Error::other(broken.to_string()))
        }
    })
}

/// Where operations are looked at one by one.
struct Desk {
    spill: Spill,
    refusals: Refusals,
    read: u64,
}

impl Desk {
    fn open(aside: &Path) -> io::Result<Self> {
        let spill = Spill::create(aside)?;
        let refusals = Refusals::create(aside, "document\tline\treason\ttext")?;
        Ok(Self { spill, refusals, read: 0 })
    }

    fn take(&mut self, item: &Item) -> io::Result<()> {
        self.read += 1;
        let is_too_long = item.is_too_long || item.text.trim_ascii().len() > LARGEST_DOCUMENT;
        let operation = if is_too_long { Err(Refusal::too_long()) } else { operation::read(&item.text) };
        match operation {
            Err(reason) => self.refuse(item, &reason),
            Ok(Operation::Delete(id)) => self.push(item.number, &id, None),
            Ok(Operation::Add(entry)) => self.push(item.number, &entry.id, Some(&entry)),
        }
    }

    fn push(&mut self, number: u64, id: &str, entry: Option<&Entry>) -> io::Result<()> {
        let identity = Identity { person: xxh3_64(id.as_bytes()), entry: xxh3_128(id.as_bytes()) };
        let json = entry.map(serde_json::to_string).transpose()?.unwrap_or_default();
        self.spill.push(identity, &format!("{number:0NUMBER$x}{json}"))
    }

    fn refuse(&mut self, item: &Item, reason: &Refusal) -> io::Result<()> {
        let (number, line) = (item.number, item.line);
        let text = String::from_utf8_lossy(&item.text[..item.text.len().min(4 * SHOWN)]);
        let shown: String =
            text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect();
        let told = format_args!("{number}\t{line}\t{reason}\t{shown}");
        let words = format_args!("document {number} (line {line}), because {reason}");
        self.refusals.add(Flaw::Document, line, told, words)
    }

    fn close(self) -> io::Result<Gathered> {
        Ok(Gathered {
            parts: self.spill.finish()?,
            form: Form::Documents,
            read: self.read,
            refused: self.refusals.finish()?,
        })
    }
}
