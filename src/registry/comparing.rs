//! What of the register is compared with a directory, some rows at a time.
//!
//! Where a row came from, its links tell: a demonstration is compared with what it alone gave, a
//! real directory with whatever a real one gave, and with what has no link any more.

use std::collections::HashMap;

use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl, SelectableHelper,
    dsl::{exists, not},
};

use super::{
    affiliation_record::AffiliationRecord,
    database::Database,
    error::unreadable,
    organizations as all_organizations,
    schema::{affiliations, organizations, workers},
    workers as all_workers,
};
use crate::domain::{
    change::{self, Difference, Link, Told},
    identifiers::Finess,
    selection::{Fact, Source},
};

/// Which rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The workers with their links, by RPPS number.
    Workers,
    /// The organizations, by FINESS number.
    Organizations,
}

/// What a directory says of some rows.
#[derive(Debug)]
pub struct Compared {
    /// Where its entries come from.
    pub source: Source,
    /// Which rows were asked for.
    pub side: Side,
    /// What it says of each, by its key.
    pub told: HashMap<String, Told>,
}

impl Compared {
    /// The keys asked for.
    pub fn keys(&self) -> Vec<&str> {
        self.told.keys().map(String::as_str).collect()
    }
}

/// The next keys of rows to compare with a directory of that source, in order.
///
/// # Errors
/// Any error of the database.
pub fn keys(
    db: &mut Database,
    side: Side,
    source: Source,
    after: &str,
    size: i64,
) -> QueryResult<Vec<String>> {
    let (demo, of_demo) = (Source::Demo.as_str(), source == Source::Demo);
    match side {
        Side::Workers => {
            let links = || affiliations::table.filter(affiliations::rpps_number.eq(workers::rpps_number));
            let is_demo = exists(links().filter(affiliations::source.eq(demo)));
            let is_real = || exists(links().filter(affiliations::source.ne(demo)));
            let is_linked = exists(links());
            let rows = workers::table.select(workers::rpps_number).order(workers::rpps_number).limit(size);
            let rows = rows.filter(workers::rpps_number.gt(after));
            if of_demo {
                rows.filter(is_demo.and(not(is_real()))).load(db)
            } else {
                rows.filter(is_real().or(not(is_linked))).load(db)
            }
        }
        Side::Organizations => {
            let links = || affiliations::table.filter(affiliations::finess.eq(organizations::finess));
            let is_demo = exists(links().filter(affiliations::source.eq(demo)));
            let is_real = || exists(links().filter(affiliations::source.ne(demo)));
            let is_linked = exists(links());
            let rows =
                organizations::table.select(organizations::finess).order(organizations::finess).limit(size);
            let rows = rows.filter(organizations::finess.gt(after));
            if of_demo {
                rows.filter(is_demo.and(not(is_real()))).load(db)
            } else {
                rows.filter(is_real().or(not(is_linked))).load(db)
            }
        }
    }
}

/// Where what is registered now differs from what the directory says.
pub fn differences(db: &mut Database, compared: &Compared) -> QueryResult<Vec<Difference>> {
    let mut found = Vec::new();
    match compared.side {
        Side::Workers => {
            let mut links = links(db, &compared.keys())?;
            for row in all_workers::records(db, &compared.keys())? {
                let links = links.remove(&row.rpps_number).unwrap_or_default();
                if let Some(told) = compared.told.get(&row.rpps_number) {
                    found.extend(change::of_worker(&row.into_facts()?, &links, told, compared.source));
                }
            }
        }
        Side::Organizations => {
            for row in all_organizations::records(db, &compared.keys())? {
                if let Some(told) = compared.told.get(&row.finess) {
                    found.extend(change::of_organization(&row.into_facts()?, told));
                }
            }
        }
    }
    Ok(found)
}

fn links(db: &mut Database, keys: &[&str]) -> QueryResult<HashMap<String, Vec<Link>>> {
    let linked = affiliations::table.filter(affiliations::rpps_number.eq_any(keys));
    let rows: Vec<AffiliationRecord> = linked.select(AffiliationRecord::as_select()).load(db)?;
    let mut all: HashMap<String, Vec<Link>> = HashMap::new();
    for row in rows {
        let (worker, finess) = (row.rpps_number.clone(), row.finess.clone());
        let link = row.with(())?;
        all.entry(worker).or_default().push(Link {
            finess: Finess::parse(&finess).map_err(unreadable)?,
            entry_id: link.entry_id,
            source: link.source,
            is_by_hand: link.completed_by_hand.contains(&Fact::Finess),
        });
    }
    Ok(all)
}
