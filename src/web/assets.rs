//! Static files: embedded in the binary, written at start beside the database, served from there.
//!
//! The folder's name holds a hash of everything in it, so that its files may be cached for ever.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rust_embed::RustEmbed;
use xxhash_rust::xxh3::Xxh3;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Embedded;

/// The static files as they lie on disk.
#[derive(Debug, Clone)]
pub struct Assets {
    /// The first part of their URLs, `/static-HASH`.
    pub prefix: String,
    /// The folder that actix-files serves.
    pub folder: PathBuf,
}

impl Assets {
    /// Writes the embedded files to `static-HASH/` in the data folder, and removes older ones.
    ///
    /// Each file is written beside its place and renamed, so that a second process that starts
    /// at the same time never serves half a file.
    ///
    /// # Errors
    /// What the file system says.
    pub fn unpack(data_dir: &Path) -> io::Result<Self> {
        let name = format!("static-{}", hash());
        let folder = data_dir.join(&name);
        for path in Embedded::iter() {
            if let Some(file) = Embedded::get(&path) {
                write(&folder.join(path.as_ref()), &file.data)?;
            }
        }
        remove_others(data_dir, &name);
        Ok(Self { prefix: format!("/{name}"), folder })
    }
}

/// A hash over the names and contents of all files.
fn hash() -> String {
    let mut names: Vec<_> = Embedded::iter().collect();
    names.sort();
    let mut hasher = Xxh3::new();
    for name in names {
        hasher.update(name.as_bytes());
        if let Some(file) = Embedded::get(&name) {
            hasher.update(&file.metadata.sha256_hash());
        }
    }
    format!("{:016x}", hasher.digest())
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|there| there.len() == content.len() as u64) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension(format!("{}.tmp", std::process::id()));
    fs::write(&beside, content)?;
    fs::rename(beside, path)
}

/// Removes the static files of other versions; what cannot be removed does no harm.
fn remove_others(data_dir: &Path, current: &str) {
    let Ok(entries) = fs::read_dir(data_dir) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("static-") && name != current {
            let _removed = fs::remove_dir_all(entry.path());
        }
    }
}
