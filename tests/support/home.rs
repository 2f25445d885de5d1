//! A data folder with its database: where a server lives.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use tempfile::TempDir;

use super::{database::Database, fixture, server::Server};

/// The binary under test.
pub const CARNET: &str = env!("CARGO_BIN_EXE_carnet");

/// A data folder, gone at the end of the test, with the database beside it.
pub struct Home {
    folder: TempDir,
    /// What its servers keep.
    pub database: Database,
}

impl Home {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let database = Database::new(folder.path());
        Self { folder, database }
    }

    /// A folder into which the invented directory has been imported.
    pub fn with_directory() -> Self {
        static IMPORTED: OnceLock<PathBuf> = OnceLock::new();
        let imported = IMPORTED.get_or_init(|| {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("front-door-directory");
            if folder.exists() {
                fs::remove_dir_all(&folder).unwrap();
            }
            fs::create_dir_all(&folder).unwrap();
            import(&folder, fixture::FILE_NAME, &fixture::file());
            folder
        });
        let home = Self::empty();
        copy(imported, &home.data());
        home
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Leaves of the directory nothing that can be read.
    pub fn break_directory(&self) {
        for item in fs::read_dir(self.data().join("directory")).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                fs::remove_dir_all(path).unwrap();
            }
        }
    }

    /// Imports a directory that holds this text, however little that is, under a file name whose
    /// stamp dates it.
    pub fn import(&self, name: &str, text: &str) {
        import(&self.data(), name, text);
    }

    /// Starts a server here; a second one shares the folder and the database.
    pub async fn serve(&self) -> Server {
        Server::start(self).await
    }

    /// A command of the binary, in this folder, with this database and nothing else set.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_of(Path::new(CARNET), arguments)
    }

    /// The same of another copy of the binary.
    pub fn command_of(&self, binary: &Path, arguments: &[&str]) -> Command {
        let mut command = command_of(binary, arguments);
        command.current_dir(self.folder.path());
        command.env("CARNET_DATA_DIR", self.data()).env("CARNET_DATABASE_URL", &self.database.url);
        command
    }

    /// A file beside the data folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// A command of the binary, without any setting of the machine's own.
pub fn command(arguments: &[&str]) -> Command {
    command_of(Path::new(CARNET), arguments)
}

fn command_of(binary: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARNET_") {
            command.env_remove(name);
        }
    }
    command.args(arguments);
    command
}

fn import(data: &Path, name: &str, text: &str) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, text).unwrap();
    let arguments =
        ["directory", "import", file.to_str().unwrap(), "--force", "--data-dir", data.to_str().unwrap()];
    let Output { status, stdout, stderr } = command(&arguments).output().unwrap();
    let words = [stdout, stderr].concat();
    assert!(status.success(), "{}", String::from_utf8_lossy(&words));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}
