//! web
pub mod locale;
