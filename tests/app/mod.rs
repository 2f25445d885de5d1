//! The rules of selecting and browsing, over HTTP; one file a noun.

mod completion;
mod concurrency;
mod directory;
mod errors;
mod gateway;
mod history;
mod import;
mod organizations;
mod origin;
mod refresh;
mod removal;
mod search;
mod selections;
mod serve;
mod stand_in;
mod undo;
mod workers;
