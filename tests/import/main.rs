//! The import of the national file and of a company's documents, through the binary.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

/// A company's own documents.
mod documents;
/// What becomes of the rows: merging, facts, identifiers.
mod entries;
/// Deaths, full disks, two imports at once: what was loaded stays.
mod faults;
/// The binary, the fixture and what the index holds.
mod harness;
/// Every layout and encoding of the file.
mod layouts;
/// Rows and files that are refused.
mod refusals;
/// A new index is taken up while searches run.
mod swap;
/// Compressed files, archives, dates, and what the commands say.
mod wrappings;
