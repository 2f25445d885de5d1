//! Files of documents, each as large as the service takes one.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// The largest batch, in bytes: 5 MB.
const LARGEST: u64 = 5_000_000;

/// Writes documents into as many files as they need.
pub struct Batches {
    folder: PathBuf,
    begun: u64,
    open: Option<BufWriter<File>>,
    /// Bytes of the open file.
    size: u64,
}

impl Batches {
    /// Begins in a folder; no file is there before the first document.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), begun: 0, open: None, size: 0 }
    }

    /// Adds the text of an operation.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn push(&mut self, text: &str) -> io::Result<()> {
        const AROUND: u64 = ",\n]\n".len() as u64;
        if self.open.is_some() && self.size + text.len() as u64 + AROUND > LARGEST {
            self.close()?;
        }
        let before: &[u8] = if self.open.is_some() { b",\n" } else { b"[" };
        let file = match &mut self.open {
            Some(file) => file,
            None => {
                self.begun += 1;
                self.size = 0;
                let path = self.folder.join(format!("documents-{:05}.json", self.begun));
                self.open.insert(BufWriter::new(File::create(path)?))
            }
        };
        file.write_all(before)?;
        file.write_all(text.as_bytes())?;
        self.size += (before.len() + text.len()) as u64;
        Ok(())
    }

    /// Ends the last file; tells how many there are.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn finish(mut self) -> io::Result<u64> {
        self.close()?;
        Ok(self.begun)
    }

    fn close(&mut self) -> io::Result<()> {
        let Some(mut file) = self.open.take() else { return Ok(()) };
        file.write_all(b"]\n")?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_batch_is_as_large_as_it_may_be() {
        let folder = tempfile::tempdir().unwrap();
        let mut batches = Batches::new(folder.path());
        let documents: Vec<String> =
            (10..22).map(|number| format!("\"{number}{}\"", "x".repeat(999_990))).collect();
        documents.iter().for_each(|document| batches.push(document).unwrap());
        assert_eq!(batches.finish().unwrap(), 3);
        let mut read = Vec::new();
        for number in 1..=3 {
            let text =
                fs::read_to_string(folder.path().join(format!("documents-0000{number}.json"))).unwrap();
            assert!(text.len() as u64 <= LARGEST);
            read.extend(serde_json::from_str::<Vec<String>>(&text).unwrap());
        }
        assert_eq!(read.len(), 12);
        assert!(read.is_sorted());
        assert_eq!(Batches::new(folder.path()).finish().unwrap(), 0);
    }
}
