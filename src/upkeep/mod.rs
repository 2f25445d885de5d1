//! What runs without a request: so far, keeping the directory up to date.
//!
//! Reading order: [`schedule`] (when) → [`refresh`] (what, on a thread of its own).

pub mod refresh;
pub mod schedule;
