//! Listings that find what they show through what it is linked to as well: beside the organizations that bear
//! the words typed, those at which people work who bear them, and the other way round. Where nobody bears
//! all of the words, [`in_parts`] parts them.

use diesel::QueryResult;

use super::{
    count::{COUNTED, Count},
    expected::expected,
    filters::{Filters, Linked},
    hits, in_parts,
    listed::Listed,
    pages::{LARGEST_PAGE, Listing, Through, Way, one_more},
    rows::{self, Onward},
    statement::Statement,
};
use crate::registry::{database::Database, search::Words};

/// Where more rows than this bear the words themselves, they are what was meant.
const FEW: usize = 50;

/// The keys of some rows.
pub struct Found {
    /// In the order asked for.
    pub keys: Vec<String>,
    /// How they were found, where it was not by their own words alone.
    pub through: Option<Through>,
}

/// The keys of the rows of a page, as many as are wanted at most.
///
/// # Errors
/// Any error of the database.
pub fn keys(db: &mut Database, listed: Listed, listing: &Listing, wanted: i64) -> QueryResult<Found> {
    let keys = rows::keys(db, listed, listing, wanted)?;
    let own = if listing.after.is_none() && wanted >= one_more(FEW) {
        keys.clone()
    } else if keys.len() > FEW {
        return Ok(Found { keys, through: None });
    } else {
        own(db, listed, listing)?
    };
    let Some(through) = through(db, listed, listing, own.clone())? else {
        return Ok(Found { keys, through: None });
    };
    let keys = rows::keys(db, listed, &through.listing, wanted)?;
    let are_own = listing.after.is_none() && one_more(keys.len()) <= wanted && keys == own;
    Ok(Found { keys, through: Some(through).filter(|_| !are_own) })
}

/// How many rows the listing has on all its pages.
///
/// # Errors
/// Any error of the database.
pub fn count(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Count> {
    let through = of(db, listed, listing)?;
    rows::count(db, listed, through.as_ref().map_or(listing, |through| &through.listing))
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
    let through = of(db, listed, listing)?;
    rows::all(db, listed, through.as_ref().map_or(listing, |through| &through.listing), work)
}

fn of(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Option<Through>> {
    if !matches!(Words::of(&listing.words), Words::Some(_) | Words::Short(_)) {
        return Ok(None);
    }
    let own = own(db, listed, listing)?;
    through(db, listed, listing, own)
}

/// The first rows of the listing that bear the words themselves, one more than are few.
fn own(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Vec<String>> {
    let first = Listing { after: None, ..listing.clone() };
    rows::keys(db, listed, &first, one_more(FEW))
}

/// The listing through what bears its words, where few of its own rows do, and few of what they are linked
/// to; none for any other.
fn through(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    own: Vec<String>,
) -> QueryResult<Option<Through>> {
    if own.len() > FEW {
        return Ok(None);
    }
    let Words::Some(words) = rows::meant(db, listed, listing)? else { return Ok(None) };
    if expected(db, listed.other(), &words)?.is_some_and(|rows| rows > COUNTED) {
        return Ok(None);
    }
    let mut others = hits::some(db, listed.other(), &words, LARGEST_PAGE + 1)?;
    if others.len() > LARGEST_PAGE {
        return Ok(None);
    }
    if !own.is_empty() && !others.is_empty() {
        // Beside a pharmacy those at which somebody of its name works, and not each that has a pharmacist.
        let any = Listing::default();
        let mut statement = Statement::new(db, listed.other(), &any);
        statement.of_name(&others, &words);
        others = statement.keys(db)?;
    }
    if !others.is_empty() {
        let way = if own.is_empty() { Way::Linked } else { Way::Also };
        let filters = Filters { linked: Linked { to: others, or: own }, ..listing.filters.clone() };
        let listing = Listing { words: String::new(), filters, ..listing.clone() };
        return Ok(Some(Through { way, listing }));
    }
    let parted = if own.is_empty() { in_parts::listing(db, listed, listing, &words)? } else { None };
    Ok(parted.map(|listing| Through { way: Way::InParts, listing }))
}
