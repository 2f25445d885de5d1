//! An import: from a file to a published index, in one step or not at all.
//!
//! Reading order: `spill` (rows set aside), `refusals` → `gather` (of a national file), or `former` and
//! `gather_documents` (of batches) → `build` (entries into an index) → `tally` (the report), `permissions`,
//! this file.

mod build;
mod error;
mod former;
mod gather;
mod gather_documents;
mod permissions;
mod refusals;
mod spill;
mod tally;

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use jiff::civil::Date;

pub use build::Memory;
pub use error::{ImportError, LEAST_PART};

use self::{
    former::Former,
    gather::{GatherError, Gathered},
    refusals::{REFUSED, Told},
    tally::Origin,
};
use super::{
    progress::Progress,
    publication::Publication,
    shelf::{Draft, Lock, Shelf},
    status::{Kind, Status},
};
use crate::directory::extraction::{
    source::{Content, Source, SourceError},
    stamp,
};

/// The folder of rows set aside while importing; the ending has it cleared where an import died.
const ASIDE: &str = "rows.tmp";

/// What to import, and where to.
pub struct ImportRequest<'a> {
    /// The file or stream.
    pub input: Input<'a>,
    /// The name under which it is shown and whose stamp is its date; none: the file's own.
    pub name: Option<&'a str>,
    /// The day of the directory, where the name bears no stamp.
    pub date: Option<Date>,
    /// Which directory it is, where it is a file of the national layout.
    pub kind: Kind,
    /// Whether a directory of the other kind, or documents loaded before, go for this one.
    pub replace: bool,
    /// Which version of the published file it is, where it was downloaded.
    pub publication: Option<Publication>,
    /// Whether a national file much smaller than the one loaded is imported all the same.
    pub force: bool,
    /// How much memory it may take.
    pub memory: Memory,
    /// The data folder.
    pub data_dir: &'a Path,
    /// The time, in seconds since 1970-01-01 UTC.
    pub now: i64,
    /// Told of the progress.
    pub watcher: &'a mut dyn FnMut(Progress),
}

/// What is read.
pub enum Input<'a> {
    /// A file: plain, gzip, or a zip archive that holds it.
    File(&'a Path),
    /// Standard input, or what is read in its place: plain or gzip.
    Stream(Box<dyn Read>),
}

/// What an import did.
#[derive(Debug)]
pub struct Report {
    /// What is loaded now.
    pub status: Status,
    /// The file of the refused rows (line, reason, row), where there are any.
    pub refused_file: Option<PathBuf>,
    /// What was loaded before.
    pub replaced: Option<Status>,
    /// Whether documents were applied to those loaded before, instead of replacing them.
    pub was_applied: bool,
    /// Members of the archive that could be imported as well and were not read.
    pub passed_over: Vec<String>,
}

/// Imports a file; what was loaded before is replaced in one step at the end.
///
/// Documents are applied to the documents loaded before, where there are such, as the service
/// applies its batches.
///
/// # Errors
/// [`ImportError`]; whatever it is, what was loaded before is still in place.
pub fn run(request: ImportRequest<'_>) -> Result<Report, ImportError> {
    let shelf = Shelf::of(request.data_dir);
    let unwritable = |reason| ImportError::Unwritable { folder: shelf.folder().to_owned(), reason };
    let (place, opened) = open(request.input);
    let mut source = opened.map_err(|reason| unreadable(&place, reason))?;
    let given = match source.content() {
        Content::Extraction => request.kind,
        Content::Documents => Kind::Company,
    };
    let name = request.name.map_or_else(|| own_name(&place), str::to_owned);
    let stamped = stamp::date(&name).or_else(|| stamp::date(source.member()?)).or(request.date);
    let lock = shelf.lock().map_err(unwritable)?;
    let lock = lock.ok_or_else(|| ImportError::Busy { folder: shelf.folder().to_owned() })?;
    let replaced = loaded(&shelf).map_err(unwritable)?;
    if let Some(loaded) = &replaced {
        check_kinds(loaded.kind, given, request.replace, &place)?;
    }
    let before = former(&shelf, replaced.as_ref(), given, request.replace)?;
    let was_applied = before.is_some();
    let draft = shelf.draft(&lock).map_err(unwritable)?;
    let gathered = gathered(&mut source, before, &place, &shelf, request.watcher)?;
    let check_size = |rows: u64| match replaced.as_ref().filter(|_| !request.force) {
        Some(loaded) if (loaded.kind, given) == (Kind::National, Kind::National) => {
            let is_download = request.publication.is_some();
            check_size(rows, loaded, if is_download { Path::new(&name) } else { &place }, is_download)
        }
        _ => Ok(()),
    };
    check_size(gathered.accepted())?;
    let built = build::build(&gathered, draft.folder(), request.memory, request.watcher)?;
    check_size(built.rows.kept)?;
    if built.tally.is_empty() && !was_applied {
        let Told { count: refused, first, .. } = gathered.refused;
        return Err(ImportError::NoneKept { path: place, refused, first });
    }
    let origin = Origin {
        kind: given,
        date: stamped,
        imported_at: request.now,
        file_name: name,
        publication: request.publication,
    };
    let refusals = gathered.refused.by_reason.clone();
    let status = Status { refusals, ..built.tally.status(origin, built.rows) };
    publish(&shelf, &lock, draft, &status).map_err(unwritable)?;
    let refused_file = (status.rows_refused > 0).then(|| refused_file(&shelf));
    let passed_over = source.passed_over().to_vec();
    Ok(Report { status, refused_file, replaced, was_applied, passed_over })
}

