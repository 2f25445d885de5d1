use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
};

use carnet::{
    directory::index::embedded::EmbeddedIndex,
    domain::{
        criteria::EVERYTHING,
        entry::Entry,
        search::{LARGEST_SIZE, SearchRequest},
    },
};
use tempfile::TempDir;

/// The fixture: 56 columns, no trailing delimiter, UTF-8, LF.
pub const FIXTURE: &str = include_str!("../data/personne_activite.txt");

/// A data folder and a place for files to import, both gone at the end.
pub struct Home {
    folder: TempDir,
}

/// What a run of the binary gave.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    #[track_caller]
    pub fn succeeds(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self
    }

    #[track_caller]
    pub fn fails_with(self, words: &[&str]) {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {}", self.err);
        }
    }
}

impl Home {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Writes a file to import.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// `carnet directory …` on this data folder.
    pub fn directory(&self, arguments: &[&str]) -> Run {
        run(&mut self.command(arguments))
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_carnet"));
        command.arg("directory").args(arguments).env("CARNET_DATA_DIR", self.data());
        command
    }

    pub fn import(&self, file: &Path) -> Run {
        self.directory(&["import", file.to_str().unwrap()])
    }

    /// Imports a file however few rows it holds.
    pub fn import_forced(&self, file: &Path) -> Run {
        self.directory(&["import", "--force", file.to_str().unwrap()])
    }

    /// Imports a text under a name without a stamp.
    #[track_caller]
    pub fn import_text(&self, text: impl AsRef<[u8]>) -> Run {
        self.import(&self.file("text.txt", text)).succeeds()
    }

    /// The refused rows of the last import.
    pub fn refused(&self) -> String {
        fs::read_to_string(self.data().join("directory/refused.tsv")).unwrap_or_default()
    }

    /// Names of what stands in the folder of the directory, without those of indexes' files.
    pub fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.data().join("directory")).unwrap();
        let mut names: Vec<String> =
            names.map(|name| name.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub fn opened(&self) -> EmbeddedIndex {
        let index = EmbeddedIndex::new(&self.data());
        index.refresh().unwrap();
        index
    }

    /// Every entry, in the order of the identifiers.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = everything(&self.opened());
        entries.sort_by(|one, other| one.id.cmp(&other.id));
        entries
    }

    /// The one entry with that last name, its identifier left out.
    #[track_caller]
    pub fn entry(&self, last_name: &str) -> Entry {
        let mut entries = self.entries_of(last_name);
        assert_eq!(entries.len(), 1, "{last_name}");
        entries.remove(0)
    }

    pub fn entries_of(&self, last_name: &str) -> Vec<Entry> {
        let entries = self.entries().into_iter();
        let entries = entries.filter(|entry| entry.last_name.as_deref() == Some(last_name));
        entries.map(|entry| Entry { id: String::new(), ..entry }).collect()
    }
}

pub fn run(command: &mut Command) -> Run {
    told(command.output().unwrap())
}

/// Runs a command that reads these bytes from its standard input.
pub fn run_with(command: &mut Command, bytes: &[u8]) -> Run {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let bytes = bytes.to_owned();
    // A command that fails early leaves the rest unread: that breaks the pipe, and is no matter.
    let writing = thread::spawn(move || stdin.write_all(&bytes).is_ok());
    let run = told(child.wait_with_output().unwrap());
    writing.join().unwrap();
    run
}

fn told(output: Output) -> Run {
    let Output { status, stdout, stderr } = output;
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: status.code(), out: text(stdout), err: text(stderr) }
}

pub fn everything(index: &EmbeddedIndex) -> Vec<Entry> {
    let request = SearchRequest { q: EVERYTHING.to_owned(), size: LARGEST_SIZE, ..SearchRequest::default() };
    index.search(&request).unwrap().entries
}

/// The fixture's header and the rows of one person, found by a word.
pub fn fixture_rows(word: &str) -> Vec<&'static str> {
    FIXTURE.lines().filter(|line| line.contains(word)).collect()
}

pub fn header() -> &'static str {
    FIXTURE.lines().next().unwrap()
}

/// A file of these rows.
pub fn file_of<T: AsRef<str>>(rows: &[T]) -> String {
    let mut text = format!("{}\n", header());
    for row in rows {
        text += row.as_ref();
        text += "\n";
    }
    text
}

/// The row with the value of one column changed, counted from 0.
pub fn with(row: &str, column: usize, value: &str) -> String {
    let mut fields: Vec<&str> = row.split('|').collect();
    fields[column] = value;
    fields.join("|")
}
