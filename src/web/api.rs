//! `/api`: the directory and the register for programs, in JSON.
//!
//! Start with [`routes`]. Every request passes `door` (token, scope, pace, `Accept`); a noun's file
//! bears its handlers, `shapes` what they answer, [`problem`] what is said where they fail, which
//! [`problems`] says of everything else. `document` describes it all for programs, `docs` for people.
//! The rules are those of the pages, and their code.

mod affiliations;
mod answer;
mod directory;
mod docs;
mod document;
mod door;
mod examples;
mod forms;
mod links;
mod listing;
mod organizations;
pub mod problem;
pub mod problems;
pub mod routes;
mod selections;
mod shapes;
mod spoken;
mod workers;
