//! Who may read an index: whoever may read any new file of the importer.
//!
//! tantivy makes two of its files readable by their owner alone, so that a server that runs as
//! another user than the importer could not open the index.

use std::{fs, io, path::Path};

/// Gives every file of the folder the permissions of the first file made there by plain means.
///
/// # Errors
/// The folder cannot be read or written.
pub fn even_out(folder: &Path) -> io::Result<()> {
    let plain = folder.join(".plain");
    fs::write(&plain, "")?;
    let permissions = fs::metadata(&plain)?.permissions();
    fs::remove_file(plain)?;
    for file in fs::read_dir(folder)? {
        fs::set_permissions(file?.path(), permissions.clone())?;
    }
    Ok(())
}
