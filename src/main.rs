//! The binary: everything is in the library.

use std::process::ExitCode;

/// Gives memory that a crowd has used back to the system, which glibc's keeps (docs/performance.md).
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    carnet::cli::run()
}
