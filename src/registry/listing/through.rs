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
    pages::{LARGEST_PAGE, Listing, Reach, Through, Way, one_more},
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
    /// How they were found.
    pub reach: Reach,
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
        return Ok(Found { keys, reach: Reach::Own });
    } else {
        own(db, listed, listing)?
    };
    let reach = reach(db, listed, listing, own.clone())?;
    let Some(through) = reach.through() else { return Ok(Found { keys, reach }) };
    let keys = rows::keys(db, listed, &through.listing, wanted)?;
    let are_own = listing.after.is_none() && one_more(keys.len()) <= wanted && keys == own;
    Ok(Found { keys, reach: if are_own { Reach::Own } else { reach } })
}

/// How many rows the listing has on all its pages.
///
/// # Errors
/// Any error of the database.
pub fn count(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Count> {
    let reach = of(db, listed, listing)?;
    rows::count(db, listed, reach.through().map_or(listing, |through| &through.listing))
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
    let reach = of(db, listed, listing)?;
    rows::all(db, listed, reach.through().map_or(listing, |through| &through.listing), work)
}

fn of(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Reach> {
    if !matches!(Words::of(&listing.words), Words::Some(_) | Words::Short(_)) {
        return Ok(Reach::Own);
    }
    let own = own(db, listed, listing)?;
    reach(db, listed, listing, own)
}

/// The first rows of the listing that bear the words themselves, one more than are few.
fn own(db: &mut Database, listed: Listed, listing: &Listing) -> QueryResult<Vec<String>> {
    let first = Listing { after: None, ..listing.clone() };
    rows::keys(db, listed, &first, one_more(FEW))
}

/// Where the listing looks beside its own rows, of which few bear its words: through those of what they are
/// linked to that do, where they are few as well.
fn reach(db: &mut Database, listed: Listed, listing: &Listing, own: Vec<String>) -> QueryResult<Reach> {
    if own.len() > FEW {
        return Ok(Reach::Own);
    }
    let Words::Some(words) = rows::meant(db, listed, listing)? else { return Ok(Reach::Own) };
    if expected(db, listed.other(), &words)?.is_some_and(|rows| rows > COUNTED) {
        return Ok(Reach::TooWide);
    }
    let mut others = hits::some(db, listed.other(), &words, LARGEST_PAGE + 1)?;
    if others.len() > LARGEST_PAGE {
        return Ok(Reach::TooWide);
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
        return Ok(Reach::Through(Box::new(Through { way, listing })));
    }
    if own.is_empty() { in_parts::listing(db, listed, listing, &words) } else { Ok(Reach::Own) }
}
