//! HTTP and HTML: the only user of actix and askama.
//!
//! Start with [`routes`], the table of every URL. A handler file bears the noun of its URL and
//! of its template folder; what every page shares stands in [`shell`], [`page`], [`error`],
//! [`notice`] and [`locale`]; who may ask is decided in [`origin`] and [`session`]. [`gateway`] is a
//! server of its own, for programs.

pub mod account;
pub mod address;
pub mod affiliations;
pub mod app;
pub mod assets;
pub mod client;
pub mod destination;
pub mod directory;
pub mod error;
pub mod error_page;
pub mod gateway;
pub mod grouping;
pub mod headers;
pub mod health;
pub mod history;
pub mod limits;
pub mod listing;
pub mod locale;
pub mod new_password;
pub mod notice;
pub mod oidc;
pub mod organizations;
pub mod origin;
pub mod page;
pub mod practice;
pub mod preparing;
pub mod redirect;
pub mod removal;
pub mod routes;
pub mod search;
pub mod selections;
pub mod server;
pub mod session;
pub mod shell;
pub mod sign_in;
pub mod site;
pub mod staff;
pub mod visitor;
pub mod welcome;
pub mod workers;
