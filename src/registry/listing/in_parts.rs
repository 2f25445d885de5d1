//! Words of which a row bears some, and what it is linked to the others: somebody's name and the town of the
//! practice, a street's pharmacy and a profession.

use diesel::QueryResult;

use super::{
    filters::{Filters, Linked},
    hits,
    listed::Listed,
    pages::{LARGEST_PAGE, Listing},
    rows,
};
use crate::registry::database::Database;

/// More words than this are not parted: each one doubles the ways to do it.
const MOST_WORDS: usize = 4;

/// So many rows that bear their part of the words are looked through for their links.
const MOST: usize = 1_000;

/// Where a word is borne: by rows of the listing, by what they are linked to.
#[derive(Clone, Copy)]
struct Borne {
    here: bool,
    there: bool,
}

/// The same listing with the words parted in a way that finds something; none where there is no such way.
///
/// # Errors
/// Any error of the database.
pub fn listing(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    words: &[String],
) -> QueryResult<Option<Listing>> {
    if !(2..=MOST_WORDS).contains(&words.len()) {
        return Ok(None);
    }
    let mut borne = Vec::new();
    for word in words {
        let one = Borne { here: is_borne(db, listed, word)?, there: is_borne(db, listed.other(), word)? };
        if !one.here && !one.there {
            return Ok(None);
        }
        borne.push(one);
    }
    // A bit for each word: whether what is linked bears it.
    for parting in 1..(1_usize << words.len()) - 1 {
        let is_there = |at: usize| parting >> at & 1 == 1;
        let fits = borne.iter().enumerate().all(|(at, one)| if is_there(at) { one.there } else { one.here });
        if !fits {
            continue;
        }
        let part = |there: bool| -> Vec<String> {
            let words = words.iter().enumerate().filter(|(at, _)| is_there(*at) == there);
            words.map(|(_, word)| word.clone()).collect()
        };
        if let Some(found) = parted(db, listed, listing, &part(false), &part(true))? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn is_borne(db: &mut Database, listed: Listed, word: &String) -> QueryResult<bool> {
    Ok(!hits::some(db, listed, std::slice::from_ref(word), 1)?.is_empty())
}

/// The listing of the rows that bear these words and are linked to what bears those, if there is any: looked
/// for from the side on which fewer do.
fn parted(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    here: &[String],
    there: &[String],
) -> QueryResult<Option<Listing>> {
    let mut to = hits::some(db, listed.other(), there, LARGEST_PAGE + 1)?;
    if to.len() > LARGEST_PAGE {
        let ours = hits::some(db, listed, here, MOST + 1)?;
        if ours.is_empty() || ours.len() > MOST {
            return Ok(None);
        }
        to = hits::linked(db, listed.other(), there, ours, MOST + 1)?;
    }
    if to.is_empty() || to.len() > MOST {
        return Ok(None);
    }
    let ours = hits::linked(db, listed, here, to.clone(), MOST + 1)?;
    let found = if ours.len() > MOST {
        let filters = Filters { linked: Linked { to, or: Vec::new() }, ..listing.filters.clone() };
        Listing { words: here.join(" "), filters, ..listing.clone() }
    } else if ours.is_empty() {
        return Ok(None);
    } else {
        let filters = Filters { among: ours, ..listing.filters.clone() };
        Listing { words: String::new(), filters, ..listing.clone() }
    };
    let first = Listing { after: None, ..found.clone() };
    Ok(if rows::keys(db, listed, &first, 1)?.is_empty() { None } else { Some(found) })
}
