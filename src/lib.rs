//! Carnet: search the national directory, select one result, keep the register.
//!
//! Reading order: [`domain`] (the words and the rules), [`registry`] (what the staff keep),
//! [`directory`] (where entries come from), [`identity`] (passwords and secrets), [`upkeep`] (what
//! runs without a request), [`web`] (HTTP and HTML), [`cli`] (where the parts are joined). A layer
//! imports only those before it, and `registry` and `directory` never meet; `tests/layers.rs` fails
//! on an import that climbs.

pub mod cli;
pub mod config;
pub mod directory;
pub mod domain;
pub mod identity;
pub mod registry;
pub mod upkeep;
pub mod web;
