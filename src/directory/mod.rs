//! Where entries come from: the directory that staff search. Knows nothing of the registry.
//!
//! Reading order: [`language`] (what can be asked) → [`index`] (the embedded answerer).

pub mod extraction;
pub mod index;
pub mod language;
