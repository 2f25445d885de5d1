//! Rows set aside on disk and brought back person by person, in bounded memory.
//!
//! Rows of one entry may stand far apart in the file. They are dealt out to many small files by
//! person; each is then read whole, sorted, and given back in groups. So the order of the file
//! does not matter, and exact duplicates meet.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    ops::Range,
    path::{Path, PathBuf},
};

use crate::directory::extraction::identity::Identity;

/// The number of files; some 13 MB each for the 840 MB of the national file.
const PARTS: usize = 64;

const ENTRY: usize = size_of::<u128>();
const PERSON: usize = size_of::<u64>();
const HEAD: usize = ENTRY + PERSON + size_of::<u32>();

/// Rows being set aside; its folder goes when it is dropped.
pub struct Spill {
    parts: Vec<BufWriter<File>>,
    folder: Folder,
}

/// Rows set aside.
pub struct Parts {
    folder: Folder,
}

/// The rows of some persons, sorted by person and entry.
pub struct Part {
    bytes: Vec<u8>,
    records: Vec<Record>,
}

struct Record {
    identity: Identity,
    line: Range<usize>,
}

/// The rows of one entry, each once, in an order that does not depend on the file's.
#[derive(Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// What they belong to.
    pub identity: Identity,
    /// The rows.
    pub lines: Vec<&'a str>,
    /// How many more rows were the same word for word.
    pub duplicates: u64,
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "the rows set aside could not be removed; the next import does it");
        }
    }
}

impl Folder {
    fn part(&self, number: usize) -> PathBuf {
        self.0.join(format!("{number:02}"))
    }
}

impl Spill {
    /// Begins setting rows aside in a folder, which is made.
    ///
    /// # Errors
    /// The folder cannot be made or written.
    pub fn create(folder: &Path) -> io::Result<Self> {
        fs::create_dir(folder)?;
        let folder = Folder(folder.to_owned());
        let parts = (0..PARTS)
            .map(|number| Ok(BufWriter::with_capacity(64 * 1024, File::create(folder.part(number))?)));
        Ok(Self { parts: parts.collect::<io::Result<_>>()?, folder })
    }

    /// Sets a row aside.
    ///
    /// # Errors
    /// The folder cannot be written, or the disk is full.
    pub fn push(&mut self, identity: Identity, line: &str) -> io::Result<()> {
        let length = u32::try_from(line.len()).map_err(io::Error::other)?;
        let part = &mut self.parts[(identity.person % PARTS as u64) as usize];
        part.write_all(&identity.entry.to_le_bytes())?;
        part.write_all(&identity.person.to_le_bytes())?;
        part.write_all(&length.to_le_bytes())?;
        part.write_all(line.as_bytes())
    }

    /// Ends setting aside.
    ///
    /// # Errors
    /// The folder cannot be written, or the disk is full.
    pub fn finish(self) -> io::Result<Parts> {
        for mut part in self.parts {
            part.flush()?;
        }
        Ok(Parts { folder: self.folder })
    }
}

impl Parts {
    /// How many parts there are.
    pub fn count(&self) -> usize {
        PARTS
    }

    /// Takes a part back, which frees its room on disk.
    ///
    /// # Errors
    /// The part cannot be read.
    pub fn take(&self, number: usize) -> io::Result<Part> {
        let path = self.folder.part(number);
        let bytes = fs::read(&path)?;
        fs::remove_file(path)?;
        let mut records = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let record = record(&bytes, at).ok_or_else(|| io::Error::other("rows set aside were damaged"))?;
            at = record.line.end;
            records.push(record);
        }
        records.sort_unstable_by(|one, other| {
            let lines = || bytes[one.line.clone()].cmp(&bytes[other.line.clone()]);
            one.identity.cmp(&other.identity).then_with(lines)
        });
        Ok(Part { bytes, records })
    }
}

fn record(bytes: &[u8], at: usize) -> Option<Record> {
    let head = bytes.get(at..at + HEAD)?;
    let entry = u128::from_le_bytes(head[..ENTRY].try_into().ok()?);
    let person = u64::from_le_bytes(head[ENTRY..ENTRY + PERSON].try_into().ok()?);
    let length = u32::from_le_bytes(head[ENTRY + PERSON..].try_into().ok()?) as usize;
    let line = at + HEAD..at + HEAD + length;
    str::from_utf8(bytes.get(line.clone())?).ok()?;
    Some(Record { identity: Identity { person, entry }, line })
}

impl Part {
    /// The rows entry by entry, those of one person one after the other.
    pub fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        self.records.chunk_by(|one, other| one.identity == other.identity).map(|records| {
            let mut lines: Vec<&str> = records
                .iter()
                .filter_map(|record| str::from_utf8(&self.bytes[record.line.clone()]).ok())
                .collect();
            lines.dedup();
            let duplicates = (records.len() - lines.len()) as u64;
            Group { identity: records[0].identity, lines, duplicates }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(rows: &[(u64, u128, &str)]) -> Vec<(u128, String, u64)> {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("rows");
        let mut spill = Spill::create(&place).unwrap();
        for (person, entry, line) in rows {
            spill.push(Identity { person: *person, entry: *entry }, line).unwrap();
        }
        let parts = spill.finish().unwrap();
        let all = (0..parts.count()).flat_map(|number| {
            let part = parts.take(number).unwrap();
            part.groups()
                .map(|group| (group.identity.entry, group.lines.join(" "), group.duplicates))
                .collect::<Vec<_>>()
        });
        let all = all.collect();
        drop(parts);
        assert!(!place.exists());
        all
    }

    #[test]
    fn rows_of_one_entry_meet_whatever_their_order() {
        let mut rows = vec![(65, 9, "b"), (1, 8, "é"), (65, 7, "c"), (65, 9, "a"), (2, 3, ""), (65, 9, "b")];
        let expected = [(8, "é", 0), (7, "c", 0), (9, "a b", 1), (3, "", 0)];
        let expected = expected.map(|(entry, lines, duplicates)| (entry, lines.to_owned(), duplicates));
        assert_eq!(groups(&rows), expected);
        rows.reverse();
        assert_eq!(groups(&rows), expected);
    }
}
