//! The subcommands; the only place where the parts are joined.

pub mod sample;
