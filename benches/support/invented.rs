//! The invented national file that is imported and searched.

use std::{
    env,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use carnet::directory::{
    index::{
        embedded::EmbeddedIndex,
        import::{self, ImportRequest, Input, Memory, Report},
        progress::Progress,
        status::Kind,
    },
    sample,
};

use tempfile::TempDir;

/// How many rows are measured with; [`NATIONAL`] for the figures that have a target.
const ROWS: &str = "CARNET_BENCH_ROWS";

/// A folder in which the directory is kept for the next run; a temporary one where it is not set.
const KEPT: &str = "CARNET_BENCH_DIRECTORY";

/// As many rows as show that the benchmark works.
const FEW: u64 = 100_000;

/// Name of the data folder.
const DATA: &str = "data";

/// Rows of the national file.
pub const NATIONAL: u64 = 2_290_000;

/// How many rows are asked for.
///
/// # Panics
/// The variable holds no number.
pub fn rows() -> u64 {
    env::var(ROWS).map_or(FEW, |rows| rows.parse().unwrap_or_else(|_| panic!("{ROWS} is no number")))
}

/// One line about the size: targets are of the national one.
pub fn size_line(rows: u64) -> String {
    let hint = if rows < NATIONAL { "; targets are of the national size: " } else { "" };
    let long = if rows < NATIONAL { format!("{ROWS}={NATIONAL}") } else { String::new() };
    format!("{rows} invented rows{hint}{long}")
}

/// A data folder with a directory of so many rows; gone when it is dropped, unless it is kept.
pub struct Directory {
    _folder: Option<TempDir>,
    /// The data folder.
    pub data: PathBuf,
}

impl Directory {
    /// Invents and imports one, or takes the one kept by a run before.
    pub fn make(rows: u64) -> Self {
        if let Some(kept) = env::var_os(KEPT) {
            return Self::kept(&Path::new(&kept).join(rows.to_string()), rows);
        }
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let data = imported(rows, folder.path());
        Self { _folder: Some(folder), data }
    }

    /// An index of other fields than those of this Carnet is made anew.
    fn kept(folder: &Path, rows: u64) -> Self {
        let data = folder.join(DATA);
        if !EmbeddedIndex::new(&data).refresh().unwrap_or(false) {
            let _nothing_yet = fs::remove_dir_all(folder);
            fs::create_dir_all(folder).unwrap();
            imported(rows, folder);
        }
        Self { _folder: None, data }
    }

    /// Its index, opened.
    pub fn index(&self) -> EmbeddedIndex {
        let index = EmbeddedIndex::new(&self.data);
        assert!(index.refresh().unwrap());
        index
    }
}

/// The data folder, in a folder, of a directory invented and imported there.
fn imported(rows: u64, folder: &Path) -> PathBuf {
    let file = write(rows, folder).unwrap();
    let data = folder.join(DATA);
    import(&file, &data, &mut |_| {});
    fs::remove_file(file).unwrap();
    data
}

/// Writes the file into a folder.
pub fn write(rows: u64, folder: &Path) -> io::Result<PathBuf> {
    let path = folder.join("PS_LibreAcces_Personne_activite_202611250000.txt");
    sample::write(rows, sample::DEMONSTRATION_SEED, &mut File::create(&path)?)?;
    Ok(path)
}

/// Imports it.
///
/// # Panics
/// The import fails.
pub fn import(file: &Path, data_dir: &Path, watcher: &mut dyn FnMut(Progress)) -> Report {
    let request = ImportRequest {
        input: Input::File(file),
        name: None,
        date: None,
        kind: Kind::National,
        replace: false,
        publication: None,
        force: false,
        memory: Memory::Normal,
        data_dir,
        now: 0,
        watcher,
    };
    import::run(request).unwrap_or_else(|error| panic!("{error}"))
}
