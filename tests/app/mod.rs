//! The rules of selecting and browsing, over HTTP; one file a noun.

mod api;
mod changes;
mod completion;
mod concurrency;
mod directory;
mod errors;
mod export;
mod forget;
mod full_disk;
mod gateway;
mod history;
mod import;
mod kills;
mod listings;
mod organizations;
mod origin;
mod refresh;
mod register;
mod removal;
mod scale;
mod search;
mod selections;
mod serve;
mod stand_in;
mod undo;
mod workers;
