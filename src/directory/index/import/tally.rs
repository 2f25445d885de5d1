//! Counts what entries hold, for the status of the index.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    directory::index::{
        publication::Publication,
        status::{Kind, Status},
    },
    domain::entry::{ADELI, Coded, Entry},
};

/// Counts of entries by what the pages filter by.
#[derive(Debug, Default)]
pub struct Tally {
    entries: u64,
    has_clients: bool,
    has_secure_emails: bool,
    has_adeli: bool,
    professions: BTreeMap<Coded, u64>,
    segments: BTreeMap<Coded, u64>,
    departments: BTreeMap<String, u64>,
}

/// Counts of a file's rows, and of the persons they tell of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Rows of the file.
    pub read: u64,
    /// Rows that went into entries.
    pub kept: u64,
    /// Rows that stood in the file before.
    pub duplicate: u64,
    /// Rows that could not be read.
    pub refused: u64,
    /// Persons.
    pub people: u64,
}

/// Where an index comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Which directory it is.
    pub kind: Kind,
    /// The day of the directory.
    pub date: Option<jiff::civil::Date>,
    /// When it is imported, in seconds since 1970-01-01 UTC.
    pub imported_at: i64,
    /// Name of the imported file.
    pub file_name: String,
    /// What was downloaded, where it was.
    pub publication: Option<Publication>,
}

impl Tally {
    /// Counts an entry.
    pub fn add(&mut self, entry: &Entry) {
        self.entries += 1;
        self.has_clients |= entry.bimedoc_client.is_some();
        self.has_secure_emails |= !entry.secure_email.is_empty();
        self.has_adeli |= entry.extra.contains_key(ADELI);
        if let (Some(code), Some(name)) = (&entry.profession_code, &entry.profession_name) {
            count(&mut self.professions, Coded { code: code.clone(), name: name.clone() });
        }
        for segment in &entry.activity_segments {
            count(&mut self.segments, segment.clone());
        }
        if let Some(department) = &entry.department {
            count(&mut self.departments, department.clone());
        }
    }

    /// Whether no entry was counted.
    pub fn is_empty(&self) -> bool {
        self.entries == 0
    }

    /// The status of the index that holds the entries counted.
    pub fn status(self, origin: Origin, rows: RowCounts) -> Status {
        Status {
            kind: origin.kind,
            date: origin.date,
            imported_at: origin.imported_at,
            file_name: origin.file_name,
            publication: origin.publication,
            rows_read: rows.read,
            rows_kept: rows.kept,
            rows_duplicate: rows.duplicate,
            rows_refused: rows.refused,
            refusals: Vec::new(),
            entries: self.entries,
            people: rows.people,
            has_clients: self.has_clients,
            has_secure_emails: self.has_secure_emails,
            has_adeli: self.has_adeli,
            professions: most_frequent_first(self.professions),
            segments: most_frequent_first(self.segments),
            departments: self.departments.into_iter().collect(),
        }
    }
}

fn count<T: Ord>(counts: &mut BTreeMap<T, u64>, one: T) {
    *counts.entry(one).or_default() += 1;
}

/// Codes with their counts; a code with several labels stands once, under its most frequent one.
fn most_frequent_first(counts: BTreeMap<Coded, u64>) -> Vec<(Coded, u64)> {
    let mut by_label: Vec<(Coded, u64)> = counts.into_iter().collect();
    by_label.sort_by_key(|(_, count)| Reverse(*count));
    let mut by_code: Vec<(Coded, u64)> = Vec::new();
    for (coded, count) in by_label {
        match by_code.iter_mut().find(|(known, _)| !coded.code.is_empty() && known.code == coded.code) {
            Some((_, total)) => *total += count,
            None => by_code.push((coded, count)),
        }
    }
    by_code.sort_by_key(|(_, count)| Reverse(*count));
    by_code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_with_two_labels_is_counted_once() {
        let coded = |code: &str, name: &str| Coded { code: code.into(), name: name.into() };
        let counts = BTreeMap::from([(coded("1", "a"), 2), (coded("1", "b"), 3), (coded("2", "c"), 4)]);
        assert_eq!(most_frequent_first(counts), [(coded("1", "b"), 5), (coded("2", "c"), 4)]);
    }
}
