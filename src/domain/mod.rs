//! Pure words and rules, without I/O: the vocabulary that every other layer speaks.
//!
//! - **directory**: the outside world that staff search; Carnet never writes to it.
//! - **entry** ([`entry::Entry`]): one directory answer, a person at a place.
//! - **selection** ([`selection::Selection`]): an entry that has all mandatory facts.
//! - **registry**: what the staff keep: **organizations** ([`organization::Organization`]),
//!   **workers** ([`worker::Worker`]) and **affiliations** between them.
//! - **event** ([`event::Event`]): one line of history.
//! - **staff** ([`staff::Staff`]): the people who sign in.
//! - **token** ([`token::TokenName`]): what lets a program in.
//!
//! Must not know HTTP, SQL, the index or the clock. Order: text, edit, token, identifiers, phone,
//! codes, departments → organization, worker, entry → selection → changed_fact, change; abilities, filter,
//! email, reading, streets, house_number, towns, large_towns, practice_mode, criteria, numbers, search → particulars → staff_query.

pub mod abilities;
pub mod arrondissements;
pub mod change;
pub mod changed_fact;
pub mod codes;
pub mod criteria;
pub mod department_number;
pub mod departments;
pub mod edit;
pub mod email;
pub mod entry;
pub mod event;
pub mod everyday;
pub mod filter;
pub mod house_number;
pub mod identifiers;
pub mod large_towns;
pub mod numbers;
pub mod organization;
pub mod particulars;
pub mod phone;
pub mod practice_mode;
pub mod reading;
pub mod search;
pub mod selection;
pub mod staff;
pub mod staff_query;
pub mod streets;
pub mod text;
pub mod token;
pub mod towns;
pub mod worker;
