//! Words of which a row bears some, and what it is linked to the others: somebody's name and the town of the
//! practice, a street's pharmacy and a profession.

use diesel::QueryResult;

use super::{
    filters::{Filters, Linked},
    hits,
    listed::Listed,
    pages::{LARGEST_PAGE, Listing, Reach, Through, Way},
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

/// Where the listing finds something with the words parted in some way.
///
/// # Errors
/// Any error of the database.
pub fn listing(db: &mut Database, listed: Listed, listing: &Listing, words: &[String]) -> QueryResult<Reach> {
    if !(2..=MOST_WORDS).contains(&words.len()) {
        return Ok(Reach::Own);
    }
    let (mut borne, mut reach) = (Vec::new(), Reach::Own);
    for word in words {
        let one = Borne { here: is_borne(db, listed, word)?, there: is_borne(db, listed.other(), word)? };
        if !one.here && !one.there {
            return Ok(Reach::Own);
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
        match parted(db, listed, listing, &part(false), &part(true))? {
            Reach::Own => {}
            Reach::TooWide => reach = Reach::TooWide,
            found @ Reach::Through(_) => return Ok(found),
        }
    }
    Ok(reach)
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
) -> QueryResult<Reach> {
    let mut to = hits::some(db, listed.other(), there, LARGEST_PAGE + 1)?;
    if to.len() > LARGEST_PAGE {
        let ours = hits::some(db, listed, here, MOST + 1)?;
        if ours.is_empty() {
            return Ok(Reach::Own);
        }
        if ours.len() > MOST {
            return Ok(Reach::TooWide);
        }
        to = hits::linked(db, listed.other(), there, ours, MOST + 1)?;
    }
    if to.is_empty() {
        return Ok(Reach::Own);
    }
    if to.len() > MOST {
        return Ok(Reach::TooWide);
    }
    let ours = hits::linked(db, listed, here, to.clone(), MOST + 1)?;
    let found = if ours.len() > MOST {
        let filters = Filters { linked: Linked { to, or: Vec::new() }, ..listing.filters.clone() };
        Listing { words: here.join(" "), filters, ..listing.clone() }
    } else if ours.is_empty() {
        return Ok(Reach::Own);
    } else {
        let filters = Filters { among: ours, ..listing.filters.clone() };
        Listing { words: String::new(), filters, ..listing.clone() }
    };
    let first = Listing { after: None, ..found.clone() };
    if rows::keys(db, listed, &first, 1)?.is_empty() {
        return Ok(Reach::Own);
    }
    Ok(Reach::Through(Box::new(Through { way: Way::InParts, listing: found })))
}
