//! The rules of selecting and browsing, over HTTP; one file a noun.

mod completion;
mod concurrency;
mod directory;
mod doors;
mod errors;
mod full_disk;
mod gateway;
mod history;
mod import;
mod kills;
mod limits;
mod oidc;
mod organizations;
mod origin;
mod refresh;
mod register;
mod removal;
mod scale;
mod search;
mod selections;
mod serve;
mod sign_in;
mod staff;
mod stand_in;
mod undo;
mod workers;
