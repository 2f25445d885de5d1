//! Where entries come from; knows nothing of the registry.

pub mod sample;
