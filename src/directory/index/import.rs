//! An import: from a file to a published index, in one step or not at all.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

pub use super::import_error::ImportError;
use super::{
    build,
    former::Former,
    gather::{self, GatherError},
    gather_documents, permissions,
    progress::Progress,
    shelf::{Lock, Shelf},
    status::{Kind, Status},
    tally::Origin,
};
use crate::directory::extraction::{
    source::{Content, Source, SourceError},
    stamp,
};

/// The folder of rows set aside while importing; the ending has it cleared where an import died.
const ASIDE: &str = "rows.tmp";

/// What to import, and where to.
pub struct ImportRequest<'a> {
    /// The file: plain, gzip, or a zip archive that holds it.
    pub source: &'a Path,
    /// The name under which it is shown and whose stamp is its date; none: the file's own.
    pub name: Option<&'a str>,
    /// The day of the directory, where the name bears no stamp.
    pub date: Option<Date>,
    /// Which directory it is, where it is a file of the national layout.
    pub kind: Kind,
    /// Whether a directory of the other kind, or documents loaded before, go for this one.
    pub replace: bool,
    /// The data folder.
    pub data_dir: &'a Path,
    /// The time, in seconds since 1970-01-01 UTC.
    pub now: i64,
    /// Told of the progress.
    pub watcher: &'a mut dyn FnMut(Progress),
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
    let mut source = Source::open(request.source).map_err(|reason| unreadable(request.source, reason))?;
    let origin = origin(&request, &source);
    let lock = shelf.lock().map_err(unwritable)?;
    let lock = lock.ok_or_else(|| ImportError::Busy { folder: shelf.folder().to_owned() })?;
    let replaced = loaded(&shelf).map_err(unwritable)?;
    if let Some(loaded) = &replaced {
        check_kinds(loaded.kind, origin.kind, &request)?;
    }
    let before = former(&shelf, replaced.as_ref(), origin.kind, request.replace)?;
    let was_applied = before.is_some();
    let status = replace(&shelf, &lock, &mut source, before, origin, request)?;
    let refused_file = (status.rows_refused > 0).then(|| refused_file(&shelf));
    Ok(Report { status, refused_file, replaced, was_applied })
}

/// What is loaded; an index whose status cannot be read counts as none.
///
/// # Errors
/// The folder of the directory cannot be read.
pub fn loaded(shelf: &Shelf) -> io::Result<Option<Status>> {
    Ok(shelf.current()?.and_then(|number| Status::read(&shelf.index(number)).ok()))
}

fn origin(request: &ImportRequest<'_>, source: &Source) -> Origin {
    let own_name = request.source.file_name().map(|name| name.to_string_lossy().into_owned());
    let file_name = request.name.map(str::to_owned).or(own_name).unwrap_or_default();
    let stamped = stamp::date(&file_name).or_else(|| stamp::date(source.member()?));
    let kind = match source.content() {
        Content::Extraction => request.kind,
        Content::Documents => Kind::Company,
    };
    Origin { kind, date: stamped.or(request.date), imported_at: request.now, file_name }
}

fn check_kinds(loaded: Kind, given: Kind, request: &ImportRequest<'_>) -> Result<(), ImportError> {
    match (loaded, given) {
        (Kind::Demo, _) => Ok(()),
        (_, Kind::Demo) => Err(ImportError::DemoOverReal),
        (loaded, given) if loaded == given || request.replace => Ok(()),
        (loaded, given) => Err(ImportError::OtherKind { path: request.source.to_owned(), loaded, given }),
    }
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
    let Some((loaded, number)) = loaded.zip(shelf.current().map_err(unwritable)?) else { return Ok(None) };
    Former::open(&shelf.index(number), loaded)?.map(Some).ok_or(ImportError::OtherVersion)
}

fn replace(
    shelf: &Shelf,
    lock: &Lock,
    source: &mut Source,
    before: Option<Former>,
    origin: Origin,
    request: ImportRequest<'_>,
) -> Result<Status, ImportError> {
    let unwritable = |reason| ImportError::Unwritable { folder: shelf.folder().to_owned(), reason };
    let draft = shelf.draft(lock).map_err(unwritable)?;
    let aside = shelf.folder().join(ASIDE);
    let gathered = match source.content() {
        Content::Extraction => gather::gather(source, &aside, request.watcher),
        Content::Documents => gather_documents::gather(source, before, &aside, request.watcher),
    };
    let gathered = gathered.map_err(|error| match error {
        GatherError::Source(reason) => unreadable(request.source, reason),
        GatherError::Write(reason) => unwritable(reason),
    })?;
    if gathered.read == gathered.refused {
        let (refused, first) = (gathered.refused, gathered.first_refusal);
        return Err(ImportError::NoneKept { path: request.source.to_owned(), refused, first });
    }
    let built = build::build(&gathered, draft.folder(), request.watcher)?;
    let status = built.tally.status(origin, built.rows);
    status.write(draft.folder()).map_err(unwritable)?;
    permissions::even_out(draft.folder()).map_err(unwritable)?;
    keep_refusals(shelf, &aside, status.rows_refused > 0).map_err(unwritable)?;
    shelf.publish(lock, draft).map_err(unwritable)?;
    Ok(status)
}

fn refused_file(shelf: &Shelf) -> PathBuf {
    shelf.folder().join(gather::REFUSED)
}

/// Keeps the file of refused rows, or removes that of the import before.
fn keep_refusals(shelf: &Shelf, aside: &Path, any: bool) -> io::Result<()> {
    if any {
        return fs::rename(aside.join(gather::REFUSED), refused_file(shelf));
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
