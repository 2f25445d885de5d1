//! Removing all links of a worker or of an organization, each with its event.

use std::collections::HashSet;

use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, QueryDsl, QueryResult, RunQueryDsl, SelectableHelper,
};

use super::{
    affiliation_record::AffiliationRecord,
    database::{Database, on_both},
    error::unreadable,
    history::{self, EventRecord},
    organization_record::OrganizationRecord,
    schema::{affiliations, organizations, workers},
    text::json,
    worker_record::WorkerRecord,
};
use crate::domain::{
    event::EventKind,
    identifiers::{Finess, Rpps},
};

/// How many links are removed together.
const LINKS: i64 = 500;

type Linked = (AffiliationRecord, OrganizationRecord, WorkerRecord);

/// Removes all links of the worker, or of the organization where no worker is given.
///
/// # Errors
/// Any error of the database.
pub fn all(
    db: &mut Database,
    finess: Option<&Finess>,
    rpps: Option<&Rpps>,
    actor: &str,
    now: i64,
) -> QueryResult<()> {
    loop {
        let some = linked(db, finess, rpps)?;
        if some.is_empty() {
            return Ok(());
        }
        let places: Vec<&str> = some.iter().map(|(link, ..)| link.finess.as_str()).collect();
        let people: Vec<&str> = some.iter().map(|(link, ..)| link.rpps_number.as_str()).collect();
        let these = affiliations::finess.eq_any(places).and(affiliations::rpps_number.eq_any(people));
        let keys = (affiliations::finess, affiliations::rpps_number);
        let removed: HashSet<(String, String)> =
            on_both!(db => diesel::delete(affiliations::table.filter(these)).returning(keys).load(db))?
                .into_iter()
                .collect();
        let mut events = Vec::with_capacity(removed.len());
        for (link, organization, worker) in &some {
            // Another one may have removed it meanwhile.
            if !removed.contains(&(link.finess.clone(), link.rpps_number.clone())) {
                continue;
            }
            let (name, by_hand) = (worker.display_name(), link.by_hand()?);
            let facts = json(&link.facts(&organization.name, &name, &by_hand))?;
            let event = EventRecord::new(EventKind::AffiliationRemoved, actor, now);
            let (place, person) = (Finess::parse(&link.finess), Rpps::parse(&link.rpps_number));
            let event =
                event.at_organization(&place.map_err(unreadable)?).about_worker(&person.map_err(unreadable)?);
            events.push(event.before(facts));
        }
        history::record(db, &events)?;
    }
}

fn linked(db: &mut Database, finess: Option<&Finess>, rpps: Option<&Rpps>) -> QueryResult<Vec<Linked>> {
    let mut some = affiliations::table
        .inner_join(organizations::table.on(organizations::finess.eq(affiliations::finess)))
        .inner_join(workers::table.on(workers::rpps_number.eq(affiliations::rpps_number)))
        .order((affiliations::finess, affiliations::rpps_number))
        .limit(LINKS)
        .select((AffiliationRecord::as_select(), OrganizationRecord::as_select(), WorkerRecord::as_select()))
        .into_boxed();
    some = match (finess, rpps) {
        (_, Some(rpps)) => some.filter(affiliations::rpps_number.eq(rpps.as_str())),
        (Some(finess), None) => some.filter(affiliations::finess.eq(finess.as_str())),
        (None, None) => return Ok(Vec::new()),
    };
    some.load(db)
}
