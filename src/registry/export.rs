//! Whole listings, some rows at a time, each as often as it is registered.

use std::collections::HashMap;

use diesel::{ExpressionMethods, JoinOnDsl, QueryDsl, QueryResult, RunQueryDsl, SelectableHelper};

use super::{
    affiliation_record::AffiliationRecord,
    database::Database,
    first_ten,
    listing::{LARGEST_PAGE, Listed, Listing, Onward, through},
    organization_record::OrganizationRecord,
    organizations,
    registered::{Affiliated, Registered},
    schema::{affiliations as links, workers as people},
    worker_record::WorkerRecord,
    workers,
};
use crate::domain::{identifiers::Finess, organization::Organization, worker::Worker};

/// The most links that are read together; an organization that has more comes in parts.
const LINKS: u64 = 500;

/// An organization with workers of it.
pub type Staffed = (Registered<Organization>, Vec<Affiliated<Worker>>);

/// Hands over the organizations of a listing, until told to stop.
///
/// # Errors
/// Any error of the database.
pub fn organizations(
    db: &mut Database,
    listing: &Listing,
    hand_over: &mut dyn FnMut(Vec<Registered<Organization>>) -> bool,
) -> QueryResult<()> {
    through::all(db, Listed::Organizations, listing, |db, keys| {
        let records = organizations::in_order(db, keys)?;
        let place = records.last().map(|last| last.place(listing.order));
        let rows = records.into_iter().map(|record| record.into_registered()).collect::<QueryResult<_>>()?;
        Ok(Onward::after(place, hand_over(rows)))
    })
}

/// Hands over the workers of a listing, until told to stop.
///
/// # Errors
/// Any error of the database.
pub fn workers(
    db: &mut Database,
    listing: &Listing,
    hand_over: &mut dyn FnMut(Vec<Registered<Worker>>) -> bool,
) -> QueryResult<()> {
    through::all(db, Listed::Workers, listing, |db, keys| {
        let records = workers::in_order(db, keys)?;
        let place = records.last().map(|last| last.place(listing.order));
        let rows = records.into_iter().map(|record| record.into_registered()).collect::<QueryResult<_>>()?;
        Ok(Onward::after(place, hand_over(rows)))
    })
}

/// Hands over the organizations of a listing with their workers in the order of the names, until told to
/// stop; where a profession is asked for, with those of it. One that has very many comes several times, each
/// time with some of them.
///
/// # Errors
/// Any error of the database.
pub fn affiliations(
    db: &mut Database,
    listing: &Listing,
    hand_over: &mut dyn FnMut(Vec<Staffed>) -> bool,
) -> QueryResult<()> {
    let mut keep = |some: Vec<Staffed>| hand_over(of_profession(some, listing.filters.profession.as_deref()));
    through::all(db, Listed::Organizations, listing, |db, keys| {
        let records = organizations::in_order(db, keys)?;
        let place = records.last().map(|last| last.place(listing.order));
        let counts = first_ten::workers_counted(db, keys)?;
        let count = |record: &OrganizationRecord| counts.get(&record.finess).copied().unwrap_or_default();
        let (mut some, mut links, mut goes_on) = (Vec::new(), 0, true);
        for record in records {
            if links + count(&record) > LINKS {
                goes_on = goes_on && keep(staffed(db, std::mem::take(&mut some))?);
                links = 0;
            }
            if count(&record) > LINKS {
                goes_on = goes_on && in_parts(db, record, &mut keep)?;
            } else {
                links += count(&record);
                some.push(record);
            }
        }
        Ok(Onward::after(place, goes_on && keep(staffed(db, some)?)))
    })
}

/// The workers of that profession, where one is asked for.
fn of_profession(mut some: Vec<Staffed>, profession: Option<&str>) -> Vec<Staffed> {
    if let Some(profession) = profession {
        for (_, workers) in &mut some {
            workers.retain(|worker| worker.facts.profession_code.as_deref() == Some(profession));
        }
    }
    some
}

/// Each with all of its workers.
fn staffed(db: &mut Database, records: Vec<OrganizationRecord>) -> QueryResult<Vec<Staffed>> {
    let keys: Vec<String> = records.iter().map(|record| record.finess.clone()).collect();
    let mut staff = staff(db, &keys)?;
    let rows = records.into_iter().map(|record| {
        let workers = staff.remove(&record.finess).unwrap_or_default();
        Ok((record.into_registered()?, workers))
    });
    rows.collect()
}

/// Hands over one organization with some of its workers, and again with the next; whether to go on.
fn in_parts(
    db: &mut Database,
    record: OrganizationRecord,
    hand_over: &mut dyn FnMut(Vec<Staffed>) -> bool,
) -> QueryResult<bool> {
    let organization = record.into_registered()?;
    let mut goes_on = true;
    workers_of(db, &organization.facts.finess, &mut |workers| {
        goes_on = hand_over(vec![(organization.clone(), workers)]);
        goes_on
    })?;
    Ok(goes_on)
}

fn staff(db: &mut Database, keys: &[String]) -> QueryResult<HashMap<String, Vec<Affiliated<Worker>>>> {
    let found: Vec<(AffiliationRecord, WorkerRecord)> = links::table
        .inner_join(people::table.on(people::rpps_number.eq(links::rpps_number)))
        .filter(links::finess.eq_any(keys))
        .order((links::finess, links::worker_sort_name, links::rpps_number))
        .select((AffiliationRecord::as_select(), WorkerRecord::as_select()))
        .load(db)?;
    let mut staff: HashMap<String, Vec<Affiliated<Worker>>> = HashMap::new();
    for (link, worker) in found {
        staff.entry(link.finess.clone()).or_default().push(link.with(worker.into_facts()?)?);
    }
    Ok(staff)
}

/// Hands over the workers of one organization in the order of their names, until told to stop.
///
/// # Errors
/// Any error of the database.
pub fn workers_of(
    db: &mut Database,
    finess: &Finess,
    hand_over: &mut dyn FnMut(Vec<Affiliated<Worker>>) -> bool,
) -> QueryResult<()> {
    let mut after = None;
    loop {
        let page = organizations::workers(db, finess, after.as_ref(), LARGEST_PAGE)?;
        if !hand_over(page.rows) || page.next.is_none() {
            return Ok(());
        }
        after = page.next;
    }
}
