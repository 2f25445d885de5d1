//! What the directory tells of an entry beyond what a card shows.

use crate::{
    domain::entry::Entry,
    web::{address, grouping},
};

/// One such fact.
pub struct Detail {
    /// The text that names it.
    pub label: &'static str,
    /// What it says.
    pub value: String,
    /// Whether it is a number, in groups with narrow spaces.
    pub is_number: bool,
}

/// Telephone, addresses for mail, sector of activity and legal entity, as far as known.
pub fn of(entry: &Entry) -> Vec<Detail> {
    let number = |label, value| Detail { label, value, is_number: true };
    let words = |label, value: &String| Detail { label, value: value.clone(), is_number: false };
    let phone = entry.phone_number.as_deref().map(|phone| number("record-phone", grouping::phone(phone)));
    let email = entry.email.as_ref().map(|email| words("record-email", email));
    let secure = entry.secure_email.iter().map(|email| words("record-secure-email", email));
    let sectors = entry.activity_segments.iter().map(|sector| words("filter-sector", &sector.name));
    let legal = entry.finess_justice.as_deref().map(|legal| number("record-legal", address::grouped(legal)));
    let all = phone.into_iter().chain(email).chain(secure).chain(sectors).chain(legal);
    all.filter(|detail| !detail.value.trim().is_empty()).collect()
}
