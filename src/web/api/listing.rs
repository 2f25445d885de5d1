//! What programs ask of the listings, and the keys in their addresses.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, de::Error};
use utoipa::{IntoParams, ToSchema};

use super::problem::{MALFORMED, NOT_FOUND, Problem};
use crate::{
    domain::identifiers::{Finess, Rpps},
    registry::listing::{
        Cursor, LARGEST_PAGE, Listed, Listing, Order,
        filters::{Filters, Linked},
    },
    web::listing::{self, PAGE},
};

/// A page of a listing.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Words, each of which must begin a word of the name, the town or the key; where few rows bear them, those
    /// linked to what is called so are found too, and where none bears all of them, those that bear some and are
    /// linked to what bears the others.
    #[param(example = "dubreuil")]
    q: String,
    /// Code of a department: of the organization, or of one of the worker's.
    #[param(example = "25")]
    department: String,
    /// Code of a profession: of the worker, or of one of the organization's.
    #[param(example = "10")]
    profession: String,
    /// Code of a sector of activity: of the organization, or of one of the worker's.
    #[param(example = "SA01")]
    sector: String,
    /// Registered at this instant or later.
    #[param(format = "date-time", example = "2026-11-22T00:00:00Z")]
    since: Option<String>,
    /// Who registered: an e-mail address, `token:NAME`, `cli` or `local`.
    #[param(example = "token:planning-prod")]
    by: String,
    /// The order: `name`, `town` (then by name; workers by name alone), or `date`, the newest first.
    #[param(inline)]
    sort: Sort,
    /// How many to answer.
    #[serde(deserialize_with = "size")]
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<usize>,
    /// Where the page begins: what the page before gave as `next`.
    /// As a rule the key, a point, and what the row is sorted by, folded; take it as it is.
    #[param(
        pattern = r"^([0-9A-Za-z]+\.((~|[a-z0-9]+(-[a-z0-9]+)*)?--)?([a-z0-9]+(-[a-z0-9]+)*)?)?$",
        example = "19900000019.--1764057600"
    )]
    after: String,
}

/// An order of a listing, by its word.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Sort {
    /// By name.
    #[default]
    Name,
    /// By town, then name.
    Town,
    /// By the moment of registering, newest first.
    Date,
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Name => Self::Name,
            Sort::Town => Self::Town,
            Sort::Date => Self::Date,
        }
    }
}

/// Reads `size`, so that what is no number is told by its name.
///
/// # Errors
/// A sentence, where it is no whole number.
pub fn size<'de, D: Deserializer<'de>>(value: D) -> Result<Option<usize>, D::Error> {
    let text = String::deserialize(value)?;
    let refused = |_| D::Error::custom(format!("size is {text:?}; give a whole number"));
    text.parse().map(Some).map_err(refused)
}

/// A page of what belongs to one organization or worker.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many to answer.
    #[serde(deserialize_with = "size")]
    #[param(minimum = 1, maximum = 200, default = 50)]
    size: Option<usize>,
    /// Where the page begins: what the page before gave as `next`.
    /// As a rule the key, a point, and what the row is sorted by, folded; take it as it is.
    #[param(
        pattern = r"^([0-9A-Za-z]+\.((~|[a-z0-9]+(-[a-z0-9]+)*)--)?([a-z0-9]+(-[a-z0-9]+)*)?)?$",
        example = "19900000019.ferrandel-maud"
    )]
    after: String,
}

impl ListQuery {
    /// The page asked for.
    ///
    /// # Errors
    /// [`MALFORMED`]; [`NOT_FOUND`] where no page of that order begins there.
    pub fn listing(self, listed: Listed) -> Result<Listing, Problem> {
        let order = Order::from(self.sort);
        let after = cursor(&self.after, listed)?;
        if after.as_ref().is_some_and(|after| !listed.may_begin(after, order)) {
            let detail = format!("after is {}, of another order: no page begins there.", self.after);
            return Err(Problem::new(NOT_FOUND, detail));
        }
        let filters = Filters {
            department: listing::given(&self.department),
            profession: listing::given(&self.profession),
            sector: listing::given(&self.sector),
            since: self.since.as_deref().map(moment).transpose()?,
            by: listing::given(&self.by),
            linked: Linked::default(),
            among: Vec::new(),
        };
        Ok(Listing { words: self.q, filters, order, after, size: bounded(self.size)? })
    }
}

impl PageQuery {
    /// Where the page of what is listed begins, and how many rows it has.
    ///
    /// # Errors
    /// [`MALFORMED`]; [`NOT_FOUND`] where no page begins there.
    pub fn page(&self, listed: Listed) -> Result<(Option<Cursor>, usize), Problem> {
        Ok((cursor(&self.after, listed)?, bounded(self.size)?))
    }
}

fn cursor(after: &str, listed: Listed) -> Result<Option<Cursor>, Problem> {
    let place = Cursor::parse(after);
    if place.as_ref().is_ok_and(|place| !listed.has_place(place)) {
        return Err(Problem::new(
            NOT_FOUND,
            format!("after is {after}, of another listing: no page begins there."),
        ));
    }
    Ok(listing::cursor(after, listed)?)
}

/// The second in which an instant lies: what is registered is stamped by the second.
fn moment(text: &str) -> Result<i64, Problem> {
    let refused = |_| {
        let detail = format!("since is {text:?}; give an instant such as 2026-11-22T00:00:00Z (RFC 3339).");
        Problem::new(MALFORMED, detail)
    };
    text.parse::<Timestamp>().map(Timestamp::as_second).map_err(refused)
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
