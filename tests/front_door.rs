//! Carnet through its front door: the binary, started as its users start it.
//!
//! - `app`: over HTTP, on SQLite, or on the server that `TEST_DATABASE_URL` names.
//! - `browser`: in Chromium, where `chromium` and `chromedriver` are installed.
//! - `html`: the Nu checker over every kind of page, where Java and `target/tools` are.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected fails")]

mod app;
mod browser;
mod html;
mod support;
