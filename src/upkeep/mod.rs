//! What runs without a request: keeping the directory up to date, and finding what changed in it.
//!
//! Reading order: [`schedule`] (when) → [`refresh`] (what, on a thread of its own); [`asking`] (what
//! the directory says of some rows) → [`changes`].

pub mod asking;
pub mod changes;
pub mod refresh;
pub mod schedule;
