//! A data folder with its database: where a server lives.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{Mutex, OnceLock},
};

use tempfile::TempDir;

use super::{
    database::Database,
    directory::{self, Gateway},
    fixture,
    server::Server,
};

/// The binary under test.
pub const CARNET: &str = env!("CARGO_BIN_EXE_carnet");

/// A data folder, gone at the end of the test, with the database beside it.
pub struct Home {
    folder: TempDir,
    /// What its servers keep.
    pub database: Database,
    settings: Vec<(&'static str, String)>,
    /// Where the directory is a gateway: that gateway, once it is needed.
    gateway: Option<Mutex<Option<Gateway>>>,
}

impl Home {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let database = Database::new(folder.path());
        Self { folder, database, settings: Vec::new(), gateway: None }
    }

    /// A folder whose servers search the invented directory, imported there or over a gateway.
    pub fn with_directory() -> Self {
        if !directory::is_gateway() {
            return Self::with_index();
        }
        let home = Self { gateway: Some(Mutex::default()), ..Self::empty() };
        copy(imported(), &home.searched());
        home
    }

    /// A folder into which the invented directory has been imported.
    pub fn with_index() -> Self {
        let home = Self::empty();
        copy(imported(), &home.searched());
        home
    }

    /// The same with a setting for all of its commands.
    pub fn with(mut self, variable: &'static str, value: impl Into<String>) -> Self {
        self.settings.push((variable, value.into()));
        self
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The data folder of the index that answers in the end.
    pub fn searched(&self) -> PathBuf {
        if self.gateway.is_some() { self.folder.path().join("gateway") } else { self.data() }
    }

    /// Leaves of the directory nothing that can be read.
    pub fn break_directory(&self) {
        if let Some(gateway) = &self.gateway {
            gateway.lock().unwrap().as_mut().unwrap().stop();
        }
        for item in fs::read_dir(self.searched().join("directory")).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                fs::remove_dir_all(path).unwrap();
            }
        }
    }

    /// Imports a directory that holds this text, however little that is, under a file name whose
    /// stamp dates it.
    pub fn import(&self, name: &str, text: &str) {
        import(&self.searched(), name, text);
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
        if let Some(gateway) = &self.gateway {
            let mut gateway = gateway.lock().unwrap();
            let gateway =
                gateway.get_or_insert_with(|| Gateway::start(&self.searched(), &self.file("gateway.log")));
            command.env("CARNET_DIRECTORY_URL", &gateway.url);
        }
        command.envs(self.settings.iter().map(|(variable, value)| (variable, value)));
        command
    }

    /// A file beside the data folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// A data folder into which the invented directory has been imported, to be read only.
pub fn imported() -> &'static Path {
    static IMPORTED: OnceLock<PathBuf> = OnceLock::new();
    IMPORTED.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("front-door-directory");
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(&folder).unwrap();
        import(&folder, fixture::FILE_NAME, &fixture::file());
        folder
    })
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
