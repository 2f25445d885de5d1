//! The facts of the register, in words: those that an event kept, the columns of a file.

use serde_json::Value as Json;

use super::shell::Shell;

/// The facts of an event that somebody completed, by their names.
const BY_HAND: &str = "completed_by_hand";

/// The facts of an address, which change together.
const ADDRESS: [&str; 5] = ["building_number", "street", "postcode", "city", "department"];

/// The text that names each fact of an organization, a worker or a link.
const NAMES: [(&str, &str); 33] = [
    ("finess", "export-finess"),
    ("name", "column-organization"),
    ("organization", "column-organization"),
    ("registered_name", "column-organization"),
    ("activity_segment_code", "export-sector-code"),
    ("activity_segment_name", "filter-sector"),
    ("building_number", "export-building-number"),
    ("street", "export-street"),
    ("postcode", "export-postcode"),
    ("city", "filter-town"),
    ("department", "filter-department"),
    ("finess_justice", "record-legal"),
    ("ident_tech_structure", "export-structure"),
    ("rpps_number", "export-rpps"),
    ("worker", "column-worker"),
    ("last_name", "export-last-name"),
    ("first_name", "export-first-name"),
    ("profession_code", "export-profession-code"),
    ("profession_name", "column-profession"),
    ("skills", "export-skills"),
    ("gender", "export-gender"),
    ("phone_number", "record-phone"),
    ("email", "record-email"),
    ("secure_email", "record-secure-email"),
    ("mode", "export-mode"),
    ("role", "export-role"),
    ("entry_id", "export-entry"),
    ("source", "export-source"),
    (BY_HAND, "record-by-hand"),
    ("created_at", "record-since"),
    ("created_by", "filter-by"),
    ("linked_at", "export-linked-at"),
    ("linked_by", "export-linked-by"),
];

/// Names and values of the facts, in their order; those that say nothing are left out.
pub fn told(s: &Shell, facts: &Json) -> Vec<(String, String)> {
    let facts = facts.as_object().into_iter().flatten();
    let value = |key: &str, value| if key == BY_HAND { names(s, value) } else { shown(value) };
    facts.filter_map(|(key, told)| Some((name(s, key)?, value(key, told)?))).collect()
}

/// Names of what changed, each with what was there before and what came after: of the facts that were kept of
/// before, those that are otherwise now; of an address also what it had not said.
pub fn changed(s: &Shell, before: &Json, after: &Json) -> Vec<(String, String)> {
    let is_moved = ADDRESS.iter().any(|key| before.get(*key).is_some());
    let said = |facts: &Json, key: &str| facts.get(key).and_then(shown);
    let changed = NAMES.iter().filter_map(|(key, text)| {
        let was_told = before.get(*key).is_some() || is_moved && ADDRESS.contains(key);
        let [old, new] = [before, after].map(|facts| said(facts, key));
        if !was_told || old == new {
            return None;
        }
        let [old, new] = [old, new].map(|value| value.unwrap_or_else(|| s.text("change-nothing")));
        Some((s.text(text), s.with("history-became", &[("old", old.into()), ("new", new.into())])))
    });
    changed.collect()
}

/// Which facts somebody completed, by the names that staff know; none where nobody did.
pub fn by_hand(s: &Shell, facts: &Json) -> Option<String> {
    names(s, facts.get(BY_HAND)?)
}

fn names(s: &Shell, keys: &Json) -> Option<String> {
    let names = keys.as_array()?.iter().filter_map(Json::as_str).filter_map(|key| name(s, key));
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The name of a fact, where staff know it by one.
pub fn name(s: &Shell, key: &str) -> Option<String> {
    text_of(key).map(|text| s.text(text))
}

/// The text that names a fact.
pub fn text_of(key: &str) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| *known == key).map(|(_, text)| *text)
}

fn shown(value: &Json) -> Option<String> {
    let text = match value {
        Json::String(text) => text.clone(),
        Json::Array(all) => all.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", "),
        Json::Number(number) => number.to_string(),
        Json::Null | Json::Bool(_) | Json::Object(_) => String::new(),
    };
    (!text.is_empty()).then_some(text)
}
