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
