//! The file to read, whatever wraps it: plain text, gzip, or a zip archive that holds it; or a
//! stream of the first two.

use std::{
    cell::Cell,
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek},
    path::Path,
    rc::Rc,
};

use flate2::read::MultiGzDecoder;
use thiserror::Error;
use zip::{ZipArchive, result::ZipError};

use super::{
    lines::Lines,
    wrong_file::{self, WrongFile},
};
use crate::domain::text;

const BUFFER: usize = 256 * 1024;

/// The most files of an archive that are looked into.
const MOST_MEMBERS: usize = 100;

/// The wanted extraction, found by the header of a file or of a member of an archive.
pub struct Source {
    wrapping: Wrapping,
    size: u64,
    position: Position,
}

enum Wrapping {
    Plain(File),
    Gzip(File),
    Zip { archive: ZipArchive<File>, index: usize, member: String },
    Stream { stream: Box<dyn Read>, is_gzip: bool },
}

/// How far a source is read, in the bytes that [`Source::size`] counts.
#[derive(Debug, Clone, Default)]
pub struct Position(Rc<Cell<u64>>);

impl Position {
    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.0.get()
    }
}

/// Why a source cannot be read.
#[derive(Debug, Error)]
pub enum SourceError {
    /// The file system, or a broken compression.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The archive is broken.
    #[error("the zip archive is broken: {0}")]
    Zip(#[from] ZipError),
    /// A zip archive has its table at its end, which a stream reaches too late.
    #[error("a zip archive cannot be read from a stream; give it as a file")]
    ZipStream,
    /// It is another file.
    #[error("{0}")]
    Wrong(#[from] WrongFile),
}

impl Source {
    /// Opens a file; gzip and zip are told by their first bytes, not by the name.
    ///
    /// Of a zip archive, the member is read whose header is that of the wanted extraction.
    ///
    /// # Errors
    /// [`SourceError`]; where the header is not the wanted one, [`SourceError::Wrong`].
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let mut file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(WrongFile::seems("a folder").into());
        }
        let mut magic = [0; 4];
        let read = read_up_to(&mut file, &mut magic)?;
        file.rewind()?;
        let size = file.metadata()?.len();
        let (wrapping, size) = match &magic[..read] {
            b"PK\x03\x04" | b"PK\x05\x06" => in_archive(file)?,
            [0x1f, 0x8b, ..] => {
                header(MultiGzDecoder::new(BufReader::new(&file)))?;
                (Wrapping::Gzip(file), size)
            }
            _ => {
                header(&file)?;
                (Wrapping::Plain(file), size)
            }
        };
        Ok(Self { wrapping, size, position: Position::default() })
    }

    /// Opens a stream, such as standard input; gzip is told by its first bytes.
    ///
    /// Its header is looked at only by whoever reads it.
    ///
    /// # Errors
    /// [`SourceError::ZipStream`], or what reading the first bytes meets.
    pub fn of_stream(mut stream: impl Read + 'static) -> Result<Self, SourceError> {
        let mut magic = [0; 4];
        let read = read_up_to(&mut stream, &mut magic)?;
        let is_gzip = match &magic[..read] {
            b"PK\x03\x04" | b"PK\x05\x06" => return Err(SourceError::ZipStream),
            first => first.starts_with(&[0x1f, 0x8b]),
        };
        let stream = Box::new(io::Cursor::new(magic).take(read as u64).chain(stream));
        Ok(Self { wrapping: Wrapping::Stream { stream, is_gzip }, size: 0, position: Position::default() })
    }

    /// How many bytes there are to read: of the file, or of the archive's member; 0 where that is
    /// not known, as of a stream.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// How far it is read: a handle that may be asked while [`Source::reader`] is in use.
    pub fn position(&self) -> Position {
        self.position.clone()
    }

    /// The name of the archive's member, where the file is an archive.
    pub fn member(&self) -> Option<&str> {
        match &self.wrapping {
            Wrapping::Zip { member, .. } => Some(member),
            Wrapping::Plain(_) | Wrapping::Gzip(_) | Wrapping::Stream { .. } => None,
        }
    }

    /// The text from its beginning; to be called once.
    ///
    /// # Errors
    /// The file, or the archive's member, cannot be read.
    pub fn reader(&mut self) -> Result<Box<dyn BufRead + '_>, SourceError> {
        let position = self.position.clone();
        Ok(match &mut self.wrapping {
            Wrapping::Plain(file) => {
                file.rewind()?;
                buffered(Counted { inner: file, position })
            }
            Wrapping::Gzip(file) => {
                file.rewind()?;
                unzipped(Counted { inner: file, position })
            }
            Wrapping::Stream { stream, is_gzip: true } => unzipped(Counted { inner: stream, position }),
            Wrapping::Stream { stream, is_gzip: false } => buffered(Counted { inner: stream, position }),
            Wrapping::Zip { archive, index, .. } => {
                buffered(Counted { inner: archive.by_index(*index)?, position })
            }
        })
    }
}

fn buffered<'a>(reader: impl Read + 'a) -> Box<dyn BufRead + 'a> {
    Box::new(BufReader::with_capacity(BUFFER, reader))
}

fn unzipped<'a>(reader: impl Read + 'a) -> Box<dyn BufRead + 'a> {
    buffered(MultiGzDecoder::new(BufReader::with_capacity(BUFFER, reader)))
}

fn read_up_to(source: &mut impl Read, bytes: &mut [u8]) -> io::Result<usize> {
    let limit = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let mut found = Vec::new();
    source.take(limit).read_to_end(&mut found)?;
    bytes[..found.len()].copy_from_slice(&found);
    Ok(found.len())
}

/// The member of the archive that is the wanted extraction, one so named before others.
fn in_archive(file: File) -> Result<(Wrapping, u64), SourceError> {
    let mut archive = ZipArchive::new(file)?;
    let mut found: Option<(usize, String, u64)> = None;
    let mut others = Vec::new();
    for index in 0..archive.len().min(MOST_MEMBERS) {
        let member = archive.by_index(index)?;
        if member.is_dir() {
            continue;
        }
        let (name, size) = (member.name()?.into_owned(), member.size());
        match header(member) {
            Ok(()) if found.is_none() || is_named_as_wanted(&name) => found = Some((index, name, size)),
            Ok(()) => {}
            Err(SourceError::Wrong(wrong)) => others.push(format!("{name}, {}", wrong.what())),
            Err(error) => return Err(error),
        }
    }
    match found {
        Some((index, member, size)) => Ok((Wrapping::Zip { archive, index, member }, size)),
        None if others.is_empty() => Err(WrongFile::seems("an empty zip archive").into()),
        None => Err(WrongFile::seems(format!("a zip archive of other files ({})", others.join("; "))).into()),
    }
}

fn is_named_as_wanted(name: &str) -> bool {
    text::fold(name).contains("personne activite")
}

fn header(member: impl Read) -> Result<(), SourceError> {
    let mut lines = Lines::new(BufReader::new(member));
    let first = lines.next_line()?;
    wrong_file::read_header(first.and_then(|line| line.text).as_deref())?;
    Ok(())
}

/// Counts the bytes that pass.
struct Counted<R> {
    inner: R,
    position: Position,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let bytes = u64::try_from(read).unwrap_or_default();
        self.position.0.set(self.position.0.get() + bytes);
        Ok(read)
    }
}
