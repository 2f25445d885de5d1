//! The import of the national file and of a company's documents, through the binary.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

/// A company's own documents.
mod documents;
/// What is downloaded, resumed, and not downloaded again.
mod download;
/// Downloading from servers that fail in every way.
mod download_faults;
/// A refresh, from a server that does what a test wants.
mod downloading;
/// What becomes of the rows: merging, facts, identifiers.
mod entries;
/// What is loaded, written as the service's documents.
mod export;
/// Deaths, full disks, two imports at once: what was loaded stays.
mod faults;
/// The binary, the fixture and what the index holds.
mod harness;
/// Every layout and encoding of the file.
mod layouts;
/// Saying what a machine cannot do.
#[expect(dead_code, reason = "what else may be left out is for other tests")]
#[path = "../support/left_out.rs"]
mod left_out;
/// A published file, as an honest server gives it.
#[path = "../support/published.rs"]
mod published;
/// Rows and files that are refused.
mod refusals;
/// A new index is taken up while searches run.
mod swap;
/// A server whose every answer the test writes.
#[expect(dead_code, reason = "what it does beside is for other tests")]
#[path = "../support/upstream.rs"]
mod upstream;
/// Compressed files, archives, dates, and what the commands say.
mod wrappings;
