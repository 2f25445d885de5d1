//! `carnet gateway`: the directory in the gateway's own protocol (`cloudsearch.md`), for programs.
//!
//! It holds public data and changes nothing, so any page of any site may read it, on any address;
//! no account, no database, no page of ours. Start with [`server`], its table of URLs: `search`
//! handles both addresses, `incoming` reads their parameters, `envelope` and `refusal` write what
//! is answered, `wire` and `unreadable` also what the HTTP server refuses by itself.

mod cors;
pub mod envelope;
mod health;
mod incoming;
mod limits;
mod refusal;
pub mod search;
pub mod server;
mod unreadable;
mod wire;
