//! How many lines the file of who works where has: the links of a listing's organizations.

use diesel::{
    Connection, QueryResult, QueryableByName, RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};

use super::{
    count::{self, COUNTED, Count},
    listed::Listed,
    pages::{LARGEST_PAGE, Listing, Page, one_more},
    rows,
};
use crate::registry::{database::Database, text::storable};

#[derive(QueryableByName)]
struct Links {
    #[diesel(sql_type = BigInt)]
    visited: i64,
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Of how many organizations the links are looked at where these are too many to look at all.
const FEW: usize = 50;

/// The links of the organizations of a listing of which this is a page, and which has so many; where a
/// profession is asked for, those to workers of it. Of more than [`LARGEST_PAGE`] organizations only the
/// links of the first 50 are looked at.
///
/// # Errors
/// Any error of the database.
pub fn count<T>(
    db: &mut Database,
    listing: &Listing,
    page: &Page<T>,
    organizations: Count,
    key: impl Fn(&T) -> String,
) -> QueryResult<Count> {
    let first = Listing { after: None, ..page.found_as(listing).clone() };
    if first.words.trim().is_empty() && first.filters.given().is_empty() {
        return count::of(db, "affiliations");
    }
    let are_few = matches!(organizations, Count::Exactly(count) if count <= LARGEST_PAGE as u64);
    let looked_at = if are_few { LARGEST_PAGE } else { FEW };
    let is_shown = page.is_all(listing) || listing.after.is_none() && page.rows.len() >= looked_at;
    let mut keys = if is_shown {
        page.rows.iter().map(key).collect()
    } else {
        rows::keys(db, Listed::Organizations, &first, one_more(looked_at))?
    };
    let are_more = !are_few || keys.len() > looked_at;
    keys.truncate(looked_at);
    let links = links_of(db, &keys, listing.filters.profession.as_deref())?;
    // Each of them is listed for such a link, whether or not it was met before the looking stopped.
    let least = listing.filters.profession.as_ref().map_or(0, |_| keys.len() as u64);
    let count = links.count.unsigned_abs().max(least);
    let are_more = are_more || links.visited.unsigned_abs() > COUNTED;
    Ok(if are_more { Count::MoreThan(count.saturating_sub(1)) } else { Count::Exactly(count) })
}

/// How many links these organizations have, one more than are counted at most, and how many of them are to
/// workers of the profession.
fn links_of(db: &mut Database, keys: &[String], profession: Option<&str>) -> QueryResult<Links> {
    if keys.is_empty() {
        return Ok(Links { visited: 0, count: 0 });
    }
    let places: Vec<String> = (1..=keys.len()).map(|place| format!("${place}")).collect();
    let counted = match profession {
        None => "1".to_owned(),
        Some(_) => format!(
            "CASE WHEN EXISTS (SELECT 1 FROM workers w WHERE w.rpps_number = links.rpps_number \
             AND w.profession_code = ${}) THEN 1 ELSE 0 END",
            keys.len() + 1
        ),
    };
    // SQLite numbers its places as they are written, PostgreSQL as they are named: the keys come first.
    let statement = format!(
        "WITH links AS MATERIALIZED (SELECT rpps_number FROM affiliations WHERE finess IN ({}) LIMIT {}) \
         SELECT count(*) AS visited, coalesce(sum({counted}), 0) AS count FROM links",
        places.join(", "),
        COUNTED + 1
    );
    let mut query = sql_query(statement).into_boxed::<<Database as Connection>::Backend>();
    for value in keys.iter().map(String::as_str).chain(profession) {
        query = query.bind::<Text, _>(storable(value));
    }
    query.get_result(db)
}
