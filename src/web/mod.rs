//! HTTP and HTML: the only user of actix and askama.
//!
//! Start with [`routes`], the table of every URL. A handler file bears the noun of its URL and
//! of its template folder; what every page shares stands in [`shell`], [`page`], [`error`],
//! [`notice`] and [`locale`]; who may ask is decided in [`origin`]. [`api`] is the same for
//! programs, which [`caller`] recognizes; [`gateway`] is a server of its own, for programs too.

pub mod address;
pub mod affiliations;
pub mod api;
pub mod app;
pub mod assets;
pub mod caller;
pub mod changes;
pub mod directory;
pub mod error;
pub mod error_page;
mod export;
mod facts;
pub mod gateway;
pub mod grouping;
pub mod headers;
pub mod health;
pub mod history;
mod history_form;
pub mod listing;
pub mod locale;
pub mod notice;
pub mod organizations;
pub mod origin;
pub mod pace;
pub mod page;
pub mod practice;
pub mod preparing;
pub mod redirect;
pub mod removal;
pub mod routes;
pub mod search;
pub mod selections;
pub mod server;
pub mod shell;
pub mod site;
pub mod workers;
