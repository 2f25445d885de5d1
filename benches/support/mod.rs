//! What the benchmarks share: the machine, what is measured, and tables with targets beside the
//! figures.

#![expect(
    dead_code,
    clippy::panic,
    clippy::unwrap_used,
    reason = "each benchmark uses its part, and ends where it cannot run"
)]

pub mod invented;
pub mod machine;
pub mod measure;
pub mod server;
pub mod table;

/// The same as the binary's, so that what is compared differs in nothing else.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;
