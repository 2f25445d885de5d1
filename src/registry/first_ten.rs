//! The first ten affiliations of each row of a page, and how many there are.
//!
//! One short walk of an index for each row, all in one statement, so that an organization of
//! 20,000 workers costs no more than one of ten.

use std::collections::HashMap;

use diesel::{
    Connection, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl, dsl::count_star, sql_query,
    sql_types::Text,
};

use super::{
    affiliation_record::AffiliationRecord, database::Database, listing::SHOWN, schema::affiliations,
};

/// The first workers of each of these organizations, in order.
pub fn of_organizations(db: &mut Database, keys: &[String]) -> QueryResult<Vec<AffiliationRecord>> {
    let mut found = first(db, keys, "finess", "worker_sort_name, rpps_number")?;
    found.sort_by(|one, other| {
        (&one.worker_sort_name, &one.rpps_number).cmp(&(&other.worker_sort_name, &other.rpps_number))
    });
    Ok(found)
}

/// The first organizations of each of these workers, in order.
pub fn of_workers(db: &mut Database, keys: &[String]) -> QueryResult<Vec<AffiliationRecord>> {
    let mut found = first(db, keys, "rpps_number", "organization_sort_name, finess")?;
    found.sort_by(|one, other| {
        (&one.organization_sort_name, &one.finess).cmp(&(&other.organization_sort_name, &other.finess))
    });
    Ok(found)
}

fn first(db: &mut Database, keys: &[String], key: &str, order: &str) -> QueryResult<Vec<AffiliationRecord>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let walk = |row: &str, order: &str| {
        format!("SELECT * FROM affiliations WHERE {row} ORDER BY {order} LIMIT {SHOWN}")
    };
    // A numbered place is used once and in order, which both databases understand alike.
    let places = (1..=keys.len()).map(|place| format!("${place}"));
    let statement = match db {
        Database::Sqlite(_) => {
            let walk = |place| walk(&format!("{key} = {place}"), order);
            let walks = places.map(|place| format!("SELECT * FROM ({}) AS one", walk(place)));
            walks.collect::<Vec<_>>().join(" UNION ALL ")
        }
        // Planned once for all keys: planning each of fifty walks takes longer than walking. Asked
        // for as a range, a key is walked in order, and not gathered and sorted, however large.
        Database::Postgres(_) => {
            let places: Vec<String> = places.map(|place| format!("({place})")).collect();
            let places = places.join(", ");
            let walk = walk(&format!("{key} BETWEEN keys.key AND keys.key"), &format!("{key}, {order}"));
            format!("SELECT one.* FROM (VALUES {places}) AS keys (key) CROSS JOIN LATERAL ({walk}) AS one")
        }
    };
    let mut query = sql_query(statement).into_boxed::<<Database as Connection>::Backend>();
    for key in keys {
        query = query.bind::<Text, _>(key);
    }
    query.load(db)
}

/// How many workers each of these organizations has; those without one are left out.
pub fn workers_counted(db: &mut Database, keys: &[String]) -> QueryResult<HashMap<String, u64>> {
    let counts = affiliations::table
        .filter(affiliations::finess.eq_any(keys))
        .group_by(affiliations::finess)
        .select((affiliations::finess, count_star()))
        .load(db)?;
    Ok(unsigned(counts))
}

/// How many organizations each of these workers has; those without one are left out.
pub fn organizations_counted(db: &mut Database, keys: &[String]) -> QueryResult<HashMap<String, u64>> {
    let counts = affiliations::table
        .filter(affiliations::rpps_number.eq_any(keys))
        .group_by(affiliations::rpps_number)
        .select((affiliations::rpps_number, count_star()))
        .load(db)?;
    Ok(unsigned(counts))
}

fn unsigned(counts: Vec<(String, i64)>) -> HashMap<String, u64> {
    counts.into_iter().map(|(key, count)| (key, count.unsigned_abs())).collect()
}
