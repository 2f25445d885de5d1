//! The history as its form and its address have it.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    error::Error,
    listing::{first_moment, given},
    shell::Shell,
};
use crate::{
    domain::{
        event::EventKind,
        identifiers::{Finess, Rpps},
    },
    registry::event_page::{Asked, What},
};

/// Characters of an event's id, a UUID.
const ID_CHARACTERS: usize = 36;

/// The history as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct HistoryForm {
    /// Who did it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// What happened.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The first day, `2026-11-22`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// The last day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// The FINESS number of an organization.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub organization: String,
    /// The RPPS number of a worker.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub worker: String,
    /// The event after which the page begins.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl HistoryForm {
    /// What is asked of the history.
    ///
    /// # Errors
    /// [`Error::Malformed`] when a day, a number or where the page begins cannot be read, or the last day
    /// comes before the first.
    pub fn asked(&self, s: &Shell) -> Result<Asked, Error> {
        let (since, until) = (first_moment(s, &self.since)?, end_of(s, &self.until)?);
        if since.zip(until).is_some_and(|(since, until)| since >= until) {
            return Err(Error::Malformed("error-days", format!("{} is after {}", self.since, self.until)));
        }
        Ok(Asked {
            who: given(&self.who),
            what: self.what()?,
            since,
            until,
            finess: number(&self.organization, |text| Finess::parse(text).ok())?,
            rpps_number: number(&self.worker, |text| Rpps::parse(text).ok())?,
            after: self.after()?,
        })
    }

    /// Whether a filter narrows it.
    pub fn is_filtered(&self) -> bool {
        [&self.who, &self.kind, &self.since, &self.until, &self.organization, &self.worker]
            .iter()
            .any(|filter| !filter.trim().is_empty())
    }

    /// What can have happened: the word in the address, and the text.
    pub fn kinds(&self) -> Vec<(&'static str, &'static str)> {
        let completed = |kind| (kind == EventKind::AffiliationCreated).then_some(What::CompletedByHand);
        let all = EventKind::ALL.into_iter().flat_map(|kind| [Some(What::Kind(kind)), completed(kind)]);
        all.flatten().map(|what| (what.as_str(), text_of(what))).collect()
    }

    /// The address of the page that begins after that event.
    pub fn page_after(&self, id: &str) -> String {
        let form = Self { after: id.to_owned(), ..self.clone() };
        format!("/history?{}", serde_urlencoded::to_string(form).unwrap_or_default())
    }

    fn what(&self) -> Result<Option<What>, Error> {
        let Some(word) = given(&self.kind) else { return Ok(None) };
        What::parse(&word)
            .map(Some)
            .ok_or_else(|| Error::Malformed("error-kind", format!("no event is {word:?}")))
    }

    fn after(&self) -> Result<Option<String>, Error> {
        let is_id = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        match self.after.as_str() {
            "" => Ok(None),
            after if is_id(after) && after.len() == ID_CHARACTERS => Ok(Some(after.to_owned())),
            after => Err(Error::Malformed("error-page", format!("no page begins at {after:?}"))),
        }
    }
}

/// When a day ends, as an address says it; nothing means no day, as does the last one that can be told.
fn end_of(s: &Shell, day: &str) -> Result<Option<i64>, Error> {
    let Ok(told) = day.trim().parse::<Date>() else { return first_moment(s, day) };
    Ok(told.checked_add(1.day()).ok().and_then(|next| s.start_of(next)))
}

fn number<T>(typed: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
    let Some(typed) = given(typed) else { return Ok(None) };
    let number = parse(&typed);
    number.map(Some).ok_or_else(|| Error::Malformed("error-number", format!("{typed:?} is no number")))
}

fn text_of(what: What) -> &'static str {
    match what {
        What::CompletedByHand => "kind-completed-by-hand",
        What::Kind(kind) => text_of_kind(kind),
    }
}

fn text_of_kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::OrganizationCreated => "kind-organization-created",
        EventKind::WorkerCreated => "kind-worker-created",
        EventKind::AffiliationCreated => "kind-affiliation-created",
        EventKind::AffiliationRemoved => "kind-affiliation-removed",
        EventKind::WorkerRemoved => "kind-worker-removed",
        EventKind::OrganizationRemoved => "kind-organization-removed",
        EventKind::OrganizationUpdated => "kind-organization-updated",
        EventKind::WorkerUpdated => "kind-worker-updated",
        EventKind::WorkerForgotten => "kind-worker-forgotten",
        EventKind::StaffAdded => "kind-staff-added",
        EventKind::StaffChanged => "kind-staff-changed",
        EventKind::StaffRemoved => "kind-staff-removed",
        EventKind::TokenAdded => "kind-token-added",
        EventKind::TokenRemoved => "kind-token-removed",
    }
}
