//! How somebody practises at a place, in the reader's language.

use super::shell::Shell;
use crate::domain::{codes, entry::Coded};

/// The names of the texts that tell an entry's modes of practice.
pub fn of_entry(modes: &[Coded]) -> Vec<&'static str> {
    modes.iter().filter_map(|mode| text_of(&mode.code)).collect()
}

/// Modes as the register keeps them, which is by the directory's labels, for the reader.
pub fn shown(s: &Shell, kept: &str) -> String {
    codes::MODES.rows().iter().fold(kept.to_owned(), |shown, (code, label)| match text_of(code) {
        Some(text) => shown.replace(label, &s.text(text)),
        None => shown,
    })
}

/// The text of a mode (`annuaire.md` §4, table R23).
fn text_of(code: &str) -> Option<&'static str> {
    match code {
        "L" => Some("mode-self-employed"),
        "S" => Some("mode-salaried"),
        "B" => Some("mode-volunteer"),
        _ => None,
    }
}
