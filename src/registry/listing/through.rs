//! Listings that find what they show through what it is linked to: where no organization bears the words
//! typed, those at which people who bear them work, and the other way round.

use diesel::QueryResult;

use super::{
    count::{COUNTED, Count},
    expected::expected,
    filters::Filters,
    listed::Listed,
    pages::{LARGEST_PAGE, Listing, one_more},
    rows::{self, Onward},
};
use crate::registry::{database::Database, search::Words};

/// The keys of some rows.
pub struct Found {
    /// In the order asked for.
    pub keys: Vec<String>,
    /// Where what they are linked to bears the words, and none of the listing does: the listing through these.
    pub through: Option<Listing>,
}

/// The keys of the rows of a page, as many as are wanted at most.
///
/// # Errors
/// Any error of the database.
pub fn keys(db: &mut Database, listed: Listed, listing: &Listing, wanted: i64) -> QueryResult<Found> {
    let keys = rows::keys(db, listed, listing, wanted)?;
    if keys.is_empty()
        && let Some(linked) = linked(db, listed, listing)?
    {
        return Ok(Found { keys: rows::keys(db, listed, &linked, wanted)?, through: Some(linked) });
    }
    Ok(Found { keys, through: None })
}

/// How many rows the listing has on all its pages.
///
/// # Errors
/// Any error of the database.
pub fn count(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Count> {
    let count = rows::count(db, listed, listing)?;
    if count.is_zero()
        && let Some(linked) = linked(db, listed, listing)?
    {
        return rows::count(db, listed, &linked);
    }
    Ok(count)
}

/// Does something with the keys of all rows, as [`rows::all`] does.
///
/// # Errors
/// Any error of the database.
pub fn all(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    work: impl FnMut(&mut Database, &[String]) -> QueryResult<Onward>,
) -> QueryResult<()> {
    let listing = Listing { after: None, ..listing.clone() };
    let is_empty = rows::keys(db, listed, &listing, 1)?.is_empty();
    let linked = if is_empty { linked(db, listed, &listing)? } else { None };
    rows::all(db, listed, linked.as_ref().unwrap_or(&listing), work)
}

/// The same listing through what bears its words, where nothing of it does and where these are few: none for
/// any other.
fn linked(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Option<Listing>> {
    let Words::Some(words) = Words::of(&listing.words) else { return Ok(None) };
    let alone = Listing { words: listing.words.clone(), ..Listing::default() };
    if !rows::keys(db, listed, &alone, 1)?.is_empty() {
        return Ok(None);
    }
    if expected(db, listed.other(), &words)?.is_some_and(|rows| rows > COUNTED) {
        return Ok(None);
    }
    let others = rows::keys(db, listed.other(), &alone, one_more(LARGEST_PAGE))?;
    let are_few = (1..=LARGEST_PAGE).contains(&others.len());
    let filters = Filters { linked_to: others, ..listing.filters.clone() };
    Ok(are_few.then(|| Listing { words: String::new(), filters, ..listing.clone() }))
}
