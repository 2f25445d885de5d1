//! How far an import or an export is.

/// How far an import or an export is, told now and then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The file is being downloaded.
    Downloading {
        /// Bytes here.
        bytes: u64,
        /// Bytes there are; 0 where the server does not say.
        of_bytes: u64,
    },
    /// The file is being read.
    Reading {
        /// Bytes read of the file, or of the archive's member.
        bytes: u64,
        /// Bytes there are; 0 where that is not known.
        of_bytes: u64,
        /// Rows read.
        rows: u64,
    },
    /// Entries are being put into the index.
    Indexing {
        /// Rows done.
        rows: u64,
        /// Rows there are.
        of_rows: u64,
    },
    /// The parts of the index are being made one.
    Merging,
    /// Entries are being written as documents.
    Exporting {
        /// Entries done.
        entries: u64,
        /// Entries there are.
        of_entries: u64,
    },
}
