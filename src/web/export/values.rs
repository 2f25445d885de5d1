//! The cells of each table, in the order of its columns.

use super::cells::Cell;
use crate::{
    domain::{organization::Organization, worker::Worker},
    registry::registered::{Affiliated, Registered},
};

/// How many rows are written together.
pub const PIECE: usize = 500;

/// An organization's.
pub fn organization(row: &Registered<Organization>) -> Vec<Cell> {
    let facts = &row.facts;
    vec![
        Cell::text(facts.finess.as_str()),
        Cell::text(&facts.name),
        Cell::optional(&facts.activity_segment_code),
        Cell::optional(&facts.activity_segment_name),
        Cell::optional(&facts.building_number),
        Cell::optional(&facts.street),
        Cell::optional(&facts.postcode),
        Cell::optional(&facts.city),
        Cell::optional(&facts.department),
        Cell::optional(&facts.phone_number),
        Cell::optional(&facts.email),
        Cell::optional(&facts.finess_justice),
        Cell::optional(&facts.ident_tech_structure),
        Cell::Moment(row.created_at),
        Cell::text(&row.created_by),
    ]
}

/// A worker's.
pub fn worker(row: &Registered<Worker>) -> Vec<Cell> {
    let mut cells = facts(&row.facts);
    cells.extend([Cell::Moment(row.created_at), Cell::text(&row.created_by)]);
    cells
}

/// Those of a worker of one organization.
pub fn linked_worker(row: &Affiliated<Worker>) -> Vec<Cell> {
    let mut cells = facts(&row.facts);
    cells.extend([Cell::optional(&row.mode), Cell::optional(&row.role)]);
    cells.extend([Cell::Moment(row.since), Cell::text(&row.by)]);
    cells
}

fn facts(worker: &Worker) -> Vec<Cell> {
    vec![
        Cell::text(worker.rpps_number.as_str()),
        Cell::text(&worker.last_name),
        Cell::text(&worker.first_name),
        Cell::optional(&worker.profession_code),
        Cell::text(&worker.profession_name),
        Cell::list(&worker.skills),
        Cell::optional(&worker.gender),
        Cell::optional(&worker.phone_number),
        Cell::optional(&worker.email),
        Cell::list(&worker.secure_email),
    ]
}

/// Those of a link.
pub fn affiliation(organization: &Registered<Organization>, row: &Affiliated<Worker>) -> Vec<Cell> {
    let (place, worker) = (&organization.facts, &row.facts);
    vec![
        Cell::text(place.finess.as_str()),
        Cell::text(&place.name),
        Cell::optional(&place.postcode),
        Cell::optional(&place.city),
        Cell::text(worker.rpps_number.as_str()),
        Cell::text(&worker.last_name),
        Cell::text(&worker.first_name),
        Cell::optional(&worker.profession_code),
        Cell::text(&worker.profession_name),
        Cell::optional(&row.mode),
        Cell::optional(&row.role),
        Cell::text(&row.entry_id),
        Cell::text(row.source.as_str()),
        Cell::Moment(row.since),
        Cell::text(&row.by),
    ]
}
