//! What the notice says after a selection, and after one was taken back.

use crate::{
    domain::{organization::Organization, selection::Selection, worker::Worker},
    registry::{
        registered::Written,
        selections::Outcome,
        undo::{TakenBack, Undo, Undone},
    },
    web::notice::Line,
};

/// What was created and what was known, and what to look at twice; the organization under the name
/// that the register gives it.
pub fn registered(selection: &Selection, organization: &str, outcome: &Outcome) -> Vec<Line> {
    let worker = selection.worker.display_name();
    let names = [("worker", worker.as_str()), ("organization", organization)];
    let key = match (outcome.organization, outcome.worker, outcome.affiliation) {
        (Written::Created, Written::Created, _) => "selected-both-created",
        (Written::Known, Written::Created, _) => "selected-worker-created",
        (Written::Created, Written::Known, _) => "selected-organization-created",
        (Written::Known, Written::Known, Written::Created) => "selected-link-created",
        (Written::Known, Written::Known, Written::Known) => "selected-nothing-created",
    };
    let mut lines = vec![Line::new(key, &names)];
    if !selection.organization.finess.is_sound() {
        lines.push(Line::new(
            "selected-finess-doubtful",
            &[("number", &selection.organization.finess.grouped())],
        ));
    }
    if !selection.worker.rpps_number.is_sound() {
        lines.push(Line::new(
            "selected-rpps-doubtful",
            &[("number", &selection.worker.rpps_number.grouped())],
        ));
    }
    let by_hand = outcome.affiliation == Written::Created && !selection.completed_by_hand.is_empty();
    lines.extend(by_hand.then(|| Line::new("selected-by-hand", &[])));
    lines
}

/// That nothing had to be done.
pub fn known_already(organization: &Organization, worker: &Worker) -> Line {
    let names = [("worker", &*worker.display_name()), ("organization", &*organization.name)];
    Line::new("selected-nothing-created", &names)
}

/// Where to go after a selection was to be taken back, and what became of it.
pub fn undone(undo: &Undo) -> (String, Vec<Line>) {
    let refused = |key| ("/organizations".to_owned(), vec![Line::new(key, &[])]);
    match undo {
        Undo::TooLate => refused("undo-too-late"),
        Undo::NotYours => refused("undo-not-yours"),
        Undo::Unknown => refused("undo-unknown"),
        Undo::Done(undone) if undone.is_unchanged() => {
            (page_left(undone), vec![Line::new("undo-done-already", &[])])
        }
        Undo::Done(undone) => (page_left(undone), lines(undone)),
    }
}

/// The page of what is still registered.
fn page_left(undone: &Undone) -> String {
    let is_gone = |one| matches!(one, TakenBack::Removed | TakenBack::AlreadyGone);
    if !is_gone(undone.organization) {
        format!("/organizations/{}", undone.finess)
    } else if !is_gone(undone.worker) {
        format!("/workers/{}", undone.rpps_number)
    } else {
        "/".to_owned()
    }
}

fn lines(undone: &Undone) -> Vec<Line> {
    let link = match undone.affiliation {
        TakenBack::Removed => "undone-link",
        TakenBack::Renewed => "undone-link-changed",
        _ => "undone-link-gone",
    };
    let worker = match undone.worker {
        TakenBack::Removed => Some("undone-worker"),
        TakenBack::LinkedElsewhere => Some("undone-worker-linked"),
        TakenBack::KnownBefore | TakenBack::Renewed => Some("undone-worker-known"),
        TakenBack::AlreadyGone => None,
    };
    let organization = match undone.organization {
        TakenBack::Removed => Some("undone-organization"),
        TakenBack::LinkedElsewhere => Some("undone-organization-linked"),
        TakenBack::KnownBefore | TakenBack::Renewed => Some("undone-organization-known"),
        TakenBack::AlreadyGone => None,
    };
    let names =
        [("worker", undone.worker_name.as_str()), ("organization", undone.organization_name.as_str())];
    [Some(link), worker, organization].into_iter().flatten().map(|key| Line::new(key, &names)).collect()
}
