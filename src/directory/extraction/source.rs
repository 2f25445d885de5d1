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

/// How much of a file tells what it holds, in bytes: more than the longest line.
const LOOKED_AT: u64 = 128 * 1024;

/// The most files of an archive that are looked into.
const MOST_MEMBERS: usize = 100;

/// What a source holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// The national extraction.
    Extraction,
    /// Documents in the service's own form.
    Documents,
}

/// The wanted file, found by its beginning: of a file, or of a member of an archive.
pub struct Source {
    wrapping: Wrapping,
    content: Content,
    size: u64,
    position: Position,
}

enum Wrapping {
    Plain(File),
    Gzip(File),
    Zip {
        archive: ZipArchive<File>,
        index: usize,
        member: String,
        /// Other members that could be imported.
        passed_over: Vec<String>,
    },
    /// What is read of it is counted already.
    Stream(Box<dyn Read>),
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
    #[error(
        "it is a zip archive, whose table stands at its end: save it and import the file, or unpack it on the way \
         (unzip -p FILE.zip '*Personne_activite*' | carnet directory import -)"
    )]
    ZipStream,
    /// It is another file.
    #[error("{0}")]
    Wrong(#[from] WrongFile),
}

impl Source {
    /// Opens a file; gzip and zip are told by their first bytes, not by the name.
    ///
    /// Of a zip archive, the member is read that is the wanted extraction or holds documents.
    ///
    /// # Errors
    /// [`SourceError`]; where it holds neither, [`SourceError::Wrong`].
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let mut file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(WrongFile::seems("a folder").into());
        }
        let mut magic = [0; 4];
        let read = read_up_to(&mut file, &mut magic)?;
        file.rewind()?;
        let size = file.metadata()?.len();
        let (wrapping, content, size) = match &magic[..read] {
            b"PK\x03\x04" | b"PK\x05\x06" => in_archive(file)?,
            [0x1f, 0x8b, ..] => {
                let content = content(MultiGzDecoder::new(BufReader::new(&file)))?;
                (Wrapping::Gzip(file), content, size)
            }
            _ => {
                let content = content(&file)?;
                (Wrapping::Plain(file), content, size)
            }
        };
        Ok(Self { wrapping, content, size, position: Position::default() })
    }

    /// Opens a stream, such as standard input; gzip is told by its first bytes.
    ///
    /// # Errors
    /// As [`Source::open`], and [`SourceError::ZipStream`].
    pub fn of_stream(stream: impl Read + 'static) -> Result<Self, SourceError> {
        let position = Position::default();
        let mut stream = Counted { inner: stream, position: position.clone() };
        let mut magic = [0; 4];
        let read = read_up_to(&mut stream, &mut magic)?;
        let whole = io::Cursor::new(magic).take(read as u64).chain(stream);
        let mut text: Box<dyn Read> = match &magic[..read] {
            b"PK\x03\x04" | b"PK\x05\x06" => return Err(SourceError::ZipStream),
            [0x1f, 0x8b, ..] => Box::new(unzipped(whole)),
            _ => Box::new(whole),
        };
        let mut beginning = Vec::new();
        text.by_ref().take(LOOKED_AT).read_to_end(&mut beginning)?;
        let content = content_of(&beginning)?;
        let wrapping = Wrapping::Stream(Box::new(io::Cursor::new(beginning).chain(text)));
        Ok(Self { wrapping, content, size: 0, position })
    }

    /// What it holds.
    pub fn content(&self) -> Content {
        self.content
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
            Wrapping::Plain(_) | Wrapping::Gzip(_) | Wrapping::Stream(_) => None,
        }
    }

    /// The names of the archive's other members that could be imported and are not read.
    pub fn passed_over(&self) -> &[String] {
        match &self.wrapping {
            Wrapping::Zip { passed_over, .. } => passed_over,
            Wrapping::Plain(_) | Wrapping::Gzip(_) | Wrapping::Stream(_) => &[],
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
            Wrapping::Stream(stream) => buffered(stream),
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

/// The member of the archive that is wanted, one so named before others.
fn in_archive(file: File) -> Result<(Wrapping, Content, u64), SourceError> {
    let mut archive = ZipArchive::new(file)?;
    let mut found: Option<(usize, String, Content, u64)> = None;
    let (mut passed_over, mut others) = (Vec::new(), Vec::new());
    for index in 0..archive.len().min(MOST_MEMBERS) {
        let member = archive.by_index(index)?;
        if member.is_dir() {
            continue;
        }
        let (name, size) = (member.name()?.into_owned(), member.size());
        match content(member) {
            Ok(content) if found.is_none() || is_named_as_wanted(&name) => {
                let former = found.replace((index, name, content, size));
                passed_over.extend(former.map(|(_, former, ..)| former));
            }
            Ok(_) => passed_over.push(name),
            Err(SourceError::Wrong(wrong)) => others.push(format!("{name}, {}", wrong.what())),
            Err(error) => return Err(error),
        }
    }
    match found {
        Some((index, member, content, size)) => {
            Ok((Wrapping::Zip { archive, index, member, passed_over }, content, size))
        }
        None if others.is_empty() => Err(WrongFile::seems("an empty zip archive").into()),
        None => Err(WrongFile::seems(format!("a zip archive of other files ({})", others.join("; "))).into()),
    }
}

fn is_named_as_wanted(name: &str) -> bool {
    text::fold(name).contains("personne activite")
}

/// What a file holds, by its beginning.
fn content(file: impl Read) -> Result<Content, SourceError> {
    let mut beginning = Vec::new();
    file.take(LOOKED_AT).read_to_end(&mut beginning)?;
    content_of(&beginning)
}

/// What a text holds that begins so.
fn content_of(beginning: &[u8]) -> Result<Content, SourceError> {
    if wrong_file::are_documents(beginning) {
        return Ok(Content::Documents);
    }
    if wrong_file::is_empty_batch(beginning) {
        return Err(WrongFile::seems("an empty batch of documents").into());
    }
    let mut lines = Lines::new(beginning);
    let first = lines.next_line()?;
    wrong_file::read_header(first.and_then(|line| line.text).as_deref())?;
    Ok(Content::Extraction)
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
