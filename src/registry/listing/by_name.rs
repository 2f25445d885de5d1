//! The rows that bear some words, by name, as SQLite's full text finds them.
//!
//! Its rows are numbered in the order of the beginnings of the names. The first of them tell whether these
//! are all there are, and where the page is full; where so many names begin alike that one beginning fills
//! it, the next rows of the listing fill it sooner.

use diesel::{
    QueryResult, QueryableByName,
    sql_types::{BigInt, Text},
};

use super::{
    filters::Filter,
    listed::Listed,
    pages::{LARGEST_PAGE, Listing, one_more},
    statement::Statement,
};
use crate::registry::{
    database::Database,
    search::{beginning, quoted},
};

#[derive(QueryableByName)]
struct Hit {
    #[diesel(sql_type = BigInt)]
    lead: i64,
    #[diesel(sql_type = Text)]
    sort_name: String,
    #[diesel(sql_type = Text)]
    key: String,
}

/// The keys of the rows, as many as are wanted at most.
pub fn keys(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    words: &[String],
    filters: &[Filter<'_>],
    wanted: i64,
) -> QueryResult<Vec<String>> {
    let matched = quoted(words, db, true);
    let mut full_at = None;
    if wanted <= one_more(LARGEST_PAGE) {
        let mut statement = Statement::new(db, listed, listing);
        statement.by_lead(wanted, &matched, filters);
        let hits: Vec<Hit> = statement.load(db)?;
        if i64::try_from(hits.len()) != Ok(wanted) {
            return Ok(in_order(hits));
        }
        if filters.is_empty()
            && let Some(page) = alike(db, listed, listing, words, &hits)?
        {
            return Ok(page);
        }
        full_at = hits.last().map(|hit| hit.lead);
    }
    let mut statement = Statement::new(db, listed, listing);
    statement.by_name(wanted, &matched, filters, full_at);
    statement.keys(db)
}

fn in_order(mut hits: Vec<Hit>) -> Vec<String> {
    hits.sort_unstable_by(|one, other| (&one.sort_name, &one.key).cmp(&(&other.sort_name, &other.key)));
    hits.into_iter().map(|hit| hit.key).collect()
}

/// The page where all of these first hits begin alike and the rows that begin so fill it soon.
fn alike(
    db: &mut Database,
    listed: Listed,
    listing: &Listing,
    words: &[String],
    hits: &[Hit],
) -> QueryResult<Option<Vec<String>>> {
    let (Some(first), Some(last)) = (hits.first(), hits.last()) else { return Ok(None) };
    if first.lead != last.lead {
        return Ok(None);
    }
    let mut statement = Statement::new(db, listed, listing);
    statement.walk_some(hits.len() as i64, None, &[], words, Some(beginning(&first.sort_name)));
    Ok(Some(statement.keys(db)?).filter(|page| page.len() == hits.len()))
}
