//! HTTP and HTML: the only user of actix and askama.
//!
//! Start with [`routes`], the table of every URL. A handler file bears the noun of its URL and
//! of its template folder; what every page shares stands in [`shell`], [`page`], [`error`],
//! [`notice`] and [`locale`]; who may ask is decided in [`origin`] and [`session`]. [`api`]
//! is the same for programs, which [`caller`] recognizes; [`gateway`] is a server of its own, for
//! programs too.

pub mod account;
pub mod address;
pub mod administration;
pub mod affiliations;
pub mod api;
pub mod app;
pub mod assets;
pub mod caller;
pub mod changes;
pub mod client;
pub mod connection;
pub mod destination;
pub mod directory;
pub mod error;
pub mod error_page;
mod export;
mod facts;
pub mod forgetting;
pub mod gateway;
pub mod gone;
pub mod grouping;
pub mod headers;
pub mod health;
mod held;
pub mod history;
mod history_form;
pub mod invitations;
pub mod language;
pub mod limits;
pub mod listing;
pub mod locale;
pub mod new_password;
pub mod notice;
pub mod oidc;
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
pub mod serving;
pub mod session;
pub mod shell;
pub mod sign_in;
pub mod site;
pub mod staff;
pub mod tokens;
pub mod unread;
pub mod visitor;
pub mod welcome;
pub mod workers;