/// What is loaded; an index whose status cannot be read counts as none.
///
/// # Errors
/// The folder of the directory cannot be read.
pub fn loaded(shelf: &Shelf) -> io::Result<Option<Status>> {
    Ok(shelf.current()?.and_then(|number| Status::read(&shelf.index(number)).ok()))
}

/// Opens what is to be read; with it the path, or the words, that name it in a sentence.
fn open(input: Input<'_>) -> (PathBuf, Result<Source, SourceError>) {
    match input {
        Input::File(path) => (path.to_owned(), Source::open(path)),
        Input::Stream(stream) => ("standard input".into(), Source::of_stream(stream)),
    }
}

fn own_name(place: &Path) -> String {
    place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn check_kinds(loaded: Kind, given: Kind, replace: bool, place: &Path) -> Result<(), ImportError> {
    match (loaded, given) {
        (Kind::Demo, _) => Ok(()),
        (_, Kind::Demo) => Err(ImportError::DemoOverReal),
        (loaded, given) if loaded == given || replace => Ok(()),
        (loaded, given) => Err(ImportError::OtherKind { path: place.to_owned(), loaded, given }),
    }
}

/// A national file that is much smaller than the one loaded may have been cut on its way. Rows that stand there
/// twice say nothing of its size: they are told when all others are.
fn check_size(rows: u64, loaded: &Status, place: &Path, is_download: bool) -> Result<(), ImportError> {
    let loaded = loaded.rows_kept;
    if rows * 100 < loaded * LEAST_PART {
        return Err(ImportError::Shrunken { path: place.to_owned(), is_download, rows, loaded });
    }
    Ok(())
}

/// The documents loaded before, to which a batch is applied.
fn former(
    shelf: &Shelf,
    loaded: Option<&Status>,
    given: Kind,
    replace: bool,
) -> Result<Option<Former>, ImportError> {
    let unwritable = |reason| ImportError::Unwritable { folder: shelf.folder().to_owned(), reason };
    let loaded = loaded.filter(|loaded| loaded.kind == Kind::Company && given == Kind::Company && !replace);
    let Some((_, number)) = loaded.zip(shelf.current().map_err(unwritable)?) else { return Ok(None) };
    Former::open(&shelf.index(number))?.map(Some).ok_or(ImportError::OtherVersion)
}

/// Reads all rows or documents and sets them aside.
fn gathered(
    source: &mut Source,
    before: Option<Former>,
    place: &Path,
    shelf: &Shelf,
    watcher: &mut dyn FnMut(Progress),
) -> Result<Gathered, ImportError> {
    let aside = shelf.folder().join(ASIDE);
    let gathered = match source.content() {
        Content::Extraction => gather::gather(source, &aside, watcher),
        Content::Documents => gather_documents::gather(source, before, &aside, watcher),
    };
    let gathered = gathered.map_err(|error| match error {
        GatherError::Source(reason) => unreadable(place, reason),
        GatherError::Write(reason) => ImportError::Unwritable { folder: shelf.folder().to_owned(), reason },
    })?;
    if gathered.accepted() == 0 {
        let Told { count: refused, first, .. } = gathered.refused;
        return Err(ImportError::NoneKept { path: place.to_owned(), refused, first });
    }
    Ok(gathered)
}

/// Completes the new index and makes it the current one.
fn publish(shelf: &Shelf, lock: &Lock, draft: Draft, status: &Status) -> io::Result<()> {
    status.write(draft.folder())?;
    permissions::even_out(draft.folder())?;
    keep_refusals(shelf, status.rows_refused > 0)?;
    shelf.publish(lock, draft)
}

fn refused_file(shelf: &Shelf) -> PathBuf {
    shelf.folder().join(REFUSED)
}

/// Keeps the file of refused rows, or removes that of the import before.
fn keep_refusals(shelf: &Shelf, any: bool) -> io::Result<()> {
    if any {
        return fs::rename(shelf.folder().join(ASIDE).join(REFUSED), refused_file(shelf));
    }
    match fs::remove_file(refused_file(shelf)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn unreadable(path: &Path, reason: SourceError) -> ImportError {
    let path = path.to_owned();
    match reason {
        SourceError::Wrong(wrong) => ImportError::WrongFile { path, reason: wrong.to_string() },
        reason => ImportError::Unreadable { path, reason },
    }
}
