//! What programs ask of the listings, and the keys in their addresses.

use serde::Deserialize;
use utoipa::IntoParams;

use super::problem::{MALFORMED, NOT_FOUND, Problem};
use crate::{
    domain::identifiers::{Finess, Rpps},
    registry::{
        filters::Filters,
        listing::{Cursor, LARGEST_PAGE, Listing, Order},
    },
    web::listing::{self, PAGE},
};

/// A page of a listing.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Words, each of which must begin a word of the name, the town or the key.
    #[param(example = "dubreuil")]
    q: String,
    /// Code of a department: of the organization, or of one of the worker's.
    #[param(example = "25")]
    department: String,
    /// How many to answer.
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<usize>,
    /// Where the page begins: what the page before gave as `next`.
    #[param(format = "cursor")]
    after: String,
}

/// A page of what belongs to one organization or worker.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many to answer.
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<usize>,
    /// Where the page begins: what the page before gave as `next`.
    #[param(format = "cursor")]
    after: String,
}

impl ListQuery {
    /// The page asked for.
    ///
    /// # Errors
    /// [`MALFORMED`].
    pub fn listing(self) -> Result<Listing, Problem> {
        let filters = Filters { department: listing::given(&self.department), ..Filters::default() };
        let after = listing::cursor(&self.after)?;
        Ok(Listing { words: self.q, filters, order: Order::Name, after, size: bounded(self.size)? })
    }
}

impl PageQuery {
    /// Where the page begins, and how many rows it has.
    ///
    /// # Errors
    /// [`MALFORMED`].
    pub fn page(&self) -> Result<(Option<Cursor>, usize), Problem> {
        Ok((listing::cursor(&self.after)?, bounded(self.size)?))
    }
}

fn bounded(size: Option<usize>) -> Result<usize, Problem> {
    let size = size.unwrap_or(PAGE);
    let refused = || Problem::new(MALFORMED, format!("size is {size}; give 1 to {LARGEST_PAGE}."));
    if (1..=LARGEST_PAGE).contains(&size) { Ok(size) } else { Err(refused()) }
}

/// The organization's number in an address, written as Carnet writes it.
///
/// # Errors
/// [`NOT_FOUND`] where it is none: nothing is registered under it.
pub fn finess(text: &str) -> Result<Finess, Problem> {
    Finess::parse(text).ok().filter(|finess| finess.as_str() == text).ok_or_else(no_organization)
}

/// The worker's number in an address, written as Carnet writes it.
///
/// # Errors
/// [`NOT_FOUND`] where it is none: nobody is registered under it.
pub fn rpps(text: &str) -> Result<Rpps, Problem> {
    Rpps::parse(text).ok().filter(|rpps| rpps.as_str() == text).ok_or_else(no_worker)
}

/// That no such organization is registered.
pub fn no_organization() -> Problem {
    Problem::new(NOT_FOUND, "No organization of this FINESS number is registered.")
}

/// That no such worker is registered.
pub fn no_worker() -> Problem {
    Problem::new(NOT_FOUND, "No worker of this RPPS number is registered.")
}
