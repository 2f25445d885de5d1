//! What is listed, and the way to the rows of a page.
//!
//! Reading order: [`filters`], [`count`] → `pages` (what a listing is, walked by cursor) → `listed` (the
//! tables) → `statement`, `finding` (the SQL) → `expected`, `by_name` → `rows` (which rows a page shows) →
//! `hits`, `in_parts`, `through` (and which, where what they are linked to bears the words) → `links` (and how
//! many links they have).

mod by_name;
pub mod count;
mod expected;
pub mod filters;
mod finding;
mod hits;
mod in_parts;
pub mod links;
mod listed;
mod pages;
pub(super) mod rows;
mod statement;
pub(super) mod through;

pub(super) use rows::Onward;

pub use listed::Listed;
pub use pages::{
    BrokenCursor, Cursor, LARGEST_PAGE, Listing, Order, Page, Reach, SHOWN, Way, bounded, one_more, sorted,
    sorted_by_town,
};
