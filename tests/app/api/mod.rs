//! `/api`, as programs use it.

mod directory;
mod document;
mod door;
mod register;
mod selections;
mod tokens;
mod unavailable;
